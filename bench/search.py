"""Searching dossiers: 30 questions against the bare full-text statement in the same run. Prints one JSON object.

Run from the project's folder: `python -m bench.search [ROWS] [FOLDER]`; the database is built once in FOLDER and used
again. A million rows take some minutes and about 1 GB.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bench.timing import timed
from db.checkpoint import rearm
from db.collation import add_collation
from db.engine import Connection, open_database
from db.migrations.steps import migrate
from db.projections.person_columns import person_columns, persons_of
from db.projections.person_key import person_key
from db.projections.standing_columns import columns_of
from db.register_queries import DeskRegister
from db.search import match_of
from db.words import folded_words, reversed_number, searched_words
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.lifecycle import State
from desk_app.domain.person import Person
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.standing import Standing
from desk_app.domain.text import fold
from sync.wire.codec import MessagePackCodec

ROUNDS = 9
LIMIT = 50
AGENCY = "000.00.18.H32"
START = datetime(2010, 1, 4, 8, 0, tzinfo=OFFICE_ZONE)
# Surnames by their real weights: three people in ten are called Nguyễn.
SURNAMES = (
    ("Nguyễn", 315), ("Trần", 109), ("Lê", 88), ("Phạm", 59), ("Hoàng", 45), ("Phan", 45), ("Vũ", 39), ("Đặng", 21),
    ("Bùi", 20), ("Đỗ", 19), ("Hồ", 16), ("Ngô", 13), ("Dương", 10), ("Lý", 5), ("Đào", 5), ("Đoàn", 5), ("Vương", 4),
    ("Trịnh", 4), ("Đinh", 4), ("Lâm", 4), ("Mai", 4), ("Tô", 3), ("Hà", 3), ("Quách", 1), ("Nghiêm", 1),
)  # fmt: skip
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Ngọc", "Quốc", "Minh", "Thanh", "Xuân", "Công", "Thu", "Kim", "Mỹ", "Bảo", "")
GIVEN = (
    "An", "Anh", "Ánh", "Bình", "Bích", "Chi", "Cường", "Dung", "Dũng", "Duyên", "Đào", "Đạt", "Giang", "Hà", "Hải",
    "Hạnh", "Hiền", "Hiếu", "Hoa", "Hoà", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung",
    "Oanh", "Phúc", "Phương", "Quân", "Quý", "Sơn", "Tâm", "Thảo", "Thắng", "Thuỷ", "Tiên", "Trang", "Tuấn", "Uyên",
    "Vinh", "Yến",
)  # fmt: skip
TYPED = "nguyen van an"
QUESTIONS = (
    *(TYPED[:length] for length in range(1, len(TYPED) + 1) if TYPED[length - 1] != " "),
    "nguyễn", "Nguyễn Thị Đào", "đào", "dao", "tran th", "vuong quy", "quach", "van thi huu", "nguyen quach", "xyzzy",
    "khong co ai", "1042", "104", "261121", "0905", "555", "046185", "046185001234", "000.00.18.H32-1",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One question: every time it took and the median of the bare statement, in ms, and how many rows it finds."""

    samples: list[float]
    bare_ms: float
    hits: int

    @property
    def ms(self) -> float:
        return statistics.median(self.samples)

    @property
    def figures(self) -> dict[str, float]:
        return {"ms": round(self.ms, 3), "bare_ms": round(self.bare_ms, 3), "hits": self.hits}


def main(rows: int, folder: Path) -> None:
    """Build if need be, ask, print."""
    path = folder / f"search-{rows}.db"
    fresh = not path.exists()
    connection = open_database(path, bytes(32))
    add_collation(connection)
    migrate(connection, MessagePackCodec())
    built = build(connection, rows) if fresh else 0.0
    register = DeskRegister(connection, MessagePackCodec(), bytes(32))
    asked = {question: measured(connection, register, question) for question in QUESTIONS}
    every = sorted(sample for each in asked.values() for sample in each.samples)
    connection.close()
    p95, bare = every[int(len(every) * 0.95)], sorted(each.bare_ms for each in asked.values())[int(len(asked) * 0.95)]
    print(
        json.dumps(
            {
                "rows": rows,
                "built_s": round(built, 1),
                "questions": len(QUESTIONS),
                "median_ms": round(statistics.median(each.ms for each in asked.values()), 3),
                "p95_ms": round(p95, 3),
                "worst_ms": round(every[-1], 3),
                "bare_p95_ms": round(bare, 3),
                "ratio": round(p95 / bare, 2),
                "goal_p95_ms": 10,
                "by_question": {question: each.figures for question, each in asked.items()},
            },
            ensure_ascii=False,
            indent=1,
        )
    )


def measured(connection: Connection, register: DeskRegister, question: str) -> Measured:
    """Ask through the register and by the bare statement; warm, medians in ms."""
    words = folded_words(question)
    bare_words = match_of(words, begun={words[-1]})
    register.find(question, LIMIT)
    samples = [timed(register.find, question, LIMIT) for _ in range(ROUNDS)]
    bare = [timed(bare_statement, connection, bare_words) for _ in range(ROUNDS)]
    return Measured(samples, statistics.median(bare), len(register.find(question, LIMIT)))


def bare_statement(connection: Connection, words: str) -> None:
    """The floor: the full-text question alone."""
    connection.execute(
        "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?", (words, LIMIT)
    ).fetchall()


def build(connection: Connection, rows: int) -> float:
    """Fill the tables that searching reads, as the projections would; return the seconds."""
    chance = random.Random(20261121)
    surnames, weights = zip(*SURNAMES, strict=True)
    start = time.perf_counter()
    for first in range(1, rows + 1, 20_000):
        connection.execute("BEGIN IMMEDIATE")
        for seq in range(first, min(first + 20_000, rows + 1)):
            surname = chance.choices(surnames, weights)[0]
            name = " ".join(f"{surname} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}".split())
            put(connection, seq, name, chance)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for _ in range(20):  # as the quiet moments of those years have done
            rearm(connection)
    return time.perf_counter() - start


def put(connection: Connection, seq: int, name: str, chance: random.Random) -> None:
    """Write one dossier's row, words and person."""
    day, counter = divmod(seq, 240)
    at = START + timedelta(days=day)
    number = f"{AGENCY}-{at:%y%m%d}-{1000 + counter}"
    person = Person(
        name,
        f"0{chance.randrange(40, 50)}{chance.randrange(4)}{chance.randrange(100):02d}{chance.randrange(10**6):06d}",
    )
    phone = f"09{chance.randrange(10**8):08d}"
    received = milliseconds_of(at)
    standing = Standing(
        state=State.HANDED_OVER, received_at=at, due_at=at + timedelta(days=5), finished_at=at + timedelta(days=3),
        handed_over_at=at + timedelta(days=4),
    )  # fmt: skip
    row = {
        "id": seq, "number": number, "number_reversed": reversed_number(number), "last_seq": seq, "salt": bytes(16),
        "procedure_code": "1.001653", "procedure_name": "Cấp đổi giấy xác nhận", "field": "", "limit_unit": "",
        "officer": "hoa", "return_by": "counter", "place": "", **columns_of(standing),
        **person_columns(persons_of(replace(person, phone=phone), None)),
    }  # fmt: skip
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO dossiers ({columns}) VALUES ({marks})", tuple(row.values()))
    connection.execute("INSERT INTO dossier_words (rowid, words) VALUES (?, ?)", (seq, searched_words((name,), number)))
    connection.execute(
        "INSERT OR IGNORE INTO people VALUES (?, ?, ?, ?, NULL, '', '', ?, '', ?, 1)",
        (person_key(person), name, fold(name), person.personal_number, phone, received),
    )


if __name__ == "__main__":
    ROWS = int(sys.argv[1]) if sys.argv[1:] else 100_000
    if sys.argv[2:]:
        main(ROWS, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(ROWS, Path(temporary))
