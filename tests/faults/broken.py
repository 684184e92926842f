"""Desks broken on purpose: a harness that does not see them is worth nothing."""

from __future__ import annotations

from pathlib import Path

import db.wraps_file
from db.safe_file import write_safely
from db.store import DeskStore
from db.unit_of_work import DeskUnitOfWork


def break_desk(scene: str) -> None:
    """Break what concerns every opening."""
    if "two commits" in scene:
        split_commits()
    if "unsynced" in scene:
        setattr(db.wraps_file, write_safely.__name__, write_carelessly)


def break_store(store: DeskStore, scene: str) -> None:
    """Break an opened store."""
    if "normal" in scene:
        store.connection.execute("PRAGMA synchronous = NORMAL")


def split_commits() -> None:
    """Every event in a commit of its own, the rest of the command in another."""
    append = DeskUnitOfWork.append

    def broken(work: DeskUnitOfWork, *values: object, **more: object) -> object:
        recorded = append(work, *values, **more)  # type: ignore[arg-type]
        work.commit()
        work._connection.execute("BEGIN IMMEDIATE")
        return recorded

    DeskUnitOfWork.append = broken  # type: ignore[method-assign, assignment]


def write_carelessly(path: Path, content: bytes) -> None:
    """Temporary file and rename, as it is usually done: without the syncs."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
