"""A hand at the district: takes every stick whose folder is named on standard input, and says what came of it.

A line `revoke DEVICE` takes a device out of use.
"""

import json
import sys
from pathlib import Path

from sync.district.opening import open_district


def main(home: str, database: str) -> None:
    """Answer a line of JSON for each line."""
    open_district(Path(home), database or None)
    from django.utils import timezone

    from sync.district.bundle import take_bundle
    from sync.district.models import Desk

    for line in sys.stdin:
        if line.startswith("revoke "):
            Desk.objects.filter(device=bytes.fromhex(line.split()[1])).update(revoked_at=timezone.now())
            print("[]", flush=True)
            continue
        said = [
            {
                "device": each.device.hex(), "taken": each.taken, "not_taken": each.not_taken,
                "taken_in": each.taken_in, "scans": each.scans, "scans_missing": each.scans_missing,
                "answered": each.answered, "refused": [type(error).__name__ for error in each.refused],
            }
            for each in take_bundle(Path(line.rstrip("\n")))
        ]  # fmt: skip
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
