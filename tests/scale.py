"""How much of a heavy programme a test run does: scaled down by default, in full with --slow."""

import os
from typing import TypeVar

_Much = TypeVar("_Much")


def many(quick: _Much, full: _Much) -> _Much:
    """Return `full` in a slow run (DESK_TESTS_SLOW=1, set by `run.py test --slow`), else `quick`."""
    return full if os.environ.get("DESK_TESTS_SLOW") == "1" else quick
