"""A dossier moves on: work begins, it goes to others and comes back, the result is ready."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Finished, Started
from desk_app.domain.life_events import Forwarded, Shelved
from desk_app.domain.lifecycle import Move
from desk_app.usecases.acts import MOST_REASON, Acted, act, cleaned
from desk_app.usecases.claims import checked_day, checked_past_day
from desk_app.usecases.office import Office

HOLDER_KINDS = ("desk", "officer", "body")
WORDS = ("", "early", "on_time", "late")


class HolderError(BadInputError):
    """`value` is no kind of holder, or the holder has no name; `allowed` are the kinds."""


class HopWordError(BadInputError):
    """`value` is no word for how a hop came in; `allowed` are."""


@dataclass(frozen=True, slots=True)
class Result:
    """The paper that is the result, as far as there is one."""

    name: str = ""
    number: str = ""
    signed_by: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """To whom a dossier goes: a case officer, another body (liên thông), or back to the desk.

    `their_due_at` is the day asked of them; `word` how the receiver finds it (early, on_time, late) when it is a
    hand-over between holders, as the control slip wants it.
    """

    to_kind: str
    to_name: str = ""
    their_due_at: datetime | None = None
    word: str = ""
    note: str = ""


def start(office: Office, number: str, note: str = "", *, claimed_at: datetime | None = None) -> Acted:
    """Record that work on the dossier began."""
    note = cleaned(office, "note", note)
    return act(office, number, Move.START, lambda scene: Started(note), claimed_at=claimed_at)


def finish(
    office: Office, number: str, note: str = "", *, result: Result | None = None, claimed_at: datetime | None = None
) -> Acted:
    """Record that the result is ready; straight after reception, the start too, in the same transaction."""
    note, result = cleaned(office, "note", note), result or Result()
    body = Finished(
        note,
        cleaned(office, "result", result.name),
        cleaned(office, "result_number", result.number),
        cleaned(office, "signed_by", result.signed_by),
        result.signed_on,
    )
    if result.signed_on is not None:
        checked_past_day("signed_on", result.signed_on, office.clock.now())
    return act(office, number, Move.FINISH, lambda scene: body, claimed_at=claimed_at)


def forward(
    office: Office, number: str, hop: Hop, *, claimed_at: datetime | None = None, paper: str | None = None
) -> Acted:
    """Record that another holds the dossier now; with `paper`, its control slip goes to the queue."""
    check_holder(hop.to_kind, hop.to_name)
    if hop.word not in WORDS:
        raise HopWordError(value=hop.word, allowed=WORDS[1:])
    if hop.their_due_at is not None:
        checked_day("their_due_at", hop.their_due_at.astimezone(OFFICE_ZONE).date(), claimed_at or office.clock.now())
    body = Forwarded(
        hop.to_kind,
        cleaned(office, "to_name", hop.to_name),
        hop.their_due_at,
        cleaned(office, "note", hop.note, MOST_REASON),
        hop.word,
    )
    return act(office, number, Move.FORWARD, lambda scene: body, claimed_at=claimed_at, form="control", paper=paper)


def check_holder(kind: str, name: str) -> None:
    """HolderError unless this can hold a dossier: the desk, or somebody of another kind with a name."""
    if kind not in HOLDER_KINDS or (kind != "desk" and not name.strip()):
        raise HolderError(value=kind, allowed=HOLDER_KINDS)


def shelve(office: Office, number: str, place: str, *, claimed_at: datetime | None = None) -> Acted:
    """Record where the papers lie."""
    body = Shelved(cleaned(office, "place", place))
    return act(office, number, None, lambda scene: body, claimed_at=claimed_at)
