"""Pages about desks: the fleet, one device, one-time codes, and what people have to look at."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sync.district.authorisation import Action
from sync.district.codes import code_lines, uncompared
from sync.district.conflicts import conflict_lines, settle, with_dossiers
from sync.district.device import device_facts, keys_compared, revoke
from sync.district.doorkeeper import right_of
from sync.district.errors import DistrictInputError
from sync.district.fleet import Trouble, desk_lines, with_words
from sync.district.hub import devices_of, make_code, withdraw_code

AGENCY_CODE = re.compile(r"[0-9A-Z.]{3,20}")
LASTS = {"1": timedelta(days=1), "3": timedelta(days=3), "7": timedelta(days=7)}
_DESKS, _CONFLICTS = 100, 25
_SHOWN = {
    "late": lambda line: line.trouble.tone == "late",
    "soon": lambda line: line.trouble.tone == "soon",
    "ok": lambda line: line.trouble.tone == "ok",
    "out": lambda line: not line.trouble.tone,
}


def desks(request: Any) -> HttpResponse:
    """Show every desk, the one most in trouble first; `q` narrows by commune, `show` by how bad it is."""
    now, text, show = timezone.now(), request.GET.get("q", "")[:200], request.GET.get("show", "")
    everything = desk_lines(now)
    found = with_words(everything, text)
    counts = {name: sum(map(is_shown, found)) for name, is_shown in _SHOWN.items()}
    chosen = list(filter(_SHOWN[show], found)) if show in _SHOWN else found
    page = Paginator(chosen, _DESKS).get_page(request.GET.get("page"))
    shown = {
        "page": page, "text": text, "show": show, "counts": counts, "total": len(found), "any": bool(everything),
        "also": f"&show={show}" if show in _SHOWN else "", "Trouble": Trouble,
        "unproven": any(line.unproven for line in everything), "here": "desks",
    }  # fmt: skip
    return render(request, "district/desks.html", shown)


def desk(request: Any, device: str) -> HttpResponse:
    """Show one device."""
    return _device_page(request, device)


def revoke_device(request: Any, device: str) -> HttpResponse:
    """Take a device out of use, with a reason."""
    try:
        revoke(bytes.fromhex(device), request.POST.get("reason", ""), request.user.get_username(), timezone.now())
    except DistrictInputError:
        return _device_page(request, device, wrong="Xin ghi lý do thu hồi.")
    return redirect("desk", device)


def compare_keys(request: Any, device: str) -> HttpResponse:
    """Keep that both ends read the same digits."""
    try:
        keys_compared(bytes.fromhex(device), request.user.get_username(), timezone.now())
    except DistrictInputError as error:
        raise Http404 from error
    return redirect("desk", device)


def _device_page(request: Any, device: str, wrong: str = "") -> HttpResponse:
    facts = device_facts(bytes.fromhex(device), timezone.now())
    if facts is None:
        raise Http404
    may_revoke = right_of(request).may(Action.REVOKE_DEVICES)
    shown = {"facts": facts, "line": facts.line, "wrong": wrong, "may_revoke": may_revoke, "here": "desks"}
    return render(request, "district/desk.html", shown, status=400 if wrong else 200)


def enrolments(request: Any) -> HttpResponse:
    """Show codes that are open and devices not yet compared; a form makes a code, shown once, or withdraws one."""
    said: dict[str, Any] = {}
    if request.method == "POST":
        said = _withdrawn(request) if request.POST.get("what") == "withdraw" else _made(request)
    now = timezone.now()
    asked = request.POST if "wrong" in said else request.GET
    shown = {
        "lines": code_lines(now), "uncompared": uncompared(), "here": "enrolments", "desks": range(1, 10),
        "agency_code": asked.get("agency_code", "")[:20], "desk": asked.get("desk", "1"), **said,
    }  # fmt: skip
    return render(request, "district/enrolments.html", shown, status=400 if "wrong" in said else 200)


def _made(request: Any) -> dict[str, Any]:
    asked = request.POST
    agency_code, number = asked.get("agency_code", "").strip().upper(), asked.get("desk", "")
    lasts, name = LASTS.get(asked.get("lasts", "")), " ".join(asked.get("name", "").split())[:100]
    if not AGENCY_CODE.fullmatch(agency_code) or number not in tuple("123456789") or lasts is None or "\x00" in name:
        return {"wrong": "Mã cơ quan gồm chữ số, chữ hoa và dấu chấm, ví dụ 000.00.18.H32; số quầy từ 1 đến 9."}
    now = timezone.now()
    has_device = devices_of(agency_code, int(number)) > 0
    code = make_code(agency_code, int(number), name, now, lasts=lasts, by=request.user.get_username())
    return {"code": code, "of": (agency_code, number), "until": now + lasts, "has_device": has_device}


def _withdrawn(request: Any) -> dict[str, Any]:
    hub, code_hash = request.POST.get("hub", ""), request.POST.get("code", "")
    is_sound = hub.isascii() and hub.isdigit() and len(hub) < 19 and re.fullmatch(r"[0-9a-f]{64}", code_hash)
    by = request.user.get_username()
    if not is_sound or not withdraw_code(int(hub), bytes.fromhex(code_hash), by, timezone.now()):
        return {"wrong": "Mã này đã dùng hoặc không còn."}
    return {"done": True}


def conflicts(request: Any) -> HttpResponse:
    """Show what people have to look at, or (`show=settled`) what they decided."""
    return _conflict_page(request)


def settle_conflict(request: Any) -> HttpResponse:
    """Keep what people decided about one conflict."""
    hub, up_to = request.POST.get("hub", ""), request.POST.get("up_to", "")
    if not all(number.isascii() and number.isdigit() and len(number) < 19 for number in (hub, up_to)):
        return _conflict_page(request, wrong="Không có mâu thuẫn ấy.")
    subject, note = request.POST.get("subject", "")[:200], request.POST.get("note", "")
    try:
        settle(int(hub), subject, int(up_to), note, request.user.get_username(), timezone.now())
    except DistrictInputError:
        return _conflict_page(request, wrong="Xin ghi đã giải quyết thế nào.")
    return redirect("conflicts")


def _conflict_page(request: Any, wrong: str = "") -> HttpResponse:
    lines, show = conflict_lines(), request.GET.get("show", "")
    is_settled = show == "settled"
    chosen = [line for line in lines if (line.decided is not None) == is_settled]
    page = Paginator(chosen, _CONFLICTS).get_page(request.GET.get("page"))
    page.object_list = with_dossiers(page.object_list)
    shown = {
        "page": page, "text": "", "also": "&show=settled" if is_settled else "", "is_settled": is_settled,
        "open": sum(line.decided is None for line in lines), "settled": sum(line.decided is not None for line in lines),
        "may_settle": right_of(request).may(Action.SETTLE_CONFLICTS), "wrong": wrong, "here": "conflicts",
    }  # fmt: skip
    return render(request, "district/conflicts.html", shown, status=400 if wrong else 200)
