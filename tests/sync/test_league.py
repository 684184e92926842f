"""The league of communes: to the digit what a third party reckons from the raw events."""

import csv
import json
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.event_facts import Event, Promise
from desk_app.domain.events import Enrolled, Finished, NumberViewed, Received, Started
from desk_app.domain.life_events import Forwarded, SupplementRequested, Withdrawn
from desk_app.domain.positional import milliseconds_of
from sync.desk.exchange import run_round
from sync.district.league_file import harmless
from sync.errors import ForkError
from sync.wire.dictionary import dictionaries
from tests.db.commune_desks import give
from tests.db.desk import TestClock, make_desk, open_the_desk, received
from tests.db.random_lives import RandomDesk
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.league_again import again
from tests.sync.real_district import RealDistrict
from tests.sync.synthetic_day import Happening

_FIGURES = (
    "ended", "open", "late_ended", "late_open", "late_by_commune", "late_by_body", "late_by_citizen", "proof", "late",
    "counted", "rate",
)  # fmt: skip
AGENCY = "000.00.18.H32"
PERIODS = ((date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 11, 21), date(2026, 11, 21)),
           (date(2026, 10, 1), date(2027, 1, 31)))  # fmt: skip


def _lived(home: Path, seed: int, district: RealDistrict) -> None:
    """Let a desk live at random, with rounds in between, the office's clock going on by hours."""
    clock = TestClock()
    make_desk(home, seed=seed + 10, clock=clock)
    store: DeskStore = open_the_desk(home, clock).store
    desk = RandomDesk(store, seed, without=(Enrolled,))  # at this district, and at no other meanwhile
    code = district.code(1, AGENCY)
    for _ in range(6):
        for _ in range(40):
            desk.step()
            clock.at += timedelta(minutes=37)
        run_round(store.outbox, store.signer, district.url, code, clock=StillClock())
    store.close()


def _reckoned_again(district: RealDistrict, since: date, until: date, as_of: datetime) -> dict[str, Any]:
    events = district.rows("SELECT device, epoch, seq, header, body FROM event ORDER BY hub, device, epoch, seq")
    receipts = district.rows("SELECT device, epoch, last_seq, receipt FROM receipt")
    begins = datetime.combine(since, datetime.min.time(), OFFICE_ZONE)
    plain = [tuple(bytes(x) if isinstance(x, memoryview) else x for x in row) for row in events]
    given = [tuple(bytes(x) if isinstance(x, memoryview) else x for x in row) for row in receipts]
    refused = district.rows("SELECT device, epoch, batch FROM quarantined")
    apart = [(bytes(device), epoch, bytes(batch)) for device, epoch, batch in refused]
    span = milliseconds_of(begins), milliseconds_of(as_of)
    return again(plain, given, *span, apart, dictionaries().values())  # type: ignore[arg-type]


def _said(district: RealDistrict, since: date, until: date, as_of: datetime) -> dict[str, Any]:
    line, _ = district.run(
        "league", "--from", str(since), "--to", str(until), "--as-of", as_of.isoformat(), "--json"
    ).splitlines()  # the last is the seal
    return dict(json.loads(line))


def test_a_third_party_comes_to_the_same_digits(make_district: Any, tmp_path: Path) -> None:
    total: dict[str, int] = dict.fromkeys(("late", "late_by_body", "late_by_citizen"), 0)
    classes: dict[str, int] = {}
    for seed in range(many(2, 12)):
        district: RealDistrict = make_district().start()
        _lived(tmp_path / str(seed), seed, district)
        for since, until in PERIODS:
            as_of = datetime(until.year, until.month, until.day, tzinfo=OFFICE_ZONE) + timedelta(days=1)
            said, meant = _said(district, since, until, as_of), _reckoned_again(district, since, until, as_of)
            assert {name: said[name] for name in _FIGURES} == {name: meant[name] for name in _FIGURES}, (seed, since)
            assert said["unreadable"] == 0 and said["counted"] == said["ended"] + said["open"]
            assert said["late"] == said["late_by_commune"] + said["late_by_body"] + said["late_by_citizen"]
            assert sum(map(sum, said["proof"].values())) == said["counted"]
            for name in total:
                total[name] += said[name]
            for name, pair in said["proof"].items():
                classes[name] = classes.get(name, 0) + sum(pair)
        district.stop()
    assert total["late"] and all(classes.values()), (total, classes)  # the lives tried every class of proof


def test_an_end_entered_for_a_day_before_what_went_ahead_of_it_leaves_an_earlier_period_as_it_was(
    own_district: RealDistrict, tmp_path: Path
) -> None:
    clock = TestClock()
    make_desk(tmp_path, seed=3, clock=clock)
    store: DeskStore = open_the_desk(tmp_path, clock).store
    number = str(give(store).header.dossier)
    early, clock.at = clock.at + timedelta(hours=2), clock.at + timedelta(days=5)
    with store.unit_of_work("hoa") as work:
        work.append(NumberViewed("hồ sơ"), dossier=number)  # no move, so the list shows no change
        work.append(Withdrawn("đổi ý"), dossier=number, claimed_at=early)
        work.commit()
    run_round(store.outbox, store.signer, own_district.url, own_district.code(1, AGENCY), clock=StillClock())
    store.close()
    span = date(2026, 11, 22), date(2026, 11, 23), datetime(2026, 11, 24, tzinfo=OFFICE_ZONE)
    said, meant = _said(own_district, *span), _reckoned_again(own_district, *span)
    assert {name: said[name] for name in _FIGURES} == {name: meant[name] for name in _FIGURES}
    assert (said["counted"], said["open"]) == (1, 1)


def _told(outbox: FakeOutbox, number: int, *happened: tuple[str, Event]) -> str:
    """Log a dossier due at 17:00 on Thursday, 10 December; times are day and hour of December 2026."""
    name = f"{outbox.agency_code}-261207-{number}"
    for when, body in ((("07 08:00"), _reception()), *happened):
        at = datetime.strptime(f"2026-12-{when}", "%Y-%m-%d %H:%M").replace(tzinfo=OFFICE_ZONE)
        outbox.append(Happening(body, name, at, "cb01"))
    return name


def test_what_a_second_history_tells_otherwise_is_in_contradiction(own_district: RealDistrict) -> None:
    desk = FakeOutbox(seed=83)
    numbers = [_told(desk, number) for number in (1001, 1002, 1003)]
    run_round(desk, desk.signer, own_district.url, own_district.code(1, AGENCY), clock=StillClock())
    twin, later = desk.copied(), datetime(2026, 12, 8, 9, tzinfo=OFFICE_ZONE)
    span = date(2026, 12, 1), date(2026, 12, 8), datetime(2026, 12, 9, tzinfo=OFFICE_ZONE)
    desk.append(Happening(Started(), numbers[0], later, "cb01"))
    run_round(desk, desk.signer, own_district.url, "", clock=StillClock())
    clean = _said(own_district, *span)
    assert (clean["proof"]["certified"], clean["proof"]["contradiction"], clean["set_apart"]) == ([0, 3], [0, 0], 0)
    twin.append(Happening(Started(), numbers[1], later, "cb02"))
    with pytest.raises(ForkError):
        run_round(twin, twin.signer, own_district.url, "", clock=StillClock())
    said, meant = _said(own_district, *span), _reckoned_again(own_district, *span)
    assert {name: said[name] for name in _FIGURES} == {name: meant[name] for name in _FIGURES}
    assert (said["proof"]["certified"], said["proof"]["contradiction"], said["set_apart"]) == ([0, 2], [0, 1], 1)


def _reception() -> Received:
    return received(promise=Promise(DUE, "3 ngày làm việc", "2026-11-21"))


AWAY, BACK = Forwarded("body", "Sở Tư pháp", None), Forwarded("desk", "", None)
DUE = datetime(2026, 12, 10, 17, 0, tzinfo=OFFICE_ZONE)


def test_what_the_law_calls_late_and_whose_it_was(district: RealDistrict) -> None:
    agency = "000.00.81.H32"
    outbox = FakeOutbox(seed=81, agency_code=agency)
    _told(outbox, 1001, ("08 09:00", Started()), ("10 17:30", Finished()))  # the last day, after closing: in time
    _told(outbox, 1002, ("08 09:00", Started()), ("11 08:00", Finished()))  # a day after: late, by the desk
    _told(outbox, 1003, ("08 09:00", Started()), ("09 09:00", AWAY), ("14 09:00", BACK), ("14 15:00", Finished()))
    _told(outbox, 1004, ("09 09:00", SupplementRequested(1, "TT03/2025", 1, (), "thiếu", None)))  # the clock stands
    _told(outbox, 1005, ("08 09:00", Started()), ("09 09:00", AWAY))  # open and late, at the other body
    _told(outbox, 1006, ("09 09:00", Withdrawn("đổi ý")))
    _told(outbox, 1007)  # open and late, at the desk
    run_round(outbox, outbox.signer, district.url, district.code(1, agency), clock=StillClock())
    lines = district.run(
        "league", "--from", "2026-12-01", "--to", "2026-12-31", "--as-of", "2027-01-01T00:00:00+07:00", "--json"
    ).splitlines()
    (said,) = (line for line in map(json.loads, lines) if line.get("agency") == agency)
    assert (said["ended"], said["open"], said["counted"]) == (4, 3, 7)
    assert (said["late_ended"], said["late_open"], said["late"], said["rate"]) == (2, 2, 4, 5714)
    assert (said["late_by_commune"], said["late_by_body"], said["late_by_citizen"]) == (2, 2, 0)
    earlier = district.run(
        "league", "--from", "2026-12-07", "--to", "2026-12-10", "--as-of", "2026-12-11T00:00:00+07:00", "--json"
    ).splitlines()
    (then,) = (line for line in map(json.loads, earlier) if line.get("agency") == agency)
    assert (then["ended"], then["open"], then["late"]) == (2, 5, 0)  # an old period says for ever what it said then


def test_the_table_for_office_programs_holds_no_formula(district: RealDistrict) -> None:
    agency = "000.00.82.H32"
    outbox = FakeOutbox(seed=82, agency_code=agency)
    outbox.name = '=HYPERLINK("http://x";"xã")'
    run_round(outbox, outbox.signer, district.url, district.code(1, agency), clock=StillClock())
    told = district.run("league", "--from", "2026-12-01", "--to", "2026-12-31", "--csv")
    rows = list(csv.reader(StringIO(told.removeprefix("\ufeff")), delimiter=";"))
    (row,) = (row for row in rows if row[0] == agency)
    assert row[1] == "'" + outbox.name
    assert told.startswith("\ufeff") and len({len(row) for row in rows}) == 1
    for cell in ("+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "＝1", "\r=1"):
        assert harmless(cell).startswith("'")
    assert harmless("xã = phường") == "xã = phường"
