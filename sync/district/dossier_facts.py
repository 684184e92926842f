"""A dossier as the district's list holds it: one row, read and written whole."""

from __future__ import annotations

import msgspec

from desk_app.domain.lifecycle import State


class DossierFacts(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Times are milliseconds, None while they have not come; `search` are its words without accents.

    `due_at` decides what is late, `original_due_at` was promised first, `reappointed_at` is the one new day of the
    apology. `holder` is empty while the desk holds it. `limit_unit` says whether days or hours are
    compared. `changed_at` is the latest time at which any of its moves happened.
    `lookup_code` stands on its slip; who knows it may ask for status and dates.
    """

    number: str
    name: str
    procedure_code: str
    procedure_name: str
    received_at: int
    status: State
    due_at: int | None
    original_due_at: int | None
    search: str
    reappointed_at: int | None = None
    holder_kind: str = "desk"
    holder: str = ""
    finished_at: int | None = None
    handed_over_at: int | None = None
    ended_at: int | None = None
    limit_unit: str = ""
    changed_at: int | None = None
    lookup_code: str = ""


COLUMNS = DossierFacts.__struct_fields__
"""The columns of the list, in the order of the facts."""

TIMES = frozenset(name for name in COLUMNS if name.endswith("_at"))
