"""The register for the whole life of a dossier, and the tables of the office's day; all are filled from the log."""

from typing import Any

_DROPPED = ("DROP TABLE dossiers",)

_REGISTER = (
    """CREATE TABLE dossiers (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, state INTEGER NOT NULL, received_at INTEGER NOT NULL,
        due_at INTEGER, reappointed_at INTEGER, started_at INTEGER, waiting_since INTEGER,
        supplements INTEGER NOT NULL, holder_kind TEXT NOT NULL, holder TEXT NOT NULL, posted INTEGER NOT NULL,
        finished_at INTEGER, handed_over_at INTEGER, ended_at INTEGER, last_seq INTEGER NOT NULL, salt BLOB NOT NULL,
        name TEXT NOT NULL, personal_number TEXT NOT NULL, phone_reversed TEXT NOT NULL,
        number_reversed TEXT NOT NULL, procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL,
        field TEXT NOT NULL, limit_unit TEXT NOT NULL, phone TEXT NOT NULL, address TEXT NOT NULL,
        village TEXT NOT NULL, applicant TEXT NOT NULL, submitter TEXT NOT NULL, submitter_name TEXT NOT NULL,
        submitter_phone TEXT NOT NULL, officer TEXT NOT NULL, return_by TEXT NOT NULL, place TEXT NOT NULL,
        birth_on INTEGER, original_due_at INTEGER, answer_by INTEGER
    ) STRICT""",
    "CREATE INDEX dossiers_due ON dossiers (due_at) WHERE state IN (2, 4, 5, 6)",
    "CREATE INDEX dossiers_ready ON dossiers (finished_at) WHERE state = 9",
    "CREATE INDEX dossiers_received ON dossiers (received_at)",
    "CREATE INDEX dossiers_finished ON dossiers (finished_at) WHERE finished_at IS NOT NULL",
    "CREATE INDEX dossiers_handed_over ON dossiers (handed_over_at) WHERE handed_over_at IS NOT NULL",
    "CREATE INDEX dossiers_ended ON dossiers (ended_at) WHERE ended_at IS NOT NULL",
    "CREATE INDEX dossiers_personal_number ON dossiers (personal_number) WHERE personal_number <> ''",
    "CREATE INDEX dossiers_nameless_number ON dossiers (applicant) WHERE personal_number = ''",
    "CREATE INDEX dossiers_submitter ON dossiers (submitter) WHERE submitter <> ''",
    "CREATE INDEX dossiers_phone ON dossiers (phone_reversed) WHERE phone_reversed <> ''",
    "CREATE INDEX dossiers_number_reversed ON dossiers (number_reversed)",
    # Only of unfinished dossiers, and all keys of one in one row: a row for each key would make a save touch a page for
    # each; looking through the narrow rows of one procedure costs 0.5 µs each.
    """CREATE TABLE name_keys (
        procedure TEXT NOT NULL, dossier INTEGER NOT NULL, keys TEXT NOT NULL, PRIMARY KEY (procedure, dossier)
    ) STRICT, WITHOUT ROWID""",
)

_LATENESS = (
    """CREATE TABLE apologies (
        dossier TEXT PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL, signed_by TEXT NOT NULL,
        published_at INTEGER, published_in TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX apologies_at ON apologies (at)",
    """CREATE TABLE tellings (
        dossier TEXT NOT NULL, seq INTEGER NOT NULL, about TEXT NOT NULL, channel TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (dossier, seq)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE postings (
        dossier TEXT PRIMARY KEY, tracking TEXT NOT NULL, manifest TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_OFFICE = (
    """CREATE TABLE fees (
        dossier TEXT PRIMARY KEY, at INTEGER NOT NULL, amount INTEGER NOT NULL, paid_by TEXT NOT NULL,
        receipt TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX fees_at ON fees (at)",
    """CREATE TABLE bags (
        seq INTEGER PRIMARY KEY, bag TEXT NOT NULL, from_name TEXT NOT NULL, to_name TEXT NOT NULL,
        packed_at INTEGER, packed_by TEXT NOT NULL, received_at INTEGER, received_by TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX bags_code ON bags (bag)",
    """CREATE TABLE bag_papers (
        bag INTEGER NOT NULL, dossier TEXT NOT NULL, is_listed INTEGER NOT NULL, is_missing INTEGER NOT NULL,
        PRIMARY KEY (bag, dossier)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE closures (
        seq INTEGER PRIMARY KEY, days TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, undone_at INTEGER
    ) STRICT""",
    """CREATE TABLE closure_moves (
        closure INTEGER NOT NULL, dossier TEXT NOT NULL, due_before INTEGER, due_after INTEGER NOT NULL,
        undone INTEGER NOT NULL, PRIMARY KEY (closure, dossier)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE day_closings (seq INTEGER PRIMARY KEY, on_day INTEGER NOT NULL) STRICT",
    "CREATE INDEX day_closings_day ON day_closings (on_day)",
    """CREATE TABLE pads (
        seq INTEGER PRIMARY KEY, on_day INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        slip_first INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX pads_day ON pads (on_day)",
    """CREATE TABLE pad_sheets (
        on_day INTEGER NOT NULL, counter INTEGER NOT NULL, dossier TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (on_day, counter)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE skipped_numbers (
        series TEXT NOT NULL, period INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        PRIMARY KEY (series, period, first)
    ) STRICT, WITHOUT ROWID""",
)


def whole_life(database: Any) -> None:
    """Make the register anew with room for the whole life, and the tables of the office's day."""
    for statement in (*_DROPPED, *_REGISTER, *_LATENESS, *_OFFICE):
        database.conn.execute(statement)
