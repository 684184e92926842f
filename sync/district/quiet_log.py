"""What the server writes about its own faults: where and of what kind, never what was in hand.

The text of an exception may hold a row of the database, and so a citizen's name.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Shows the places and kinds of an exception and of what caused it, without their texts."""

    def formatException(self, caught: _Caught) -> str:
        """Return a line a place, the innermost last, and the kind under them."""
        told: list[str] = []
        error, seen = caught[1], set[int]()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            places = traceback.extract_tb(error.__traceback__)
            told += [f"  {place.filename}:{place.lineno} {place.name}" for place in places]
            told.append(f"{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(told)
