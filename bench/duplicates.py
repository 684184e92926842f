"""Is this person's dossier here already? At 100,000 unfinished dossiers, beside the bare look at the keys.

Run from the project's folder: `python -m bench.duplicates [ROWS] [FOLDER]`; prints one JSON object. The desk is built
once in FOLDER and used again; 100,000 receptions take a minute or two. Names are distributed as in `bench.search`,
every third dossier is of the same procedure, and nothing is finished: no office is ever so far behind.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.save import PASSWORD, office_at
from bench.search import GIVEN, MIDDLE, SURNAMES
from bench.timing import timed
from db.desk_home import open_desk
from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.event_facts import ProcedureTerms, Promise
from desk_app.domain.events import Received
from desk_app.domain.name_keys import name_keys
from desk_app.domain.person import Person
from sync.wire.codec import MessagePackCodec
from ui.composition.machine import SystemChance, SystemClock

AGENCY = "000.00.18.H32"
START = datetime(2026, 1, 5, 8, 0, tzinfo=OFFICE_ZONE)
PROCEDURES = ("1.004873", "1.001193", "2.000815")
ROUNDS = 7
GOAL_MS = 200


def main(rows: int, folder: Path) -> None:
    """Build if need be, ask, print."""
    home = folder / f"duplicates-{rows}"
    fresh = not home.exists()
    store = _new_desk(home) if fresh else _old_desk(home)
    built = timed(_fill, store, rows) / 1000 if fresh else 0.0
    asked = [_mistyped(_person(random.Random(seed), seed), seed) for seed in range(0, rows, max(1, rows // 40))]
    samples, bare, found = [], [], 0
    for person in asked:
        found += bool(store.people.possible_duplicates(person, PROCEDURES[0]))
        samples += [timed(store.people.possible_duplicates, person, PROCEDURES[0]) for _ in range(ROUNDS)]
        bare += [timed(_bare, store, person) for _ in range(ROUNDS)]
    store.close()
    median, floor = statistics.median(samples), statistics.median(bare)
    figures = {
        "rows": rows, "built_s": round(built, 1), "people": len(asked), "with_a_hit": found,
        "median_ms": round(median, 3), "p95_ms": round(sorted(samples)[int(len(samples) * 0.95)], 3),
        "worst_ms": round(max(samples), 3), "bare_median_ms": round(floor, 3), "ratio": round(median / floor, 2),
        "goal_worst_ms": GOAL_MS,
    }  # fmt: skip
    print(json.dumps(figures, indent=1))


def _new_desk(home: Path) -> DeskStore:
    office, _ = office_at(home)
    store = office.store
    assert isinstance(store, DeskStore)
    return store


def _old_desk(home: Path) -> DeskStore:
    clock, chance = SystemClock(), SystemChance()
    opened = open_desk(home, codec=MessagePackCodec(), clock=clock, chance=chance, officer="Hoa", password=PASSWORD)
    return opened.store


def _fill(store: DeskStore, rows: int) -> None:
    for first in range(0, rows, 5000):
        with store.unit_of_work("hoa") as work:
            for seed in range(first, min(first + 5000, rows)):
                day, counter = divmod(seed, 240)
                on = START + timedelta(days=day)
                number = f"{AGENCY}-{on:%y%m%d}-{1000 + counter}"
                work.append(_received(_person(random.Random(seed), seed), seed, on), dossier=number)
            work.commit()


def _received(person: Person, seed: int, on: datetime) -> Received:
    terms = ProcedureTerms(PROCEDURES[seed % len(PROCEDURES)], "Chứng thực", "Tư pháp", 5, "working_day", "", "2026")
    promise = Promise(on + timedelta(days=7), "", "2026")
    return Received(
        seed.to_bytes(16, "big"), "K7MD", seed + 1, "TT03/2025", terms, promise, person, None, "", (), 1, "counter", ""
    )


def _person(chance: random.Random, seed: int) -> Person:
    surnames, weights = zip(*SURNAMES, strict=True)
    name = " ".join(f"{chance.choices(surnames, weights)[0]} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}".split())
    birth = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    return Person(name, f"0661{seed:08d}", birth, address=f"thôn {seed % 9}", phone=f"09{seed:08d}")


def _mistyped(person: Person, seed: int) -> Person:
    """The same person as typed in a hurry: without the number, one letter short."""
    name = person.name[:-1] if seed % 2 else person.name.upper()
    return Person(name, "", person.birth_on)


def _bare(store: DeskStore, person: Person) -> None:
    """The floor: the look at the keys alone."""
    keys = name_keys(person.name)
    condition = " OR ".join("instr(keys, ?)" for _ in keys)
    store.connection.execute(
        f"SELECT dossier FROM name_keys WHERE procedure = ? AND ({condition})", (PROCEDURES[0], *keys)
    ).fetchall()


if __name__ == "__main__":
    ROWS = int(sys.argv[1]) if sys.argv[1:] else 100_000
    if sys.argv[2:]:
        main(ROWS, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(ROWS, Path(temporary))
