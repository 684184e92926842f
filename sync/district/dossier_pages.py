"""Pages about dossiers: the list with its filters, one dossier's time line, and deciding on it."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from desk_app.domain.decision_events import Verdict
from desk_app.domain.lifecycle import State
from sync.district.authorisation import Action, Scope
from sync.district.decisions import NotPassedOnError, Ruling, RulingIncompleteError, decide
from sync.district.doorkeeper import right_of
from sync.district.dossier_search import AWAY, DESK, ENDED_LATE, OFFICER, OPEN_LATE, communes, found, is_late, wanted_of
from sync.district.dossier_story import story_of
from sync.district.event_words import VERDICT_WORDS
from sync.district.lists import dossier_line

_LATE = ((OPEN_LATE, "đang quá hạn"), (ENDED_LATE, "xong trễ"))
_HOLDERS = ((DESK, "quầy"), (OFFICER, "cán bộ chuyên môn"), (AWAY, "cơ quan khác"))
_MISSING = {"reason": "Xin ghi lý do.", "items": "Xin ghi ít nhất một giấy tờ cần bổ sung."}
_LONGEST = 2000


def dossiers(request: HttpRequest) -> HttpResponse:
    """Show dossiers, newest first; `q` are parts of a name, number or procedure, with or without accents.

    Who may see no names finds none either: `q` then is looked for in number and procedure alone.
    """
    wanted, now, with_names = wanted_of(request.GET), timezone.now(), _with_names(request)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = found(wanted, now, with_names=with_names, after=after, before=before)
    known = {
        "lines": [(row.hub, dossier_line(row, with_names=with_names), is_late(row, now)) for row in page.rows],
        "page": page,
        "with_names": with_names,
        "text": wanted.text,
        "wanted": wanted,
        "communes": communes(),
        "states": [(int(state), state.word) for state in State],
        "lates": _LATE,
        "holders": _HOLDERS,
        "is_narrowed": wanted.query() != "",
        "newer": wanted.query(before=page.newer) if page.newer else "",
        "older": wanted.query(after=page.older) if page.older else "",
        "here": "dossiers",
    }
    return render(request, "district/dossiers.html", known)


def dossier(request: HttpRequest, hub: str, number: str) -> HttpResponse:
    """Show one dossier: where it stands, what happened to it and what proves it; 404 when it is not known."""
    return _dossier(request, int(hub), number)


def take_decision(request: HttpRequest, hub: str, number: str) -> HttpResponse:
    """Decide on a dossier that a desk passed on; shown again with what is missing, or with the decision taken."""
    typed = {name: request.POST.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    try:
        ruling = _ruling(typed)
        who = request.user.get_username()
        decide(int(hub), number, ruling, by=who, at=timezone.now(), keys=settings.DISTRICT_KEYS)
    except RulingIncompleteError as error:
        return _dossier(request, int(hub), number, typed, _MISSING.get(str(error), str(error)))
    except NotPassedOnError:
        wrong = "Hồ sơ này không còn ở cơ quan khác, nên chưa ghi gì."
        return _dossier(request, int(hub), number, typed, wrong, 409)
    return redirect("dossier", hub=int(hub), number=number)


_FIELDS = ("verdict", "reason", "asked", "result_number", "signed_on")


def _ruling(typed: dict[str, str]) -> Ruling:
    if typed["verdict"] not in VERDICT_WORDS:
        raise RulingIncompleteError("Xin chọn một quyết định.")
    try:
        signed_on = date.fromisoformat(typed["signed_on"]) if typed["signed_on"] else None
    except ValueError:
        raise RulingIncompleteError("Ngày ký chưa đúng.") from None
    items = tuple(line.strip() for line in typed["asked"].splitlines() if line.strip())
    return Ruling(Verdict(typed["verdict"]), typed["reason"], items, typed["result_number"], signed_on)


def _with_names(request: HttpRequest) -> bool:
    return right_of(request).scope is Scope.WHOLE


def _dossier(
    request: HttpRequest, hub: int, number: str, typed: dict[str, str] | None = None, wrong: str = "", status: int = 200
) -> HttpResponse:
    story = story_of(hub, number.replace("\x00", ""))
    if story is None:
        return render(request, "district/no_dossier.html", {"here": "dossiers", "number": number}, status=404)
    known = {
        "story": story,
        "row": story.row,
        "line": dossier_line(story.row, with_names=_with_names(request)),
        "with_names": _with_names(request),
        "may_decide": story.may_decide and right_of(request).may(Action.DECIDE),
        "may_read_scans": right_of(request).may(Action.READ_SCANS),
        "is_late": is_late(story.row, timezone.now()),
        "holder": dict(_HOLDERS).get(story.row.holder_kind, story.row.holder_kind),
        "verdicts": tuple(VERDICT_WORDS.items()),
        "typed": typed or {},
        "wrong": wrong,
        "here": "dossiers",
    }
    return render(request, "district/dossier.html", known, status=status)
