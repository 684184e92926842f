"""A control: a district whose search for desks errs over one letter. The storm of hostile words must find it."""

import sys
from pathlib import Path
from typing import Any

from sync.district import command
from sync.district.opening import open_district


def _open_fragile(home: Path, database: str | None, *, is_secure: bool = False) -> None:
    open_district(home, database, is_secure=is_secure)
    from sync.district import fleet_pages  # its tables can be named only now

    sound = vars(fleet_pages)["with_words"]

    def fragile(lines: Any, text: str) -> Any:
        if "\x00" in text:
            raise ValueError(text)
        return sound(lines, text)

    vars(fleet_pages)["with_words"] = fragile


if __name__ == "__main__":
    vars(command)[open_district.__name__] = _open_fragile
    sys.exit(command.main())
