"""Commands about dossiers: receive, refuse, find, show, start, finish, hand over, print, due."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.procedure import catalogue_from_json
from desk_app.settings import Settings
from desk_app.usecases import handover, intake, progress, same_visit, slips, tracking
from desk_app.usecases.office import Office
from ui.cli.application_line import read_line, read_time
from ui.cli.output import complain, say, say_line
from ui.cli.records import acknowledgement_record, detail_record, iso, row_record
from ui.cli.session import office_of
from ui.composition.folders import default_cache
from ui.composition.paper import Press
from ui.composition.reference import shipped_calendar, shipped_catalogue
from ui.larger_sheet import larger_words, press_to_fit


class LineError(BadInputError):
    """Line `line` of the input cannot be taken; `cause` says why. What was acknowledged before stays."""

    def __init__(self, line: int, cause: DeskError) -> None:
        super().__init__(line=line, cause=cause)
        self.line, self.cause = line, cause


class InputFileError(BadInputError):
    """The file `path` cannot be read: `reason`."""


class OutputFileError(BadInputError):
    """The file `path` cannot be written: `reason`."""


def receive(args: argparse.Namespace) -> None:
    """Take dossiers in, one JSON object a line, as they arrive; acknowledge each after its commit."""
    take_in = same_visit.receive_and_hand_over if args.at_once else intake.receive
    with office_of(args) as office:
        for place, line in _lines(args.file):
            try:
                done = take_in(office, read_line(line).application)
            except BadInputError as error:
                raise LineError(place, error) from error
            say(acknowledgement_record(done), as_json=True)


def refuse(args: argparse.Namespace) -> None:
    """Turn dossiers away, one JSON object a line with a reason."""
    with office_of(args) as office:
        for place, line in _lines(args.file):
            try:
                parsed = read_line(line)
                recorded = intake.refuse(office, parsed.application, parsed.reason)
            except BadInputError as error:
                raise LineError(place, error) from error
            say(
                {"number": recorded.header.dossier, "refused_at": iso(recorded.happened_at), "seq": recorded.seq},
                as_json=True,
            )


def find(args: argparse.Namespace) -> None:
    """List dossiers that match."""
    with office_of(args) as office:
        for row in office.store.register.find(args.text, args.limit):
            if args.json:
                say(row_record(row), as_json=True)
            else:
                due = iso(row.due_at) or "-"
                say_line(f"{row.number}  {row.state.word}  {due}  {row.name}  {row.procedure_name}")


def show(args: argparse.Namespace) -> None:
    """Print one dossier with its history."""
    with office_of(args) as office:
        say(detail_record(tracking.show(office, _number(office, args.number))), args.json)


def start(args: argparse.Namespace) -> None:
    """Record that work began."""
    with office_of(args) as office:
        progress.start(office, number := _number(office, args.number))
        _say_state(office, number, args.json)


def finish(args: argparse.Namespace) -> None:
    """Record that the result is ready."""
    with office_of(args) as office:
        progress.finish(office, number := _number(office, args.number))
        _say_state(office, number, args.json)


def hand_over(args: argparse.Namespace) -> None:
    """Record who took the result away."""
    with office_of(args) as office:
        number = _number(office, args.number)
        handover.hand_over(office, number, args.to, args.relation, args.proof)
        _say_state(office, number, args.json)


def print_slip(args: argparse.Namespace) -> None:
    """Write the slip of a dossier as PDF; each print is logged and says the same, marked as a reprint."""
    out = Path(args.out)
    try:
        fits = out.parent.is_dir() and not out.is_dir()
    except OSError as error:
        raise OutputFileError(path=str(out), reason=error.strerror) from error
    if not fits:
        raise OutputFileError(path=str(out), reason="no such folder")
    with office_of(args) as office:
        wanted, slip = slips.next_print(office, _number(office, args.number), args.paper or "")
        press, at = Press(default_cache()).press, office.clock.now()
        sheet, paper = press_to_fit(lambda paper: press(slip, paper, wanted.print_number, at), wanted.paper)
        with _written(out, sheet.pdf):
            slips.print_done(office, replace(wanted, paper=paper), sheet.digest)
        if paper != wanted.paper:
            complain(larger_words(wanted.paper, paper))
        said = {"number": wanted.number, "print_number": wanted.print_number, "paper": paper, "out": str(out)}
        say(said, args.json)


@contextmanager
def _written(out: Path, pdf: bytes) -> Iterator[None]:
    """Write `pdf` beside `out` and give it that name after the body went well; else nothing is left of it.

    What is no plain file (a pipe, a device) is written to directly.
    """
    target = out.resolve()
    beside = target.with_name(f".slip-{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(pdf)
            yield
            return
        try:
            beside.write_bytes(pdf)
            yield
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputFileError(path=str(out), reason=error.strerror) from error


def due(args: argparse.Namespace) -> None:
    """Print the date a dossier received then would be promised, with its explanation; saves nothing."""
    received_at = read_time(args.received, "received")
    if args.home is None:
        calendar, catalogue, settings = (
            calendar_from_json(shipped_calendar()), catalogue_from_json(shipped_catalogue()), Settings({})
        )  # fmt: skip
    else:
        with office_of(args) as office:
            store = office.store
            calendar, catalogue, settings = store.calendar(), store.catalogue(), store.settings()
    promise = intake.promise_for(catalogue.get(args.code), calendar, settings, received_at)
    say(
        {
            "procedure": args.code,
            "received_at": iso(received_at),
            "due_at": iso(promise.due_at),
            "explanation": promise.explanation,
            "calendar_version": promise.calendar_version,
            "catalogue_version": catalogue.version,
        },
        args.json,
    )


def _say_state(office: Office, number: str, as_json: bool) -> None:
    say(row_record(office.store.register.row(number)), as_json)


def _number(office: Office, text: str) -> str:
    return tracking.number_meant(office, text)


def _lines(path: str) -> Iterator[tuple[int, str]]:
    if path == "-":
        if sys.stdin is None:
            raise InputFileError(path="-", reason="closed")
        yield from _numbered(sys.stdin)
        return
    try:
        with Path(path).open(encoding="utf-8-sig") as stream:
            yield from _numbered(stream)
    except OSError as error:
        raise InputFileError(path=path, reason=error.strerror) from error


def _numbered(stream: TextIO) -> Iterator[tuple[int, str]]:
    place = 0
    try:
        for place, line in enumerate(iter(stream.readline, ""), start=1):
            if line.strip():
                yield place, line
    except UnicodeDecodeError as error:
        raise LineError(place + 1, InputFileError(path="-", reason="UTF-8")) from error
