"""Event bodies survive their way into rows and back."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import events
from desk_app.domain.person import Person
from desk_app.domain.positional import fact_of, milliseconds_of, row_of, time_of

_TEXT = st.text(max_size=20)
_PERSON = st.builds(
    Person, name=_TEXT, personal_number=_TEXT, birth_on=st.none() | st.dates(), sex=_TEXT, address=_TEXT
)
_PAPER = st.builds(events.SubmittedPaper, name=_TEXT, originals=st.integers(0, 9))
_REFUSED = st.builds(
    events.Refused,
    salt=st.binary(max_size=16),
    legal_profile=_TEXT,
    terms=st.builds(
        events.ProcedureTerms,
        code=_TEXT, name=_TEXT, field=_TEXT, limit_value=st.integers(0, 99), limit_unit=_TEXT,
        limit_cutoff=_TEXT, catalogue_version=_TEXT,
    ),
    applicant=_PERSON,
    submitter=st.none() | _PERSON,
    papers=st.lists(_PAPER, max_size=3).map(tuple),
    reason=_TEXT,
)  # fmt: skip


@given(_REFUSED)
def test_a_body_comes_back_as_it_went(body: events.Refused) -> None:
    assert fact_of(events.Refused, row_of(body)) == body


def test_a_row_of_an_older_program_takes_the_defaults() -> None:
    assert fact_of(events.SubmittedPaper, ["Tờ khai"]) == events.SubmittedPaper("Tờ khai")


def test_a_row_of_a_newer_program_loses_only_what_this_one_cannot_know() -> None:
    row = [*row_of(events.Finished("xong")), "something new"]
    assert fact_of(events.Finished, row) == events.Finished("xong")


@pytest.mark.parametrize("row", [None, 5, "text", [5], [], {"note": "x"}])
def test_a_row_of_another_shape_is_refused(row: object) -> None:
    with pytest.raises(ValueError):
        fact_of(events.PrintSettled, row)


def test_every_kind_has_a_number_of_its_own() -> None:
    kinds = [event.kind for event in events.EVENTS]
    assert len(set(kinds)) == len(kinds)
    assert events.UnknownEvent.kind not in kinds


def test_every_body_begins_with_what_it_cannot_do_without() -> None:
    for event in events.EVENTS:
        optional = [field.default is not field.default_factory for field in fields(event)]
        assert optional == sorted(optional), event


@given(st.integers(-2_000_000_000_000, 7_000_000_000_000))
def test_times_are_office_times_to_the_millisecond(milliseconds: int) -> None:
    aware = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    assert time_of(milliseconds_of(aware)) == aware
    assert time_of(milliseconds_of(aware)).utcoffset() == timedelta(hours=7)


def test_days_are_days() -> None:
    assert fact_of(Person, row_of(Person("Á", birth_on=date(1998, 8, 14)))).birth_on == date(1998, 8, 14)


def test_a_reception_of_an_older_program_has_no_word_of_another_dossier() -> None:
    received = events.Received(
        salt=b"", lookup_code="7K3M", slip_sequence=1, legal_profile="TT03/2025",
        terms=events.ProcedureTerms("1.004873", "Xác nhận", "Hộ tịch", 3, "working_day", "", "2026-11-21"),
        promise=events.Promise(datetime(2026, 12, 14, 17, tzinfo=UTC), "3 ngày", "2026-11-21"),
        applicant=Person("Á"), submitter=None, authority="", papers=(), sets=1, return_by="counter",
        late_entry_reason="", duplicate_of="000.00.18.H32-261209-1001", duplicate_reason="xin thêm",
    )  # fmt: skip
    whole = row_of(received)
    assert fact_of(events.Received, whole) == received
    older = fact_of(events.Received, whole[:-2])
    assert (older.late_entry_reason, older.duplicate_of, older.duplicate_reason) == ("", "", "")
