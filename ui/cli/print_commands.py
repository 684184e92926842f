"""Commands that write papers: one of a dossier, or all slips of a day in one file."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError
from desk_app.usecases import day_prints, slips
from desk_app.usecases.contents import wanted_paper
from desk_app.usecases.labels import starting_at
from desk_app.usecases.list_papers import PRINTED_LISTS
from ui.cli.dossier_commands import number_of
from ui.cli.output import complain, say
from ui.cli.session import office_of
from ui.composition.folders import default_cache
from ui.composition.paper import Press
from ui.larger_sheet import larger_words, press_to_fit


class OutputFileError(BadInputError):
    """The file `path` cannot be written: `reason`."""


def print_paper(args: argparse.Namespace) -> None:
    """Write a paper of a dossier as PDF, or as a thermal printer's bytes; each print is logged and marked as a reprint.

    `--form NAME` is the newest paper of that form, `NAME@SEQ` the one that documents event SEQ.
    """
    out = _writable(args.out)
    with office_of(args) as office:
        number = number_of(office, args.number)
        name = wanted_paper(office.store.register.dossier(number), args.form)
        wanted, said = slips.next_print(office, number, args.paper or "", name)
        content, press, at = starting_at(said, args.start), Press(default_cache()), office.clock.now()
        wanted = replace(wanted, paper=press.fitting(content, wanted.paper))
        sheet, paper = press_to_fit(lambda paper: press.press(content, paper, wanted.print_number, at), wanted.paper)
        cuts = office.store.settings()["roll_cut"] == "yes"
        with _written(out, press.roll_bytes(sheet.pdf, paper, has_cutter=cuts) if args.raw else sheet.pdf):
            slips.print_done(office, replace(wanted, paper=paper), sheet.digest)
        if paper != wanted.paper:
            complain(larger_words(wanted.paper, paper))
        told = {"number": number, "form": args.form, "print_number": wanted.print_number, "paper": paper}
        say({**told, "out": str(out)}, args.json)


def print_day(args: argparse.Namespace) -> None:
    """Write all slips of a day (today without --on) or of a --month into one PDF.

    After a jam or a power cut --from goes on at a slip, --from-page at a page: as it stood in the file before.
    """
    out = _writable(args.out)
    with office_of(args) as office:
        on: date = args.month or args.on or office.clock.now().astimezone(OFFICE_ZONE).date()
        named = f"{on:%Y-%m}" if args.month else on.isoformat()
        book = day_prints.slips_of(office, day_prints.days_of_month(on) if args.month else (on,))
        first = args.first or 1
        day_prints.check_first(named, len(book), first)
        paper, rest = args.paper or office.store.settings()["paper"], book[first - 1 :]
        sheet = Press(default_cache()).press_book(rest, paper, office.clock.now(), args.from_page or 1)
        with _written(out, sheet.pdf):
            day_prints.day_printed(office, rest[sheet.first :], paper, sheet.digest)
        told = {"on": named, "slips": len(book), "from": first + sheet.first, "pages": sheet.pages, "paper": paper}
        say({**told, "out": str(out)}, args.json)


def print_list(args: argparse.Namespace) -> None:
    """Write a list as it stands now: one PDF, and for the villages one a village, with its place in the name."""
    out = _writable(args.out)
    with office_of(args) as office:
        papers, press = PRINTED_LISTS[args.name](office), Press(default_cache())
        for place, paper in enumerate(papers, 1):
            path = out if len(papers) == 1 else _writable(str(out.with_stem(f"{out.stem}-{place}")))
            with _written(path, press.press(paper.content, "a4", 1, office.clock.now()).pdf):
                pass
            say({"list": args.name, "title": paper.title, "rows": paper.rows, "out": str(path)}, args.json)


def _writable(path: str) -> Path:
    out = Path(path)
    try:
        fits, is_folder = out.parent.is_dir(), out.is_dir()
    except OSError as error:
        raise OutputFileError(path=str(out), reason=error.strerror) from error
    if is_folder or not fits:
        why = "đó là một thư mục, chưa có tên tệp" if is_folder else "không có thư mục đó"
        raise OutputFileError(path=str(out), reason=why)
    return out


@contextmanager
def _written(out: Path, content: bytes) -> Iterator[None]:
    """Write `content` beside `out` and give it that name after the body went well; else nothing is left of it.

    What is no plain file (a pipe, a device) is written to directly.
    """
    target = out.resolve()
    beside = target.with_name(f".slip-{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            yield
            return
        try:
            beside.write_bytes(content)
            yield
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputFileError(path=str(out), reason=error.strerror) from error
