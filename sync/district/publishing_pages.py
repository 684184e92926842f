"""Publishing a catalogue or calendar: choose the file, read what changes, sign and send."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.errors import DeskError
from desk_app.domain.procedure import catalogue_from_json
from sync.district.authorisation import Action
from sync.district.difference import Change, calendar_changes, catalogue_changes
from sync.district.doorkeeper import right_of
from sync.district.dossier_search import communes
from sync.district.errors import DistrictInputError
from sync.district.models import Desk, Hub, InboxRow, Publication
from sync.district.publishing import counts_already, furthest_day, publish, version_of
from sync.district.references import ALL_HUBS, CALENDAR, CATALOGUE, current_text

_WORDS = {CATALOGUE: "Danh mục thủ tục", CALENDAR: "Lịch làm việc"}
_MOST_BYTES = 3 * 1024 * 1024
_SHOWN = 60


class UnfitError(Exception):
    """What was typed or chosen cannot be published; its text says why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to publish: `hub` 0 is everybody, `begins` None at once."""

    subject: str
    text: str
    version: str
    hub: int
    begins: date | None


def publications(request: HttpRequest) -> HttpResponse:
    """Show what was published, newest first, how many desks have it, and the form for more."""
    return _page(request)


def preview(request: HttpRequest) -> HttpResponse:
    """Show what a file would change; nothing is sent."""
    try:
        draft = _draft(request)
        changes = _changes(draft)
    except UnfitError as error:
        return _page(request, str(error))
    except DeskError as error:
        return _page(request, f"Tệp chưa dùng được: {error.facts.get('place')}: {error.facts.get('reason')}")
    known = {
        "draft": draft,
        "words": _WORDS[draft.subject],
        "commune": dict(communes()).get(draft.hub, "mọi quầy"),
        "changes": changes,
        "same": not changes,
        "here": "publications",
    }
    return render(request, "district/publishing_preview.html", known)


def send(request: HttpRequest) -> HttpResponse:
    """Sign and send what was read in the preview."""
    try:
        draft = _draft(request)
        reached = publish(
            draft.subject, draft.text, timezone.now(), settings.DISTRICT_KEYS, hub=draft.hub,
            in_force_from=draft.begins, by=request.user.get_username(),
        )  # fmt: skip
    except (UnfitError, DistrictInputError, DeskError) as error:
        return _page(request, str(error))
    if reached is None:
        return _page(request, "Bản này vừa được công bố, cùng nơi nhận và ngày hiệu lực: không gửi lại.")
    return redirect("publications")


def _draft(request: HttpRequest) -> Draft:
    subject, file = request.POST.get("subject", ""), request.FILES.get("file")
    if subject not in _WORDS:
        raise UnfitError("Xin chọn danh mục hay lịch.")
    if file is not None and (file.size or 0) > _MOST_BYTES:
        raise UnfitError("Tệp quá lớn.")
    try:
        text = request.POST.get("text", "") if file is None else file.read().decode("utf-8-sig")
        begins = date.fromisoformat(request.POST["begins"]) if request.POST.get("begins") else None
    except UnicodeDecodeError:
        raise UnfitError("Tệp không phải văn bản UTF-8.") from None
    except ValueError:
        raise UnfitError("Ngày hiệu lực chưa đúng.") from None
    if not text.strip():
        raise UnfitError("Xin chọn tệp JSON.")
    if begins is not None and begins < timezone.localdate():
        raise UnfitError("Ngày hiệu lực đã qua; để trống nếu có hiệu lực ngay.")
    if begins is not None and begins > furthest_day(timezone.localdate()):
        raise UnfitError("Ngày hiệu lực còn hơn hai năm nữa; xin xem lại năm. Chưa gửi gì.")
    hub = request.POST.get("commune", "")
    if hub and not (hub.isascii() and hub.isdigit() and Hub.objects.filter(hub=int(hub)).exists()):
        raise UnfitError("Không có xã ấy.")
    draft = Draft(subject, text, version_of(subject, text), int(hub or ALL_HUBS), begins)
    if begins is not None and counts_already(subject, text, draft.hub, begins, timezone.localdate()):
        raise UnfitError("Bản này đang có hiệu lực. Hãy công bố bản dùng đến hôm đó trước, rồi công bố lại bản này.")
    return draft


def _changes(draft: Draft) -> tuple[Change, ...]:
    before = current_text(draft.subject, draft.hub, draft.begins or timezone.localdate())
    if draft.subject == CATALOGUE:
        return catalogue_changes(catalogue_from_json(before), catalogue_from_json(draft.text))
    return calendar_changes(calendar_from_json(before), calendar_from_json(draft.text))


def _page(request: HttpRequest, wrong: str = "") -> HttpResponse:
    known = {
        "lines": _lines(),
        "subjects": tuple(_WORDS.items()),
        "communes": communes(),
        "wrong": wrong,
        "today": timezone.localdate().isoformat(),
        "furthest": furthest_day(timezone.localdate()).isoformat(),
        "may_publish": right_of(request).may(Action.PUBLISH),
        "here": "publications",
    }
    return render(request, "district/publications.html", known)


def _lines() -> Sequence[dict[str, Any]]:
    names = dict(communes())
    rows = Publication.objects.filter(subject__in=tuple(_WORDS)).order_by("-at")[:_SHOWN]
    return [
        {
            "words": _WORDS[row.subject], "version": row.version, "at": row.at, "begins": row.in_force_from,
            "by": row.published_by, "commune": names.get(row.hub, "mọi quầy"), "reached": _reached(row),
            "name": bytes(row.content_hash)[:6].hex(),
        }
        for row in rows
    ]  # fmt: skip


def _reached(row: Publication) -> tuple[int, int]:
    """Return how many devices have fetched it, of how many that shall."""
    waiting = InboxRow.objects.filter(content_hash=row.content_hash)
    heads = {(desk.hub, bytes(desk.device)): desk.inbox_acknowledged for desk in Desk.objects.filter(replaced_at=None)}
    places = {(item.hub, bytes(item.device)): item.seq for item in waiting.order_by("seq")}
    mine = {key: seq for key, seq in places.items() if key in heads}
    return sum(heads[key] >= seq for key, seq in mine.items()), len(mine)
