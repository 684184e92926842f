"""What is missing is asked for in writing; the clock stands until it comes, and the new day says why."""

from datetime import date, datetime

import pytest

from desk_app.domain.errors import DeskError, IllegalMoveError, NothingAskedError, NotOnChecklistError
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import SupplementRequested
from desk_app.domain.lifecycle import State
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.timeliness import timeliness_of
from desk_app.usecases import supplement, upkeep
from desk_app.usecases.acts import Acted, ReasonMissingError
from desk_app.usecases.contents import content_of
from desk_app.usecases.office import Office
from desk_app.usecases.supplement import SupplementRequest
from tests.desk_app.life_desk import (
    BURIAL,
    CERTIFY,
    POOR,
    dossier_of,
    due_on,
    go_to,
    read_back,
    seq_of,
    take_in,
)
from tests.desks import BIRTH, MARRIAGE

CAME = (SubmittedPaper("Đơn", 1, 0),)


def listed(office: Office, code: str) -> str:
    return office.store.catalogue().get(code).papers[0].name


def ask(office: Office, number: str, at: str, *names: str) -> Acted:
    go_to(office, at)
    code = dossier_of(office, number).terms.code
    items = tuple((name, "") for name in names) or ((listed(office, code), "bản bị mờ"),)
    return supplement.request_supplement(office, number, SupplementRequest(items, "thiếu so với quy định"))


def answer(office: Office, number: str, at: str) -> Acted:
    go_to(office, at)
    return supplement.receive_supplement(office, number, CAME, paper="a5")


@pytest.mark.parametrize(
    ("code", "received", "asked", "answered", "was", "becomes"),
    [
        # Same day: nothing moves (Civil Code, Article 147).
        (BURIAL, "2026-12-09 08:00", "2026-12-09 09:00", "2026-12-09 16:00", "2026-12-14", "2026-12-14"),
        # Friday to Monday: one working day, the weekend is not counted.
        (BURIAL, "2026-12-09 08:00", "2026-12-11 09:00", "2026-12-14 09:00", "2026-12-14", "2026-12-15"),
        # Across Tết (closed 4 to 10 February 2027): only the days of service are counted.
        (BURIAL, "2027-02-02 08:00", "2027-02-03 09:00", "2027-02-16 09:00", "2027-02-12", "2027-02-18"),
        # Calendar days: seven days waited move by seven, and then to a working day (Article 148).
        (POOR, "2026-12-01 08:00", "2026-12-07 09:00", "2026-12-14 09:00", "2026-12-16", "2026-12-23"),
        (POOR, "2026-12-01 08:00", "2026-12-07 09:00", "2026-12-10 09:00", "2026-12-16", "2026-12-21"),
        # Within the day: the day after the answer's share of working days.
        (CERTIFY, "2026-12-09 08:00", "2026-12-09 09:00", "2026-12-10 09:00", "2026-12-09", "2026-12-10"),
    ],
)
def test_the_day_moves_by_the_time_waited(
    office: Office, code: str, received: str, asked: str, answered: str, was: str, becomes: str
) -> None:
    number = take_in(office, received, code)
    assert str(due_on(office, number)) == was
    ask(office, number, asked)
    assert str(due_on(office, number)) == was
    done = answer(office, number, answered)
    assert str(due_on(office, number)) == becomes
    assert done.due_at == dossier_of(office, number).due_at


def test_the_new_day_is_explained_on_the_new_slip_and_the_first_stays_as_it_was(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    first = content_of(office, number, PaperName(RECEIPT))
    ask(office, number, "2026-12-11 09:00")
    done = answer(office, number, "2026-12-14 09:00")
    new = read_back(office, number, PaperName(RECEIPT, done.seq))
    assert "Dời hẹn" in new and "1 ngày làm việc" in new and "15/12/2026" in new
    assert content_of(office, number, PaperName(RECEIPT)) == first
    assert "Dời hẹn" not in read_back(office, number, PaperName(RECEIPT))


def test_while_it_waits_nothing_else_is_late_and_the_pause_is_counted(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    ask(office, number, "2026-12-10 09:00")
    go_to(office, "2026-12-30 09:00")
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    assert (found.kind, found.supplement_requests) == ("open_in_time", 1)
    assert abs(found.paused_seconds - 20 * 86400) < 2
    assert dossier_of(office, number).state is State.SUPPLEMENT_REQUESTED


def test_only_what_the_checklist_at_reception_names_may_be_asked_for(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", MARRIAGE)
    before = seq_of(office)
    for names in (("Sổ hộ khẩu",), (listed(office, MARRIAGE), "Giấy khen")):
        with pytest.raises(NotOnChecklistError) as refused:
            ask(office, number, "2026-12-09 09:00", *names)
        assert refused.value.facts["names"] == (names[-1],)
    assert seq_of(office) == before and dossier_of(office, number).state is State.RECEIVED
    ask(office, number, "2026-12-09 09:00", listed(office, MARRIAGE).upper())


def test_the_chairman_may_ask_for_more_with_his_reason_and_name(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", MARRIAGE)
    for reason, name in (("", "Y Chủ Tịch"), ("theo quyết định", ""), ("  ", "Y Chủ Tịch")):
        with pytest.raises(NotOnChecklistError):
            request = SupplementRequest((("Sổ hộ khẩu", ""),), "đối chiếu", None, reason, name)
            supplement.request_supplement(office, number, request)
    request = SupplementRequest((("Sổ hộ khẩu", ""),), "đối chiếu", None, "theo quyết định", "Y Chủ Tịch")
    done = supplement.request_supplement(office, number, request)
    body = office.store.register.event(done.seq).body
    assert isinstance(body, SupplementRequested)
    assert (body.override_by, body.items[0].listed) == ("Y Chủ Tịch", False)


@pytest.mark.parametrize(
    ("request_made", "error"),
    [
        (SupplementRequest((), "thiếu"), NothingAskedError),
        (SupplementRequest((("  ", ""),), "thiếu"), NothingAskedError),
        (SupplementRequest((("Tờ khai", ""),), "  "), ReasonMissingError),
    ],
)
def test_a_request_without_an_item_or_reason_leaves_no_trace(
    office: Office, request_made: SupplementRequest, error: type[DeskError]
) -> None:
    number = take_in(office, "2026-12-09 08:00")
    before = seq_of(office)
    with pytest.raises(error):
        supplement.request_supplement(office, number, request_made)
    assert seq_of(office) == before and office.store.register.prints(number=number) == ()


def test_the_letter_goes_to_the_queue_and_says_what_is_missing(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    done = ask(office, number, "2026-12-10 09:00")
    assert done.print_id is not None
    row = office.store.register.print_with(done.print_id)
    assert row is not None and row.intent.form == str(PaperName("supplement", done.seq))
    said = read_back(office, number, PaperName("supplement", done.seq))
    assert "PHIẾU YÊU CẦU BỔ SUNG" in said.upper()
    for part in (listed(office, BURIAL), "bản bị mờ", "thiếu so với quy định", "/PBS", "Nguyễn Thị Thuỷ Tiên"):
        assert " ".join(part.split()) in said


def test_a_second_request_is_allowed_and_marked(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    ordinals = []
    for day in (9, 10):
        done = ask(office, number, f"2026-12-{day:02d} 10:00")
        body = office.store.register.event(done.seq).body
        assert isinstance(body, SupplementRequested)
        ordinals.append((body.ordinal, body.letter_sequence))
        answer(office, number, f"2026-12-{day:02d} 11:00")
    assert ordinals == [(1, 1), (2, 2)]
    assert office.store.register.row(number).supplements == 2
    go_to(office, "2026-12-10 12:00")
    assert (
        timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar()).supplement_requests == 2
    )


def test_a_request_is_not_made_twice_while_it_waits(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    ask(office, number, "2026-12-10 09:00")
    with pytest.raises(IllegalMoveError) as refused:
        ask(office, number, "2026-12-10 10:00")
    assert refused.value.facts["possible"] == ("supplemented", "withdraw", "stop", "amend")


def test_the_citizens_last_day_is_the_offices_setting_or_the_letters_own(office: Office) -> None:
    upkeep.change_setting(office, "supplement_days", "2")
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    ask(office, number, "2026-12-11 09:00")
    (waiting,) = office.store.lists.waiting_for_supplement()
    assert waiting.answer_by == date(2026, 12, 15)
    other = take_in(office, "2026-12-14 08:00", BIRTH)
    request = SupplementRequest(((listed(office, BIRTH), ""),), "thiếu", date(2026, 12, 14))
    supplement.request_supplement(office, other, request)
    assert [row.dossier.number for row in office.store.lists.waiting_for_supplement()] == [other, number]


def test_a_financial_obligation_stops_the_clock_likewise(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    go_to(office, "2026-12-11 09:00")
    supplement.request_obligation(office, number, "TB số 12 ngày 11/12/2026", 150_000)
    assert dossier_of(office, number).state is State.OBLIGATION_REQUESTED
    go_to(office, "2026-12-15 09:00")
    supplement.settle_obligation(office, number, "Biên lai 77")
    assert (due_on(office, number), dossier_of(office, number).state) == (date(2026, 12, 16), State.IN_PROGRESS)


def test_an_answer_entered_late_moves_the_day_by_its_true_time(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    ask(office, number, "2026-12-09 09:00")
    go_to(office, "2026-12-17 09:00")
    came_at = datetime.fromisoformat("2026-12-10T15:00:00+07:00")
    supplement.receive_supplement(office, number, CAME, claimed_at=came_at)
    assert due_on(office, number) == date(2026, 12, 15)
