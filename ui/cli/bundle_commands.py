"""`desk bundle`: the exchange with the district carried by hand, on a stick."""

import argparse
from pathlib import Path

from ui.cli.output import say
from ui.cli.session import office_of
from ui.composition.bundle import stick_read, stick_written


def bundle_export(args: argparse.Namespace) -> None:
    """Lay everything that waits on a stick, closed for the district; nothing counts as sent by that."""
    with office_of(args) as office:
        written = stick_written(office, Path(args.folder))
    say(
        {
            "dossiers": written.dossiers,
            "events": written.events,
            "files": written.files,
            "scans": written.scans,
            "scans_left": written.scans_left,
            "asks_in": written.asks_in,
        },
        args.json,
    )


def bundle_import(args: argparse.Namespace) -> None:
    """Take the district's answer from a stick: receipts, refusals, what it sends down."""
    with office_of(args) as office:
        read = stick_read(office, Path(args.folder))
    say(
        {
            "acknowledged": read.acknowledged,
            "only_here": read.only_here,
            "received": read.received,
            "scans": read.scans,
            "scans_refused": read.scans_refused,
            "again": read.again,
            "old": read.is_old,
            "comparison": read.digits,
        },
        args.json,
    )
