"""`district verify`: exit status 0 sound, 1 warnings, 2 contradictions, 3 unreadable."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sync.district.commands.verify_report import run_report
from sync.district.errors import DistrictError
from sync.district.key_care import kept_receipt_keys
from sync.district.verifying.findings import UNREADABLE
from sync.district.verifying.opening import opened_for_verifying

_SHOWN = 20


def add_verify(commands: Any) -> None:
    """Add the command to the parser's."""
    verify = commands.add_parser("verify", help="check everything again from what the desks sealed")
    verify.add_argument("--home", type=Path, metavar="DIR", help="the district's data folder")
    verify.add_argument("--database", metavar="URL", help="postgresql://… instead of the folder's own SQLite file")
    verify.add_argument("--dump", type=Path, metavar="FILE", help="a plain dump of pg_dump, and nothing else")
    verify.add_argument("--receipt-key", action="append", type=_key, default=[], metavar="HEX")
    verify.add_argument("--known-key", action="append", type=_key, default=[], metavar="HEX", help="not the only one")
    verify.add_argument("--report", type=Path, metavar="FILE", help="a file that the district gave out, sealed")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify; say what was found, the first thing first."""
    if arguments.report is not None:
        return run_report(arguments)
    try:
        with opened_for_verifying(arguments.home, arguments.database, arguments.dump):
            from sync.district.verifying.batches import ReceiptKeys
            from sync.district.verifying.verify import verify

            listed = [] if arguments.home is None or arguments.dump else kept_receipt_keys(arguments.home)
            verdict = verify(
                ReceiptKeys(
                    only=frozenset(arguments.receipt_key),
                    known=frozenset((*arguments.known_key, *(bytes.fromhex(each["key"]) for each in listed))),
                    stolen={bytes.fromhex(key["key"]): key["stolen_since"] for key in listed if key["stolen_since"]},
                )
            )
    except DistrictError as error:
        print(f"district: {error}", file=sys.stderr)
        return UNREADABLE
    findings, status = verdict.findings, verdict.status
    if arguments.json:
        said = {**asdict(verdict), "status": status}
        said["findings"] = [{**asdict(finding), "weight": finding.weight.name.lower()} for finding in findings]
        print(json.dumps(said, ensure_ascii=False))
        return status
    for finding in sorted(findings, key=lambda each: -each.weight)[:_SHOWN]:
        print(finding)
    if len(findings) > _SHOWN:
        print(f"and {len(findings) - _SHOWN} more")
    looked = f"{verdict.hubs} communes, {verdict.desks} desks, {verdict.batches} batches, {verdict.events} events"
    print(f"{looked}, {verdict.dossiers} dossiers: {('sound', 'warnings', 'CONTRADICTIONS')[status]}")
    return status


def _key(typed: str) -> bytes:
    try:
        key = bytes.fromhex(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError("not hexadecimal") from error
    if len(key) != 32:
        raise argparse.ArgumentTypeError("a key has 32 bytes")
    return key
