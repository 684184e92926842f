"""The ten states of a dossier and the moves between them.

Numbers and words are those the ministries exchange (TrangThaiHoSo); the table of moves is where a new move comes in.
"""

from enum import Enum, IntEnum

from desk_app.domain.errors import IllegalMoveError


class State(IntEnum):
    """State of a dossier; the number is the one on the wire."""

    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_REQUESTED = 5
    OBLIGATION_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    RESULT_READY = 9
    HANDED_OVER = 10

    @property
    def word(self) -> str:
        """The official Vietnamese word of the state."""
        return _WORDS[self]


_WORDS = {
    State.REGISTERED: "Mới đăng ký",
    State.RECEIVED: "Được tiếp nhận",
    State.REFUSED: "Không được tiếp nhận",
    State.IN_PROGRESS: "Đang xử lý",
    State.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung giấy tờ",
    State.OBLIGATION_REQUESTED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    State.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    State.STOPPED: "Dừng xử lý",
    State.RESULT_READY: "Đã xử lý xong",
    State.HANDED_OVER: "Đã trả kết quả",
}

OPEN_STATES = frozenset({State.RECEIVED, State.IN_PROGRESS, State.SUPPLEMENT_REQUESTED, State.OBLIGATION_REQUESTED})


class Move(Enum):
    """What an officer does to a dossier that exists."""

    START = "start"
    FINISH = "finish"
    HAND_OVER = "hand_over"


_MOVES: dict[Move, dict[State, State]] = {
    Move.START: {State.RECEIVED: State.IN_PROGRESS},
    Move.FINISH: {State.IN_PROGRESS: State.RESULT_READY},
    Move.HAND_OVER: {State.RESULT_READY: State.HANDED_OVER},
}


def after(state: State, move: Move) -> State:
    """Return the state that `move` leads to; IllegalMoveError with the possible moves otherwise."""
    reached = _MOVES[move].get(state)
    if reached is None:
        raise IllegalMoveError(move=move.value, state=state, possible=tuple(m.value for m in possible_moves(state)))
    return reached


def possible_moves(state: State) -> tuple[Move, ...]:
    """Return the moves an officer may choose in `state`.

    FINISH is offered for a received dossier too: finishing it straight away records the start and the end together.
    """
    direct = tuple(move for move, table in _MOVES.items() if state in table)
    return (*direct, Move.FINISH) if state is State.RECEIVED else direct
