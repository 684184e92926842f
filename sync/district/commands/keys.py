"""`district keys …`: show, rotate, replace, back up, put back. A running server takes new keys when started anew."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk_app.domain.calendar import OFFICE_ZONE
from sync.district.acts import Deed
from sync.district.command_acts import keep_act
from sync.district.errors import DistrictInputError
from sync.district.key_care import laid_up, put_back, receipt_keys, replace_stolen, rotate

_ANEW = "Start the server anew."
_FIRST = datetime(2000, 1, 1, tzinfo=OFFICE_ZONE)


def add_keys(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands to the parser's."""
    keys = commands.add_parser("keys", help="the district's own keys")
    each = keys.add_subparsers(required=True, metavar="COMMAND")
    show = each.add_parser("show", parents=[shared], help="print every receipt key there was, newest first")
    show.set_defaults(run=_show)
    again = each.add_parser("rotate", parents=[shared], help="make new keys; desks follow by themselves")
    again.set_defaults(run=_rotate)
    stolen = each.add_parser("replace", parents=[shared], help="make new keys after a theft; desks need new codes")
    stolen.add_argument("--stolen-since", type=_office_moment, required=True, metavar="YYYY-MM-DD[THH:MM]")
    stolen.set_defaults(run=_replace)
    backup = each.add_parser("backup", parents=[shared], help="write the keys to a file, encrypted; prints its code")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_backup)
    restore = each.add_parser("restore", parents=[shared], help="put the keys of a backup into the home")
    restore.add_argument("file", type=Path)
    restore.add_argument("--older", action="store_true", help="even if the home has keys that came after them")
    restore.set_defaults(run=_restore)


def _show(arguments: argparse.Namespace) -> None:
    for key in receipt_keys(arguments.home):
        print(json.dumps(key))


def _rotate(arguments: argparse.Namespace) -> None:
    key = rotate(arguments.home, datetime.now(UTC)).hex()
    _kept(arguments, Deed.KEYS_ROTATED, key)
    print(key)
    print(f"{_ANEW} Back the keys up again.", file=sys.stderr)


def _replace(arguments: argparse.Namespace) -> None:
    since, now = arguments.stolen_since, datetime.now(OFFICE_ZONE)
    said = since.isoformat(" ", "minutes")
    if not _FIRST <= since <= now:
        raise DistrictInputError(f"--stolen-since {said} lies in the future, or before any key was made")
    key = replace_stolen(arguments.home, now, since).hex()
    _kept(arguments, Deed.KEYS_REPLACED, key, f"lộ từ {said}")
    print(key)
    print(f"{_ANEW} Every desk needs a new one-time code; back the keys up again.", file=sys.stderr)


def _backup(arguments: argparse.Namespace) -> None:
    code = laid_up(arguments.home, arguments.file)
    _kept(arguments, Deed.KEYS_BACKED_UP, arguments.file.name)
    print("The code that opens it; write it down, it is kept nowhere:")
    print(code)


def _restore(arguments: argparse.Namespace) -> None:
    code = os.environ.get("DISTRICT_KEYS_CODE")
    if code is None:
        if sys.stdin is None or not sys.stdin.isatty():
            raise DistrictInputError("No code: set DISTRICT_KEYS_CODE, or run this in a terminal")
        code = input("Code: ")
    aside = put_back(arguments.home, arguments.file, code, datetime.now(UTC), may_be_older=arguments.older)
    _kept(arguments, Deed.KEYS_PUT_BACK, arguments.file.name)
    print(f"The keys are in {arguments.home}. {_ANEW}")
    if aside is not None:
        print(f"Those that were there are in {aside}.", file=sys.stderr)


def _office_moment(typed: str) -> datetime:
    """Read a day (its beginning) or a moment, of the office's clock where no zone is typed."""
    moment = datetime.fromisoformat(typed)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=OFFICE_ZONE)


def _kept(arguments: argparse.Namespace, deed: Deed, subject: str, note: str = "") -> None:
    keep_act(arguments.home, deed, datetime.now(UTC), subject=subject, note=note)
