"""The `desk` command in this process, on a real desk whose clock the test sets: quick enough for hundreds of acts."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.desk_app.life_desk import moment
from tests.desks import SetClock, make_office
from ui.cli.desk import main


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal; nothing went to standard output."""
        assert self.status in (1, 2), self
        assert self.out == "" and "Traceback" not in self.err
        assert len(self.err.strip().splitlines()) == 1, self.err
        return self.err.strip()

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON lines of a command that went well."""
        assert self.status == 0, self
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        """The only one."""
        (record,) = self.records
        return record


@dataclass(frozen=True)
class ActDesk:
    """A home folder, its clock, and the ears of the test."""

    home: Path
    clock: SetClock
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def at(self, text: str) -> None:
        """Set the clock."""
        self.clock.at = moment(text)

    def run(self, *words: str, feed: str = "") -> Said:
        """Run one command; `feed` is its standard input."""
        self.capsys.readouterr()
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(feed.encode()), encoding="utf-8"))
        try:
            status = main([words[0], *words[1:], "--home", str(self.home)])
        except SystemExit as left:
            status = int(left.code or 0)
        told = self.capsys.readouterr()
        return Said(status, told.out, told.err)

    def act(self, number: str, move: str, **facts: Any) -> Said:
        """Do `desk act NUMBER MOVE --json -` with these facts."""
        return self.run("act", number, move, "--json", "-", feed=json.dumps(facts, ensure_ascii=False))

    def receive(self, name: str = "Nguyễn Thị Ánh", procedure: str = "1.001731") -> str:
        """Take a dossier in; return its number."""
        line = json.dumps({"procedure": procedure, "applicant": {"name": name}}, ensure_ascii=False)
        return str(self.run("receive", "-", feed=line + "\n").record["number"])

    def seq(self) -> int:
        """Return how long the log is."""
        return int(self.run("status", "--json").record["seq"])


def act_desk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[ActDesk]:
    """Yield a desk set up on Wednesday, 9 December 2026, at 8 o'clock."""
    from tests.desks import PASSWORD
    from ui.composition import opening

    clock = SetClock(moment("2026-12-09 08:00"))
    make_office(home, clock).store.close()
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    monkeypatch.setattr(opening, "SystemClock", lambda: clock)
    yield ActDesk(home, clock, monkeypatch, capsys)
