"""The league of communes as a page and as a file."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desk_app.domain.text import fold
from sync.district.acts import Deed
from sync.district.giving import given_file
from sync.district.hub import hub_of
from sync.district.judging import Proof
from sync.district.league import league
from sync.district.league_file import sealed_csv
from sync.district.league_line import CommuneLine, Period, PeriodError, period_of

_LONGEST = 400  # days
_ORDERS: Mapping[str, tuple[str, Callable[[CommuneLine], Any]]] = {
    "name": ("Xã, phường", lambda line: fold(line.commune)),
    "rate": ("Tỷ lệ trễ", lambda line: -(line.rate or 0)),
    "late": ("Trễ", lambda line: -line.late),
    "counted": ("Tổng số", lambda line: -line.counted),
}


def league_page(request: HttpRequest) -> HttpResponse:
    """Show the communes by late rate, with numerator, denominator and how well each is proven."""
    asked, wrong = _period(request.GET)
    period = asked or _this_month()
    order = request.GET.get("sort", "rate")
    lines = _ordered(league(period), order)
    span = {"from": period.since.isoformat(), "to": period.until.isoformat()}
    known = {
        "lines": [(hub_of(line.agency), line, _rate(line.late, line.counted), _proof(line)) for line in lines],
        "period": period,
        "wrong": wrong,
        "heads": [(key, words, urlencode({**span, "sort": key}), key == order) for key, (words, _) in _ORDERS.items()],
        "presets": [(words, urlencode({"from": since, "to": until})) for words, since, until in _presets()],
        "file": urlencode({**span, "sort": order}),
        "is_running": period.as_of.date() <= period.until,
        "here": "league",
    }
    return render(request, "district/league.html", known)


def league_table(request: HttpRequest) -> HttpResponse:
    """Give the same as a table for office programs, sealed."""
    period, wrong = _period(request.GET)
    if period is None:
        return HttpResponse(wrong, status=400, content_type="text/plain; charset=utf-8")
    lines = _ordered(league(period), request.GET.get("sort", "rate"))
    content = sealed_csv(lines, period, settings.DISTRICT_KEYS, timezone.now())
    name, span = f"tre-han-{period.since}-{period.until}.csv", f"{period.since} – {period.until}"
    return given_file(request, content, "text/csv; charset=utf-8", name, Deed.LEAGUE_GIVEN, subject=span)


def _ordered(lines: Sequence[CommuneLine], order: str) -> list[CommuneLine]:
    _, key = _ORDERS.get(order, _ORDERS["rate"])
    return sorted(lines, key=lambda line: (key(line), line.agency))


def _period(asked: Mapping[str, str]) -> tuple[Period | None, str]:
    """Return the period asked for, this month if none is; or None, and what is wrong with what was asked."""
    if not asked.get("from") and not asked.get("to"):
        return _this_month(), ""
    since, until = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if since is None or until is None:
        return None, "Xin ghi đủ hai ngày: từ ngày nào, đến ngày nào."
    if until < since:
        return None, "Ngày cuối đứng trước ngày đầu: xin xem lại hai ngày."
    if (until - since).days > _LONGEST:
        return None, f"Kỳ dài hơn {_LONGEST} ngày: xin chọn ngắn hơn."
    try:
        return period_of(since, until, timezone.now()), ""
    except PeriodError:
        return None, "Không có số liệu ở những ngày ấy: xin xem lại năm."


def _this_month() -> Period:
    today = timezone.localdate()
    return period_of(today.replace(day=1), _month_end(today), timezone.now())


def _presets() -> list[tuple[str, date, date]]:
    today = timezone.localdate()
    first = today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    report = before.replace(day=15)  # the reporting month of Decree 09/2019: from the 15th to the 14th
    return [
        ("Tháng này", first, _month_end(today)),
        ("Tháng trước", before, first - timedelta(days=1)),
        ("Kỳ báo cáo 15 đến 14", report, first.replace(day=14)),
        ("Năm nay", today.replace(month=1, day=1), today),
    ]


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rate(part: int, whole: int) -> str:
    hundredths = (part * 20_000 + whole) // (2 * whole) if whole else None
    return "–" if hundredths is None else f"{hundredths // 100},{hundredths % 100:02} %"


def _proof(line: CommuneLine) -> dict[str, Any]:
    """Return late dossiers and all dossiers of each class of proof."""
    return {proof.value: (line.proof[proof.value][0], sum(line.proof[proof.value])) for proof in Proof}
