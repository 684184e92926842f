"""What the command line prints of a dossier: plain facts, times in ISO 8601 with offset, numbers masked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Received, Recorded, Refused
from desk_app.domain.identity import masked
from desk_app.ports import DossierRow
from desk_app.usecases.intake import Acknowledgement
from desk_app.usecases.tracking import Detail


def acknowledgement_record(done: Acknowledgement) -> dict[str, Any]:
    """Return what `desk receive` prints after the commit."""
    return {
        "number": done.number,
        "received_at": iso(done.received_at),
        "due_at": iso(done.due_at),
        "explanation": done.explanation,
        "seq": done.seq,
    }


def registered_record(dossier: Dossier) -> dict[str, Any]:
    """Return what `desk receive` prints of a dossier that was only registered: no day is promised yet."""
    return {
        "number": dossier.number,
        "registered_at": iso(dossier.received_at),
        "due_at": None,
        "seq": dossier.last_seq,
    }


def row_record(row: DossierRow) -> dict[str, Any]:
    """Return a line of a list."""
    return {
        "number": row.number,
        "status": int(row.state),
        "status_word": row.state.word,
        "name": row.name,
        "personal_number": row.masked_number,
        "procedure": row.procedure_code,
        "procedure_name": row.procedure_name,
        "received_at": iso(row.received_at),
        "due_at": iso(row.due_at),
        "finished_at": iso(row.finished_at),
        "handed_over_at": iso(row.handed_over_at),
        "at_district": row.at_district,
        **({} if row.held_by is None else {"held_by": row.held_by}),
        **({"conflicts": row.conflicts} if row.conflicts else {}),
    }


def detail_record(detail: Detail, desks: Mapping[bytes, int]) -> dict[str, Any]:
    """Return a whole dossier with its history; `desks` are the commune's desk numbers by device."""
    intake = detail.dossier.intake
    person = intake.applicant
    record = {
        **row_record(detail.row),
        "address": person.address,
        "phone": person.phone,
        "papers": [
            {"name": paper.name, "originals": paper.originals, "certified": paper.certified, "copies": paper.copies}
            for paper in intake.papers
        ],
        "collector": detail.dossier.collector or None,
        "moves": [move.value for move in detail.moves],
        "history": [history_record(event, desks) for event in detail.dossier.history],
    }
    if intake.submitter:
        record["submitter"] = {
            "name": intake.submitter.name,
            "personal_number": masked(intake.submitter.personal_number),
        }
    if isinstance(intake, Received):
        record |= {
            "explanation": intake.promise.explanation,
            "lookup_code": intake.lookup_code,
            "catalogue_version": intake.terms.catalogue_version,
            "calendar_version": intake.promise.calendar_version,
            "sets": intake.sets,
        }
        if intake.duplicate_of:
            record |= {"duplicate_of": intake.duplicate_of, "duplicate_reason": intake.duplicate_reason}
    elif isinstance(intake, Refused):
        record["reason"] = intake.reason
    return record


def history_record(event: Recorded, desks: Mapping[bytes, int]) -> dict[str, Any]:
    """Return one event of a history."""
    return {
        "seq": event.seq,
        "what": type(event.body).__name__,
        "at": iso(event.happened_at),
        "recorded_at": iso(event.header.recorded_at),
        "actor": event.header.actor,
        **({"desk": desks.get(event.device, 0)} if event.device else {}),
    }


def iso(at: datetime | None) -> str | None:
    """Return the time with its offset, to the second."""
    return at.isoformat(timespec="seconds") if at else None
