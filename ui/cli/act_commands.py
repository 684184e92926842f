"""Commands about a dossier's whole life: every move, its timeliness, its papers."""

import argparse
from typing import Any

from desk_app.domain.timeliness import Timeliness, timeliness_of
from desk_app.usecases.acts import Acted
from ui.cli.act_line import perform
from ui.cli.dossier_commands import number_of
from ui.cli.input_file import whole_text
from ui.cli.json_fields import object_of
from ui.cli.output import say
from ui.cli.records import iso
from ui.cli.session import office_of


def act(args: argparse.Namespace) -> None:
    """Perform one move on a dossier; --json FILE (or -) holds its facts."""
    row = object_of(whole_text(args.facts)) if args.facts else {}
    with office_of(args) as office:
        done = perform(office, number_of(office, args.number), args.move, row)
        say(acted_record(done), as_json=True)


def timeliness(args: argparse.Namespace) -> None:
    """Say how a dossier stands in time: class, dates, waits, and who held it while it was late."""
    with office_of(args) as office:
        dossier = office.store.register.dossier(number_of(office, args.number))
        found = timeliness_of(dossier, office.clock.now(), office.store.calendar())
        say({"number": dossier.number, **timeliness_record(found)}, args.json)


def acted_record(done: Acted) -> dict[str, Any]:
    """Return what is true after an act."""
    return {
        "number": done.number,
        "state": int(done.state),
        "word": done.state.word,
        "at": iso(done.at),
        "due_at": iso(done.due_at),
        "seq": done.seq,
        "print_id": done.print_id,
    }


def timeliness_record(found: Timeliness) -> dict[str, Any]:
    """Return the class with the facts it rests on."""
    return {
        "class": found.kind,
        "due_at": iso(found.due_at),
        "original_due_at": iso(found.original_due_at),
        "decides_due_at": iso(found.decides_due_at),
        "finished_at": iso(found.finished_at),
        "paused_seconds": found.paused_seconds,
        "supplement_requests": found.supplement_requests,
        "late_seconds": found.late_seconds,
        "late_seconds_by_holder": dict(found.late_seconds_by_holder),
    }
