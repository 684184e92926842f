"""A dossier is the fold of its events."""

from datetime import datetime, timedelta, timezone

import pytest

from desk_app.domain.dossier import dossier_of
from desk_app.domain.errors import IllegalMoveError
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


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_an_illegal_move_names_the_possible_ones(state: State, move: Move) -> None:
    legal = {
        (State.RECEIVED, Move.START): State.IN_PROGRESS,
        (State.IN_PROGRESS, Move.FINISH): State.RESULT_READY,
        (State.RESULT_READY, Move.HAND_OVER): State.HANDED_OVER,
    }
    if (state, move) in legal:
        assert after(state, move) is legal[state, move]
        return
    with pytest.raises(IllegalMoveError) as refused:
        after(state, move)
    assert refused.value.facts["possible"] == tuple(possible.value for possible in possible_moves(state))


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
