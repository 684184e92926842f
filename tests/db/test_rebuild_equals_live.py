"""Whatever a desk does, the tables derived from the log are those that the log alone would give."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.rebuild import rebuild
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DeskError
from desk_app.domain.events import (
    CalendarDayChanged,
    Event,
    Finished,
    HandedOver,
    NumberViewed,
    Refused,
    Restored,
    SettingChanged,
    SlipPrinted,
    Started,
)
from desk_app.domain.person import Person
from tests.db.desk import AGENCY, make_desk, open_the_desk, received
from tests.scale import many

NAMES = st.sampled_from(("Nguyễn Văn An", "Đào Thị Hoà", "H'Hen Niê", "nguyễn văn an", "Ê", "1", "’"))
DAYS = st.dates(date(2026, 1, 1), date(2027, 2, 1))
NUMBERS = st.integers(0, 5)
BODIES: st.SearchStrategy[Event] = st.one_of(
    st.just(Started()),
    st.just(Finished()),
    st.just(HandedOver("A", "applicant", "slip")),
    st.just(NumberViewed("hồ sơ")),
    st.builds(SlipPrinted, st.just("receipt"), st.just("a5"), st.integers(1, 3), st.just(bytes(32))),
)
OFFICE: st.SearchStrategy[Event] = st.one_of(
    st.builds(SettingChanged, st.sampled_from(("paper", "desk")), st.sampled_from(("1", "2"))),
    st.builds(CalendarDayChanged, DAYS, st.sampled_from(("off", "working", "")), st.just("x"), st.just("")),
    st.builds(Restored, st.just("second copy"), st.integers(1, 9)),
)
PEOPLE = st.builds(Person, NAMES, st.sampled_from(("", "046185001234", "C1")), phone=st.sampled_from(("", "0905")))
COMMANDS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), NUMBERS, PEOPLE, st.booleans()),
        st.tuples(st.just("move"), NUMBERS, BODIES, st.booleans()),
        st.tuples(st.just("office"), NUMBERS, OFFICE, st.booleans()),
        st.tuples(st.just("refuse"), NUMBERS, PEOPLE, st.booleans()),
    ),
    max_size=14,
)


@settings(
    max_examples=many(25, 400), deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(COMMANDS)
def test_the_log_alone_gives_the_same_tables(commands: list[tuple[str, int, object, bool]]) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        make_desk(Path(folder))
        store = open_the_desk(Path(folder)).store
        for command in commands:
            perform(store, command)
        verdict = verify(store)
        assert verdict.sound, verdict.findings
        rebuild(store)
        assert verify(store).sound
        store.close()


def perform(store: DeskStore, command: tuple[str, int, object, bool]) -> None:
    """Do the command; one that a desk refuses leaves no trace, and sometimes the clerk gives up before saving."""
    what, place, thing, committed = command
    number = f"{AGENCY}-261121-{1000 + place}"
    claimed_at = datetime(2025, 12, 31, tzinfo=OFFICE_ZONE) + timedelta(days=place) if place % 2 else None
    try:
        with store.unit_of_work("hoa") as work:
            if what == "receive":
                body = received(seq=work.next_slip_sequence(2026), applicant=thing)
                work.append(body, dossier=number, claimed_at=claimed_at)
            elif what == "refuse":
                full = received(applicant=thing)
                refusal = Refused(full.salt, "TT03/2025", full.terms, full.applicant, None, (), "thiếu giấy")
                work.append(refusal, dossier=number)
            elif what == "move":
                work.append(thing, dossier=number)  # type: ignore[arg-type]
            else:
                work.append(thing)  # type: ignore[arg-type]
            if committed:
                work.commit()
    except DeskError:
        return
    except Exception as error:
        if "UNIQUE" not in str(error):  # a number given twice is refused by the table itself
            raise
