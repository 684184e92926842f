"""Settings, days, numbers, lists and drafts as the log leaves them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DossierNotFoundError, IllegalMoveError
from desk_app.domain.events import (
    CalendarDayChanged,
    ClockJumped,
    DeskOpened,
    Finished,
    HandedOver,
    NumberViewed,
    Restored,
    SettingChanged,
    SlipPrinted,
    Started,
    WorkingTimeChanged,
)
from desk_app.domain.lifecycle import State
from desk_app.ports import PrintIntent, PrintState
from tests.db.desk import AGENCY, TestClock, make_desk, open_the_desk, receive, received

TODAY = date(2026, 11, 21)


def log(store: DeskStore, body: object, dossier: str | None = None) -> int:
    with store.unit_of_work("hoa") as work:
        recorded = work.append(body, dossier=dossier)  # type: ignore[arg-type]
        work.commit()
    return recorded.seq


def test_a_setting_holds_from_its_event_on_and_a_reprint_sees_the_old_one(store: DeskStore) -> None:
    before = store.outbox.head()[0]
    seq = log(store, SettingChanged("paper", "a4"))
    assert store.settings()["paper"] == "a4"
    assert store.register.settings_as_of(before)["paper"] == "a5"
    assert store.register.settings_as_of(seq)["paper"] == "a4"
    assert store.register.settings_as_of(0)["agency_code"] == ""


def test_a_change_that_was_not_committed_is_not_in_force(store: DeskStore) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(SettingChanged("paper", "a4"))
        assert work.settings()["paper"] == "a4"
        work.append(CalendarDayChanged(date(2026, 11, 23), "off", "Lễ hội", ""))
        assert not work.calendar().is_working_day(date(2026, 11, 23))
    assert store.settings()["paper"] == "a5"
    assert store.calendar().is_working_day(date(2026, 11, 23))


def test_the_communes_days_lie_over_the_base_in_order(store: DeskStore) -> None:
    saturday = date(2026, 11, 28)
    assert not store.calendar().is_working_day(saturday)
    log(store, WorkingTimeChanged(5, ("07:30-11:30",), "UBND"))
    assert store.calendar().is_working_day(saturday)
    log(store, CalendarDayChanged(saturday, "off", "Lễ hội", "UBND"))
    assert not store.calendar().is_working_day(saturday)
    log(store, CalendarDayChanged(saturday, "", "", "UBND"))
    assert store.calendar().is_working_day(saturday)
    assert store.calendar().version == f"{store.calendar().base_version}+3"


def test_a_dossier_nobody_received_cannot_move(store: DeskStore) -> None:
    with pytest.raises(DossierNotFoundError):
        log(store, Started(), f"{AGENCY}-261121-1001")
    with pytest.raises(DossierNotFoundError):
        store.register.dossier("nobody")
    with pytest.raises(DossierNotFoundError):
        store.register.row("nobody")


def test_an_impossible_move_leaves_no_trace(store: DeskStore) -> None:
    number = receive(store).header.dossier
    before = store.outbox.head()
    for body in (Finished(), HandedOver("A", "applicant", "slip")):
        with pytest.raises(IllegalMoveError):
            log(store, body, number)
    assert store.outbox.head() == before and store.register.row(str(number)).state is State.RECEIVED


def test_events_beside_the_life_only_lengthen_the_history(store: DeskStore) -> None:
    number = str(receive(store).header.dossier)
    log(store, NumberViewed("hồ sơ"), number)
    seq = log(store, SlipPrinted("receipt", "a5", 1, bytes(32)), number)
    dossier = store.register.dossier(number)
    assert dossier.last_seq == seq and len(dossier.history) == 3
    assert [event.header.base for event in dossier.history] == [None, seq - 2, seq - 1]
    log(store, ClockJumped(5000))


def test_counters_slips_and_prints_go_on_where_they_were(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    number = str(receive(store).header.dossier)
    with store.unit_of_work("hoa") as work:
        assert work.highest_counter(AGENCY, TODAY, 1) == 1001
        assert work.highest_counter(AGENCY, TODAY, 2) is None
        assert work.highest_counter(AGENCY, date(2026, 11, 22), 1) is None
        assert [work.next_slip_sequence(2026), work.next_slip_sequence(2026)] == [2, 3]
        assert work.next_slip_sequence(2027) == 1
        assert work.next_print_number(number, "receipt") == 1
        print_id = work.intend_print(PrintIntent(number, "receipt", "a5", 1))
        assert work.next_print_number(number, "receipt") == 2
        work.settle_print(print_id, PrintState.PRINTING)
        work.commit()
    store.close()
    store = open_the_desk(tmp_path).store
    (row,) = store.register.prints()
    assert row.state is PrintState.ASK and row.intent.number == number, "nobody knows whether it came out"
    assert store.register.prints(states=[PrintState.WAITING]) == ()
    assert store.register.prints(number="another") == ()
    store.close()


def test_after_a_rebuild_numbers_and_slips_leave_a_gap(store: DeskStore) -> None:
    receive(store)
    log(store, Restored("second copy", 9))
    with store.unit_of_work("hoa") as work:
        assert work.highest_counter(AGENCY, TODAY, 1) == 1021
        assert work.next_slip_sequence(2026) == 22
        assert work.highest_counter(AGENCY, date(2026, 11, 22), 1) is None
    opened = DeskOpened(AGENCY, 1, store.signer.public_key, bytes(16), "test", "restored", 1500, TODAY)
    with store.unit_of_work("hoa") as work:
        work.append(opened)
        assert work.highest_counter(AGENCY, TODAY, 1) == 1500


def test_after_x999_comes_x1000(store: DeskStore) -> None:
    for place, counter in enumerate((1999, 11000), 1):
        log(store, received(seq=place), f"{AGENCY}-261121-{counter}")
    with store.unit_of_work("hoa") as work:
        assert work.highest_counter(AGENCY, TODAY, 1) == 11000


def test_the_days_lists(tmp_path: Path) -> None:
    make_desk(tmp_path)
    clock = TestClock()
    store = open_the_desk(tmp_path, clock).store
    due = datetime(2026, 11, 27, 17, 0, tzinfo=OFFICE_ZONE)
    first, second = (str(receive(store, name).header.dossier) for name in ("Trần Văn An", "Lê Bình"))
    lists = store.register.today(due.replace(hour=9), date(2026, 11, 30))
    assert [row.number for row in lists.due_today] == [first, second] and lists.overdue == ()
    lists = store.register.today(due.replace(day=26), date(2026, 11, 27))
    assert len(lists.due_tomorrow) == 2 and lists.due_today == ()
    lists = store.register.today(due.replace(minute=1), date(2026, 11, 30))
    assert len(lists.overdue) == 2 and lists.due_today == ()
    log(store, Started(), first)
    log(store, Finished(), first)
    lists = store.register.today(clock.now(), date(2026, 11, 23))
    assert [row.number for row in lists.ready] == [first]
    assert (lists.received_today, lists.finished_today, lists.handed_over_today) == (2, 1, 0)
    log(store, HandedOver("Trần Văn An", "applicant", "slip"), first)
    assert store.register.today(clock.now(), date(2026, 11, 23)).handed_over_today == 1
    assert store.register.frequent_procedures() == ("1.001653",)
    store.close()


def test_drafts_survive_and_never_reach_the_log(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    before = store.outbox.head()
    store.drafts.keep("intake", "nửa chừng")
    store.drafts.keep("intake", "nửa chừng hơn")
    store.close()
    store = open_the_desk(tmp_path).store
    assert store.drafts.kept("intake") == "nửa chừng hơn" and store.drafts.kept("other") is None
    store.drafts.drop("intake")
    assert store.drafts.kept("intake") is None and store.outbox.head() == before
    store.close()


def test_time_turned_back_is_recorded_as_it_was_and_order_stays(store: DeskStore) -> None:
    clock = TestClock(datetime(2030, 1, 1, tzinfo=OFFICE_ZONE))
    store._clock = clock
    first = receive(store)
    clock.at = datetime(2026, 11, 21, 9, 0, tzinfo=OFFICE_ZONE)
    second = receive(store)
    assert second.header.recorded_at < first.header.recorded_at
    assert second.header.hlc > first.header.hlc
    assert second.header.mono_delta_ms == 1000
    clock.boot_id += 1
    assert receive(store).header.mono_delta_ms == 0
