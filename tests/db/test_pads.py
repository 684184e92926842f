"""Numbers printed on pads: given once, only to late entries that name them, and jumped over by everybody else."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.rebuild import rebuild
from db.store import DeskStore
from db.verify import verify
from desk_app.book_rows import DayGap, GapReason
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import NumbersTakenError, PadSheetTakenError
from desk_app.domain.events import Event, Refused, Restored, SettingChanged
from desk_app.domain.life_events import SupplementRequested
from desk_app.domain.office_events import PadReserved, PadSheetSpoiled
from tests.db.desk import AGENCY, receive, received

DAY = datetime(2026, 11, 21, tzinfo=OFFICE_ZONE)
MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=OFFICE_ZONE)


def put(store: DeskStore, body: Event, number: str | None = None, claimed_at: datetime | None = None) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(body, dossier=number, claimed_at=claimed_at)
        work.commit()


def number(counter: int) -> str:
    return f"{AGENCY}-261121-{counter}"


def given(store: DeskStore) -> int:
    dossier = receive(store).header.dossier
    assert dossier is not None
    return int(dossier[-4:])


def test_the_days_own_numbers_go_on_behind_the_pad(store: DeskStore) -> None:
    assert given(store) == 1001
    put(store, PadReserved(DAY.date(), 1002, 1004, 2))
    assert [given(store), given(store)] == [1005, 1006]
    with store.unit_of_work("hoa") as work:
        assert work.next_slip_sequence(2026) == 7  # 2, 3 and 4 are printed on the pad
        assert work.free_pad_slip(DAY.date(), 1003) == 3


def test_a_sheet_used_late_burns_no_number(store: DeskStore) -> None:
    put(store, PadReserved(DAY.date(), 1500, 1504, 20))
    put(store, received(seq=21), number(1501), claimed_at=MORNING)
    assert given(store) == 1001
    (pad,) = store.books.pads(DAY.date())
    assert (pad.used, pad.free) == ((1501,), (1500, 1502, 1503, 1504))


def test_a_sheet_is_given_once_and_only_to_a_late_entry(store: DeskStore) -> None:
    put(store, PadReserved(DAY.date(), 1002, 1004, 2))
    put(store, received(seq=2), number(1002), claimed_at=MORNING)
    put(store, PadSheetSpoiled(DAY.date(), 1003, "rách"))
    for counter in (1002, 1003):
        with pytest.raises(PadSheetTakenError):
            put(store, received(seq=9), number(counter), claimed_at=MORNING)
        with pytest.raises(PadSheetTakenError):
            put(store, PadSheetSpoiled(DAY.date(), counter, "rách"))
    with pytest.raises(ValueError, match="late entry"):
        put(store, received(seq=9), number(1004))
    with store.unit_of_work("hoa") as work:
        assert work.free_pad_slip(DAY.date(), 1003) is None and work.free_pad_slip(DAY.date(), 1005) is None
    assert verify(store).sound


@pytest.mark.parametrize(
    ("first", "last", "slip"), [(1001, 1003, 9), (1005, 1008, 9), (1020, 1019, 9), (1020, 2001, 9), (1020, 1024, 1)]
)
def test_no_pad_over_numbers_that_are_given(store: DeskStore, first: int, last: int, slip: int) -> None:
    given(store)
    put(store, PadReserved(DAY.date(), 1006, 1010, 5))
    with pytest.raises(NumbersTakenError):
        put(store, PadReserved(DAY.date(), first, last, slip))


def test_a_pad_may_cross_the_thousand(store: DeskStore) -> None:
    put(store, PadReserved(DAY.date(), 1998, 11001, 5))
    (pad,) = store.books.pads()
    assert pad.free == (1998, 1999, 11000, 11001)
    with store.unit_of_work("hoa") as work:
        assert work.free_pad_slip(DAY.date(), 11001) == 8 and work.next_slip_sequence(2026) == 9


def test_after_a_restore_the_gap_lies_behind_the_pad_too(store: DeskStore) -> None:
    given(store)
    put(store, PadReserved(DAY.date(), 1002, 1030, 2))
    put(store, Restored("second copy", 5))
    assert given(store) == 1051  # 1031 to 1050 may be in somebody's hand


def test_every_number_that_no_dossier_has_says_why(store: DeskStore) -> None:
    assert given(store) == 1001
    put(store, PadReserved(DAY.date(), 1002, 1005, 2))
    put(store, received(seq=3), number(1003), claimed_at=MORNING)
    put(store, PadSheetSpoiled(DAY.date(), 1005, "mực đổ"))
    put(store, Restored("second copy", 5))
    assert given(store) == 1026
    put(store, SettingChanged("first_number", "40"))
    full = received("Lò Văn Sáu")
    put(store, Refused(full.salt, "TT03/2025", full.terms, full.applicant, None, (), "thiếu"), number(1040))
    put(store, received(seq=99), number(1042))
    for _ in range(2):
        facts = store.books.day_facts(DAY.date(), DAY.date())
        assert (facts.first_number, facts.last_number) == (number(1001), number(1042))
        assert facts.gaps == (
            DayGap(1002, 1002, GapReason.PAD),
            DayGap(1004, 1004, GapReason.PAD),
            DayGap(1005, 1005, GapReason.SPOILED, "mực đổ"),
            DayGap(1006, 1025, GapReason.RESTORE),
            DayGap(1027, 1039, GapReason.SET_HIGHER),
            DayGap(1041, 1041, GapReason.UNKNOWN),
        )
        rebuild(store)


def test_each_letter_has_a_series_of_its_own(store: DeskStore) -> None:
    given(store)
    request = SupplementRequested(1, "TT03/2025", 1, (), "thiếu", None)
    put(store, request, number(1001))
    with store.unit_of_work("hoa") as work:
        assert [work.next_form_sequence("supplement", 2026) for _ in range(2)] == [2, 3]
        assert work.next_form_sequence("apology", 2026) == 1
        assert work.next_form_sequence("supplement", 2027) == 1
