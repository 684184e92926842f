"""Decisions of the upper body, and which of them still wait for the desk."""

from db.engine import Connection
from desk_app.domain.decision_events import DecisionSeen, DecisionUnplaced, DistrictDecided, Verdict
from desk_app.domain.decisions import ANSWERS
from desk_app.domain.events import Recorded

TABLES = ("decisions",)
_ADD = "INSERT OR IGNORE INTO decisions VALUES (?, ?, ?, ?, ?)"


def apply(connection: Connection, event: Recorded) -> None:
    """Note a decision, or that the desk has acted on it: that the dossier was taken in there asks for nothing."""
    body, number, seq = event.body, event.header.dossier, event.seq
    if isinstance(body, DistrictDecided):
        is_news_only = not body.unfit and body.decision.verdict == Verdict.TAKEN.value
        connection.execute(_ADD, (body.decision.decision, seq, number, body.unfit, seq if is_news_only else 0))
    elif isinstance(body, DecisionUnplaced):
        connection.execute(_ADD, (body.decision.decision, seq, None, "", 0))
    elif isinstance(body, DecisionSeen):
        connection.execute("UPDATE decisions SET settled = ? WHERE decision = ? AND settled = 0", (seq, body.decision))
    elif isinstance(body, ANSWERS):
        connection.execute(
            "UPDATE decisions SET settled = ? WHERE dossier = ? AND settled = 0 AND unfit = ''", (seq, number)
        )


def is_logged(connection: Connection, decision: bytes) -> bool:
    """Whether a decision is in the log already."""
    return connection.execute("SELECT 1 FROM decisions WHERE decision = ?", (decision,)).fetchone() is not None
