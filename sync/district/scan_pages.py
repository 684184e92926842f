"""Giving a scan to a person of the district: as a file to keep apart, never as a page, and noted."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator"

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sync.district.acts import Deed
from sync.district.dossier_scans import given_scan
from sync.district.giving import given_file

_DEVICE, _ROOT = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{64}")
_PDF = b"%PDF-"
# Whatever a patched desk sent is opened by no program here, and by none of the browser's in this site's name.
_POLICY = "default-src 'none'; sandbox"


def scan_file(request: HttpRequest, hub: int, device: str, root: str) -> HttpResponse:
    """Give a scan that is here whole and sound; 404 otherwise. Who took it, and of which dossier, is noted first."""
    is_named = _DEVICE.fullmatch(device) and _ROOT.fullmatch(root)
    given = given_scan(hub, bytes.fromhex(device), bytes.fromhex(root)) if is_named else None
    if given is None:
        return render(request, "district/no_scan.html", {"here": "dossiers"}, status=404)
    kind, ending = ("application/pdf", "pdf") if given.content.startswith(_PDF) else ("application/octet-stream", "bin")
    name, said = f"ban-quet-{root[:8]}.{ending}", f"bản quét {root[:8]}, {given.pages} trang"
    answer = given_file(
        request, given.content, kind, name, Deed.SCAN_READ, subject=given.number, note=said, hub=hub
    )  # fmt: skip
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
