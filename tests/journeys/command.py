"""The `desk` and `district` commands as a script calls them: child processes, no shell."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.journeys.warm import warm

ROOT = Path(__file__).parents[2]
PASSWORD = "nắng sớm đồi chè xanh"


def run(module: str, *arguments: str, feed: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command module to its end; text in UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        input=feed if feed is not None else "",
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False, timeout=120,
        env=_environment(environment),
    )  # fmt: skip


def desk(*arguments: str, feed: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `desk`, from the start or (where a process can fork) from where it is loaded."""
    if hasattr(os, "fork"):
        return warm().call(arguments, feed or "", _environment(environment))
    return run("ui.cli.desk", *arguments, feed=feed, **environment)


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "DESK_PASSWORD": PASSWORD, **more}


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Return the JSON lines of a command that went well."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def init(home: Path, *more: str) -> str:
    """Set a desk up; return its recovery code."""
    done = desk(
        "init", "--home", str(home), "--agency-code", "000.00.18.H32", "--agency-name", "xã Suối Hương",
        "--officer", "Trần Thị Mỹ Hạnh", *more,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def line(name: str = "Nguyễn Thị Ánh", procedure: str = "1.004873", **more: Any) -> str:
    """Return one line for `desk receive`."""
    return json.dumps({"procedure": procedure, "applicant": {"name": name}, **more}, ensure_ascii=False) + "\n"


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the sentence on stderr, after checking that it is one line and no traceback."""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr.strip()
