"""Pages about people: who may sign in, one's own password, and who did what."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sync.district.acts import act_line, acts_with
from sync.district.authorisation import GIVEN
from sync.district.command_acts import take_up_acts
from sync.district.errors import DistrictInputError
from sync.district.guesses import begin_attempt, was_right
from sync.district.models import Officer
from sync.district.officers import (
    LastAdministratorError,
    OfficerKnownError,
    WeakPasswordError,
    bring_in,
    change_own_password,
    change_role,
    give_password,
    normal_password,
    officer_lines,
    open_account,
    role_of,
)

_ACTS = 100
_SENTENCES = {
    LastAdministratorError: "Không đổi được: sẽ không còn ai quản trị. Xin thêm một người quản trị khác trước.",
    OfficerKnownError: "Tên này đã có. Nếu người ấy quên mật khẩu, xin cấp mật khẩu mới ở danh sách.",
}


def people(request: Any) -> HttpResponse:
    """Show who may sign in; a form adds, changes or closes one account. A one-time password is shown once."""
    said: dict[str, Any] = {}
    if request.method == "POST":
        try:
            said = _changed(request)
        except DistrictInputError as error:
            said = {"wrong": _SENTENCES.get(type(error), "Chưa nhận: xin ghi tên (1 đến 150 chữ) và chọn vai trò.")}
    shown = {"lines": officer_lines(), "roles": GIVEN, "here": "people", **said}
    return render(request, "district/people.html", shown, status=400 if "wrong" in said else 200)


def _changed(request: Any) -> dict[str, Any]:
    name, what = request.POST.get("name", "")[:200], request.POST.get("what", "")
    by, at = request.user.get_username(), timezone.now()
    if what == "add":
        return {"name": name.strip(), "password": bring_in(name, role_of(request.POST.get("role", "")), by, at)}
    if what == "password":
        return {"name": name, "password": give_password(name, by, at)}
    if what == "role":
        change_role(name, role_of(request.POST.get("role", "")), by, at)
    elif what in ("close", "open"):
        open_account(name, is_open=what == "open", by=by, at=at)
    else:
        raise DistrictInputError("nothing is asked")
    return {"done": name}


def password(request: Any) -> HttpResponse:
    """Let a person choose another password; after a one-time one nothing else opens before that."""
    said: dict[str, Any] = {}
    if request.method == "POST":
        said = _chosen(request)
        if not said:
            update_session_auth_hash(request, request.user)
            return redirect("home")
    must = Officer.objects.filter(name=request.user.get_username(), one_time_until__isnull=False).exists()
    shown = {"must": must, "here": "password", **said}
    return render(request, "district/password.html", shown, status=429 if "wait" in said else 200)


def _chosen(request: Any) -> dict[str, Any]:
    """Return nothing when the password is changed, else what is to be said."""
    account, address = request.user.get_username(), request.META.get("REMOTE_ADDR", "")
    wait = begin_attempt(account, address, timezone.now())
    if wait:
        return {"wait": wait}
    if not request.user.check_password(normal_password(request.POST.get("old", ""))):
        return {"wrong": "Mật khẩu đang dùng chưa đúng."}
    was_right(account, address)
    first, again = request.POST.get("new", ""), request.POST.get("again", "")
    if normal_password(first) != normal_password(again):
        return {"wrong": "Hai lần gõ mật khẩu mới chưa giống nhau."}
    try:
        change_own_password(request.user, first, timezone.now())
    except WeakPasswordError:
        return {"wrong": "Mật khẩu mới cần từ 15 ký tự (bốn từ là đủ), khác mật khẩu cũ và không chứa họ tên."}
    return {}


def acts(request: HttpRequest) -> HttpResponse:
    """Show who did what, newest first; what commands did meanwhile comes in now."""
    take_up_acts(settings.DISTRICT_HOME)
    text = request.GET.get("q", "")[:200]
    page = Paginator(acts_with(text), _ACTS).get_page(request.GET.get("page"))
    page.object_list = [act_line(row) for row in page.object_list]
    return render(request, "district/acts.html", {"page": page, "text": text, "here": "acts"})
