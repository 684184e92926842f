"""What is only seen inside the district's process, as JSON on stdout: addresses, own checks, queries."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sync.district.opening import open_district


def addresses() -> list[dict[str, str | None]]:
    """Return every address: its name, and a path that leads there."""
    from django.urls import get_resolver

    found = []
    patterns: list[Any] = list(get_resolver().url_patterns)
    for pattern in patterns:
        text = str(pattern.pattern)
        path = re.sub(r"\(\?P<device>[^)]*\)|<\w*:?device>", "ab" * 16, text)
        path = re.sub(r"\(\?P<epoch>[^)]*\)|<int:\w+>", "1", path)
        path = re.sub(r"<(?:path:|str:)?\w+>", "x", path)
        found.append({"name": pattern.name, "path": "/" + re.sub(r"[\^$]", "", path)})
    return found


def complaints() -> list[str]:
    """Return what Django's own checks for a server in use complain of."""
    from django.core import checks

    found = checks.run_checks(include_deployment_checks=True)
    return [str(complaint) for complaint in found if not complaint.is_silenced()]


def queries(path: str, officer: str) -> dict[str, Any]:
    """Return how many queries a page asks, how many bytes it is and what it costs the processor, for an officer."""
    import time

    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(User.objects.get(username=officer))
    client.get(path)
    begun = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    seconds = time.process_time() - begun
    return {"status": answer.status_code, "queries": len(asked), "seconds": seconds, "bytes": len(answer.content)}


def simulated(first: str, last: str) -> int:
    """Add desks `first` to `last`: each tenth silent for four days, each seventh for a day and a half, each fifth with
    a full disk; return how many.
    """
    from django.db import transaction
    from django.utils import timezone

    from sync.district.models import Desk, Hub, Stream

    now, numbers = timezone.now(), range(int(first), int(last) + 1)
    long_ago = now - timedelta(days=90)
    with transaction.atomic():
        for number in numbers:
            hours = 96 if number % 10 == 0 else 36 if number % 7 == 0 else 0
            Hub.objects.create(hub=number, agency_code=f"000.{number:03}.H32", name=f"xã Thứ {number}")
            Desk.objects.create(
                hub=number, device=number.to_bytes(16, "big"), number=1, public_key=bytes(32), enrolled_at=long_ago,
                last_contact_at=now - timedelta(hours=hours, minutes=10), epoch=1, reported_head=100, inbox_last=3,
                inbox_acknowledged=3, kept_keys=bytes(60_000), program="0.1.0", clock_ahead=0,
                free_disk=10**8 if number % 5 == 0 else 10**11,
            )  # fmt: skip
            Stream.objects.create(
                hub=number, device=number.to_bytes(16, "big"), epoch=1, head_seq=100 - number % 3, head_chain=bytes(32),
                heard_at=long_ago, reported_head=100,
            )  # fmt: skip
    return len(numbers)


def back_to(migration: str) -> str:
    """Take the tables back to what they were after a migration; return its name."""
    from django.core.management import call_command

    call_command("migrate", "district", migration, verbosity=0)
    return migration


def main() -> None:
    """Open the home named and print what is asked for."""
    home, what, *more = sys.argv[1:]
    open_district(Path(home), None, is_secure=what == "complaints")
    known: tuple[Callable[..., Any], ...] = (addresses, complaints, queries, simulated, back_to)
    print(json.dumps({each.__name__: each for each in known}[what](*more)))


if __name__ == "__main__":
    main()
