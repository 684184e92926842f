"""What any paper in the print queue says, by its name: the one door from the log to the press."""

from collections.abc import Callable, Mapping

from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Event, HandedOver, Refused
from desk_app.domain.life_events import (
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
from desk_app.domain.paper_name import RECEIPT, PaperName, paper_name
from desk_app.usecases import letters
from desk_app.usecases.labels import label
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
        scene = scene_of(office, number, name)
        return letters.return_receipt(scene, office.store.register.calendar_as_of(letters.finished_in(scene)))
    if name.form == "label":
        return label(scene_of(office, number, name), office.store.settings())
    if name.form not in _OF_A_DOSSIER:
        raise UnknownFormError(value=name.form, allowed=forms())
    return _OF_A_DOSSIER[name.form](scene_of(office, number, name))


def newest_paper(dossier: Dossier, form: str) -> PaperName:
    """Return the newest paper of a form that this dossier has: what `desk print --form` means.

    The receipt is the one after the newest amendment or new day, else the reception's own. NoSlipError,
    PaperNotThereError, UnknownFormError.
    """
    if form in _AS_IT_STANDS:
        return PaperName(form, dossier.last_seq)
    kinds = _DOCUMENTS.get(form)
    if kinds is None:
        raise UnknownFormError(value=form, allowed=forms())
    since = taken_in(dossier).seq if form == RECEIPT else 0
    for event in reversed(dossier.history):
        if isinstance(event.body, kinds) and event.seq > since:
            return PaperName(form, event.seq)
    if form == RECEIPT:
        return PaperName(form)
    raise PaperNotThereError(number=dossier.number, form=form)


def check_paper(dossier: Dossier, name: PaperName) -> None:
    """Refuse a paper that the dossier does not have: NoSlipError, PaperNotThereError, UnknownFormError.

    A receipt says how the dossier stood at any event since it was taken in; a letter documents its own event.
    """
    newest_paper(dossier, name.form)
    if not name.seq:
        return
    event = next((event for event in dossier.history if event.seq == name.seq), None)
    kinds = (Event,) if name.form in (RECEIPT, *_AS_IT_STANDS) else _DOCUMENTS[name.form]
    is_early = name.form == RECEIPT and name.seq < taken_in(dossier).seq
    if event is None or is_early or not isinstance(event.body, kinds):
        raise PaperNotThereError(number=dossier.number, form=str(name))


def wanted_paper(dossier: Dossier, text: str) -> PaperName:
    """Return the paper that `receipt` (the newest) or `receipt@1207` (a certain one) means; errors of `check_paper`."""
    try:
        name = paper_name(text)
    except ValueError:
        raise UnknownFormError(value=text, allowed=forms()) from None
    if not name.seq:
        return newest_paper(dossier, name.form)
    check_paper(dossier, name)
    return name


def forms() -> tuple[str, ...]:
    """Return the names of all papers of a dossier."""
    return (*_OF_A_DOSSIER, "return-receipt", "label")


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

_AS_IT_STANDS = ("control", "label")
"""Papers that document no event: they say how the dossier stands now."""

_DOCUMENTS: Mapping[str, tuple[type[Event], ...]] = {
    RECEIPT: (Amended, Apologised, DueDateMoved, ObligationSettled, Reopened, SupplementReceived),
    "supplement": (SupplementRequested,),
    "refusal": (Refused, TurnedAway),
    "apology": (Apologised,),
    "stop": (Stopped,),
    "return-receipt": (HandedOver, PostDelivered),
    "closure-notice": (DueDateMoved,),
    "lost-slip": (HandedOver,),
}
