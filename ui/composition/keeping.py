"""What keeps a desk healthy and its officers in: the memory room's own services, for an opened office."""

from contextlib import suppress
from pathlib import Path
from typing import cast

from db.desk_home import add_officer, change_password, officers_of, reset_password_by_recovery
from db.errors import OfficerUnknownError
from db.keys import open_by_password
from db.rebuild import rebuild
from db.store import DeskStore
from db.verify import Verdict, verify
from db.wraps_file import read_wraps
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.person import clean_name
from desk_app.usecases.office import Office
from desk_app.usecases.printable import check_letters
from ui.composition.spooling import spool_renewed

_AT_LEAVING = 64  # items: some four megabytes of events, a second or two


class OfficerExistsError(BadInputError):
    """An officer called `name` is there already."""


def verified(office: Office) -> Verdict:
    """Check chain, projections and second copy; changes nothing."""
    return verify(_store(office))


def rebuilt(office: Office) -> int:
    """Make all derived tables anew from the log; return the number of events."""
    return rebuild(_store(office))


def officer_added(office: Office, name: str, password: str) -> str:
    """Let another person sign in; return the id. Two officers of one name could not be told apart."""
    name = clean_name(name)
    check_letters(office.letters, (("name", name),))
    if any(known == name for _, known in office.store.register.officers()):
        raise OfficerExistsError(name=name)
    return add_officer(_store(office), office.actor, name, password)


def password_changed(office: Office, password: str) -> None:
    """Give the officer at the desk a new password."""
    change_password(_store(office), office.actor, password)


def password_recovered(home: Path, code: str, officer: str | None, password: str) -> str:
    """Give an officer (left out: the first) a new password by the recovery code; return the id."""
    return reset_password_by_recovery(home, code, officer or officers_of(home)[0][0], password)


def officer_proved(home: Path, officer: str, password: str) -> tuple[str, str]:
    """Return (id, name) of the officer whose password this is, for a desk that is open but locked. WrongPasswordError.

    The desk's own lock stays where it is: nothing is opened a second time.
    """
    wraps, _ = read_wraps(home)
    wrap = wraps.of_officer(officer)
    if wrap is None:
        raise OfficerUnknownError(name=officer)
    open_by_password(wrap, password, wraps.public_key)
    return wrap.officer, wrap.name


def office_left(office: Office) -> None:
    """Before locking: the second copy complete, the night's envelopes sealed, the sign-in page's counts written."""
    store = _store(office)
    store.second_copy_flush()
    _seal_for_the_night(office)
    store.idle()
    store.remember_status()


def office_closed(office: Office) -> None:
    """Before the program ends: the same, and the next one may open the desk."""
    try:
        _seal_for_the_night(office)
    finally:
        office.store.close()


def _seal_for_the_night(office: Office) -> None:
    with suppress(DeskError):  # nobody is held up: the log has everything, the next opening seals it
        spool_renewed(office, most=_AT_LEAVING)


def _store(office: Office) -> DeskStore:
    return cast(DeskStore, office.store)
