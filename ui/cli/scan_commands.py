"""Commands about scans: attach, list, write one to a file, remove one."""

import argparse
import os
from pathlib import Path
from typing import Any

from desk_app.domain.errors import BadInputError
from desk_app.scan_ports import ScanDocument, ScanRow
from desk_app.usecases import scans
from ui.cli.dossier_commands import number_of
from ui.cli.output import say, say_line
from ui.cli.print_commands import OutputFileError
from ui.cli.records import iso
from ui.cli.session import office_of
from ui.composition.scan_sending import fetch_scans
from ui.composition.scanning import document_of_folder, document_of_scanner, page_maker, scanner_devices


class NothingToScanError(BadInputError):
    """Neither a file nor a folder nor a scanner was named."""


def add(args: argparse.Namespace) -> None:
    """Attach files, the pages of all in their order, to a paper of a dossier."""
    with office_of(args) as office:
        number = number_of(office, args.number)
        scans.paper_at(office.store.register.dossier(number), args.paper)
        scans.check_room(office)
        document, source = _document(args)
        say(scan_record(scans.attach(office, number, document, args.paper, source)), args.json)


def listing(args: argparse.Namespace) -> None:
    """List the scans of a dossier, or of all of them those the district lacks."""
    with office_of(args) as office:
        for row in office.store.scans.of_dossier(number_of(office, args.number)):
            if args.json:
                say(scan_record(row), as_json=True)
            else:
                there = "đã gửi" if row.is_at_district else "chưa gửi"
                name = row.paper_name or "ngoài danh mục"
                say_line(f"{row.scan}  {row.paper or '-'}  {row.pages} trang  {row.size // 1024} KB  {there}  {name}")


def export(args: argparse.Namespace) -> None:
    """Write a scan as PDF to a file."""
    with office_of(args) as office:
        row = scans.scan_of(office, number_of(office, args.number), args.scan)
        content = office.store.scans.content(row)
    _write(Path(args.out), content)
    say({"scan": row.scan, "pages": row.pages, "size": row.size, "file": args.out}, args.json)


def remove(args: argparse.Namespace) -> None:
    """Take a scan off a dossier; its file is deleted, the reason stays."""
    with office_of(args) as office:
        number = number_of(office, args.number)
        scans.remove(office, number, args.scan, args.reason)
        say({"number": number, "scan": args.scan}, args.json)


def fetch(args: argparse.Namespace) -> None:
    """Fetch scans whose files are gone from the district, of one dossier or of all."""
    with office_of(args) as office:
        came, lacking = fetch_scans(office, number_of(office, args.number) if args.number else "")
    say({"fetched": came, "lacking": lacking}, args.json)


def devices(args: argparse.Namespace) -> None:
    """Name the scanners of this machine."""
    for device in scanner_devices():
        if args.json:
            say({"device": device.id, "name": device.name}, as_json=True)
        else:
            say_line(f"{device.id}  {device.name}")


def scan_record(row: ScanRow) -> dict[str, Any]:
    """Return what is said of a scan."""
    return {
        "scan": row.scan,
        "number": row.number,
        "paper": row.paper,
        "paper_name": row.paper_name,
        "pages": row.pages,
        "size": row.size,
        "root": row.root.hex(),
        "source": row.source,
        "attached_at": iso(row.attached_at),
        "at_district": row.is_at_district,
    }


def _document(args: argparse.Namespace) -> tuple[ScanDocument, str]:
    if args.device is not None or args.feeder:
        return document_of_scanner(args.device or "", from_feeder=args.feeder), "scanner"
    if args.folder:
        return document_of_folder(args.folder, args.files), "folder"
    if not args.files:
        raise NothingToScanError()
    return page_maker().from_files(args.files), "file"


def _write(out: Path, content: bytes) -> None:
    part = out.with_name(f".scan-{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputFileError(path=str(out), reason=error.strerror) from error
