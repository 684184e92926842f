"""Commands about dossiers: receive, refuse, find, show, start, finish, hand over, print, due."""

import argparse
from typing import Any

from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.errors import BadInputError
from desk_app.domain.person import clean_person
from desk_app.domain.procedure import catalogue_from_json
from desk_app.settings import Settings
from desk_app.usecases import handover, intake, progress, registration, same_visit, tracking
from desk_app.usecases.intake import Application
from desk_app.usecases.office import Office
from ui.cli.application_line import read_line
from ui.cli.input_file import LineError, lines_of
from ui.cli.json_fields import read_time
from ui.cli.output import say, say_line
from ui.cli.records import acknowledgement_record, detail_record, iso, registered_record, row_record
from ui.cli.session import office_of
from ui.composition.reference import shipped_calendar, shipped_catalogue


def receive(args: argparse.Namespace) -> None:
    """Take dossiers in, one JSON object a line, as they arrive; acknowledge each after its commit."""
    take_in = same_visit.receive_and_hand_over if args.at_once else intake.receive
    with office_of(args) as office:
        for place, line in lines_of(args.file):
            try:
                parsed = read_line(line)
                if parsed.channel is None:
                    answer = acknowledgement_record(take_in(office, parsed.application))
                    answer |= _likely_duplicates(office, parsed.application, str(answer["number"]))
                else:
                    number = registration.register(office, parsed.application, parsed.channel)
                    answer = registered_record(office.store.register.dossier(number))
            except BadInputError as error:
                raise LineError(place, error) from error
            say(answer, as_json=True)


def _likely_duplicates(office: Office, brought: Application, number: str) -> dict[str, Any]:
    """What the screen asks about before saving is told here after it: nobody sits before a batch."""
    rows = office.store.people.possible_duplicates(clean_person(brought.applicant), brought.procedure.strip())
    seen = [row.dossier.number for row in rows if row.dossier.number not in (number, brought.duplicate_of.strip())]
    return {"possible_duplicates": seen} if seen else {}


def refuse(args: argparse.Namespace) -> None:
    """Turn dossiers away, one JSON object a line with a reason."""
    with office_of(args) as office:
        for place, line in lines_of(args.file):
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
        detail = tracking.show(office, number_of(office, args.number))
        say(detail_record(detail, office.store.commune.desks()), args.json)


def start(args: argparse.Namespace) -> None:
    """Record that work began."""
    with office_of(args) as office:
        progress.start(office, number := number_of(office, args.number))
        _say_state(office, number, args.json)


def finish(args: argparse.Namespace) -> None:
    """Record that the result is ready."""
    with office_of(args) as office:
        progress.finish(office, number := number_of(office, args.number))
        _say_state(office, number, args.json)


def hand_over(args: argparse.Namespace) -> None:
    """Record who took the result away."""
    with office_of(args) as office:
        number = number_of(office, args.number)
        handover.hand_over(office, number, args.to, args.relation, args.proof)
        _say_state(office, number, args.json)


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


def number_of(office: Office, text: str) -> str:
    """Return the number that a text means for an act; DossierNotFoundError."""
    return tracking.number_meant(office, text)
