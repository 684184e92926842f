"""The short way of a batch: from the server straight to `api.taken`, past what only web pages need.

Django's request, middleware and response take half a millisecond, and a batch needs none of them: it is sealed itself,
carries no cookie, and is answered with a signed note.
"""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.db import close_old_connections

from sync.district import api
from sync.district.door import number_of
from sync.wire.limits import ENVELOPE_MOST
from sync.wire.messages import NOTE_TYPE

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_DESKS = "/v1/"
_FOR_DESKS = frozenset({"Allow", "Content-Type", "Content-Length", "Cache-Control", "X-Content-Type-Options"})
_EVENTS = re.compile(r"/v1/streams/([0-9a-f]{32})/([0-9]{1,9})/events", re.ASCII)


def with_short_way(application: Application) -> Application:
    """Return the WSGI application that answers batches itself and leaves everything else to `application`."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        place = _EVENTS.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "POST" else None
        if place is None:
            is_desk = environ["PATH_INFO"].startswith(_DESKS)
            return application(environ, _lean(start_response) if is_desk else start_response)
        close_old_connections()
        try:
            first = parse_qs(environ["QUERY_STRING"]).get("first", [""])[-1]
            status, note = api.taken(_body(environ), bytes.fromhex(place[1]), int(place[2]), number_of(first))
        finally:
            close_old_connections()
        headers = [
            ("Content-Type", NOTE_TYPE), ("Content-Length", str(len(note))), ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]  # fmt: skip
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [note]

    return answer


def _lean(start_response: Callable[..., Any]) -> Callable[..., Any]:
    """What tells a browser how to treat a page is no use to a desk, and as long as the answer."""

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [header for header in headers if header[0] in _FOR_DESKS], *more)

    return start


def _body(environ: dict[str, Any]) -> bytes | None:
    # The length is looked at before the first byte of the body is.
    if number_of(environ.get("CONTENT_LENGTH")) > ENVELOPE_MOST:
        return None
    body: bytes = environ["wsgi.input"].read(ENVELOPE_MOST + 1)
    return None if len(body) > ENVELOPE_MOST else body
