"""What is only seen inside the district's process, as JSON on stdout: addresses, own checks, queries."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.district.configuration import settings_for
from sync.district.keys import district_keys
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
        path = re.sub(r"<path:\w+>", "000.00.18.H32-261208-1001", path)
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


def before_roles(home: Path, officer: str, password: str) -> None:
    """Set a district up as the program of before the roles did, with an officer."""
    import django
    from django.conf import settings

    settings.configure(**settings_for(home, None, district_keys(home)))
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command

    for app in ("auth", "contenttypes", "sessions"):
        call_command("migrate", app, verbosity=0)
    call_command("migrate", "district", "0007", verbosity=0)
    User.objects.create_user(officer, password=password)


def main() -> None:
    """Open the home named and print what is asked for."""
    home, what, *more = sys.argv[1:]
    if what == "before_roles":
        return before_roles(Path(home), *more)
    open_district(Path(home), None, is_secure=what == "complaints")
    known: dict[str, Callable[..., Any]] = {"addresses": addresses, "complaints": complaints, "queries": queries}
    print(json.dumps(known[what](*more)))


if __name__ == "__main__":
    main()
