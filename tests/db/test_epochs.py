"""A copied or restored log goes on in a new epoch: one chain, and no number twice."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from db.day_numbers import gaps_on, given_on
from db.store import DeskStore
from db.verify import verify
from desk_app.book_rows import GapReason
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier_number import before_block, desk_of, next_counter
from desk_app.domain.events import EpochOpened, SettingChanged
from tests.db.codec import PlainCodec
from tests.db.desk import AGENCY, TestClock, make_desk, open_the_desk, receive
from tests.db.test_an_older_desk_is_opened import older_desk

CODEC = PlainCodec()


def counter_of(number: str | None) -> int:
    return int(str(number).rsplit("-", 1)[1])


def last_body(store: DeskStore) -> object:
    [stored] = store.outbox.events_after(store.outbox.head()[0] - 1, 1)
    header = CODEC.decode_header(stored.header)
    return CODEC.decode_body(header.kind, header.version, stored.body or b"")


def test_a_fork_opens_the_next_epoch_and_links_it_to_the_old_head(store: DeskStore) -> None:
    receive(store)
    before = store.outbox.head()
    assert (store.epoch, store.outbox.epoch_opened(0), store.outbox.identity().epoch) == (1, 2, 2)
    assert last_body(store) == EpochOpened(2, "forked", *before)
    assert store.outbox.epoch_opened(7) == 8, "newer than any the district knows"
    assert verify(store).sound


def test_two_halves_of_a_copied_desk_never_give_the_same_number(tmp_path: Path) -> None:
    home, twin_home = tmp_path / "desk", tmp_path / "twin"
    make_desk(home)
    one = open_the_desk(home).store
    receive(one)
    one.close()
    shutil.copytree(home, twin_home)
    one, twin = open_the_desk(home).store, open_the_desk(twin_home).store
    twin.outbox.epoch_opened(0)
    here = {str(receive(one, f"A {each}").header.dossier) for each in range(30)}
    there = {str(receive(twin, f"B {each}").header.dossier) for each in range(30)}
    assert not here & there and {len(here), len(there)} == {30}
    assert min(map(counter_of, there)) == 12000
    one.close()
    twin.close()


def test_the_letters_of_the_year_are_apart_too(store: DeskStore) -> None:
    with store.unit_of_work("hoa") as work:
        assert work.next_slip_sequence(2026) == 1
    store.outbox.epoch_opened(0)
    with store.unit_of_work("hoa") as work:
        assert (work.next_slip_sequence(2026), work.next_form_sequence("apology", 2027)) == (200_000, 200_000)


def test_the_day_of_a_fork_says_why_numbers_were_left_out(store: DeskStore) -> None:
    first = receive(store)
    store.outbox.epoch_opened(0)
    receive(store)
    day = first.header.recorded_at.astimezone(OFFICE_ZONE).date()
    gaps = gaps_on(store.connection, AGENCY, day, given_on(store.connection, AGENCY, day, 1), 1)
    assert [(gap.first, gap.last, gap.reason) for gap in gaps] == [(1002, 11999, GapReason.RESTORE)]
    with store.unit_of_work("hoa") as work:
        following = work.highest_counter(AGENCY, day + timedelta(days=1), 1)
    assert following == 11999, "and every later day begins in the block"


def test_a_desk_rebuilt_from_its_second_copy_is_in_a_new_epoch_and_its_numbers_go_on(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    number = counter_of(receive(store).header.dossier)
    store.close()
    for epoch in (2, 3):
        (tmp_path / "desk.db").unlink()
        store = open_the_desk(tmp_path).store
        assert (store.epoch, verify(store).sound) == (epoch, True)
        following = counter_of(receive(store).header.dossier)
        assert following == number + 21
        number = following
        store.close()


def test_what_was_proven_of_lost_events_proves_nothing_of_those_in_their_places(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    kept = store.outbox.head()[0]
    store.close()
    shutil.copy(tmp_path / "second-copy/events.copy", tmp_path / "old.copy")
    store = open_the_desk(tmp_path).store
    for _ in range(5):
        receive(store)
    store.outbox.receipt_stored(store.outbox.head()[0], TestClock().at, b"receipt")
    receive(store)
    store.close()
    shutil.copy(tmp_path / "old.copy", tmp_path / "second-copy/events.copy")
    with (tmp_path / "desk.db").open("r+b") as file:  # a page of the log's middle is gone, the rest can be read
        file.seek(-4096, 2)
        file.write(bytes(4096))
    opened = open_the_desk(tmp_path)
    assert opened.restored is not None
    assert opened.store.outbox.acknowledged() <= opened.store.outbox.head()[0] - 2
    assert opened.store.outbox.waiting() >= 2 and kept > 0
    opened.store.close()


def test_a_desk_of_an_older_program_is_in_its_first_epoch_and_can_open_the_next(tmp_path: Path) -> None:
    store = open_the_desk(older_desk(tmp_path)).store
    assert (store.epoch, store.outbox.epoch_opened(0)) == (1, 2)
    with store.unit_of_work("hoa") as work:
        work.append(SettingChanged("hotline", "0260"))
        work.commit()
    assert verify(store).sound
    store.close()


def test_no_other_days_work_reaches_the_block_of_an_epoch() -> None:
    for desk in (1, 9):
        for epoch in (2, 3, 9, 10, 99, 9_999):
            counter = next_counter(desk, before_block(desk, epoch), 0)
            assert desk_of(counter) == desk
            assert int(str(counter)[1:]) == epoch * 1000
