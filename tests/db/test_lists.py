"""The lists a day of work is read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db.store import DeskStore
from db.verify import verify
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.event_facts import Event, Promise, SubmittedPaper
from desk_app.domain.events import Finished, HandedOver, Started
from desk_app.domain.life_events import (
    Amended,
    Apologised,
    ApologyPublished,
    DueDateMoved,
    FeeLine,
    FeesRecorded,
    Forwarded,
    Posted,
    Registered,
    RequestedItem,
    Shelved,
    SupplementReceived,
    SupplementRequested,
    Told,
    Withdrawn,
)
from desk_app.domain.lifecycle import State
from desk_app.domain.office_events import BagPacked, BagReceived, ClosureDeclared, ClosureUndone, DayClosed
from desk_app.domain.person import Person
from tests.db.desk import AGENCY, TestClock, make_desk, open_the_desk, received

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=OFFICE_ZONE)
ANNA = Person("Nguyễn Thị Đào", "046185001234", phone="0905123456", address="thôn 3, xã Suối Hương")
WOL = Person("Y Wơl Niê", "", phone="0905999888", address="Buôn Ea Súp")


class Desk:
    """A desk whose clock is set by hand."""

    def __init__(self, store: DeskStore, clock: TestClock) -> None:
        self.store, self.clock, self._given = store, clock, 1000

    def receive(self, person: Person, due: datetime = NOON + timedelta(days=5), **changes: object) -> str:
        self._given += 1
        number = f"{AGENCY}-261121-{self._given}"
        body = received(person.name, self._given, applicant=person, promise=Promise(due, "", ""), **changes)
        self.put(number, body)
        return number

    def put(self, number: str | None, *bodies: Event) -> int:
        with self.store.unit_of_work("hoa") as work:
            seqs = [work.append(body, dossier=number).seq for body in bodies]
            work.commit()
        return seqs[-1]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    make_desk(tmp_path)
    clock = TestClock(NOON)
    store = open_the_desk(tmp_path, clock).store
    yield Desk(store, clock)
    assert verify(store).sound
    store.close()


def numbers(rows: tuple[object, ...]) -> list[str]:
    return [(row if hasattr(row, "number") else row.dossier).number[-4:] for row in rows]  # type: ignore[attr-defined]


def apology(to: datetime) -> Apologised:
    return Apologised("TT03/2025", 1, "máy hỏng", Promise(to, "", ""), "Trần Văn Bình", "Chủ tịch")


def test_what_is_due_goes_by_the_day_promised_last_and_what_is_late_by_the_first(desk: Desk) -> None:
    late = desk.receive(ANNA, NOON - timedelta(days=1))
    soon = desk.receive(WOL, NOON + timedelta(hours=2))
    waiting = desk.receive(ANNA, NOON + timedelta(hours=1))
    desk.put(waiting, SupplementRequested(1, "TT03/2025", 1, (RequestedItem("Đơn"),), "thiếu", date(2026, 12, 1)))
    desk.put(late, apology(NOON + timedelta(hours=3)))
    lists, tomorrow = desk.store.lists, NOON + timedelta(days=1)
    assert numbers(lists.due_between(NOON, tomorrow)) == [soon[-4:], late[-4:]]
    assert numbers(lists.overdue(NOON)) == [late[-4:]]
    assert lists.overdue(NOON, apologised=False) == () and numbers(lists.overdue(NOON, apologised=True)) == ["1001"]
    today = desk.store.register.today(NOON, tomorrow.date())
    assert numbers(today.overdue) == ["1001"] and numbers(today.due_today) == ["1002"]


def test_a_result_ready_too_late_stays_on_the_list_of_the_late(desk: Desk) -> None:
    number = desk.receive(ANNA, NOON - timedelta(days=1))
    desk.put(number, Started(), Finished())
    assert numbers(desk.store.lists.overdue(NOON, apologised=False)) == ["1001"]
    (facts,) = desk.store.lists.late_facts(NOON - timedelta(days=2), NOON, NOON)
    assert (facts.told_at, facts.apologised_at) == (None, None)
    desk.put(
        number, Told("late", "phone"), Told("ready", "sms"), Told("late", "sms"), apology(NOON + timedelta(days=2))
    )
    (facts,) = desk.store.lists.late_facts(NOON - timedelta(days=2), NOON, NOON)
    assert facts.told_at is not None and facts.apologised_at is not None and facts.told_at < facts.apologised_at
    (row,) = desk.store.lists.apologies(NOON - timedelta(days=1), NOON + timedelta(days=1), unpublished=True)
    assert (row.reason, row.signed_by, row.told_at) == ("máy hỏng", "Trần Văn Bình", facts.told_at)
    desk.put(number, ApologyPublished("cổng thông tin"))
    assert desk.store.lists.apologies(NOON - timedelta(days=1), NOON + timedelta(days=1), unpublished=True) == ()
    (row,) = desk.store.lists.apologies(NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert row.published_in == "cổng thông tin" and row.published_at is not None


def test_who_was_asked_for_more_is_listed_until_it_comes(desk: Desk) -> None:
    first, second = desk.receive(ANNA), desk.receive(WOL)
    for number, day in ((first, 20), (second, 10)):
        desk.put(number, SupplementRequested(1, "TT03/2025", 1, (), "thiếu", date(2026, 12, day)))
    desk.put(second, Told("supplement", "phone"))
    rows = desk.store.lists.waiting_for_supplement()
    assert numbers(rows) == ["1002", "1001"] and rows[0].answer_by == date(2026, 12, 10)
    assert rows[0].told_at is not None and rows[1].told_at is None
    desk.put(second, SupplementReceived((SubmittedPaper("Đơn", 1),), Promise(NOON + timedelta(days=9), "", "")))
    row = desk.store.register.row(second)
    assert numbers(desk.store.lists.waiting_for_supplement()) == ["1001"]
    assert row.due_at == NOON + timedelta(days=9) and row.original_due_at == NOON + timedelta(days=5)
    assert (row.supplements, row.waiting_since) == (1, None)


def test_results_lie_here_or_with_the_post_by_village(desk: Desk) -> None:
    here, there, posted = desk.receive(ANNA), desk.receive(WOL), desk.receive(replace(ANNA, address="THÔN 3"))
    for number in (here, there, posted):
        desk.put(number, Started(), Finished())
    desk.put(here, Told("ready", "sms"), Shelved("tủ 2"))
    desk.put(posted, Posted("EB123456789VN", "BK-7"))
    lists = desk.store.lists
    assert numbers(lists.uncollected()) == ["1001", "1002"] and lists.uncollected()[0].told_at is not None
    assert lists.uncollected()[0].dossier.place == "tủ 2"
    (row,) = lists.posted()
    assert (row.tracking, row.manifest, row.dossier.number) == ("EB123456789VN", "BK-7", posted)
    villages = {village: numbers(rows) for village, rows in lists.by_village().items()}
    assert villages == {"buôn Ea Súp": ["1002"], "thôn 3": ["1001", "1003"]}
    assert numbers(desk.store.people.ready_for(ANNA)) == ["1001"] and numbers(desk.store.people.ready_for(WOL)) == [
        "1002"
    ]


def test_who_holds_what(desk: Desk) -> None:
    mine, theirs = desk.receive(ANNA), desk.receive(WOL, NOON - timedelta(hours=1))
    desk.put(theirs, Started(), Forwarded("officer", "Lê Thị Bé", None))
    loads = desk.store.lists.holders(NOON)
    assert [(load.kind, load.name, load.open, load.overdue) for load in loads] == [
        ("desk", "", 1, 0), ("officer", "Lê Thị Bé", 1, 1),
    ]  # fmt: skip
    assert numbers(desk.store.lists.held_by("officer", "Lê Thị Bé")) == [theirs[-4:]]
    assert numbers(desk.store.lists.held_by("desk", "")) == [mine[-4:]]
    assert [dossier.number for dossier in desk.store.lists.unfinished()] == [mine, theirs]


def test_the_same_person_is_noticed_while_the_first_dossier_is_open(desk: Desk) -> None:
    number = desk.receive(ANNA)
    people, code = desk.store.people, desk.store.register.row(number).procedure_code
    for name in ("NGUYEN THI DAO", "Đào Thị Nguyễn", "Nguyễn Thị Đàoo", "nguyễn thi đào"):
        assert [row.dossier.number for row in people.possible_duplicates(Person(name), code)] == [number]
    assert [row.applicant for row in people.possible_duplicates(Person("Lê Tám", "046185001234"), code)] == [ANNA]
    assert people.possible_duplicates(Person("Trần Văn Bình"), code) == ()
    assert people.possible_duplicates(ANNA, "9.999999") == ()
    desk.put(number, Withdrawn("đổi ý"))
    assert people.possible_duplicates(ANNA, code) == ()


def test_an_amendment_moves_a_dossier_to_the_right_person(desk: Desk) -> None:
    number = desk.receive(ANNA)
    code = desk.store.register.row(number).procedure_code
    desk.put(number, Amended("gõ nhầm", True, applicant=replace(WOL, personal_number="066198004217")))
    register, people = desk.store.register, desk.store.people
    assert register.find("đào") == () and register.find("046185001234") == () and register.find("123456") == ()
    assert [row.number for row in register.find("wol")] == [number]
    assert (
        [row.number for row in register.find("999888")] == [number] == [row.number for row in register.find("066198")]
    )
    assert register.row(number).village == "buôn Ea Súp" and register.people("nguyễn thị") == ()
    assert people.possible_duplicates(ANNA, code) == ()
    assert [row.dossier.number for row in people.possible_duplicates(WOL, code)] == [number]


def test_papers_given_once_are_known_with_where_and_when(desk: Desk) -> None:
    papers = (SubmittedPaper("Giấy khai sinh", 1, 2, valid_until=date(2027, 1, 1)), SubmittedPaper("Đơn", 1))
    first = desk.receive(ANNA, papers=papers)
    reused = (SubmittedPaper("Giấy khai sinh", 0, 1, reused_from=first), SubmittedPaper("Ảnh", 2))
    second = desk.receive(ANNA, papers=reused)
    desk.receive(WOL, papers=papers)
    desk.put(first, Started(), Finished(), HandedOver("A", "applicant", "slip", returned=(SubmittedPaper("Đơn", 1),)))
    held = desk.store.people.held_papers(ANNA)
    assert [(paper.dossier, paper.name, paper.originals) for paper in held] == [
        (second, "Ảnh", 2), (first, "Giấy khai sinh", 1),
    ]  # fmt: skip
    assert held[1].valid_until == date(2027, 1, 1) and held[1].seen_by == "hoa"
    assert [paper.name for paper in desk.store.people.held_papers(WOL)] == ["Giấy khai sinh", "Đơn"]


def test_a_bag_says_what_was_missing_and_what_lay_in_it_besides(desk: Desk) -> None:
    one, two, three = desk.receive(ANNA), desk.receive(WOL), desk.receive(ANNA)
    desk.put(None, BagPacked("TUI-1", "Quầy 1", "Tư pháp", (one, two)))
    (bag,) = desk.store.books.bags_under_way()
    assert (bag.numbers, bag.packed_by, bag.received_at) == ((one, two), "hoa", None)
    desk.put(None, BagReceived("TUI-1", "Lê Thị Bé", (two,), (three,), "thiếu một"))
    found = desk.store.books.bag("TUI-1")
    assert found is not None and found.received_at is not None
    assert (found.missing, found.surplus, found.received_by) == ((two,), (three,), "Lê Thị Bé")
    assert desk.store.books.bags_under_way() == () and desk.store.books.bag("TUI-2") is None


def test_a_closure_knows_whom_it_moved_and_whether_it_was_undone(desk: Desk) -> None:
    number = desk.receive(ANNA)
    closure = desk.put(None, ClosureDeclared((date(2026, 11, 23), date(2026, 11, 25)), "bão", 1))
    moved = NOON + timedelta(days=7)
    desk.put(number, DueDateMoved(closure, Promise(moved, "", "")))
    found = desk.store.books.closure(closure)
    assert found is not None and found.days == (date(2026, 11, 23), date(2026, 11, 25)) and found.undone_at is None
    (move,) = found.moves
    assert (move.number, move.due_before, move.due_after) == (number, NOON + timedelta(days=5), moved)
    desk.put(number, DueDateMoved(closure, Promise(NOON + timedelta(days=5), "", ""), undone=True))
    desk.put(None, ClosureUndone(closure, "bão tan"))
    (found,) = desk.store.books.closures()
    assert found.undone_at is not None and found.moves[0].undone
    assert desk.store.register.row(number).due_at == NOON + timedelta(days=5)


def test_the_closing_page_counts_the_day(desk: Desk) -> None:
    first = desk.receive(ANNA, NOON + timedelta(days=2))
    second = desk.receive(WOL)
    full = received("Lò Văn Sáu")
    desk.put(f"{AGENCY}-261121-1003", Registered(full.salt, full.terms, full.applicant, None, (), "post"))
    desk.put(second, Started(), Finished(), HandedOver("A", "applicant", "slip"))
    facts = desk.store.books.day_facts(NOON.date(), NOON.date() + timedelta(days=2))
    assert (facts.received, facts.refused, facts.finished, facts.handed_over) == (2, 0, 1, 1)
    assert (facts.due_next, facts.not_at_district, facts.gaps) == (1, 3, ())
    assert facts.first_number == first and facts.last_number.endswith("1003")
    assert (facts.seq, facts.head) == desk.store.outbox.head()
    assert numbers(desk.store.books.receptions(NOON.date())) == ["1001", "1002"]
    assert desk.store.books.closing(NOON.date()) is None
    body = DayClosed(NOON.date(), 2, 0, 1, 1, first, second, (), 1, 3, facts.seq, facts.head, "Hoa", "Bình")
    seq = desk.put(None, body)
    closing = desk.store.books.closing(NOON.date())
    assert closing is not None and (closing.seq, closing.body, closing.officer) == (seq, body, "hoa")
    assert desk.store.books.closings() == (closing,)


def test_fees_stand_as_they_were_recorded_last(desk: Desk) -> None:
    number = desk.receive(ANNA)
    desk.put(
        number, FeesRecorded((FeeLine("Lệ phí", 1, 8000), FeeLine("Bản sao", 2, 16000, "hộ nghèo")), "cash", "BL-7")
    )
    fee = desk.store.books.fee(number)
    assert fee is not None and (fee.amount, fee.paid_by, fee.receipt) == (8000, "cash", "BL-7")
    assert desk.store.books.fees(NOON, NOON + timedelta(hours=1)) == (fee,)
    assert desk.store.books.fee("x") is None and desk.store.books.fees(NOON - timedelta(days=1), NOON) == ()


def test_a_dossier_of_the_portal_waits_in_its_own_state(desk: Desk) -> None:
    full = received("Lò Văn Sáu")
    number = f"{AGENCY}-261121-0007"
    desk.put(number, Registered(full.salt, full.terms, full.applicant, None, (), "portal"))
    assert desk.store.register.row(number).state is State.REGISTERED
    assert [row.dossier.number for row in desk.store.people.possible_duplicates(full.applicant, full.terms.code)] == [
        number
    ]
