"""A control: a district that forgets to cut off what it has already. The harness must notice it."""

import sys
from pathlib import Path

from sync.district import command
from sync.district.opening import open_district


def _open_without_cut(home: Path, database: str | None, *, is_secure: bool = False) -> None:
    open_district(home, database, is_secure=is_secure)
    from sync.district import ingest  # its tables can be named only now

    ingest.fresh_of = lambda events, head: list(events)


def main() -> int:
    """Run the district's command without the cut."""
    vars(command)[open_district.__name__] = _open_without_cut
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
