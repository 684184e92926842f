"""The ten states of a dossier and the moves between them.

Numbers and words are those the ministries exchange (TrangThaiHoSo); the table is the only place that says which move is
possible where. Whether a second apology or a late hand-over is allowed depends on more than the state: see `standing`.
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
WAITING_STATES = frozenset({State.SUPPLEMENT_REQUESTED, State.OBLIGATION_REQUESTED})
RUNNING_STATES = OPEN_STATES - WAITING_STATES
ENDED_STATES = frozenset({State.REFUSED, State.WITHDRAWN, State.STOPPED, State.HANDED_OVER})


class Move(Enum):
    """What is done to a dossier that exists; the value is its word on the command line."""

    ACCEPT = "accept"
    TURN_AWAY = "turn-away"
    START = "start"
    REQUEST_SUPPLEMENT = "supplement"
    RECEIVE_SUPPLEMENT = "supplemented"
    REQUEST_OBLIGATION = "obligation"
    SETTLE_OBLIGATION = "settled"
    FORWARD = "forward"
    APOLOGISE = "apologise"
    FINISH = "finish"
    HAND_OVER = "hand_over"
    POST = "post"
    POST_RETURNED = "post-returned"
    DELIVER = "delivered"
    WITHDRAW = "withdraw"
    STOP = "stop"
    REOPEN = "reopen"
    AMEND = "amend"


def _staying(*states: State) -> dict[State, State]:
    return {state: state for state in states}


_S = State
_MOVES: dict[Move, dict[State, State]] = {
    Move.ACCEPT: {_S.REGISTERED: _S.RECEIVED},
    Move.TURN_AWAY: {_S.REGISTERED: _S.REFUSED},
    Move.START: {_S.RECEIVED: _S.IN_PROGRESS},
    Move.REQUEST_SUPPLEMENT: {_S.RECEIVED: _S.SUPPLEMENT_REQUESTED, _S.IN_PROGRESS: _S.SUPPLEMENT_REQUESTED},
    Move.RECEIVE_SUPPLEMENT: {_S.SUPPLEMENT_REQUESTED: _S.IN_PROGRESS},
    Move.REQUEST_OBLIGATION: {_S.IN_PROGRESS: _S.OBLIGATION_REQUESTED},
    Move.SETTLE_OBLIGATION: {_S.OBLIGATION_REQUESTED: _S.IN_PROGRESS},
    Move.FORWARD: _staying(_S.IN_PROGRESS),
    Move.APOLOGISE: _staying(_S.RECEIVED, _S.IN_PROGRESS, _S.RESULT_READY),
    Move.FINISH: {_S.IN_PROGRESS: _S.RESULT_READY},
    Move.HAND_OVER: {_S.RESULT_READY: _S.HANDED_OVER},
    Move.POST: _staying(_S.RESULT_READY),
    Move.POST_RETURNED: _staying(_S.RESULT_READY),
    Move.DELIVER: {_S.RESULT_READY: _S.HANDED_OVER},
    Move.WITHDRAW: dict.fromkeys((_S.RECEIVED, _S.IN_PROGRESS, _S.SUPPLEMENT_REQUESTED), _S.WITHDRAWN),
    Move.STOP: dict.fromkeys(
        (_S.RECEIVED, _S.IN_PROGRESS, _S.SUPPLEMENT_REQUESTED, _S.OBLIGATION_REQUESTED), _S.STOPPED
    ),
    Move.REOPEN: dict.fromkeys((_S.WITHDRAWN, _S.STOPPED, _S.RESULT_READY, _S.HANDED_OVER), _S.IN_PROGRESS),
    Move.AMEND: _staying(*(state for state in _S if state is not _S.REFUSED)),
}

# A clerk may say these of a received dossier at once: the start of work is recorded together with them.
STARTING_MOVES = frozenset({Move.FORWARD, Move.FINISH, Move.REQUEST_OBLIGATION})


def after(state: State, move: Move) -> State:
    """Return the state that `move` leads to; IllegalMoveError with the possible moves otherwise."""
    reached = _MOVES[move].get(state)
    if reached is None:
        raise IllegalMoveError(move=move.value, state=state, possible=tuple(m.value for m in possible_moves(state)))
    return reached


def possible_moves(state: State) -> tuple[Move, ...]:
    """Return the moves an officer may choose in `state`, in the order of a dossier's life.

    The moves of STARTING_MOVES are offered for a received dossier too: the start is recorded together with them.
    """
    also = STARTING_MOVES if state is State.RECEIVED else frozenset()
    return tuple(move for move, table in _MOVES.items() if state in table or move in also)
