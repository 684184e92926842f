"""Desks of one commune on their own network: the district absent, any desk may die, in the end all tell the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from nacl.public import PrivateKey

from db.store import DeskStore
from db.verify import verify
from desk_app.commune_ports import Neighbour
from sync.desk.commune import fetch_commune
from sync.desk.connection import Answer, DistrictConnection
from sync.desk.neighbour_desk import page_for_neighbour
from sync.desk.neighbour_line import NeighbourServer, Peer, PeersError, peers_in, round_with_peers
from sync.errors import DistrictAnswerError, DistrictUnreachableError
from sync.wire.messages import CommuneRequest
from sync.wire.signing import KeySigner, sign_note
from tests.db.commune_desks import acquainted, all_passed, commune_desk, give, random_act
from tests.db.test_commune import desks, shown
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.test_real_desk import OtherLane


class BadLine:
    """Another desk at the end of a line of the commune's network that loses, cuts off and damages."""

    url = "http://quay-ben"

    def __init__(self, there: DeskStore, chance: random.Random) -> None:
        self._there, self._chance = there, chance

    def post(self, path: str, body: bytes) -> Answer:
        dice = self._chance.random()
        if dice < 0.2:
            raise DistrictUnreachableError(url=self.url, reason="the desk is off")
        page = page_for_neighbour(self._there.commune, self._there.signer, body)
        if dice < 0.3:
            raise DistrictUnreachableError(url=self.url, reason="cut off after it was asked")
        if page is None:
            return Answer(403, True, b"")
        if dice < 0.4:
            at = self._chance.randrange(len(page))
            return Answer(200, True, page[:at] + bytes([page[at] ^ 1]) + page[at + 1 :])
        return Answer(200, True, page[: len(page) // 2] if dice < 0.45 else page)


def asked(here: DeskStore, there: DeskStore, chance: random.Random) -> int:
    """Let one desk ask another over a bad line; return how many events came."""
    line = cast(DistrictConnection, BadLine(there, chance))
    try:
        return fetch_commune(here.commune, here.signer, line, there.signer.public_key, StillClock())
    except (DistrictUnreachableError, DistrictAnswerError):
        return 0


@pytest.mark.parametrize("seed", range(many(2, 60)))
def test_four_desks_without_a_district_end_with_the_same_register(seed: int) -> None:
    chance = random.Random(seed)
    with desks(4) as stores:
        alive = list(stores)
        for step in range(90):
            one, other = chance.sample(alive, 2)
            if chance.random() < 0.4:
                asked(one, other, chance)
            else:
                random_act(chance, one, stores)
            if step == 60:
                dead = alive.pop(chance.randrange(4))  # what reached nobody waits on its disk
        for _ in range(60):
            one, other = chance.sample(alive, 2)
            asked(one, other, chance)
        all_passed(alive)
        assert all(shown(store) == shown(alive[0]) for store in alive)
        all_passed([*alive, dead])  # somebody repaired it
        first = shown(stores[0])
        assert all(shown(store) == first for store in stores)
        assert all(verify(store).sound for store in stores)


def test_a_dead_desk_s_events_come_by_way_of_a_third() -> None:
    with desks(3) as (one, two, three):
        number = str(give(one).header.dossier)
        quiet = random.Random(4)
        for here, there in ((two, one), (three, two)):
            for _ in range(20):
                asked(here, there, quiet)
        assert three.register.row(number).held_by == 1


def test_a_stranger_and_a_replaced_desk_get_nothing() -> None:
    with desks(2) as (one, two):
        give(one)
        stranger = KeySigner(bytes(32))
        request = CommuneRequest(two.commune.device, (), bytes(PrivateKey.generate().public_key), 0)
        no_key = CommuneRequest(two.commune.device, (), bytes(32), 0)
        assert page_for_neighbour(one.commune, one.signer, sign_note(no_key, two.signer)) is None
        assert page_for_neighbour(one.commune, one.signer, sign_note(request, two.signer)) is not None
        assert page_for_neighbour(one.commune, one.signer, sign_note(request, stranger)) is None
        assert page_for_neighbour(one.commune, one.signer, b"\0" * 90) is None
        one.commune.neighbours_told([Neighbour(two.signer.public_key, 2, "", replaced=True)])
        assert page_for_neighbour(one.commune, one.signer, sign_note(request, two.signer)) is None


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[DeskStore, DeskStore, ThreadPoolExecutor]]:
    with ThreadPoolExecutor(1) as lane:

        def opened() -> DeskStore:
            return commune_desk(tmp_path / "2", 2)

        two = lane.submit(opened).result()
        one = commune_desk(tmp_path / "1", 1)
        told = [Neighbour(store.signer.public_key, desk, "") for desk, store in ((1, one), (2, two))]
        one.commune.neighbours_told(told)
        lane.submit(lambda: two.commune.neighbours_told(told)).result()
        yield one, two, lane
        one.close()
        lane.submit(two.close).result()


def test_two_desks_over_a_real_socket(pair: tuple[DeskStore, DeskStore, ThreadPoolExecutor]) -> None:
    one, two, lane = pair
    numbers = [str(lane.submit(lambda: give(two)).result().header.dossier) for _ in range(3)]
    commune: Any = OtherLane(lane, lambda: two.commune)
    signer: Any = OtherLane(lane, lambda: two.signer)
    with NeighbourServer("127.0.0.1", 0, lambda _, body: page_for_neighbour(commune, signer, body)) as server:
        peers = (Peer(2, f"http://127.0.0.1:{server.port}"), Peer(3, "http://127.0.0.1:9"))
        first, unknown = round_with_peers(one.commune, one.signer, peers, StillClock())
        assert first.events > 3 and first.error is None and unknown.events == 0
        assert {one.register.row(number).held_by for number in numbers} == {2}
        assert round_with_peers(one.commune, one.signer, peers, StillClock())[0].events == 0
        away = Peer(2, "http://127.0.0.1:9")
        (missed,) = round_with_peers(one.commune, one.signer, (away,), StillClock())
        assert isinstance(missed.error, DistrictUnreachableError)


def test_peers_are_read_from_the_setting() -> None:
    assert peers_in("2=192.168.1.12:8765, 3=quay3.xa:80") == (
        Peer(2, "http://192.168.1.12:8765"),
        Peer(3, "http://quay3.xa:80"),
    )
    assert peers_in("") == ()
    for wrong in ("192.168.1.12:8765", "2=http://x:1", "0=x:1", "2=x:99999"):
        with pytest.raises(PeersError):
            peers_in(wrong)


def test_acquainted_desks_do_not_count_themselves() -> None:
    with desks(2) as (one, two):
        acquainted([one, two])
        assert [each.desk for each in one.commune.neighbours()] == [2]
