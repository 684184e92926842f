"""What the sign-in page may say before anyone unlocks: counts and times, never a name or a number of anybody."""

from __future__ import annotations

import json
from pathlib import Path

from db.last_status import LastStatus, read_status
from db.safe_file import write_safely

__all__ = ["LastStatus", "read_status", "write_status"]


def write_status(path: Path, status: LastStatus) -> None:
    """Keep the status; costs two syncs, so never within a click."""
    content = status._asdict()
    for name in ("last_exchange_at", "closed_at"):
        content[name] = content[name].isoformat() if content[name] else None
    write_safely(path, json.dumps(content).encode())
