"""What is only seen inside the district's process, as JSON on stdout: addresses, own checks, queries."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
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
    """Return how many queries a page asks, how long it takes and how long it is, for an officer who has signed in."""
    import time

    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(User.objects.get(username=officer))
    client.get(path)
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    seconds = time.perf_counter() - begun
    return {"status": answer.status_code, "queries": len(asked), "seconds": seconds, "bytes": len(answer.content)}


def back_to(migration: str) -> str:
    """Take the tables back to what they were after a migration; return its name."""
    from django.core.management import call_command

    call_command("migrate", "district", migration, verbosity=0)
    return migration


def main() -> None:
    """Open the home named and print what is asked for."""
    home, what, *more = sys.argv[1:]
    open_district(Path(home), None, is_secure=what == "complaints")
    known: tuple[Callable[..., Any], ...] = (addresses, complaints, queries, back_to)
    print(json.dumps({each.__name__: each for each in known}[what](*more)))


if __name__ == "__main__":
    main()
