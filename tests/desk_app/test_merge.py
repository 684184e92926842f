"""A dossier that several desks wrote is the same in whatever order the news arrived, and nothing is lost of it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.conflict import ConflictKind
from desk_app.domain.custody_events import FIRST, SECOND, ConflictSettled
from desk_app.domain.dossier import Dossier, begin, follow
from desk_app.domain.errors import IllegalMoveError, SecondReappointmentError
from desk_app.domain.events import Finished, HandedOver, NumberViewed, Recorded, Started
from desk_app.domain.life_events import Amended, FeeLine, FeesRecorded, Shelved, Told, Withdrawn
from desk_app.domain.lifecycle import State
from desk_app.domain.merge import Merged, merged
from desk_app.domain.person import Person
from tests.desk_app.commune_lives import MemoryDesk, device, opening, random_history
from tests.scale import many


def in_arrival_order(events: Sequence[Recorded]) -> Dossier:
    """The control: a fold that takes events as they come and leaves out what does not fit."""
    dossier = begin(events[0])
    for event in events[1:]:
        try:
            dossier = follow(dossier, event)
        except (IllegalMoveError, SecondReappointmentError):
            continue
    return dossier


def shared(*desks: MemoryDesk) -> None:
    """Let everybody hear everything."""
    for one in desks:
        for other in desks:
            for event in other.own:
                one.hear(event)


def two_desks() -> tuple[MemoryDesk, MemoryDesk]:
    """Return two desks that know one dossier in work; the first holds it."""
    one, other = MemoryDesk(1), MemoryDesk(2)
    one.write(opening())
    one.write(Started(), 1)
    shared(one, other)
    return one, other


def seen_by(desk: MemoryDesk) -> Merged:
    """Return the dossier as it stands at a desk."""
    there = desk.sight()
    assert there is not None
    return there


@settings(max_examples=many(60, 2000), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10_000_000))
def test_any_order_of_arrival_gives_the_same_dossier(seed: int) -> None:
    chance = random.Random(seed)
    events = random_history(chance)
    expected = merged(events)
    for _ in range(3):
        chance.shuffle(events)
        assert merged(events) == expected


def test_a_fold_in_order_of_arrival_is_caught() -> None:
    one, other = two_desks()
    other.take_over(2)
    withdrawn, finished = other.act(Withdrawn("đổi ý"), 3), one.act(Finished(), 4)
    rest = [*one.own[:2], *other.own[:-1]]
    assert in_arrival_order([*rest, withdrawn, finished]).state is State.WITHDRAWN
    assert in_arrival_order([*rest, finished, withdrawn]).state is State.RESULT_READY
    assert merged([*rest, finished, withdrawn]) == merged([*rest, withdrawn, finished])


@settings(max_examples=many(40, 1000), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10_000_000))
def test_every_event_is_in_the_history_and_took_effect_or_is_in_a_conflict(seed: int) -> None:
    events = random_history(random.Random(seed))
    there = merged(events)
    assert there is not None
    assert {event.chain for event in there.dossier.history} == {event.chain for event in events}
    moved = {event.chain for event, _ in there.applied}
    named = {conflict.second.chain for conflict in there.conflicts}
    custody = {event.chain for event in events if 65 <= event.body.kind <= 68}
    assert {event.chain for event in events} <= moved | named | custody


def test_a_dossier_whose_beginning_has_not_arrived_is_none_yet() -> None:
    _, other = two_desks()
    other.take_over(2)
    assert merged(other.own) is None


def test_what_a_desk_writes_knowing_the_other_is_no_conflict() -> None:
    one, other = two_desks()
    one.act(Amended("sai tên", True, applicant=Person("An")), 2)
    shared(one, other)
    other.take_over(3)
    other.act(Amended("sai nữa", True, applicant=Person("Bình")), 4)
    shared(one, other)
    there = seen_by(one)
    assert (there.dossier.applicant.name, there.holder, there.conflicts) == ("Bình", other.device, ())


def test_of_two_moves_the_first_possible_counts_and_a_person_sees_both() -> None:
    one, other = two_desks()
    other.take_over(2)
    other.act(Withdrawn("đổi ý"), 3)
    one.act(Finished(), 4)
    shared(one, other)
    there = seen_by(other)
    (conflict,) = there.open_conflicts
    assert there == seen_by(one)
    assert there.dossier.state is State.WITHDRAWN
    assert (conflict.kind, conflict.first.body.kind, conflict.second.body.kind) == (ConflictKind.MOVE, 51, 23)


def test_the_person_may_choose_the_move_that_came_later() -> None:
    one, other = two_desks()
    other.take_over(2)
    other.act(Withdrawn("đổi ý"), 3)
    one.act(Finished(), 4)
    shared(one, other)
    (conflict,) = seen_by(other).open_conflicts
    other.act(ConflictSettled(conflict.name, conflict.field, SECOND, "đã có kết quả"), 5)
    shared(one, other)
    there = seen_by(one)
    assert (there.dossier.state, there.open_conflicts) == (State.RESULT_READY, ())
    other.act(HandedOver("An", "applicant", "slip"), 6)
    assert seen_by(other).dossier.state is State.HANDED_OVER


def test_what_followed_stays_when_a_person_chooses_the_same_move_of_the_other_desk() -> None:
    one, other = MemoryDesk(1), MemoryDesk(2)
    one.write(opening())
    shared(one, other)
    other.take_over(1)
    other.act(Started(), 2)
    one.act(Started(), 3)
    one.act(Finished(), 4)
    one.act(HandedOver("An", "applicant", "slip"), 5)
    shared(one, other)
    there = seen_by(other)
    (conflict,) = there.open_conflicts
    assert (there.dossier.state, conflict.second.body.kind) == (State.HANDED_OVER, Started.kind)
    other.act(ConflictSettled(conflict.name, "", SECOND, ""), 6)
    shared(one, other)
    chosen = seen_by(one)
    assert (chosen.dossier.state, chosen.open_conflicts) == (State.HANDED_OVER, ())
    before, after = there.dossier.standing, chosen.dossier.standing
    assert (after.finished_at, after.handed_over_at) == (before.finished_at, before.handed_over_at) != (None, None)
    assert after.started_at != before.started_at  # it began when the desk chosen says


def test_choosing_a_desks_move_chooses_what_it_did_next() -> None:
    one, other = two_desks()
    other.take_over(2)
    other.act(Withdrawn("đổi ý"), 3)
    one.act(Finished(), 4)
    one.act(HandedOver("An", "applicant", "slip"), 5)
    shared(one, other)
    finish, handover = seen_by(other).open_conflicts
    assert (finish.second.body.kind, handover.second.body.kind) == (Finished.kind, HandedOver.kind)
    other.act(ConflictSettled(finish.name, "", SECOND, "đã trả rồi"), 6)
    shared(one, other)
    there = seen_by(one)
    assert (there.dossier.state, there.open_conflicts) == (State.HANDED_OVER, ())


def test_what_is_impossible_after_the_move_chosen_does_not_count() -> None:
    one, other = two_desks()
    one.act(Withdrawn("đổi ý"), 5)
    other.take_over(2)
    other.act(Finished(), 3)
    other.act(HandedOver("An", "applicant", "slip"), 4)
    shared(one, other)
    (conflict,) = seen_by(other).open_conflicts
    assert seen_by(other).dossier.state is State.HANDED_OVER
    other.act(ConflictSettled(conflict.name, "", SECOND, "đã rút"), 6)
    shared(one, other)
    assert seen_by(one).dossier.state is State.WITHDRAWN


def test_two_results_handed_over_are_a_conflict() -> None:
    one, other = two_desks()
    one.act(Finished(), 2)
    shared(one, other)
    other.take_over(3)
    other.act(HandedOver("An", "applicant", "slip"), 4)
    one.act(HandedOver("Bình", "relative", "statement"), 5)
    there = merged([*one.own, *other.own])
    assert there is not None
    (conflict,) = there.open_conflicts
    assert (there.dossier.collector, conflict.second.body) == ("An", one.own[-1].body)


def test_a_fact_written_twice_keeps_both_values_until_a_person_chooses() -> None:
    one, other = two_desks()
    other.take_over(2)
    other.act(Shelved("kệ 2"), 3)
    one.act(Shelved("kệ 9"), 4)
    shared(one, other)
    there = seen_by(one)
    (conflict,) = there.open_conflicts
    assert there.dossier.place == "kệ 9"
    assert (conflict.field, conflict.first.body, conflict.second.body) == ("place", Shelved("kệ 2"), Shelved("kệ 9"))
    one.take_over(5)
    one.act(ConflictSettled(conflict.name, "place", FIRST, ""), 6)
    assert (seen_by(one).dossier.place, seen_by(one).open_conflicts) == ("kệ 2", ())


def test_fees_chosen_by_a_person_are_in_force_again() -> None:
    one, other = two_desks()
    fees = [FeesRecorded((FeeLine("Phí", 1, amount),), "cash") for amount in (1000, 2000)]
    one.act(fees[0], 2)
    other.take_over(2)
    other.act(fees[1], 3)
    shared(one, other)
    (conflict,) = seen_by(one).open_conflicts
    one.act(ConflictSettled(conflict.name, "fees", FIRST, ""), 6)
    assert [event.body for event, _ in seen_by(one).applied if isinstance(event.body, FeesRecorded)][-1] == fees[0]


def test_added_facts_stay_side_by_side() -> None:
    one, other = two_desks()
    other.write(NumberViewed("hồ sơ"), 2)
    one.act(Told("ready", "phone"), 3)
    shared(one, other)
    there = seen_by(one)
    assert (len(there.dossier.history), there.conflicts, there.has_news_for(one.device)) == (4, (), False)


def test_two_desks_that_take_over_at_once_are_told_and_the_later_holds_it() -> None:
    one, other, third = MemoryDesk(1), MemoryDesk(2), MemoryDesk(3)
    one.write(opening())
    shared(one, other, third)
    other.take_over(1)
    third.take_over(2)
    shared(one, other, third)
    there = seen_by(one)
    (conflict,) = there.open_conflicts
    assert (there.holder, conflict.kind) == (device(3), ConflictKind.CUSTODY)


def test_two_dossiers_under_one_number_are_shown_both() -> None:
    one, other = MemoryDesk(1), MemoryDesk(2)
    one.write(opening("An"))
    other.write(opening("Bình"), 1)
    shared(one, other)
    there = seen_by(one)
    (conflict,) = there.open_conflicts
    assert (there.dossier.applicant.name, conflict.kind) == ("An", ConflictKind.NUMBER)


def test_a_conflict_settled_differently_by_two_people_is_a_conflict_again() -> None:
    one, other = two_desks()
    other.take_over(2)
    other.act(Withdrawn("đổi ý"), 3)
    one.act(Finished(), 4)
    shared(one, other)
    (conflict,) = seen_by(one).open_conflicts
    one.act(ConflictSettled(conflict.name, "", FIRST, ""), 5)
    other.act(ConflictSettled(conflict.name, "", SECOND, ""), 6)
    shared(one, other)
    (again,) = seen_by(one).open_conflicts
    assert (again.kind, seen_by(one).dossier.state) == (ConflictKind.CHOICE, State.WITHDRAWN)
    one.act(ConflictSettled(again.name, again.field, SECOND, ""), 7)
    assert (seen_by(one).open_conflicts, seen_by(one).dossier.state) == ((), State.RESULT_READY)


def test_a_desk_that_goes_on_says_what_it_has_seen() -> None:
    one, other = two_desks()
    other.take_over(2)
    other.act(Shelved("kệ 2"), 3)
    one.act(Shelved("kệ 1"), 4)
    shared(one, other)
    assert seen_by(other).has_news_for(other.device)
    other.act(Shelved("kệ 3"), 5)
    there = seen_by(other)
    assert [conflict.second.body for conflict in there.open_conflicts] == [Shelved("kệ 1")]
    assert (there.dossier.place, there.has_news_for(other.device)) == ("kệ 3", False)


def test_two_machines_with_one_identity_contradict_each_other_like_two_desks() -> None:
    one = MemoryDesk(1)
    one.write(opening())
    one.write(Started(), 1)
    double = one.copied()
    one.write(Amended("nhầm", True, applicant=Person("An")), 2)
    double.write(NumberViewed("hồ sơ"), 3)
    double.write(Amended("nhầm", True, applicant=Person("Bình")), 4)
    found = merged({event.chain: event for event in (*one.own, *double.own)}.values())
    assert found is not None
    (conflict,) = found.open_conflicts
    assert (conflict.kind, conflict.field) == (ConflictKind.FIELD, "applicant")


def test_one_machine_never_contradicts_itself() -> None:
    one = MemoryDesk(1)
    one.write(opening())
    for name in ("An", "Bình", "Chi"):
        one.write(NumberViewed("hồ sơ"))
        one.write(Amended("nhầm", True, applicant=Person(name)))
    found = merged(one.own)
    assert found is not None and found.conflicts == ()
