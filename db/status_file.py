"""What the sign-in page may say before anyone unlocks: counts and times, never a name or a number of anybody."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from db.places import Places, default_copy_dir
from db.safe_file import write_safely


@dataclass(frozen=True, slots=True)
class LastStatus:
    """How the desk stood when it was last closed or locked."""

    dossiers: int
    only_here: int
    events: int
    last_exchange_at: datetime | None
    closed_at: datetime


def write_status(path: Path, status: LastStatus) -> None:
    """Keep the status; costs two syncs, so never within a click."""
    content = asdict(status)
    for name in ("last_exchange_at", "closed_at"):
        content[name] = content[name].isoformat() if content[name] else None
    write_safely(path, json.dumps(content).encode())


def read_status(home: Path) -> LastStatus | None:
    """Return the last status; None when there is none that can be read."""
    try:
        content = json.loads(Places(home, default_copy_dir(home)).status.read_bytes())
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
