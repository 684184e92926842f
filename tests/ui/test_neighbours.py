"""While the program is open its desk answers the commune's other desks and asks them, if the settings say so."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from nacl.public import PrivateKey
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desk_app.commune_ports import Neighbour
from desk_app.ports import Enrolment
from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from desk_app.usecases.upkeep import change_setting
from sync.desk.carried import CARRIED_FOLDER, carried_of
from sync.errors import DistrictUnreachableError
from sync.wire.signing import KeySigner
from tests.desks import CountedChance, application, make_office
from ui.application.neighbours import Neighbours
from ui.background import Background
from ui.composition.courier import carried_delivered
from ui.composition.spooling import spool_of, spool_renewed

Answer = TypeVar("Answer")


def complain(error: Exception) -> None:
    raise error


class OpenDesk:
    """A desk whose program is open, on lanes of its own."""

    def __init__(self, home: Path, desk: int) -> None:
        self.lanes = Background(complain)
        chance = CountedChance(count(desk * 10_000))
        self.office: Office = self.on_store(lambda: make_office(home, settings={"desk": str(desk)}, chance=chance))
        self.parent = QObject()
        self.neighbours = Neighbours(self.lanes, lambda: self.office, self.parent, host="127.0.0.1")

    def on_store(self, work: Callable[[], Answer]) -> Answer:
        return self.lanes.on_store_blocking(work)

    def close(self) -> None:
        self.neighbours.stop()
        self.lanes.close(self.office.store.close)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_open_desks_on_one_network_hear_each_other(tmp_path: Path, qtbot: QtBot) -> None:
    here, there = OpenDesk(tmp_path / "1", 1), OpenDesk(tmp_path / "2", 2)
    port = free_port()
    told = [Neighbour(each.office.store.signer.public_key, desk, "") for desk, each in ((1, here), (2, there))]
    for each in (here, there):
        each.on_store(lambda each=each: each.office.store.commune.neighbours_told(told))  # type: ignore[misc]
    number = there.on_store(lambda: receive(there.office, application())).number
    there.on_store(lambda: change_setting(there.office, "lan_port", str(port)))
    here.on_store(lambda: change_setting(here.office, "lan_peers", f"2=127.0.0.1:{port}"))
    there.neighbours.start()
    qtbot.waitUntil(lambda: there.neighbours.port == port, timeout=20_000)
    with qtbot.waitSignal(here.neighbours.heard, timeout=20_000) as heard:
        here.neighbours.start()
    assert heard.args[0] > 3
    assert here.on_store(lambda: here.office.store.register.row(number)).held_by == 2
    there.on_store(lambda: change_setting(there.office, "lan_port", ""))
    there.neighbours.look()
    qtbot.waitUntil(lambda: there.neighbours.port is None, timeout=20_000)
    here.close()
    there.close()


def test_open_desks_take_each_others_sealed_batches_along(tmp_path: Path, qtbot: QtBot) -> None:
    here, there = OpenDesk(tmp_path / "1", 1), OpenDesk(tmp_path / "2", 2)
    port = free_port()
    told = [Neighbour(each.office.store.signer.public_key, desk, "") for desk, each in ((1, here), (2, there))]
    trusted = Enrolment(b"district", KeySigner(bytes(32)).public_key, bytes(PrivateKey.generate().public_key), "Quầy")
    for each in (here, there):
        each.on_store(lambda each=each: each.office.store.commune.neighbours_told(told))  # type: ignore[misc]
        each.on_store(lambda each=each: each.office.store.outbox.enrolled(trusted))  # type: ignore[misc]
        each.on_store(lambda each=each: change_setting(each.office, "district_url", "http://127.0.0.1:9"))  # type: ignore[misc]
        each.on_store(lambda each=each: spool_renewed(each.office))  # type: ignore[misc]
    there.on_store(lambda: change_setting(there.office, "lan_port", str(port)))
    here.on_store(lambda: change_setting(here.office, "lan_peers", f"2=127.0.0.1:{port}"))
    there.neighbours.start()
    qtbot.waitUntil(lambda: there.neighbours.port == port, timeout=20_000)
    here.neighbours.start()
    sealed = there.on_store(lambda: spool_of(there.office)).items()
    carried = carried_of(tmp_path / "1" / CARRIED_FOLDER, there.on_store(lambda: there.office.store.commune.device))
    qtbot.waitUntil(
        lambda: [item.envelope for item in carried.items()] == [item.envelope for item in sealed], timeout=20_000
    )
    assert sealed
    (went,) = carried_delivered(tmp_path / "1", timedelta(0))
    assert (went.delivered, went.left) == (0, 1) and isinstance(went.trouble, DistrictUnreachableError)
    here.close()
    there.close()
