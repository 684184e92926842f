"""A dossier moves on: work begins, the result is ready."""

from desk_app.domain.events import Finished, Recorded, Started
from desk_app.domain.lifecycle import Move, State, after
from desk_app.usecases.office import Office


def start(office: Office, number: str, note: str = "") -> Recorded:
    """Record that work on the dossier began."""
    with office.store.unit_of_work(office.actor) as work:
        after(work.dossier(number).state, Move.START)
        recorded = work.append(Started(note), dossier=number)
        work.commit()
    return recorded


def finish(office: Office, number: str, note: str = "") -> Recorded:
    """Record that the result is ready; straight after reception, the start too, in the same transaction."""
    with office.store.unit_of_work(office.actor) as work:
        state = work.dossier(number).state
        if state is State.RECEIVED:
            work.append(Started(), dossier=number)
            state = after(state, Move.START)
        after(state, Move.FINISH)
        recorded = work.append(Finished(note), dossier=number)
        work.commit()
    return recorded
