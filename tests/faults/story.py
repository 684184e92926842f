"""A clerk's story, the same bytes in every run: what a fault may take away can be said exactly.

`tell` makes one commit a step and says so only after it; `judge` reopens what a fault left and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from db.desk_home import OpenedDesk, open_desk
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DeskError
from desk_app.domain.event_facts import Promise, SubmittedPaper
from desk_app.domain.events import Finished, HandedOver, Started
from desk_app.domain.life_events import Apologised, RequestedItem, SupplementReceived, SupplementRequested
from desk_app.domain.office_events import DayClosed
from desk_app.ports import PrintIntent
from tests.db.codec import PlainCodec
from tests.db.desk import AGENCY, OFFICER, PASSWORD, TestChance, TestClock, received

DAY = datetime(2026, 11, 21, tzinfo=OFFICE_ZONE)
NAMES = ("Nguyễn Thị Thuỷ Tiên", "Y Wơl Niê", "Đặng Quốc Khánh")

Step = Callable[[DeskStore], None]


@dataclass(frozen=True, slots=True)
class Told:
    """The log as it stands after a step."""

    seq: int
    head: bytes


def number(counter: int) -> str:
    return f"{AGENCY}-{DAY:%y%m%d}-{counter}"


def receive(store: DeskStore, name: str) -> str:
    """Number, event, print intent: one commit."""
    with store.unit_of_work("hoa") as work:
        highest = work.highest_counter(AGENCY, DAY.date(), 1)
        given = number(max(1000, highest or 0) + 1)
        work.append(received(name, work.next_slip_sequence(DAY.year)), dossier=given)
        work.intend_print(PrintIntent(given, "receipt", "a5", work.next_print_number(given, "receipt")))
        work.commit()
    return given


def finish(store: DeskStore, given: str) -> None:
    """Two events, one commit."""
    with store.unit_of_work("hoa") as work:
        work.append(Started(), dossier=given)
        work.append(Finished(), dossier=given)
        work.commit()


def hand_over(store: DeskStore, given: str) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(HandedOver(NAMES[0], "applicant", "slip"), dossier=given)
        work.commit()


def acknowledge(store: DeskStore) -> None:
    """A receipt comes in: anchor and position in one commit."""
    store.outbox.receipt_stored(store.outbox.head()[0], DAY, b"receipt")


def ask_for_more(store: DeskStore, given: str) -> None:
    """A letter with a running number, and the clock stands."""
    with store.unit_of_work("hoa") as work:
        letter = work.next_form_sequence("supplement", DAY.year)
        items = (RequestedItem("Giấy khai sinh"),)
        request = SupplementRequested(1, "TT03/2025", letter, items, "thiếu", date(2026, 12, 1))
        work.append(request, dossier=given)
        work.commit()


def apologise(store: DeskStore, given: str) -> None:
    """What was missing came, too late for the day promised: two events, one commit."""
    with store.unit_of_work("hoa") as work:
        papers = (SubmittedPaper("Giấy khai sinh", 1),)
        work.append(SupplementReceived(papers, Promise(DAY + timedelta(days=6), "", "")), dossier=given)
        letter = work.next_form_sequence("apology", DAY.year)
        promise = Promise(DAY + timedelta(days=9), "", "")
        work.append(Apologised("TT03/2025", letter, "máy hỏng", promise, "Trần Văn Bình"), dossier=given)
        work.commit()


def close_day(store: DeskStore) -> None:
    """The day as two people sign it."""
    facts = store.books.day_facts(DAY.date(), DAY.date())
    closed = DayClosed(
        on=DAY.date(),
        received=facts.received,
        refused=facts.refused,
        finished=facts.finished,
        handed_over=facts.handed_over,
        first_number=facts.first_number,
        last_number=facts.last_number,
        gaps=(),
        due_next=facts.due_next,
        not_at_district=facts.not_at_district,
        last_seq=facts.seq,
        head=facts.head,
        signed_by="Hoa",
        witnessed_by="Bình",
    )
    with store.unit_of_work("hoa") as work:
        work.append(closed)
        work.commit()


STEPS: tuple[Step, ...] = (
    lambda store: (receive(store, NAMES[0]), None)[1],
    lambda store: finish(store, number(1001)),
    lambda store: hand_over(store, number(1001)),
    acknowledge,
    lambda store: (receive(store, NAMES[1]), None)[1],
    lambda store: ask_for_more(store, number(1002)),
    lambda store: apologise(store, number(1002)),
    close_day,
)


def opened(home: Path) -> OpenedDesk:
    """Open the desk of the story."""
    return open_desk(
        home, codec=PlainCodec(), clock=TestClock(), chance=TestChance(5), officer=OFFICER, password=PASSWORD
    )


def tell(store: DeskStore, steps: tuple[Step, ...] = STEPS) -> Iterator[Told]:
    """Take the steps; yield after each commit, never before."""
    for step in steps:
        step(store)
        yield Told(*store.outbox.head())


def judge(home: Path, told: list[Told], acknowledged: int, *, thorough: bool = True) -> str:
    """Return what is wrong after a fault, empty when nothing is.

    `told` is how the log stands after each step of an undisturbed run (the first entry: before any); `acknowledged`
    steps were said to be saved. The step in flight may be there or not, but whole.
    """
    try:
        desk = opened(home)
    except DeskError as error:
        return f"does not open: {type(error).__name__} {error}"
    store = desk.store
    try:
        return _judged(store, told, acknowledged, restored=desk.restored is not None, thorough=thorough)
    finally:
        store.close()


def _judged(store: DeskStore, told: list[Told], acknowledged: int, *, restored: bool, thorough: bool) -> str:
    seq = store.outbox.head()[0] - (2 if restored else 0)
    places = [place for place, each in enumerate(told) if each.seq == seq and store.outbox.chain_at(seq) == each.head]
    if not places:
        return f"partial: the log ends at event {seq}"
    if places[0] < acknowledged:
        return f"lost: step {places[0]} of {acknowledged} acknowledged"
    if places[0] > acknowledged + 1:
        return f"unexpected: step {places[0]} after {acknowledged} acknowledged"
    dossiers = [row.number for row in store.register.find(f"{DAY:%y%m%d}")]
    if len(dossiers) != len(set(dossiers)):
        return "duplicate"
    anchored = max((each.seq for place, each in enumerate(told) if place < 4 and places[0] >= 4), default=0)
    if store.outbox.acknowledged() not in ({anchored} if not restored else {anchored, 0}):
        return f"partial: anchored {anchored}, position {store.outbox.acknowledged()}"
    if not restored and len(store.register.prints()) != len(dossiers):
        return "partial: a dossier without its print"
    for each in dossiers:
        row, standing = store.register.row(each), store.register.dossier(each).standing
        if (row.state, row.due_at, row.reappointed_at) != (standing.state, standing.due_at, standing.reappointed_at):
            return f"partial: the register and the log disagree on {each}"
    if (store.books.closing(DAY.date()) is None) is not (places[0] < len(STEPS)):
        return "partial: the closing"
    if receive(store, NAMES[2]) in dossiers:
        return "reused number"
    with store.unit_of_work("hoa") as work:
        if work.next_form_sequence("apology", DAY.year) <= (places[0] >= 7):
            return "reused number of a letter"
    if thorough:
        verdict = verify(store)
        if not verdict.sound:
            return f"unsound: {verdict.findings}"
    return ""
