"""A hand at the district: takes every stick whose folder is named on standard input, and says what came of it."""

import json
import sys
from pathlib import Path

from sync.district.opening import open_district


def main(home: str, database: str) -> None:
    """Answer a line of JSON for each line."""
    open_district(Path(home), database or None)
    from sync.district.bundle import take_bundle

    for line in sys.stdin:
        said = [
            {
                "device": each.device.hex(), "taken": each.taken, "not_taken": each.not_taken,
                "answered": each.answered, "refused": [type(error).__name__ for error in each.refused],
            }
            for each in take_bundle(Path(line.rstrip("\n")))
        ]  # fmt: skip
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
