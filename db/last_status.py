"""How the desk stood when it was last closed or locked, as the sign-in page may say it. Light to import."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

STATUS_FILE = "status.json"


class LastStatus(NamedTuple):
    """How the desk stood when it was last closed or locked."""

    dossiers: int
    only_here: int
    events: int
    last_exchange_at: datetime | None
    closed_at: datetime


def read_status(home: Path) -> LastStatus | None:
    """Return the last status; None when there is none that can be read."""
    try:
        content = json.loads((home / STATUS_FILE).read_bytes())
        last = content["last_exchange_at"]
        return LastStatus(
            dossiers=int(content["dossiers"]),
            only_here=int(content["only_here"]),
            events=int(content["events"]),
            last_exchange_at=datetime.fromisoformat(last) if last else None,
            closed_at=datetime.fromisoformat(content["closed_at"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
