"""Acts of people who type commands on the server: kept as files of the home until the list of acts takes them up.

Some commands must not open the database (keys, a copy before an upgrade), or the one they open is about to be replaced.
Each act is a file of its own, written whole; taken up twice it is still one line, and the file stays for the day on
which the tables are put back to older ones.
"""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import getpass
import hashlib
import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desk_app.domain.positional import milliseconds_of, time_of
from sync.district.acts import BY_COMMAND, Deed, one_line
from sync.district.errors import DistrictHomeError
from sync.district.key_care import write_secret

_FOLDER, _TAKEN = "acts", "taken"


def keep_act(home: Path, deed: Deed, at: datetime, *, subject: str = "", note: str = "") -> None:
    """Keep what was done by a command, and which account of the machine did it; DistrictHomeError."""
    said = {
        "at": milliseconds_of(at), "deed": deed.value, "subject": one_line(subject),
        "note": one_line(", ".join(filter(None, (note, _account())))),
    }  # fmt: skip
    content = json.dumps(said, sort_keys=True).encode()
    folder = home / _FOLDER
    path = folder / f"{said['at']}-{hashlib.sha256(content).hexdigest()[:16]}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_secret(path, content)
        _give_to_owner(home, folder, path)
    except OSError as error:
        raise DistrictHomeError(f"{path} cannot be written: {error.strerror or error}") from error


def did(home: Path, deed: Deed, subject: str, note: str = "") -> None:
    """Write what a command did into the list of acts of the database that is open; DistrictHomeError."""
    from django.utils import timezone

    keep_act(home, deed, timezone.now(), subject=subject, note=note)
    take_up_acts(home)


def take_up_acts(home: Path) -> int:
    """Write what commands did into the list of acts; return how many lines. Cheap for none."""
    from django.db import transaction

    from sync.district.models import Act

    taken = 0
    for path in sorted((home / _FOLDER).glob("*.json")):
        try:
            content = path.read_bytes()
            said = json.loads(content)
            at, deed, subject, note = int(said["at"]), str(said["deed"]), str(said["subject"]), str(said["note"])
        except (OSError, ValueError, LookupError, TypeError):
            continue  # stays where it is, for people to look at
        act = at.to_bytes(8, "big") + hashlib.sha256(content).digest()[:8]
        with transaction.atomic():
            Act.objects.get_or_create(
                hub=0, act=act,
                defaults={
                    "at": time_of(at), "officer": BY_COMMAND, "deed": deed, "subject": one_line(subject),
                    "note": one_line(note),
                },
            )  # fmt: skip
        _move(path, path.parent / _TAKEN)
        taken += 1
    return taken


def lay_again(home: Path) -> None:
    """After the tables were put back to older ones: let every act of a command be taken up once more; OSError."""
    for path in (home / _FOLDER / _TAKEN).glob("*.json"):
        _move(path, home / _FOLDER)


def _move(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True, mode=0o700)
    with suppress(FileNotFoundError):  # another process has just taken it up
        path.replace(folder / path.name)


def _account() -> str:
    name = os.environ.get("SUDO_USER", "")
    try:
        own = getpass.getuser()
    except (KeyError, OSError):
        own = str(os.getuid()) if hasattr(os, "getuid") else ""
    return f"{own} ({name})" if name and name != own else own


def _give_to_owner(home: Path, *paths: Path) -> None:
    """What root writes belongs to whoever serves the home: else the server could not take it up."""
    if os.name == "nt" or os.geteuid() != 0:
        return
    owner = home.stat()
    for path in paths:
        os.chown(path, owner.st_uid, owner.st_gid)
