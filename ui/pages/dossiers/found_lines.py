"""A dossier that was found, in two lines."""

from desk_app.ports import DossierRow
from ui.commune_words import desk_words
from ui.tables.dossier_words import Reading, tail_of
from ui.tables.matches import marks_in
from ui.widgets.rows import TwoLines


def two_lines(row: DossierRow, reading: Reading, typed: str) -> TwoLines:
    """Return the row with what was typed marked in its name."""
    return TwoLines(
        row.number,
        row.name,
        row.procedure_name,
        reading.words,
        tail_of(row.number) if row.held_by is None else f"{desk_words(row.held_by)} · {tail_of(row.number)}",
        reading.clock,
        reading.left,
        marked=marks_in(row.name, typed),
    )
