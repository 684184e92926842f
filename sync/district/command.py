"""`district`: what the people who run the district's server type."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from desk_app.domain.errors import DeskError
from sync.district.acts import Deed
from sync.district.command_acts import did
from sync.district.commands.copies import add_copies
from sync.district.commands.deploy import add_deploy
from sync.district.commands.keys import add_keys
from sync.district.commands.league import add_league
from sync.district.commands.verify import add_verify
from sync.district.errors import DistrictError, DistrictInputError
from sync.district.opening import open_district
from sync.district.stick_words import stick_sentence
from sync.errors import StickEmptyError

_AGENCY_CODE = re.compile(r"[0-9A-Z.]{3,20}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 2 bad input, 1 could not be done (one sentence on stderr)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except DistrictError as error:
        print(f"district: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if not _is_of_the_database(error):
            raise
        line = str(error).strip().split("\n")[0]
        print(f"district: The database cannot be used: {line}", file=sys.stderr)
        return 1


class _Parser(argparse.ArgumentParser):
    """Speaks one sentence where argparse would print a usage block."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr, flush=True)
        raise SystemExit(2)


def _text(typed: str) -> str:
    """Return an argument or variable as UTF-8 text, whatever the locale of the shell says."""
    try:
        return typed if typed.isascii() else os.fsencode(typed).decode("utf-8")
    except UnicodeError:
        raise argparse.ArgumentTypeError("not UTF-8") from None


def _folder(typed: str) -> Path:
    """Return the folder named; an empty text ("$HOME_OF_DISTRICT" unset) never means the current one."""
    if not typed.strip():
        raise argparse.ArgumentTypeError("no folder is named")
    return Path(typed)


def _is_of_the_database(error: Exception) -> bool:
    from django.db import Error

    return isinstance(error, Error)


def _parser() -> _Parser:
    shared = _Parser(add_help=False)
    shared.add_argument("--home", type=_folder, required=True, metavar="DIR", help="the district's data folder")
    shared.add_argument("--database", metavar="URL", help="postgresql://… instead of the folder's own SQLite file")
    parser = _Parser(prog="district", description="The district's server of the reception desks")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", parents=[shared], help="answer desks and browsers until stopped")
    serve.add_argument("--port", type=int, required=True)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE")
    serve.add_argument("--tls-key", type=Path, metavar="FILE")
    serve.add_argument(
        "--behind-proxy", action="store_true", help="TLS ends at a proxy on this machine, which says who"
    )
    serve.add_argument(
        "--with-parent", action="store_true", help="end when the standard input ends: whoever started this is gone"
    )
    serve.add_argument("--workers", type=int, choices=range(1, 17), default=1, metavar="1-16", help="processes")
    serve.set_defaults(run=_serve)

    enrol = commands.add_parser("enrol", parents=[shared], help="print a one-time code for a desk")
    enrol.add_argument("--agency-code", type=_text, required=True)
    enrol.add_argument("--desk", type=int, required=True, choices=range(1, 10), metavar="1-9")
    enrol.add_argument("--name", type=_text, default="")
    enrol.add_argument("--days", type=int, choices=range(1, 31), metavar="1-30", help="how long the code may be used")
    enrol.set_defaults(run=_enrol)

    for name, run in (("status", _status), ("dossiers", _dossiers)):
        listing = commands.add_parser(name, parents=[shared], help=f"print {name}")
        listing.add_argument("--json", action="store_true")
        listing.set_defaults(run=run)

    add_verify(commands)
    add_keys(commands, shared)
    add_copies(commands, shared)
    add_deploy(commands)
    again = commands.add_parser("rebuild", parents=[shared], help="make the list of dossiers anew from the events")
    again.set_defaults(run=_rebuild)

    scans = commands.add_parser("scans", parents=[shared], help="count the scans held; --check reads every file")
    scans.add_argument("--check", action="store_true", help="ask the desks again for those that are damaged or missing")
    scans.set_defaults(run=_scans)

    publish = commands.add_parser("publish", parents=[shared], help="send a catalogue or calendar to every desk")
    publish.add_argument("subject", choices=("catalogue", "calendar"))
    publish.add_argument("file", type=Path)
    publish.add_argument("--from", dest="since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="in force from")
    publish.add_argument("--agency-code", type=_text, help="only for the desks of this commune")
    publish.add_argument("--by", type=_text, default="")
    publish.set_defaults(run=_publish)

    bundle = commands.add_parser("bundle", parents=[shared], help="take what desks laid on a stick, and answer on it")
    bundle.add_argument("folder", type=_folder)
    bundle.add_argument("--json", action="store_true")
    bundle.set_defaults(run=_bundle)

    add_league(commands, shared)

    lookup = commands.add_parser("lookup", help="the public look-up by number and code of a slip")
    lookups = lookup.add_subparsers(required=True, metavar="COMMAND")
    export = lookups.add_parser("export", parents=[shared], help="write it as files for any web server")
    export.add_argument("folder", type=_folder, metavar="DIR")
    export.set_defaults(run=_export_lookup)

    decide = commands.add_parser("decide", parents=[shared], help="decide on a dossier that a desk passed on")
    decide.add_argument("number", type=_text)
    decide.add_argument("verdict", choices=("taken", "supplement", "granted", "denied", "returned"))
    decide.add_argument("--agency-code", type=_text, required=True)
    decide.add_argument("--by", type=_text, required=True)
    decide.add_argument("--reason", type=_text, default="")
    decide.add_argument("--item", type=_text, action="append", default=[])
    decide.add_argument("--result-number", type=_text, default="")
    decide.set_defaults(run=_decide)

    officer = commands.add_parser("officer", help="people who may sign in to the web pages")
    officers = officer.add_subparsers(required=True, metavar="COMMAND")
    add = officers.add_parser("add", parents=[shared], help="let a person sign in, or give them a new password")
    add.add_argument("--name", type=_text, required=True)
    add.add_argument("--role", choices=("officer", "inspector", "administrator"), help="a new person is an officer")
    add.set_defaults(run=_add_officer)
    return parser


def _serve(arguments: argparse.Namespace) -> None:
    if (arguments.tls_cert is None) != (arguments.tls_key is None):
        raise DistrictInputError("--tls-cert and --tls-key are given together")
    certificate = None if arguments.tls_cert is None else (arguments.tls_cert, arguments.tls_key)
    if certificate is not None and arguments.behind_proxy:
        raise DistrictInputError("TLS ends here (--tls-cert) or at the proxy (--behind-proxy), not at both")
    if arguments.workers > 1 and (certificate is not None or arguments.database is None or not hasattr(os, "fork")):
        raise DistrictInputError("Several --workers need PostgreSQL (--database), and TLS, if any, ends at a proxy")
    is_secure = certificate is not None or arguments.behind_proxy
    open_district(arguments.home, arguments.database, is_secure=is_secure)
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    from sync.district.parent import follow_parent
    from sync.district.server import serve
    from sync.district.short_way import with_short_way

    if arguments.with_parent:
        follow_parent()

    connections.close_all()  # a connection is of one process, and there may be several from here on
    serve(
        with_short_way(get_wsgi_application()),
        arguments.host,
        arguments.port,
        certificate,
        lambda address: print(f"ready {address}", flush=True),
        is_behind_proxy=arguments.behind_proxy,
        workers=arguments.workers,
    )


def _enrol(arguments: argparse.Namespace) -> None:
    if not _AGENCY_CODE.fullmatch(arguments.agency_code):
        raise DistrictInputError(f"{arguments.agency_code} is not an agency code such as 000.00.18.H32")
    open_district(arguments.home, arguments.database)
    from datetime import timedelta

    from django.utils import timezone

    from sync.district.hub import devices_of, make_code

    if devices_of(arguments.agency_code, arguments.desk):
        print(
            f"Desk {arguments.desk} of {arguments.agency_code} has a device already: "
            "another device that uses this code takes its place.",
            file=sys.stderr,
        )
    lasts = None if arguments.days is None else timedelta(days=arguments.days)
    code = make_code(arguments.agency_code, arguments.desk, arguments.name, timezone.now(), lasts=lasts)
    print(f"One-time code for desk {arguments.desk} of {arguments.agency_code}:")
    print(code)


def _status(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from django.utils import timezone

    from sync.district.lists import counts

    held = counts(timezone.now())
    print(json.dumps(held) if arguments.json else "\n".join(f"{name}: {count}" for name, count in held.items()))


def _dossiers(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from sync.district.lists import dossier_facts

    for facts in dossier_facts():
        if arguments.json:
            print(json.dumps(facts, ensure_ascii=False))
        else:
            print(f"{facts['number']}  {facts['status_word']}  {facts['due_at'] or '-'}  {facts['name']}")


def _rebuild(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from sync.district.taking_up import rebuild

    count = rebuild()
    did(arguments.home, Deed.LIST_REBUILT, "", f"{count}")
    print(f"{count} dossiers")


def _scans(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from sync.district.scans import counts, lost_scans

    lost = len(lost_scans()) if arguments.check else None
    if lost is not None:
        did(arguments.home, Deed.SCANS_CHECKED, "", f"{lost}")
    print(json.dumps({**counts(), **({} if lost is None else {"lost": lost})}))


def _publish(arguments: argparse.Namespace) -> None:
    text, version = _reference(arguments.subject, arguments.file)
    open_district(arguments.home, arguments.database)
    from django.conf import settings
    from django.utils import timezone

    from sync.district.hub import hub_of
    from sync.district.publishing import UnknownCommuneError, publish
    from sync.district.references import ALL_HUBS

    hub = ALL_HUBS if arguments.agency_code is None else hub_of(arguments.agency_code)
    try:
        reached = publish(
            arguments.subject, text, timezone.now(), settings.DISTRICT_KEYS, hub=hub, in_force_from=arguments.since,
            by=arguments.by,
        )  # fmt: skip
    except UnknownCommuneError:
        raise DistrictInputError(f"{arguments.agency_code} is no commune of this district; nothing was sent") from None
    if reached is None:
        print(f"{arguments.subject} {version} is unchanged: it was published before, nothing is sent again")
        return
    print(f"{arguments.subject} {version} goes to {reached} desks")


def _bundle(arguments: argparse.Namespace) -> int:
    open_district(arguments.home, arguments.database)
    from sync.district.bundle import take_bundle

    refused, is_empty = False, True
    try:
        for desk in take_bundle(arguments.folder):
            is_empty = False
            did(arguments.home, Deed.STICK_TAKEN, f"máy {desk.device.hex()[:8]}", f"{desk.taken} + {desk.not_taken}")
            told = {
                "device": desk.device.hex(), "taken": desk.taken, "not_taken": desk.not_taken,
                **({} if desk.taken_in is None else {"taken_in": desk.taken_in}),
                "scans": desk.scans, "scans_missing": desk.scans_missing, "answered": desk.answered,
            }  # fmt: skip
            print(json.dumps(told) if arguments.json else "  ".join(f"{name}: {fact}" for name, fact in told.items()))
            for error in desk.refused:
                print(f"district: {stick_sentence(error)}", file=sys.stderr)
            refused = refused or bool(desk.refused)
    except DeskError as error:
        raise DistrictError(stick_sentence(error)) from error
    if is_empty:
        raise DistrictError(stick_sentence(StickEmptyError(folder=str(arguments.folder))))
    return 1 if refused else 0


def _reference(subject: str, file: Path) -> tuple[str, str]:
    from desk_app.domain.calendar import calendar_from_json
    from desk_app.domain.procedure import catalogue_from_json

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DistrictInputError(f"{file} cannot be read: {error}") from error
    try:
        version = catalogue_from_json(text).version if subject == "catalogue" else calendar_from_json(text).base_version
    except DeskError as error:
        raise DistrictInputError(f"{file}, {error.facts.get('place')}: {error.facts.get('reason')}") from error
    return text, version


def _export_lookup(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from django.utils import timezone

    from sync.district.lookup_export import export

    try:
        shown, written = export(arguments.folder, timezone.now())
    except OSError as error:
        raise DistrictInputError(f"{arguments.folder} cannot be written: {error.strerror or error}") from error
    print(f"{shown} dossiers can be looked up, {written} files written")


def _decide(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from django.conf import settings
    from django.utils import timezone

    from desk_app.domain.decision_events import Verdict
    from sync.district.decisions import Ruling, RulingIncompleteError, decide
    from sync.district.hub import hub_of

    ruling = Ruling(Verdict(arguments.verdict), arguments.reason, tuple(arguments.item), arguments.result_number)
    try:
        hub, keys = hub_of(arguments.agency_code), settings.DISTRICT_KEYS
        made = decide(hub, arguments.number, ruling, by=arguments.by, at=timezone.now(), keys=keys)
    except RulingIncompleteError as error:
        raise DistrictInputError(f"{arguments.verdict} needs --{'item' if str(error) == 'items' else error}") from None
    print(made.hex())


def _password() -> str:
    password = os.environ.get("DISTRICT_PASSWORD")
    if password is None:
        if sys.stdin is None or not sys.stdin.isatty():
            raise DistrictInputError("No password: set DISTRICT_PASSWORD, or run this in a terminal")
        return getpass.getpass("Password: ")
    try:
        return _text(password)
    except argparse.ArgumentTypeError as error:
        raise DistrictInputError("DISTRICT_PASSWORD is not UTF-8") from error


def _add_officer(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from django.utils import timezone

    from sync.district.acts import BY_COMMAND
    from sync.district.officers import add_officer, role_of

    role = None if arguments.role is None else role_of(arguments.role)
    add_officer(arguments.name, _password(), role, BY_COMMAND, timezone.now())
    print(f"{arguments.name} may sign in")


if __name__ == "__main__":
    sys.exit(main())
