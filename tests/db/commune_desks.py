"""Several real desks of one commune in one process, that pass each other their logs by hand."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from db.desk_home import create_desk, open_desk
from db.store import DeskStore
from desk_app.commune_ports import Neighbour, Stretch
from desk_app.domain.custody_events import FIRST, SECOND, ConflictSettled, CustodyGiven, CustodyTaken
from desk_app.domain.dossier_number import next_counter
from desk_app.domain.errors import DeskError
from desk_app.domain.event_facts import Event
from desk_app.domain.events import Finished, HandedOver, NumberViewed, Recorded, Started
from desk_app.domain.life_events import (
    Amended,
    Apologised,
    DueDateMoved,
    FeeLine,
    FeesRecorded,
    Forwarded,
    Reopened,
    Shelved,
    SupplementReceived,
    SupplementRequested,
    Told,
    Withdrawn,
)
from desk_app.domain.lifecycle import possible_moves
from desk_app.domain.person import Person
from desk_app.domain.standing import MOVE_OF
from tests.db.codec import PlainCodec
from tests.db.desk import (
    AGENCY,
    CHEAP,
    OFFICER,
    PASSWORD,
    SETTINGS,
    TestChance,
    TestClock,
    calendar_json,
    catalogue_json,
    received,
)

LITTLE = 2000  # bytes of a stretch: some events


def commune_desk(home: Path, desk: int, agency: str = AGENCY) -> DeskStore:
    """Return an opened desk of this number, on a clock of its own."""
    seed = int.from_bytes(f"{agency}/{desk}".encode(), "big")
    create_desk(
        home, codec=PlainCodec(), clock=TestClock(), chance=TestChance(seed), officer_name=OFFICER, password=PASSWORD,
        settings={**SETTINGS, "agency_code": agency, "desk": str(desk)},
        catalogue_json=catalogue_json(), calendar_json=calendar_json(),
        program="test", cost=CHEAP,
    )  # fmt: skip
    return open_desk(
        home, codec=PlainCodec(), clock=TestClock(), chance=TestChance(seed + 1), officer=OFFICER, password=PASSWORD
    ).store


def acquainted(stores: list[DeskStore]) -> None:
    """Let every desk know who the others are."""
    everybody = [
        Neighbour(store.signer.public_key, store.settings().desk, f"Quầy {store.settings().desk}") for store in stores
    ]
    for store in stores:
        store.commune.neighbours_told(everybody)


def passed(source: DeskStore, target: DeskStore, most_bytes: int = LITTLE) -> int:
    """Give a piece of what one desk has and another lacks; return how many events were new."""
    stretches = source.commune.stretches_after(target.commune.held(), most_bytes)
    return sum(target.commune.taken_in(stretch) for stretch in stretches)


def all_passed(stores: list[DeskStore]) -> None:
    """Let everybody hear everything."""
    while sum(passed(one, other, 50_000) for one in stores for other in stores if one is not other):
        pass


def give(store: DeskStore, name: str = "Trần Văn An") -> Recorded:
    """Receive one dossier at this desk."""
    return receive_at(store, f"{name} {store.settings().desk}", _on())


def receive_at(store: DeskStore, name: str, on: date) -> Recorded:
    """Receive one dossier at this desk on a day."""
    desk, agency = store.settings().desk, store.settings()["agency_code"]
    with store.unit_of_work("hoa") as work:
        counter = next_counter(desk, work.highest_counter(agency, on, desk), 1)
        number = f"{agency}-{on:%y%m%d}-{counter}"
        recorded = work.append(received(name, work.next_slip_sequence(2026)), dossier=number)
        work.commit()
    return recorded


def write(store: DeskStore, number: str, body: Event) -> None:
    """Write one event."""
    with store.unit_of_work("hoa") as work:
        work.append(body, dossier=number)
        work.commit()


def take_over(store: DeskStore, number: str) -> None:
    """Take a dossier over, knowing what is known here."""
    found = store.commune.dossier(number)
    write(store, number, CustodyTaken(found.holder, "quầy kia nghỉ", found.heads(store.commune.device)))


def random_act(chance: random.Random, store: DeskStore, stores: list[DeskStore]) -> None:
    """Do something that a desk does; what it refuses leaves no trace."""
    numbers = [str(row[0]) for row in store.connection.execute("SELECT number FROM dossiers")]
    if not numbers or chance.random() < 0.06:
        give(store, chance.choice(("An", "Bình", "Đào Thị Hoà")))
        return
    act_on(chance, store, stores, chance.choice(numbers))


def act_on(chance: random.Random, store: DeskStore, stores: list[DeskStore], number: str) -> None:
    """Do something on this dossier, most often after taking it over; what the desk refuses leaves no trace."""
    try:
        if store.register.row(number).held_by is not None and chance.random() < 0.85:
            take_over(store, number)
        write(store, number, _thing(chance, store, stores, number))
    except DeskError:
        return


def _thing(chance: random.Random, store: DeskStore, stores: list[DeskStore], number: str) -> Event:
    found = store.commune.dossier(number)
    if found.open_conflicts and chance.random() < 0.4:
        conflict = chance.choice(found.open_conflicts)
        return ConflictSettled(
            conflict.name, conflict.field, chance.choice((FIRST, SECOND)), "", found.heads(store.commune.device)
        )
    other = chance.choice(stores)
    day = received().promise
    some = [
        Shelved(chance.choice("XYZ")), Told("ready", "phone"), NumberViewed("hồ sơ"), DueDateMoved(3, day),
        FeesRecorded((FeeLine("Phí", 1, chance.randrange(9) * 1000),), "cash"),
        CustodyGiven(other.commune.device, other.settings().desk, "đổi ca", found.heads(store.commune.device)),
    ]  # fmt: skip
    moves: list[Event] = [
        Started(), Finished(note=str(chance.random())), HandedOver("A", "applicant", "slip"), Withdrawn("ý"),
        Forwarded("officer", chance.choice("ABC"), None), Reopened("lại", "Bình", day),
        SupplementRequested(1, "TT", 1, (), "thiếu", None), SupplementReceived((), day),
        Apologised("TT", 1, "bận", day, "Bình"),
        Amended("nhầm", True, applicant=Person(chance.choice(("Chi", "Dung")), "046185001234")),
    ]  # fmt: skip
    offered = possible_moves(found.dossier.state)
    possible = [body for body in moves if MOVE_OF[type(body)] in offered]
    return chance.choice([*possible, *possible, *some])


def _on() -> date:
    return TestClock().at.date()


def stretch_of(store: DeskStore) -> Stretch:
    """Return a desk's whole own log as one stretch."""
    return store.commune.stretches_after((), 10_000_000)[0]
