"""Before any page or door opens: the table of `authorisation` is asked, and what it does not grant is refused."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sync.district.acts import Deed, note_act
from sync.district.authorisation import ADDRESSES, Action, Role, Scope, action_at, methods_at, scope_of
from sync.district.door import number_of, refused
from sync.district.models import Desk, Officer
from sync.wire.messages import Reason

FORM_MOST = 64 * 1024  # bytes of a form, looked at before the first of them is; devices have a limit of their own
_CATALOGUE_MOST = 4 * 1024 * 1024  # a whole catalogue comes in a form too
_FREE_OF_PASSWORD = (Action.CHANGE_OWN_PASSWORD, Action.LEAVE, Action.LOAD_STYLE)


@dataclass(frozen=True, slots=True)
class Right:
    """What the person asking is, and how much of what is asked they may see or do."""

    role: Role
    scope: Scope

    def may(self, action: Action) -> bool:
        """Whether this role may do another action too; for what a page offers."""
        return scope_of(self.role, action) is not None


def right_of(request: Any) -> Right:
    """Return what the doorkeeper found for this request."""
    found: Right = request.right
    return found


def offered(request: Any) -> dict[str, Any]:
    """Return, for every template, the names of the pages that whoever asks may open."""
    right: Right | None = getattr(request, "right", None)
    if right is None:
        return {"offered": frozenset()}
    return {"offered": frozenset(name for name, row in ADDRESSES.items() if "GET" in row and right.may(row["GET"]))}


class Doorkeeper:
    """A middleware. A page that opens finds its right by `right_of`; a device taken out of use finds no door open."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer a request."""
        return self._get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., Any], places: tuple[Any, ...], names: dict[str, Any]
    ) -> HttpResponse | None:
        """Return the refusal, or None for a request that the table grants."""
        address = request.resolver_match.url_name
        action = action_at(address, request.method)
        most = _CATALOGUE_MOST if action is Action.PUBLISH else FORM_MOST
        if action is not Action.SPEAK_AS_DEVICE and number_of(request.META.get("CONTENT_LENGTH")) > most:
            return render(request, "413.html", status=413)
        if action is None:
            answered = methods_at(address)
            return HttpResponseNotAllowed(answered) if answered else _no(request)
        if action is Action.SPEAK_AS_DEVICE:
            return _revoked(names)
        role, must_change = _who(request)
        scope = scope_of(role, action)
        if scope is None:
            return _no(request) if request.user.is_authenticated else _sign_in_first(request)
        if must_change and action not in _FREE_OF_PASSWORD:
            return HttpResponseRedirect(reverse("password"))
        request.right = Right(role, scope)
        return None


def _who(request: Any) -> tuple[Role, bool]:
    """Return the role, and whether the password is one that another has given."""
    if not request.user.is_authenticated:
        return Role.NOBODY, False
    officer = Officer.objects.filter(hub=0, name=request.user.get_username()).first()
    if officer is None or officer.role not in Role._value2member_map_:
        return Role.NOBODY, False
    return Role(officer.role), officer.one_time_until is not None


def _revoked(names: dict[str, Any]) -> HttpResponse | None:
    device = bytes.fromhex(names["device"]) if "device" in names else b""
    if not device or not Desk.objects.filter(device=device, revoked_at__isnull=False).exists():
        return None
    return refused(Reason.REVOKED, device, int(names.get("epoch", 0)))


def _sign_in_first(request: Any) -> HttpResponse:
    page = reverse("sign-in")
    asked = f"?next={quote(request.get_full_path())}" if request.method in ("GET", "HEAD") else ""
    return HttpResponseRedirect(page + asked)


def _no(request: Any) -> HttpResponse:
    if request.user.is_authenticated:
        note_act(request.user.get_username(), Deed.REFUSED, timezone.now(), subject=f"{request.method} {request.path}")
    return render(request, "403.html", status=403)
