"""One-time codes without a new process for each: a line `agency-code desk` in, a code out, until the input ends."""

import sys
from pathlib import Path

from sync.district.opening import open_district


def main() -> None:
    """Give codes of the district in the home and database named."""
    open_district(Path(sys.argv[1]), sys.argv[2] or None)
    from django.db import connection
    from django.utils import timezone

    from sync.district.hub import make_code

    for line in sys.stdin:
        agency_code, desk = line.split()
        print(make_code(agency_code, int(desk), "", timezone.now()), flush=True)
        connection.close()


if __name__ == "__main__":
    main()
