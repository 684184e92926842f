"""A sheet of a paper pad, entered later: its own number, its own slip number, its own time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DossierNumberError
from desk_app.domain.slip import SlipMark
from desk_app.usecases import intake, pads, slips
from desk_app.usecases.office import Office
from desk_app.usecases.pad_sheet import BeforePadError, PadSheetError, PadTimeError
from tests.desks import SetClock, application, make_office
from ui.cli.application_line import read_line

NUMBER = "000.00.18.H32-261209-{}"
WRITTEN = datetime(2026, 12, 9, 9, 5, tzinfo=OFFICE_ZONE)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 12, 9, 7, 30, tzinfo=OFFICE_ZONE))


@pytest.fixture
def office(tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    """A desk that printed a pad of three sheets, 1001 to 1003, in the morning; the current is back at half past one."""
    office = make_office(tmp_path, clock)
    pads.reserve_pad(office, 3, paper=None)
    clock.at += timedelta(hours=6)
    yield office
    office.store.close()


def entered(office: Office, counter: int) -> str:
    sheet = application(pad_number=NUMBER.format(counter), claimed_at=WRITTEN, late_entry_reason="mất điện")
    return intake.receive(office, sheet).number


def test_a_late_entry_keeps_the_number_and_the_slip_number_of_its_sheet(office: Office) -> None:
    assert intake.receive(office, application()).number == NUMBER.format(1004)
    assert entered(office, 1002) == NUMBER.format(1002)
    slip = slips.slip_for(office, NUMBER.format(1002))
    assert slip.sequence_text == "1-2/2026-TTPVHCC"
    assert slip.marks == frozenset({SlipMark.LATE_ENTRY, SlipMark.PAPER_PAD})
    assert slip.received_at == WRITTEN
    assert office.store.books.pads()[0].free == (1001, 1003)


def test_a_late_entry_without_a_sheet_is_not_marked_as_one(office: Office) -> None:
    number = intake.receive(office, application(claimed_at=WRITTEN, late_entry_reason="mất điện")).number
    assert slips.slip_for(office, number).marks == frozenset({SlipMark.LATE_ENTRY})


def test_a_sheet_entered_in_january_keeps_the_year_printed_on_it(office: Office, clock: SetClock) -> None:
    clock.at = datetime(2027, 1, 4, 8, 0, tzinfo=OFFICE_ZONE)
    assert slips.slip_for(office, entered(office, 1003)).sequence_text == "1-3/2026-TTPVHCC"


@pytest.mark.parametrize("counter", [1000, 1004, 1002])
def test_only_a_free_sheet_can_be_named(office: Office, counter: int) -> None:
    pads.spoil_sheet(office, NUMBER.format(1002), "rách")
    before = office.store.outbox.head()
    with pytest.raises(PadSheetError):
        entered(office, counter)
    assert office.store.outbox.head() == before


@pytest.mark.parametrize(
    ("claimed_at", "refusal"), [(None, PadTimeError), (WRITTEN - timedelta(days=1), BeforePadError)]
)
def test_a_sheet_needs_the_time_written_on_it(
    office: Office, claimed_at: datetime | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        intake.receive(office, application(pad_number=NUMBER.format(1001), claimed_at=claimed_at))


def test_another_office_has_other_sheets_and_a_word_is_no_sheet(office: Office) -> None:
    with pytest.raises(PadSheetError):
        foreign = NUMBER.format(1001).replace("18", "19")
        intake.receive(office, application(pad_number=foreign, claimed_at=WRITTEN))
    with pytest.raises(DossierNumberError):
        intake.receive(office, application(pad_number="tờ 2", claimed_at=WRITTEN))


def test_a_script_names_the_sheet_in_its_line() -> None:
    line = '{"procedure": "1.004873", "applicant": {"name": "Lò Thị Mỷ"}, "pad_number": "' + NUMBER.format(1001) + '"}'
    assert read_line(line).application.pad_number == NUMBER.format(1001)
