"""The facts of a dossier that have one value at a time: which event sets which, and how a chosen one is put back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Event
from desk_app.domain.life_events import Amended, DueDateMoved, FeesRecorded, Forwarded, Shelved

_AMENDED = ("applicant", "submitter", "papers", "terms", "return_by")


def fields_of(body: Event) -> dict[str, Any]:
    """Return the facts that an event sets, each with its value; moves decide among themselves and set none here."""
    if isinstance(body, Amended):
        values: dict[str, Any] = {name: getattr(body, name) for name in _AMENDED}
        values["due_at"] = body.promise.due_at if body.promise else None
        return {name: value for name, value in values.items() if value is not None and value != ""}
    if isinstance(body, Shelved):
        return {"place": body.place}
    if isinstance(body, FeesRecorded):
        return {"fees": (body.lines, body.paid_by, body.receipt)}
    if isinstance(body, Forwarded):
        return {"holder": (body.to_kind, body.to_name if body.to_kind != "desk" else "")}
    return {"due_at": body.promise.due_at} if isinstance(body, DueDateMoved) else {}


def with_field(dossier: Dossier, name: str, body: Event) -> Dossier:
    """Return the dossier with one fact as that event set it; fees are a list of their own and stay."""
    value = fields_of(body)[name]
    standing = dossier.standing
    if name == "due_at":
        return replace(dossier, standing=replace(standing, due_at=value))
    if name == "holder":
        kind, holder = value
        return replace(dossier, standing=replace(standing, holder_kind=kind, holder=holder))
    return dossier if name == "fees" else replace(dossier, **{name: value})
