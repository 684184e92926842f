"""What any paper in the print queue says, by its name: the one door from the log to the press."""

from collections.abc import Callable, Mapping

from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Event, HandedOver, Received, Refused
from desk_app.domain.life_events import (
    Accepted,
    Amended,
    Apologised,
    DueDateMoved,
    ObligationSettled,
    PostDelivered,
    Reopened,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    TurnedAway,
)
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.usecases import letters
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.lost_slip import lost_slip
from desk_app.usecases.notices import closure_notice
from desk_app.usecases.office import Office
from desk_app.usecases.paper_scene import PaperScene, scene_of
from desk_app.usecases.receipts import receipt, taken_in
from desk_app.usecases.sheets import SHEETS


class UnknownFormError(BadInputError):
    """No paper is called `value`; `allowed` are."""


def content_of(office: Office, number: str, name: PaperName) -> object:
    """Return the content of a paper, a dataclass of `desk_app.domain.papers` or a `Slip`.

    Papers of the desk have an empty `number`. UnknownFormError, PaperNotThereError, NoSlipError.
    """
    if name.form in SHEETS and not number:
        return SHEETS[name.form](office, office.store.register.event(name.seq))
    if name.form == "return-receipt":
        return letters.return_receipt(scene_of(office, number, name), office.store.calendar())
    if name.form not in _OF_A_DOSSIER:
        raise UnknownFormError(value=name.form, allowed=forms())
    return _OF_A_DOSSIER[name.form](scene_of(office, number, name))


def newest_paper(dossier: Dossier, form: str) -> PaperName:
    """Return the newest paper of a form that this dossier has: what `desk print --form` means. PaperNotThereError.

    The newest receipt is what the citizen should hold now: an amended name or a moved day makes the first one wrong.
    """
    if form == RECEIPT:
        return PaperName(RECEIPT, _renewed_at(dossier))
    if form == "control":
        return PaperName(form, dossier.last_seq)
    kinds = _DOCUMENTS.get(form)
    if kinds is None:
        raise UnknownFormError(value=form, allowed=forms())
    for event in reversed(dossier.history):
        if isinstance(event.body, kinds):
            return PaperName(form, event.seq)
    raise PaperNotThereError(number=dossier.number, form=form)


def _renewed_at(dossier: Dossier) -> int:
    """The place in the log of what changed the receipt last; 0 when nothing has since the dossier was taken in."""
    for event in reversed(dossier.history):
        if isinstance(event.body, _RENEWS_RECEIPT):
            return event.seq
        if isinstance(event.body, Received | Accepted):
            break
    return 0


def check_paper(dossier: Dossier, name: PaperName) -> None:
    """Refuse a paper that the dossier does not have: NoSlipError, PaperNotThereError, UnknownFormError."""
    if name.form == RECEIPT:
        taken_in(dossier)
    else:
        newest_paper(dossier, name.form)


def forms() -> tuple[str, ...]:
    """Return the names of all papers of a dossier."""
    return (*_OF_A_DOSSIER, "return-receipt")


_RENEWS_RECEIPT = (Amended, SupplementReceived, ObligationSettled, Apologised, DueDateMoved, Reopened)

_OF_A_DOSSIER: Mapping[str, Callable[[PaperScene], object]] = {
    RECEIPT: receipt,
    "supplement": letters.supplement,
    "refusal": letters.refusal,
    "apology": letters.apology,
    "stop": letters.stop,
    "control": letters.control,
    "closure-notice": closure_notice,
    "lost-slip": lost_slip,
}

_DOCUMENTS: Mapping[str, tuple[type[Event], ...]] = {
    "supplement": (SupplementRequested,),
    "refusal": (Refused, TurnedAway),
    "apology": (Apologised,),
    "stop": (Stopped,),
    "return-receipt": (HandedOver, PostDelivered),
    "closure-notice": (DueDateMoved,),
    "lost-slip": (HandedOver,),
}
