"""Which desk of the commune writes a dossier: taking it over, giving it away, and choosing where two contradict."""

from __future__ import annotations

from desk_app.commune_ports import OpenConflict
from desk_app.domain.conflict import Conflict, ConflictKind
from desk_app.domain.custody_events import FIRST, SECOND, ConflictSettled, CustodyGiven, CustodyTaken
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.events import Recorded
from desk_app.usecases.acts import MOST_REASON, cleaned
from desk_app.usecases.office import Office

CHOICES = (FIRST, SECOND)


class DeskIsThisOneError(BadInputError):
    """Desk `desk` was named as another desk, and is this one."""


class DeskUnknownError(BadInputError):
    """No desk of the commune has the number `desk`."""


class AlreadyHeldError(DeskError):
    """The dossier `number` is written by this desk already."""


class ConflictNotOpenError(DeskError):
    """No conflict of the dossier `number` called `name` waits for a person."""


class ChoiceImpossibleError(DeskError):
    """The later move of dossier `number` was never possible: only the earlier can stand."""


def take_over(office: Office, number: str, reason: str = "") -> Recorded:
    """Write the dossier at this desk from now on. Works without a line: then the other desk may not know yet.

    DossierNotFoundError, AlreadyHeldError. Costs one sync.
    """
    reason = cleaned(office, "reason", reason, most=MOST_REASON)
    commune = office.store.commune
    with office.store.unit_of_work(office.actor) as work:
        found = commune.dossier(number)
        if found.holder == commune.device:
            raise AlreadyHeldError(number=number)
        recorded = work.append(CustodyTaken(found.holder, reason, found.heads(commune.device)), dossier=number)
        work.commit()
    return recorded


def take_over_all(office: Office, desk: int, reason: str = "") -> tuple[str, ...]:
    """Take over every unfinished dossier that another desk writes (it broke, it is closed); return their numbers."""
    if desk == office.store.settings().desk:
        raise DeskIsThisOneError(desk=desk)
    if desk not in office.store.commune.desks().values():
        raise DeskUnknownError(desk=desk)
    numbers = tuple(row.number for row in office.store.commune.held_by(desk))
    for number in numbers:
        take_over(office, number, reason)
    return numbers


def give(office: Office, number: str, desk: int, reason: str = "") -> Recorded:
    """Leave the dossier to another desk.

    DeskUnknownError, DeskIsThisOneError, DossierHeldElsewhereError, DossierNotFoundError.
    """
    reason = cleaned(office, "reason", reason, most=MOST_REASON)
    commune = office.store.commune
    if desk == office.store.settings().desk:
        raise DeskIsThisOneError(desk=desk)
    devices = [each.device for each in commune.neighbours() if each.desk == desk and not each.replaced]
    if not devices:
        raise DeskUnknownError(desk=desk)
    with office.store.unit_of_work(office.actor) as work:
        heads = commune.dossier(number).heads(commune.device)
        recorded = work.append(CustodyGiven(devices[-1], desk, reason, heads), dossier=number)
        work.commit()
    return recorded


def settle(office: Office, number: str, name: str, choice: str, note: str = "") -> Recorded:
    """Record which of two values a person chose: `first` or `second`; `name` begins the conflict's name in hex.

    ConflictNotOpenError, ChoiceImpossibleError, DossierHeldElsewhereError, DossierNotFoundError.
    """
    note = cleaned(office, "note", note, most=MOST_REASON)
    commune = office.store.commune
    with office.store.unit_of_work(office.actor) as work:
        found = commune.dossier(number)
        conflict = _named(found.open_conflicts, name)
        if conflict is None or choice not in CHOICES:
            raise ConflictNotOpenError(number=number, name=name)
        if conflict.kind is ConflictKind.MOVE and choice == SECOND and conflict.alternative is None:
            raise ChoiceImpossibleError(number=number)
        body = ConflictSettled(conflict.name, conflict.field, choice, note, found.heads(commune.device))
        recorded = work.append(body, dossier=number)
        work.commit()
    return recorded


def conflicts(office: Office) -> tuple[OpenConflict, ...]:
    """Return the conflicts that wait for a person."""
    return office.store.commune.conflicts()


def _named(conflicts: tuple[Conflict, ...], name: str) -> Conflict | None:
    found = [each for each in conflicts if name_of(each).startswith(name)]
    return found[0] if len(found) == 1 and name else None


def name_of(conflict: Conflict) -> str:
    """Return what a person calls a conflict by: hex and the field."""
    return f"{conflict.name.hex()}{'-' * bool(conflict.field)}{conflict.field}"
