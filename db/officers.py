"""Who may open the desk: more officers, new passwords, and the code on paper when one is forgotten."""

from dataclasses import replace
from pathlib import Path
from secrets import token_bytes

from db.creation import OFFICER_ROLE, WRAP_CHANCE
from db.errors import OfficerUnknownError
from db.keys import Cost, check_password, open_by_recovery, wrap_by_password, wrap_by_recovery
from db.lock import DeskLock
from db.recovery_code import SECRET_BYTES, code_of, secret_of
from db.store import DeskStore
from db.trouble import translated
from db.wraps_file import read_wraps, write_wraps
from desk_app.domain.events import OfficerAdded, PasswordChanged


def add_officer(store: DeskStore, actor: str, name: str, password: str, cost: Cost | None = None) -> str:
    """Let another person sign in; return the new officer's id. The wrap comes first: an event alone opens nothing."""
    officer_id = store.chance.draw(4).hex()
    _put_wrap(store, officer_id, name, password, cost)
    with store.unit_of_work(actor) as work:
        work.append(OfficerAdded(officer_id, name, OFFICER_ROLE))
        work.commit()
    return officer_id


def change_password(store: DeskStore, officer_id: str, new_password: str, cost: Cost | None = None) -> None:
    """Give a signed-in officer a new password; the old one opens nothing any more."""
    wrap = store.keyring.wraps.of_officer(officer_id)
    if wrap is None:
        raise OfficerUnknownError(name=officer_id)
    _put_wrap(store, wrap.officer, wrap.name, new_password, cost)
    with store.unit_of_work(wrap.officer) as work:
        work.append(PasswordChanged(wrap.officer, by_recovery=False))
        work.commit()


def reset_password_by_recovery(
    home: Path,
    code: str,
    officer: str,
    new_password: str,
    *,
    cost: Cost | None = None,
    copy_dir: Path | None = None,
) -> str:
    """Give an officer (id or name) a new password by the code printed at set-up; return the id.

    RecoveryCodeError names a mistyped group. The change is logged when the desk is next opened.
    """
    secret = secret_of(code)
    check_password(new_password)
    with translated(str(home)):
        wraps, places = read_wraps(home, copy_dir)
        lock = DeskLock(places.lock)
        try:
            key = open_by_recovery(wraps.recovery, secret, wraps.public_key)
            old = wraps.of_officer(officer)
            if old is None:
                raise OfficerUnknownError(name=officer)
            draw = token_bytes(WRAP_CHANCE)
            wrap = wrap_by_password(key, old.officer, old.name, new_password, wraps.public_key, draw, cost or Cost())
            write_wraps(places, wraps.with_officer(wrap, by_recovery=True))
        finally:
            lock.release()
    return old.officer


def renew_recovery_code(store: DeskStore) -> str:
    """Return a new code to be printed; the old one opens nothing any more (a sheet that was lost, or never printed)."""
    keyring = store.keyring
    secret = store.chance.draw(SECRET_BYTES)
    draw = store.chance.draw(WRAP_CHANCE)
    wrap = wrap_by_recovery(keyring.key, secret, keyring.wraps.public_key, draw)
    wraps = replace(keyring.wraps, generation=keyring.wraps.generation + 1, recovery=wrap)
    with translated(str(keyring.places.home)):
        write_wraps(keyring.places, wraps)
    keyring.wraps = wraps
    return code_of(secret)


def log_what_is_missing(store: DeskStore) -> None:
    """Log what changed in the wraps without its event: a reset by the code, or a power cut in between."""
    keyring = store.keyring
    known = dict(store.register.officers())
    added = [wrap for wrap in keyring.wraps.officers if wrap.officer not in known]
    reset = [wrap for wrap in keyring.wraps.officers if wrap.officer in keyring.wraps.unlogged]
    if not added and not reset:
        return
    with store.unit_of_work((added or reset)[0].officer) as work:
        for wrap in added:
            work.append(OfficerAdded(wrap.officer, wrap.name, OFFICER_ROLE))
        for wrap in reset:
            work.append(PasswordChanged(wrap.officer, by_recovery=True))
        work.commit()
    if reset:
        keyring.wraps = keyring.wraps.all_logged()
        with translated(str(keyring.places.home)):
            write_wraps(keyring.places, keyring.wraps)


def _put_wrap(store: DeskStore, officer_id: str, name: str, password: str, cost: Cost | None) -> None:
    keyring = store.keyring
    draw = store.chance.draw(WRAP_CHANCE)
    public_key = keyring.wraps.public_key
    wrap = wrap_by_password(keyring.key, officer_id, name, password, public_key, draw, cost or Cost())
    wraps = keyring.wraps.with_officer(wrap)
    with translated(str(keyring.places.home)):
        write_wraps(keyring.places, wraps)
    keyring.wraps = wraps
