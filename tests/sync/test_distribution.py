"""The schema and the ingest with the hub as distribution column: PostgreSQL's own hash partitions enforce it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg

from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict
from tests.sync.real_postgresql import RealPostgresql

_PARTITIONS = 8
_TABLES = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'hub'"
    " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition ORDER BY 1"
)
_UNIQUE = (
    "SELECT x.indrelid::regclass::text, x.indexrelid::regclass::text, a.attname FROM pg_index x"
    " JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]"
    " JOIN pg_class c ON c.oid = x.indrelid WHERE x.indisunique AND c.relnamespace = 'public'::regnamespace"
)
_OF_NO_HUB = {"auth_", "django_", "sign_in_guess"}  # people who sign in, sessions, migrations: small, on every machine


def _spread(url: str) -> list[str]:
    """Turn every table with a hub into hash partitions; PostgreSQL refuses a unique index that leaves the hub out."""
    with psycopg.connect(url) as connection:
        tables = [row[0] for row in connection.execute(_TABLES).fetchall()]
        for table in tables:
            indexes = connection.execute(
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass",
                (table,),
            ).fetchall()
            statements = [
                f"ALTER TABLE {table} RENAME TO whole_{table}",
                f"CREATE TABLE {table} (LIKE whole_{table} INCLUDING DEFAULTS) PARTITION BY HASH (hub)",
                *(
                    f"CREATE TABLE {table}_{number} PARTITION OF {table}"
                    f" FOR VALUES WITH (MODULUS {_PARTITIONS}, REMAINDER {number})"
                    for number in range(_PARTITIONS)
                ),
                f"INSERT INTO {table} SELECT * FROM whole_{table}",
                f"DROP TABLE whole_{table}",
                *(definition for (definition,) in indexes),
            ]
            for statement in statements:
                connection.execute(statement.encode())
        return tables


def test_every_unique_key_begins_with_the_hub_and_no_number_comes_from_a_sequence(
    own_home: Path, postgresql: RealPostgresql
) -> None:
    url = postgresql.new_database()
    RealDistrict(own_home, url).run("status")
    with psycopg.connect(url) as connection:
        own = [row for row in connection.execute(_UNIQUE).fetchall() if not row[0].startswith(tuple(_OF_NO_HUB))]
        sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
        # Seen to work: a key that leaves the hub out is noticed.
        connection.execute("CREATE UNIQUE INDEX crossing ON dossier (number)")
        crossing = [row for row in connection.execute(_UNIQUE).fetchall() if row[1] == "crossing"]
    assert len(own) > 12
    assert [row for row in own if row[2] != "hub"] == []
    assert [name for (name,) in sequences if not name.startswith(tuple(_OF_NO_HUB))] == []
    assert [row[2] for row in crossing] == ["number"]


def test_batches_go_in_with_every_table_spread_by_hub(own_home: Path, postgresql: RealPostgresql) -> None:
    url = postgresql.new_database()
    district = RealDistrict(own_home, url)
    district.run("status")
    assert {"event", "dossier", "receipt", "log_entry", "stream", "desk", "hub"} <= set(_spread(url))
    district.start()
    desks = [FakeOutbox(seed=number, agency_code=f"000.00.{number}.H32") for number in range(60, 65)]
    codes = {desk.seed: district.code(1, desk.agency_code) for desk in desks}
    for _ in range(3):
        for desk in desks:
            desk.work(40)
            run_round(desk, desk.signer, district.url, codes[desk.seed], clock=StillClock())
    district.run("publish", "calendar", "desk_app/catalogue/calendar.json")
    for desk in desks:
        run_round(desk, desk.signer, district.url, "", clock=StillClock())
        assert district.events(desk.device) == desk.sent_events()
    with psycopg.connect(url) as connection:
        held = connection.execute("SELECT tableoid::regclass::text, hub FROM event GROUP BY 1, 2").fetchall()
    assert len(held) == len(desks)  # each commune in one place
    assert len({place for place, _ in held}) > 1  # and not all in the same
    assert district.stop() == ""
    line = (sys.executable, "-m", "sync.district.command", "verify", "--home", str(own_home), "--database", url)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
