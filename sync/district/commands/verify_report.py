"""`district verify --report`: a file that was given out, by the public key alone or against the district's own log."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sync.district.configuration import database_of
from sync.district.errors import DistrictError, DistrictInputError
from sync.district.key_care import kept_receipt_keys
from sync.district.keys import KEYS_FILE
from sync.district.verifying.findings import UNREADABLE, Finding
from sync.district.verifying.opening import opened_for_verifying
from sync.district.verifying.report import SealedFile, check_report, read_report, summary

_SHOWN = 20


def run_report(arguments: argparse.Namespace) -> int:
    """Say whether the file is whole and the district's, and what was changed; the exit status is that of `verify`."""
    try:
        file = _read(arguments.report)
        _must_be_a_home(arguments)
        listed = [] if arguments.home is None else kept_receipt_keys(arguments.home)
        trusted = arguments.receipt_key or [bytes.fromhex(each["key"]) for each in listed]
        stolen = {bytes.fromhex(each["key"]): each["stolen_since"] for each in listed if each["stolen_since"]}
        findings = list(check_report(file, trusted, stolen))
        report = read_report(file)
        if report is not None and not any(finding.weight > 1 for finding in findings) and _has_database(arguments):
            findings += _against_log(arguments, report)
    except DistrictError as error:
        print(f"district: {error}", file=sys.stderr)
        return UNREADABLE
    status = max((int(finding.weight) for finding in findings), default=0)
    if arguments.json:
        told = [{**asdict(finding), "weight": finding.weight.name.lower()} for finding in findings]
        print(json.dumps({"status": status, "at": report and report.at, "findings": told}, ensure_ascii=False))
        return status
    for finding in findings[:_SHOWN]:
        print(finding)
    if len(findings) > _SHOWN:
        print(f"and {len(findings) - _SHOWN} more")
    sealed = "" if report is None else f", sealed {datetime.fromtimestamp(report.at / 1000, UTC):%Y-%m-%d %H:%M} UTC"
    print(f"{arguments.report.name}{sealed}: {summary(findings)}")
    return status


def _against_log(arguments: argparse.Namespace, report: SealedFile) -> list[Finding]:
    with opened_for_verifying(arguments.home, arguments.database, arguments.dump):
        from sync.district.verifying.report_log import check_against_log

        try:
            return list(check_against_log(report))
        except (ValueError, LookupError) as error:
            raise DistrictInputError(f"the log cannot be read: {error}") from error


def _must_be_a_home(arguments: argparse.Namespace) -> None:
    """Whoever names a folder wants its keys or its events to be asked."""
    home: Path | None = arguments.home
    if home is None or (home / KEYS_FILE).is_file():
        return
    if not home.is_dir() or not _has_database(arguments):
        raise DistrictInputError(f"{home} is no district's folder: it has neither its keys nor its database")


def _has_database(arguments: argparse.Namespace) -> bool:
    if arguments.database or arguments.dump:
        return True
    return arguments.home is not None and Path(database_of(arguments.home, None)["NAME"]).is_file()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DistrictInputError(f"{path} cannot be read: {error.strerror or error}") from error
