"""`district backup --nightly`: a copy a night in a folder, each read back and checked before an older one goes."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from desk_app.domain.calendar import OFFICE_ZONE
from sync.district.acts import Deed
from sync.district.command_acts import keep_act
from sync.district.configuration import database_of
from sync.district.database_copy import write_copy
from sync.district.errors import DistrictError, DistrictInputError
from sync.district.key_care import kept_receipt_keys
from sync.district.night_room import night_room
from sync.district.nights import NightCopy, copies_in, copy_name, dated_ahead, to_go

_SOUND = (0, 1)  # what `verify` says of a copy that holds what the desks sealed, with or without warnings


def nightly(arguments: argparse.Namespace) -> None:
    """Add tonight's copy to the folder and let go of what is too old; DistrictError for a copy that is not sound."""
    folder: Path = arguments.file
    is_sqlite = database_of(arguments.home, arguments.database)["ENGINE"].endswith("sqlite3")
    kind, night = "sqlite3" if is_sqlite else "sql", datetime.now(OFFICE_ZONE).date()
    try:
        with night_room(folder) as room:
            draft = room / copy_name(night, kind, is_good=True)
            size = write_copy(arguments.home, arguments.database, draft)
            status, said = _read_back(draft, is_sqlite, arguments.home)
            is_good = status in _SOUND
            target = folder / copy_name(night, kind, is_good=is_good)
            draft.replace(target)
            held = copies_in(folder)
            gone = [copy for copy in to_go(held, night) if is_good or not copy.is_good]
            for copy in gone:
                copy.path.unlink(missing_ok=True)
    except OSError as error:
        raise DistrictInputError(f"{folder} cannot be written: {error.strerror or error}") from error
    keep_act(arguments.home, Deed.BACKED_UP, datetime.now(UTC), subject=target.name, note=said)
    if not is_good:
        raise DistrictError(f"{target} did not prove sound, so no good copy was let go: {said}{_ahead(held, night)}")
    print(f"{size} bytes in {target}, read back: {said}; {len(gone)} older copies are gone{_ahead(held, night)}")


def _ahead(held: list[NightCopy], night: date) -> str:
    ahead = dated_ahead(held, night)
    if not ahead:
        return ""
    return f"; {len(ahead)} are dated after tonight and stay uncounted, up to {ahead[-1].path.name}: look at the clock"


def _read_back(copy: Path, is_sqlite: bool, home: Path) -> tuple[int, str]:
    """Return what `district verify` says of the file alone: its exit status, and one sentence."""
    source = ("--database", f"sqlite:{copy.resolve()}") if is_sqlite else ("--dump", str(copy))
    # Known, not the only ones: desks sealed keys that an older backup of the keys has replaced since. And without the
    # home, which says which were stolen: receipts signed meanwhile are a matter of the database, not of its copy.
    keys = [word for each in kept_receipt_keys(home) for word in ("--known-key", str(each["key"]))]
    line = (sys.executable, "-m", "sync.district.command", "verify", *source, *keys, "--json")
    # What is loaded again takes as much room as the copy: beside it, not where a machine keeps its small files.
    room = {**os.environ, "TMPDIR": str(copy.parent.resolve())}
    done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=room, check=False)
    try:
        verdict = json.loads(done.stdout)
        first = next((each["what"] for each in verdict["findings"] if each["weight"] == "contradiction"), "")
        return int(verdict["status"]), first or f"{verdict['events']} events, {len(verdict['findings'])} warnings"
    except (ValueError, LookupError, TypeError):
        return 3, done.stderr.strip().split("\n")[-1] or f"verify ended with {done.returncode}"
