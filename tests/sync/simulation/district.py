"""The real district in this very process: its application, its tables in memory, time and crashes as told."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from sync.desk.connection import Answer
from sync.district.configuration import settings_for
from sync.district.keys import KEYS_FILE, DistrictKeys, district_keys
from sync.wire.messages import NOTE_TYPE

_FIRST_KEYS = json.dumps(
    {
        "district_id": base64.b64encode(bytes(range(16))).decode(),
        "receipt_seed": base64.b64encode(b"the receipts of the simulation..").decode(),
        "envelope_private": base64.b64encode(b"envelopes to the simulation.....").decode(),
        "web_secret": "simulated" * 6, "epoch": 1, "label": "huyện",
    }
)  # fmt: skip
_SILENT: dict[str, Any] = {"django": {"level": "CRITICAL"}}  # a refused request is no news here


class ServerCutError(Exception):
    """The server's current went at this very moment."""


class _Drawn:
    """Stands for `secrets` where keys are made: the same in every run of a seed."""

    def __init__(self, seed: float) -> None:
        self._chance = Random(seed)

    def token_bytes(self, count: int) -> bytes:
        return self._chance.randbytes(count)

    def token_hex(self, count: int) -> str:
        return self._chance.randbytes(count).hex()

    def token_urlsafe(self, count: int) -> str:
        return self.token_hex(count)


class _Time:
    """Stands for django.utils.timezone in the door."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now


class SimulatedDistrict:
    """One for a process: Django is set up once, and every seed begins with `begin`."""

    def __init__(self) -> None:
        self._cut_at = self.seed = 0  # `seed` counts the beginnings
        self._now: Callable[[], datetime] = datetime.now
        self.answers_before_commit = False
        self._folder = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self._home = Path(self._folder.name)
        (self._home / KEYS_FILE).write_text(_FIRST_KEYS)
        settings = settings_for(self._home, None, district_keys(self._home))
        settings["DATABASES"]["default"] |= {
            "NAME": ":memory:", "CONN_MAX_AGE": None, "OPTIONS": {"transaction_mode": "IMMEDIATE"},
        }  # fmt: skip
        settings["LOGGING"] = {"version": 1, "disable_existing_loggers": False, "loggers": _SILENT}
        self._application = _application(settings)
        from django.db import connection

        from sync.district import api

        connection.execute_wrappers.append(self._counted)
        vars(api)["timezone"] = _Time(lambda: self._now())
        self._empty = self.backup()

    def begin(self, now: Callable[[], datetime], chance: Random) -> None:
        """Start a seed with empty tables; codes are drawn from `chance`."""
        from sync.district import hub, key_care

        self._now, self._cut_at = now, 0
        self.seed += 1
        vars(hub)["secrets"] = chance
        vars(key_care)["secrets"] = _Drawn(chance.random())
        self.restore(self._empty)
        self.put_keys_back(_FIRST_KEYS)

    def code(self, agency_code: str, desk: int) -> str:
        """Return a one-time code."""
        from sync.district.hub import make_code

        return make_code(agency_code, desk, "", self._now())

    def publish(self, version: str) -> None:
        """Put something into every inbox."""
        from django.conf import settings

        from sync.district.publishing import publish

        week = {day: ["07:30-11:30"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
        text = json.dumps({"version": version, "working_time": week, "days": []})
        publish("calendar", text, self._now(), settings.DISTRICT_KEYS)

    def backup(self) -> bytes:
        """Return the tables as they are."""
        return self._raw().serialize()

    def restore(self, backup: bytes) -> None:
        """Put the tables back."""
        self._raw().deserialize(backup)

    def contradictions_in(self, number: str) -> tuple[object, ...]:
        """Return what the page of a dossier shows that two desks wrote against each other."""
        from sync.district.dossier_story import story_of
        from sync.district.models import DossierRow

        hubs = DossierRow.objects.filter(number=number).values_list("hub", flat=True)
        told = [story_of(hub, number) for hub in hubs]
        return tuple(each for story in told if story is not None for each in story.contradictions)

    def keys(self) -> str:
        """Return the file of keys as it is."""
        return (self._home / KEYS_FILE).read_text()

    def put_keys_back(self, kept: str) -> None:
        """Put the file of keys back, and start the server anew."""
        (self._home / KEYS_FILE).write_text(kept)
        self._started_anew()

    def rotate_keys(self) -> None:
        """Go on with new keys, handed over by the old ones."""
        from sync.district.key_care import rotate

        rotate(self._home, self._now())
        self._started_anew()

    def trusted(self) -> DistrictKeys:
        """Return the keys in use."""
        return district_keys(self._home)

    def receipt_keys(self) -> set[bytes]:
        """Return every key with which the district has signed, as far as it knows itself."""
        from sync.district.key_care import receipt_keys

        return {bytes.fromhex(each["key"]) for each in receipt_keys(self._home)}

    def _started_anew(self) -> None:
        from django.conf import settings

        settings.DISTRICT_KEYS = district_keys(self._home)

    @contextmanager
    def cut_at(self, statement: int) -> Iterator[None]:
        """Let the current go at the n-th SQL statement (0: never)."""
        self._cut_at = statement
        try:
            yield
        finally:
            self._cut_at = 0

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query gives."""
        return self._raw().execute(query).fetchall()

    def contradictions(self) -> list[str]:
        """Return what `district verify` would call a contradiction."""
        from sync.district.verifying.batches import ReceiptKeys
        from sync.district.verifying.findings import Weight
        from sync.district.verifying.verify import verify

        keys = ReceiptKeys(known=frozenset(self.receipt_keys()))
        return [str(each) for each in verify(keys).findings if each.weight is Weight.CONTRADICTION]

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Return what the application answers; ServerCutError."""
        parts = urlsplit(path)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "SERVER_NAME": "district",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.input": io.BytesIO(body or b""), "wsgi.errors": io.StringIO(),
            "CONTENT_LENGTH": str(len(body or b"")), "wsgi.multithread": False, "wsgi.multiprocess": False,
            "wsgi.run_once": False, "CONTENT_TYPE": "",
            "REMOTE_ADDR": "127.0.0.1",
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        }  # fmt: skip
        began: list[Any] = []
        try:
            content = b"".join(self._application(environ, lambda *said: began.extend(said)))
        except ServerCutError:
            raise
        except Exception as error:  # the server shows this as 500
            return Answer(500, False, repr(error).encode())
        status = int(began[0].split()[0])
        return Answer(status, dict(began[1]).get("Content-Type") == NOTE_TYPE, content)

    def _raw(self) -> sqlite3.Connection:
        from django.db import connection

        connection.ensure_connection()
        raw: sqlite3.Connection = connection.connection
        return raw

    def _counted(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if self._cut_at:
            self._cut_at -= 1
            if not self._cut_at:
                raise ServerCutError
        return execute(sql, params, many, context)


def _application(settings: dict[str, Any]) -> Any:
    import django
    from django.conf import settings as django_settings

    django_settings.configure(**settings, DEBUG_PROPAGATE_EXCEPTIONS=True)
    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from sync.district.short_way import with_short_way

    call_command("migrate", verbosity=0, interactive=False)
    return with_short_way(get_wsgi_application())
