"""A file that leaves the district by a browser: to keep apart, never as a page, and noted with who took it."""

# mypy: disable-error-code="misc, no-any-unimported"

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sync.district.acts import Deed, note_act


def given_file(
    request: HttpRequest,
    content: bytes,
    kind: str,
    name: str,
    deed: Deed,
    *,
    subject: str,
    note: str = "",
    hub: int = 0,
) -> HttpResponse:
    """Return the answer with a file; the line that says who took it is written first.

    Whoever asks for the head alone (HEAD: a program that looks how large a file is before it fetches it) gets the same
    answer without the file. Nothing leaves the house by it, so nothing is noted: a line that says somebody took a scan
    must mean that somebody has it. A HEAD that the table of rights refuses is noted as every refusal is.
    """
    if request.method != "HEAD":
        note_act(request.user.get_username(), deed, timezone.now(), subject=subject, note=note, hub=hub)
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
