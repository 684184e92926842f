"""What may be done with a dossier now: words, key, icon and form, the most needed first."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.decisions import waiting_of
from desk_app.domain.dossier import Dossier
from desk_app.domain.life_events import Apologised, ApologyPublished
from desk_app.domain.lifecycle import OPEN_STATES, Move, State
from desk_app.usecases.acts import newest
from ui.dialogs.moves import (
    amendment,
    apology,
    custody,
    decided,
    ending,
    fees,
    forwarding,
    obligation,
    posting,
    reception,
    result,
    shelving,
)
from ui.dialogs.moves.move_form import MoveForm
from ui.dialogs.moves.supplement import SUPPLEMENT, SUPPLEMENTED
from ui.messages import MOVE_WORDS


@dataclass(frozen=True)
class Deed:
    """A move, or a note that moves nothing (`move` None). Without a `form` its key does it at once."""

    id: str
    words: str
    key: str
    icon: str = ""
    form: MoveForm | None = None
    move: Move | None = None

    @property
    def is_next(self) -> bool:
        """Whether it brings the dossier further; putting right, ending and opening again are never the next step."""
        return self.move is not None and self.move not in _ASIDE


_ASIDE = frozenset({Move.AMEND, Move.REOPEN, Move.WITHDRAW, Move.STOP, Move.TURN_AWAY})


def _moving(move: Move, key: str, icon: str = "", form: MoveForm | None = None) -> Deed:
    return Deed(move.value, MOVE_WORDS[move], key, icon, form, move)


_MOVES = (
    _moving(Move.HAND_OVER, "Ctrl+Enter", "file-check"),
    _moving(Move.DELIVER, "Alt+U", "check", posting.DELIVERED),
    _moving(Move.ACCEPT, "Alt+A", "file-plus", reception.ACCEPT),
    _moving(Move.RECEIVE_SUPPLEMENT, "Alt+B", "file-plus", SUPPLEMENTED),
    _moving(Move.SETTLE_OBLIGATION, "Alt+V", "check", obligation.SETTLED),
    _moving(Move.FINISH, "Alt+Q", "circle-check", result.FINISH),
    _moving(Move.START, "Alt+Y"),
    _moving(Move.REQUEST_SUPPLEMENT, "Alt+B", "", SUPPLEMENT),
    _moving(Move.FORWARD, "Alt+C", "", forwarding.FORWARD),
    _moving(Move.APOLOGISE, "Alt+X", "", apology.APOLOGY),
    _moving(Move.AMEND, "Alt+S", "", amendment.AMEND),
    _moving(Move.WITHDRAW, "Alt+R", "", ending.WITHDRAW),
    _moving(Move.STOP, "Alt+D", "", ending.STOP),
    _moving(Move.POST, "Alt+U", "", posting.POST),
    _moving(Move.POST_RETURNED, "Alt+L", "", posting.POST_RETURNED),
    _moving(Move.REOPEN, "Alt+H", "", ending.REOPEN),
    _moving(Move.REQUEST_OBLIGATION, "Alt+V", "", obligation.OBLIGATION),
    _moving(Move.TURN_AWAY, "Alt+T", "", reception.TURN_AWAY),
)
_CALLED = Deed("called", "Gọi nhắc, đã báo", "Alt+G", "phone", apology.CALLED)
_MESSAGED = Deed("messaged", "Nhắn tin báo", "Alt+N", "", apology.MESSAGED)
_PUBLISHED = Deed("published", "Công khai lời xin lỗi", "Alt+K", "", apology.PUBLISHED)
_SHELVED = Deed("shelved", "Chỗ để", "Alt+O", "", shelving.SHELVE)
_DECIDED = Deed("decided", "Đã xem quyết định", "Alt+E", "check", decided.SEEN)
_FEES = Deed("fees", "Phí, lệ phí", "Alt+F", "", fees.FEES)
_TAKE_OVER = Deed("take_over", "Nhận giữ hồ sơ", "Alt+P", "file-plus", custody.TAKE_OVER)
_SETTLE = Deed("settle", "Chọn giữa hai quầy", "Alt+Z", "alert-triangle", custody.SETTLE)
ALL: tuple[Deed, ...] = (
    *_MOVES, _CALLED, _MESSAGED, _PUBLISHED, _SHELVED, _FEES, _DECIDED, _TAKE_OVER, _SETTLE
)  # fmt: skip


def deeds_of(
    dossier: Dossier, moves: Sequence[Move], *, late: bool = False, elsewhere: bool = False, conflicts: int = 0
) -> tuple[Deed, ...]:
    """Return what may be done, the most needed first; a late dossier wants its apology before all else.

    A dossier held `elsewhere` can only be taken over; where two desks contradict, somebody chooses first.
    """
    if elsewhere:
        return (_TAKE_OVER,)
    possible = [deed for deed in _MOVES if deed.move in moves]
    if late:
        possible.sort(key=lambda deed: deed.move is not Move.APOLOGISE)
    return (*(_SETTLE,) * bool(conflicts), *possible, *_notes(dossier))


def _notes(dossier: Dossier) -> tuple[Deed, ...]:
    live = dossier.state in OPEN_STATES or dossier.state is State.RESULT_READY
    said, shown = newest(dossier, Apologised), newest(dossier, ApologyPublished)
    unpublished = said is not None and (shown is None or shown.seq < said.seq)
    return (
        *(_DECIDED,) * (waiting_of(dossier) is not None),
        *(_CALLED, _MESSAGED) * live,
        *(_PUBLISHED,) * unpublished,
        *(_SHELVED, _FEES) * (live or dossier.state is State.REGISTERED),
    )
