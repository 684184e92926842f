"""The harnesses that are programs of their own, for they fork and limit themselves: run one, read what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]


def told_by(program: str, *arguments: object) -> dict[str, Any]:
    """Run `tests.faults.<program>`; return the JSON object of its last line."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{program}", *map(str, arguments)],
        cwd=HOUSE, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
