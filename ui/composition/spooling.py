"""The spool of an opened desk: what the courier brought is taken in, what is new is sealed for the night."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from db.store import DeskStore
from desk_app.usecases.office import Office
from sync.desk.spool_notes import SPOOL_FOLDER

if TYPE_CHECKING:
    from sync.desk.spool import Spool
    from sync.desk.spool_answers import TakenIn

AT_ONCE = 1  # items sealed in one go while somebody works: some tens of milliseconds on the store lane


class SpoolNews(NamedTuple):
    """What was taken in, and whether everything is sealed now."""

    taken: TakenIn
    is_complete: bool


def spool_folder(home: Path) -> Path:
    """Return where a desk's spool lies."""
    return home / SPOOL_FOLDER


def answers_taken(office: Office) -> TakenIn:
    """Take in what the courier brought. On the store lane."""
    from sync.desk.spool_answers import take_answers

    return take_answers(office.store.outbox, spool_of(office))


def spool_renewed(office: Office, most: int = AT_ONCE) -> SpoolNews:
    """Take in what came, seal what is new (at most so many items). On the store lane. SpoolFailedError."""
    from sync.desk.spool_making import seal_spool

    taken, settings = answers_taken(office), office.store.settings()
    sealed = seal_spool(
        office.store.outbox, office.store.signer, spool_of(office),
        url=settings["district_url"], ca_file=settings["district_ca"], clock=office.clock, most=most,
    )  # fmt: skip
    return SpoolNews(taken, sealed.is_complete)


def has_answers(office: Office) -> bool:
    """Return whether a courier brought something since; one look into the folder."""
    return spool_of(office).has_receipts()


def spool_of(office: Office) -> Spool:
    """Return the desk's own spool."""
    from sync.desk.spool import Spool

    return Spool(spool_folder(home_of(office)))


def home_of(office: Office) -> Path:
    """Return the folder that an opened desk lives in."""
    return cast(DeskStore, office.store).keyring.places.home
