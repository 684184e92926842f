"""One run of the simulation in a process of its own, as its tests see it."""

from __future__ import annotations

import subprocess
import sys

from tests.sync.real_district import ROOT


def ran(*arguments: str) -> tuple[int, str]:
    """Return exit status and output; it complains about nothing."""
    line = (sys.executable, "-m", "tests.sync.simulation", *arguments)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout
