"""What may be done to a dossier now: more than its state decides (the one apology, what is late, what is posted)."""

from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import IllegalMoveError
from desk_app.domain.lifecycle import Move, State, possible_moves
from desk_app.domain.reappointment import owes_apology
from desk_app.domain.standing import check
from desk_app.domain.terms import limit_of


def moves_of(dossier: Dossier) -> tuple[Move, ...]:
    """Return the moves that would not be refused: no second apology, nothing given away that is late or posted."""
    standing = dossier.standing
    impossible = {Move.HAND_OVER, Move.POST} if standing.posted else {Move.DELIVER, Move.POST_RETURNED}
    if standing.reappointed_at is not None or standing.due_at is None or was_ready_in_time(dossier):
        impossible.add(Move.APOLOGISE)
    if owes_apology(standing, limit_of(dossier.terms)):
        impossible |= {Move.HAND_OVER, Move.POST}
    return tuple(move for move in possible_moves(dossier.state) if move not in impossible)


def was_ready_in_time(dossier: Dossier) -> bool:
    """Is the result ready, and was it within its term? The end of processing counts, never the day of collection."""
    standing = dossier.standing
    if standing.state is not State.RESULT_READY or standing.reappointed_at is not None:
        return False
    return not owes_apology(standing, limit_of(dossier.terms))


def check_move(dossier: Dossier, move: Move) -> None:
    """Raise what `standing.check` raises; an IllegalMoveError names the moves that would go through."""
    try:
        check(dossier.standing, move)
    except IllegalMoveError as refused:
        possible = tuple(each.value for each in moves_of(dossier))
        raise IllegalMoveError(move=move.value, state=dossier.state, possible=possible) from refused
