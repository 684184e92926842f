"""The log, the tables derived from it, and the few things that are only this machine's."""

from typing import Any

_LOG = (
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY, header BLOB NOT NULL, digest BLOB NOT NULL, body BLOB, chain BLOB NOT NULL
    ) STRICT""",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER events_are_kept BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
)

_DERIVED = (
    "CREATE TABLE event_index (seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, dossier TEXT) STRICT",
    "CREATE INDEX event_index_dossier ON event_index (dossier, seq) WHERE dossier IS NOT NULL",
    """CREATE TABLE stream (
        id INTEGER PRIMARY KEY CHECK (id = 1), public_key BLOB NOT NULL, agency_code TEXT NOT NULL,
        desk INTEGER NOT NULL, salt BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE dossiers (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, state INTEGER NOT NULL, name TEXT NOT NULL,
        personal_number TEXT NOT NULL, phone_reversed TEXT NOT NULL, number_reversed TEXT NOT NULL,
        procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL, received_at INTEGER NOT NULL, due_at INTEGER,
        finished_at INTEGER, handed_over_at INTEGER, last_seq INTEGER NOT NULL, salt BLOB NOT NULL,
        applicant TEXT NOT NULL, submitter TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX dossiers_due ON dossiers (due_at) WHERE state IN (2, 4, 5, 6)",
    "CREATE INDEX dossiers_ready ON dossiers (finished_at) WHERE state = 9",
    "CREATE INDEX dossiers_received ON dossiers (received_at)",
    "CREATE INDEX dossiers_finished ON dossiers (finished_at) WHERE finished_at IS NOT NULL",
    "CREATE INDEX dossiers_handed_over ON dossiers (handed_over_at) WHERE handed_over_at IS NOT NULL",
    "CREATE INDEX dossiers_personal_number ON dossiers (personal_number) WHERE personal_number <> ''",
    "CREATE INDEX dossiers_phone ON dossiers (phone_reversed) WHERE phone_reversed <> ''",
    "CREATE INDEX dossiers_number_reversed ON dossiers (number_reversed)",
    # No column filters and no phrases are asked, so no positions are kept; six prefix sizes make typing instant.
    """CREATE VIRTUAL TABLE dossier_words USING fts5 (
        words, content='', detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 0", prefix='1 2 3 4 5 6'
    )""",
    """CREATE TABLE people (
        person TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, personal_number TEXT NOT NULL,
        birth_on INTEGER, sex TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
        last_seen_at INTEGER NOT NULL, dossiers INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # One small table for all series: each page touched by a save is a page more to seal and to write.
    """CREATE TABLE highest_numbers (
        series TEXT NOT NULL, period INTEGER NOT NULL, desk INTEGER NOT NULL, highest INTEGER NOT NULL,
        PRIMARY KEY (series, period, desk)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE print_numbers (
        dossier TEXT NOT NULL, form TEXT NOT NULL, highest INTEGER NOT NULL, PRIMARY KEY (dossier, form)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE setting_changes (
        name TEXT NOT NULL, seq INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name, seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE calendar_changes (seq INTEGER PRIMARY KEY) STRICT",
    """CREATE TABLE reference_versions (
        seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE officers (officer TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE enrolments (
        seq INTEGER PRIMARY KEY, district_id BLOB NOT NULL, receipt_key BLOB NOT NULL, envelope_key BLOB NOT NULL,
        label TEXT NOT NULL
    ) STRICT""",
)

_LOCAL = (
    "CREATE TABLE local_numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE drafts (name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE prints (
        id INTEGER PRIMARY KEY, dossier TEXT NOT NULL, form TEXT NOT NULL, paper TEXT NOT NULL,
        print_number INTEGER NOT NULL, state TEXT NOT NULL, asked_at INTEGER NOT NULL, note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX prints_dossier ON prints (dossier, form)",
    "CREATE INDEX prints_open ON prints (state) WHERE state IN ('waiting', 'printing', 'ask', 'failed')",
)


def log_and_projections(database: Any) -> None:
    """Create everything the first release needs."""
    for statement in (*_LOG, *_DERIVED, *_LOCAL):
        database.conn.execute(statement)
