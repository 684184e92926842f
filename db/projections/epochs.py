"""The epochs of the log: each begins with the event that says so."""

from db.engine import Connection
from db.epochs import current_epoch
from desk_app.domain.dossier_number import MOST_EPOCHS
from desk_app.domain.events import EpochOpened, Recorded

TABLES = ("epochs",)


def apply(connection: Connection, event: Recorded) -> None:
    """Note a new epoch; one that is not newer is none."""
    body = event.body
    if isinstance(body, EpochOpened) and current_epoch(connection) < body.epoch <= MOST_EPOCHS:
        connection.execute("INSERT INTO epochs VALUES (?, ?, ?)", (body.epoch, event.seq, body.reason))
