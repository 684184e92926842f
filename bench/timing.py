"""How long a piece of work takes, by the clock on the wall; every bench measures with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ParamSpec

Given = ParamSpec("Given")


def timed(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Return the milliseconds that one call takes, wherever its time goes (this thread, a lock, the disk)."""
    start = time.perf_counter()
    work(*given, **named)
    return (time.perf_counter() - start) * 1000
