"""Desks of one commune: whatever order their news come in, each shows the same, and says so after a rebuild."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.rebuild import rebuild
from db.store import DeskStore
from db.verify import verify
from desk_app.commune_ports import StretchRefusedError
from desk_app.domain.custody_events import SECOND, ConflictSettled
from desk_app.domain.errors import DossierHeldElsewhereError
from desk_app.domain.events import Finished, NumberViewed, Started
from desk_app.domain.life_events import Shelved, Withdrawn
from desk_app.domain.lifecycle import State
from tests.db.commune_desks import (
    acquainted,
    all_passed,
    commune_desk,
    give,
    passed,
    random_act,
    stretch_of,
    take_over,
    write,
)
from tests.scale import many

SHM = "/dev/shm" if Path("/dev/shm").is_dir() else None


@contextmanager
def desks(count: int) -> Iterator[list[DeskStore]]:
    """Open so many desks of a commune that know each other."""
    with tempfile.TemporaryDirectory(dir=SHM) as folder:
        stores = [commune_desk(Path(folder) / str(desk), desk) for desk in range(1, count + 1)]
        acquainted(stores)
        try:
            yield stores
        finally:
            for store in stores:
                store.close()


@pytest.fixture
def three() -> Iterator[list[DeskStore]]:
    with desks(3) as stores:
        yield stores


def shown(store: DeskStore) -> list[tuple[object, ...]]:
    """Return what a desk says of every dossier of the commune, in its own words about nobody in particular."""
    told: list[tuple[object, ...]] = []
    for (number,) in store.connection.execute("SELECT number FROM dossiers ORDER BY number").fetchall():
        found, row = store.commune.dossier(str(number)), store.register.row(str(number))
        history = [(event.device, event.seq, event.chain) for event in found.dossier.history]
        facts = (row.state, row.name, row.due_at, row.place, row.holder, row.conflicts, row.finished_at)
        told.append((number, found.holder, found.conflicts, history, facts))
    return told


@settings(
    max_examples=many(6, 150), deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(st.integers(0, 1_000_000))
def test_any_interleaving_gives_every_desk_the_same_register(seed: int) -> None:
    chance = random.Random(seed)
    with desks(3) as stores:
        for _ in range(60):
            one, other = chance.sample(stores, 2)
            if chance.random() < 0.3:
                passed(one, other, chance.choice((300, 3000)))
            else:
                random_act(chance, one, stores)
        for store in stores:
            verdict = verify(store)
            assert verdict.sound, verdict.findings
        all_passed(stores)
        first, *others = [shown(store) for store in stores]
        assert all(each == first for each in others)
        for store in stores:
            verdict = verify(store)
            assert verdict.sound, verdict.findings
            rebuild(store)
            assert shown(store) == first


def test_a_register_that_goes_by_arrival_is_caught(three: list[DeskStore], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, third = three
    number = str(give(one).header.dossier)
    all_passed(three)
    take_over(other, number)
    write(other, number, Shelved("kệ 2"))
    write(one, number, Shelved("kệ 1"))
    monkeypatch.setattr("desk_app.domain.merge.order_of", lambda event: (event.device != third.commune.device, 0))
    passed(one, third, 50_000)
    passed(other, third, 50_000)
    monkeypatch.undo()
    assert not verify(third).sound or shown(third) != shown(one)


def test_the_commune_s_dossiers_are_found_and_listed(three: list[DeskStore]) -> None:
    number = str(give(three[1], "Đào Thị Hoà").header.dossier)
    passed(three[1], three[0], 50_000)
    (row,) = three[0].register.find("dao thi hoa")
    assert (row.number, row.held_by, row.state) == (number, 2, State.RECEIVED)
    assert three[0].lists.unfinished() == ()
    assert [dossier.number for dossier in three[1].lists.unfinished()] == [number]


def test_a_dossier_is_written_by_the_desk_that_holds_it(three: list[DeskStore]) -> None:
    one, other, _ = three
    number = str(give(one).header.dossier)
    all_passed(three)
    with pytest.raises(DossierHeldElsewhereError) as refused:
        write(other, number, Started())
    assert refused.value.facts == {"number": number, "desk": 1}
    write(other, number, NumberViewed("hồ sơ"))
    take_over(other, number)
    write(other, number, Started())
    all_passed(three)
    assert (one.register.row(number).held_by, one.register.row(number).state) == (2, State.IN_PROGRESS)
    with pytest.raises(DossierHeldElsewhereError):
        write(one, number, Finished())


def test_two_desks_that_did_not_know_of_each_other_leave_a_conflict_for_a_person(three: list[DeskStore]) -> None:
    one, other, third = three
    number = str(give(one).header.dossier)
    write(one, number, Started())
    all_passed(three)
    take_over(other, number)
    write(other, number, Withdrawn("đổi ý"))
    write(one, number, Finished())
    write(one, number, Shelved("kệ 1"))
    all_passed(three)
    (waiting,) = third.commune.conflicts()
    assert (waiting.dossier.number, waiting.dossier.held_by) == (number, 2)
    found = other.commune.dossier(number)
    body = ConflictSettled(waiting.conflict.name, "", SECOND, "có kết quả rồi", found.heads(other.commune.device))
    write(other, number, body)
    all_passed(three)
    assert third.commune.conflicts() == ()
    assert {store.register.row(number).state for store in three} == {found.conflicts[0].alternative.standing.state}  # type: ignore[union-attr]


def test_a_stretch_that_was_changed_on_the_way_is_refused(three: list[DeskStore]) -> None:
    give(three[0])
    whole = stretch_of(three[0])
    last = whole.events[-1]
    for changed in (replace(last, body=last.body + b"\0"), replace(last, header=last.header[:-1] + b"\1")):  # type: ignore[operator]
        with pytest.raises((StretchRefusedError, ValueError)):
            three[1].commune.taken_in(replace(whole, events=(*whole.events[:-1], changed)))
    with pytest.raises(StretchRefusedError):
        three[1].commune.taken_in(replace(whole, before=bytes(32)))
    assert three[1].commune.held() == ()


def test_a_device_nobody_vouched_for_is_not_listened_to(three: list[DeskStore]) -> None:
    give(three[0])
    three[1].commune.neighbours_told([])
    assert three[1].commune.taken_in(stretch_of(three[0])) == 0


def test_the_same_stretch_twice_changes_nothing(three: list[DeskStore]) -> None:
    number = str(give(three[0]).header.dossier)
    whole = stretch_of(three[0])
    assert three[1].commune.taken_in(whole) == len(whole.events)
    before = shown(three[1])
    assert (three[1].commune.taken_in(whole), shown(three[1])) == (0, before)
    assert three[1].register.row(number).held_by == 1


def test_what_a_desk_writes_next_comes_after_what_it_has_heard(three: list[DeskStore]) -> None:
    one, other, _ = three
    for _ in range(20):
        number = str(give(one).header.dossier)
    passed(one, other, 50_000)
    take_over(other, number)
    heard = max(event.header.hlc for event in one.commune.dossier(number).dossier.history)
    assert other.commune.dossier(number).dossier.history[-1].header.hlc > heard
