"""Commands about the other desks of the commune: who holds a dossier, and what contradicts."""

import argparse
from typing import Any

from desk_app.commune_ports import OpenConflict
from desk_app.domain.events import Recorded
from desk_app.usecases import custody
from desk_app.usecases.office import Office
from ui.cli.dossier_commands import number_of
from ui.cli.output import say, say_line
from ui.cli.records import iso, row_record
from ui.cli.session import office_of
from ui.commune_words import conflict_words, desk_words, side_words


def take_over(args: argparse.Namespace) -> None:
    """Write a dossier at this desk from now on, or all unfinished ones of a desk that broke."""
    with office_of(args) as office:
        if args.all_of is not None:
            numbers = custody.take_over_all(office, args.all_of, args.reason)
        else:
            number = number_of(office, args.number or "")
            custody.take_over(office, number, args.reason)
            numbers = (number,)
        for number in numbers:
            say(row_record(office.store.register.row(number)), args.json)


def give(args: argparse.Namespace) -> None:
    """Leave a dossier to another desk."""
    with office_of(args) as office:
        number = number_of(office, args.number)
        custody.give(office, number, args.desk, args.reason)
        say(row_record(office.store.register.row(number)), args.json)


def conflicts(args: argparse.Namespace) -> None:
    """List what two desks wrote without knowing of each other, both values, until a person chooses."""
    with office_of(args) as office:
        for waiting in custody.conflicts(office):
            record = _record(office, waiting)
            if args.json:
                say(record, as_json=True)
            else:
                say_line(f"{record['number']}  {record['name']}  {record['what']}")
                say_line(f"    first:  {record['first']['desk']}, {record['first']['words']}")
                say_line(f"    second: {record['second']['desk']}, {record['second']['words']}")


def settle(args: argparse.Namespace) -> None:
    """Choose between the two values of a conflict."""
    with office_of(args) as office:
        number = number_of(office, args.number)
        custody.settle(office, number, args.name, args.choice, args.note)
        say(row_record(office.store.register.row(number)), args.json)


def _record(office: Office, waiting: OpenConflict) -> dict[str, Any]:
    conflict = waiting.conflict
    desks = office.store.commune.desks()
    return {
        "number": waiting.dossier.number,
        "name": custody.name_of(conflict),
        "kind": conflict.kind.value,
        "what": conflict_words(conflict),
        "held_by": waiting.dossier.held_by,
        "first": _side(conflict.first, desks),
        "second": _side(conflict.second, desks),
    }


def _side(event: Recorded, desks: dict[bytes, int]) -> dict[str, Any]:
    return {"desk": desk_words(desks.get(event.device, 0)), "at": iso(event.happened_at), "words": side_words(event)}
