"""Commands that write papers: one of a dossier, or all slips of a day in one file."""

import argparse
from datetime import date
from pathlib import Path

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.usecases import day_prints, slips
from desk_app.usecases.contents import newest_paper
from ui.cli.dossier_commands import number_of
from ui.cli.output import say
from ui.cli.session import office_of
from ui.composition.folders import default_cache
from ui.composition.paper import Press


class OutputFileError(BadInputError):
    """The file `path` cannot be written: `reason`."""


def print_paper(args: argparse.Namespace) -> None:
    """Write a paper of a dossier as PDF; each print is logged and says the same, marked as a reprint."""
    out = _writable(args.out)
    with office_of(args) as office:
        number = number_of(office, args.number)
        name = newest_paper(office.store.register.dossier(number), args.form)
        print_id = slips.ask_print(office, number, args.paper or "", name)
        row, content = slips.begin_print(office, print_id)
        try:
            sheet = Press(default_cache()).press(content, row.intent.paper, row.intent.print_number, office.clock.now())
            out.write_bytes(sheet.pdf)
        except OSError as error:
            slips.print_failed(office, print_id, "file")
            raise OutputFileError(path=str(out), reason=error.strerror) from error
        except DeskError:
            slips.print_failed(office, print_id, "press")
            raise
        slips.printed(office, print_id, sheet.digest)
        record = {"number": number, "form": args.form, "print_number": row.intent.print_number, "out": str(out)}
        say(record, args.json)


def print_day(args: argparse.Namespace) -> None:
    """Write all slips of a day (today without --on) into one PDF; --from goes on at the slip after a jam."""
    out = _writable(args.out)
    with office_of(args) as office:
        on: date = args.on or office.clock.now().astimezone(OFFICE_ZONE).date()
        book = day_prints.slips_of_day(office, on)
        first = args.first if args.first is not None else 1
        sheet = Press(default_cache()).press_book(book, args.paper or "a5", office.clock.now(), first)
        try:
            out.write_bytes(sheet.pdf)
        except OSError as error:
            raise OutputFileError(path=str(out), reason=error.strerror) from error
        day_prints.day_printed(office, book[first - 1 :], args.paper or "a5", sheet.digest)
        say({"on": on.isoformat(), "slips": len(book), "from": first, "out": str(out)}, args.json)


def _writable(path: str) -> Path:
    out = Path(path)
    try:
        fits = out.parent.is_dir() and not out.is_dir()
    except OSError as error:
        raise OutputFileError(path=str(out), reason=error.strerror) from error
    if not fits:
        raise OutputFileError(path=str(out), reason="no such folder")
    return out
