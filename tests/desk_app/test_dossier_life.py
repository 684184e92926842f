"""A dossier is the fold of its events."""

from datetime import datetime, timedelta, timezone

import pytest

from desk_app.domain.dossier import dossier_of
from desk_app.domain.errors import IllegalMoveError, SecondReappointmentError
from desk_app.domain.events import (
    Event,
    Finished,
    HandedOver,
    Header,
    NumberViewed,
    ProcedureTerms,
    Promise,
    Received,
    Recorded,
    Refused,
    Started,
    SubmittedPaper,
)  # fmt: skip
from desk_app.domain.life_events import (
    Amended,
    Apologised,
    Reopened,
    RequestedItem,
    SupplementReceived,
    SupplementRequested,
)  # fmt: skip
from desk_app.domain.lifecycle import Move, State, after, possible_moves
from desk_app.domain.person import Person

_NUMBER = "000.00.18.H32-261121-1001"
_NOON = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=7)))
_TERMS = ProcedureTerms("1.001193", "Đăng ký khai sinh", "Hộ tịch", 1, "same_day", "15:00", "2026-11-21")
_RECEIVED = Received(
    b"s", "7K4P", 1, "TT03/2025", _TERMS, Promise(_NOON + timedelta(hours=5), "", "2026-11-21"),
    Person("Y Wơl Niê"), None, "", (), 1, "counter", "",
)  # fmt: skip
_REFUSED = Refused(b"s", "TT03/2025", _TERMS, Person("Y Wơl Niê"), None, (), "thiếu giấy chứng sinh")


def _log(*bodies: Event) -> list[Recorded]:
    return [
        Recorded(
            seq,
            Header(body.kind, 1, _NUMBER, _NOON + timedelta(minutes=seq), 0, 1, 0, "hanh", None, None, "v"),
            body,
            b"",
        )
        for seq, body in enumerate(bodies, start=1)
    ]


def test_a_whole_life() -> None:
    dossier = dossier_of(_log(_RECEIVED, Started(), Finished(), HandedOver("Y Wơl Niê", "applicant", "slip")))
    assert dossier.state is State.HANDED_OVER
    assert dossier.finished_at == _NOON + timedelta(minutes=3)
    assert dossier.collector == "Y Wơl Niê"
    assert dossier.last_seq == 4


def test_seeing_a_number_moves_nothing_but_is_remembered() -> None:
    dossier = dossier_of(_log(_RECEIVED, NumberViewed("detail")))
    assert dossier.state is State.RECEIVED
    assert len(dossier.history) == 2


def test_a_refused_dossier_has_no_due_date_and_no_moves() -> None:
    dossier = dossier_of(_log(_REFUSED))
    assert (dossier.state, dossier.due_at) == (State.REFUSED, None)
    assert possible_moves(dossier.state) == ()


# The moves as the exchange's states allow them (TrangThaiHoSo 1 to 10); what is not here must be refused.
_STATES_AFTER = {
    1: {"accept": 2, "turn-away": 3},
    2: {"start": 4, "supplement": 5, "withdraw": 7, "stop": 8, "apologise": 2},
    3: {},
    4: {"supplement": 5, "obligation": 6, "forward": 4, "withdraw": 7, "stop": 8, "finish": 9, "apologise": 4},
    5: {"supplemented": 4, "withdraw": 7, "stop": 8},
    6: {"settled": 4, "stop": 8},
    7: {"reopen": 4},
    8: {"reopen": 4},
    9: {"hand_over": 10, "post": 9, "post-returned": 9, "delivered": 10, "apologise": 9, "reopen": 4},
    10: {"reopen": 4},
}
_AMENDABLE = set(range(1, 11)) - {3}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_a_move_leads_where_the_states_say_or_is_refused_with_the_possible_ones(state: State, move: Move) -> None:
    legal = _STATES_AFTER[int(state)] | ({"amend": int(state)} if int(state) in _AMENDABLE else {})
    if move.value in legal:
        assert after(state, move) == legal[move.value]
        return
    with pytest.raises(IllegalMoveError) as refused:
        after(state, move)
    offered = set(refused.value.facts["possible"])  # type: ignore[call-overload]
    at_once = {"forward", "finish", "obligation"} if state is State.RECEIVED else set()
    assert offered == set(legal) | at_once == {possible.value for possible in possible_moves(state)}


def test_a_second_apology_is_refused_wherever_it_comes_from() -> None:
    sorry = Apologised("TT03/2025", 1, "mất điện", Promise(_NOON + timedelta(days=2), "", "v"), "Y Wơl Niê")
    once = dossier_of(_log(_RECEIVED, Started(), sorry))
    assert (once.due_at, once.standing.promised_at) == (_NOON + timedelta(hours=5), sorry.promise.due_at)
    with pytest.raises(SecondReappointmentError):
        dossier_of(_log(_RECEIVED, Started(), sorry, sorry))


def test_a_wait_moves_the_day_that_decides_and_a_reopening_takes_the_end_back() -> None:
    asked = SupplementRequested(1, "TT03/2025", 1, (RequestedItem("Tờ khai"),), "thiếu", None)
    waiting = dossier_of(_log(_RECEIVED, asked))
    assert (waiting.state, waiting.standing.waiting_since) == (State.SUPPLEMENT_REQUESTED, _NOON + timedelta(minutes=2))
    later = Promise(_NOON + timedelta(days=3), "", "v")
    answered = _log(_RECEIVED, asked, SupplementReceived((SubmittedPaper("Tờ khai", 1),), later))
    again = dossier_of(answered)
    assert (again.due_at, again.standing.waiting_since, again.standing.supplements) == (later.due_at, None, 1)
    assert [paper.name for paper in again.papers] == ["Tờ khai"]
    ended = (_RECEIVED, Started(), Finished(), Reopened("sai tên", "Chủ tịch"))
    assert dossier_of(_log(*ended)).finished_at is None


def test_an_amendment_changes_what_it_names_and_nothing_else() -> None:
    dossier = dossier_of(_log(_RECEIVED, Amended("gõ nhầm", True, applicant=Person("Y Wơl Mlô"))))
    assert (dossier.applicant.name, dossier.intake.applicant.name) == ("Y Wơl Mlô", "Y Wơl Niê")
    assert (dossier.terms, dossier.return_by) == (_TERMS, "counter")


def test_states_have_the_numbers_and_words_of_the_ministries() -> None:
    assert [(int(state), state.word) for state in (State.RECEIVED, State.RESULT_READY, State.HANDED_OVER)] == [
        (2, "Được tiếp nhận"),
        (9, "Đã xử lý xong"),
        (10, "Đã trả kết quả"),
    ]
    assert all(state.word for state in State)


def test_a_log_that_begins_elsewhere_is_no_dossier() -> None:
    with pytest.raises(ValueError):
        dossier_of(_log(Started()))
