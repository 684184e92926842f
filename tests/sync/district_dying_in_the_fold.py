"""A district that dies just before it folds anew what several desks wrote."""

import os
import sys
from pathlib import Path
from typing import Any

from sync.district import command
from sync.district.opening import open_district


def _open_mortal(home: Path, database: str | None, *, is_secure: bool = False) -> None:
    open_district(home, database, is_secure=is_secure)
    from sync.district import ingest  # its tables can be named only now

    def die(*_: Any) -> None:
        os._exit(137)

    assert "fold_again" in vars(ingest)
    vars(ingest)["fold_again"] = die


if __name__ == "__main__":
    vars(command)[open_district.__name__] = _open_mortal
    sys.exit(command.main())
