"""The public look-up as pages: no session, no cookie, no name; what it says may be kept by caches for a while."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sync.district.guesses import begin_lookup, end_lookup
from sync.district.lookup import answer_of, found, named, normal, server_name

_KEPT_SECONDS = 600


@csrf_exempt  # it changes nothing and needs no session: there is nothing to be forged
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; lead to the answer. The same words for an unknown number and a wrong code."""
    if request.method != "POST":
        return _kept(render(request, "district/lookup.html"))
    number, code = normal(request.POST.get("number", ""), request.POST.get("code", ""))
    address, now = request.META.get("REMOTE_ADDR", ""), timezone.now()
    attempt = begin_lookup(number, address, now)
    if attempt.wait:
        answer = render(request, "district/lookup.html", {"wait": attempt.wait}, status=429)
        answer.headers["Retry-After"] = str(attempt.wait)
        return answer
    is_right = found(number, code, now) is not None
    end_lookup(attempt, number, address, now, is_right=is_right)
    if not is_right:
        return render(request, "district/lookup.html", {"is_unknown": True}, status=404)
    return redirect("looked-up", number=number, name=server_name(number, code, settings.SECRET_KEY))


def looked_up(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Tell status and dates of a dossier to whoever was led here; the code itself stands in no address and no log."""
    row = named(number, name, settings.SECRET_KEY, timezone.now())
    if row is None:
        return render(request, "district/lookup.html", {"is_unknown": True}, status=404)
    return _kept(render(request, "district/looked_up.html", {"answer": answer_of(row)}))


def _kept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
    return answer
