"""The district's web pages: sign in, desks."""

# mypy: disable-error-code="misc, no-any-unimported, untyped-decorator, type-arg"

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from sync.district.acts import Deed, note_act
from sync.district.guesses import begin_attempt, was_right
from sync.district.officers import has_expired, normal_password

_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


def strict_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware under which a page loads nothing from elsewhere and is kept by no cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Length", str(len(response.content)))  # a cut answer is known as cut
        if request.method == "HEAD":
            response.content = b""  # whatever follows on this connection would be read as another answer
        return response

    return answer


class SignInForm(AuthenticationForm):
    """Name and password; marks may be typed composed or apart. `wait`: seconds before they are looked at again."""

    wait = 0

    def clean_password(self) -> str:
        """Return the password in the form in which it was set."""
        return normal_password(self.cleaned_data["password"])

    def clean(self) -> dict[str, Any]:
        """Look at name and password, unless so many were wrong before that it must wait."""
        account = self.cleaned_data.get("username", "")
        address = "" if self.request is None else self.request.META.get("REMOTE_ADDR", "")
        self.wait = begin_attempt(account, address, timezone.now())
        if self.wait:
            raise ValidationError("too many wrong attempts")
        cleaned: dict[str, Any] = super().clean()
        if has_expired(account, timezone.now()):
            raise ValidationError("a one-time password that lay too long")
        if self.user_cache is not None:
            was_right(account, address)
            note_act(account, Deed.SIGNED_IN, timezone.now(), note=address)
        return cleaned


class SignIn(LoginView):
    """The page before all others."""

    template_name = "district/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the page again; 429 with the seconds to wait after too many guesses."""
        answer = super().form_invalid(form)
        if isinstance(form, SignInForm) and form.wait:
            answer.status_code = 429
            answer.headers["Retry-After"] = str(form.wait)
        return answer

    def get_default_redirect_url(self) -> str:
        """Return where a person goes who asked for no page in particular."""
        return "/desks"


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was not taken: it came from elsewhere, or lay open too long. `reason` is for programmers only."""
    return render(request, "district/refused_form.html", status=403)


def sign_out(request: HttpRequest) -> HttpResponseRedirect:
    """End the session."""
    if request.user.is_authenticated:
        note_act(request.user.get_username(), Deed.SIGNED_OUT, timezone.now())
    logout(request)
    return redirect("sign-in")


def home(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the list of desks."""
    return redirect("desks")


def style(request: HttpRequest) -> HttpResponse:
    """Give the one style sheet."""
    content = files("sync.district").joinpath("static/district/style.css").read_bytes()
    return HttpResponse(content, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=3600"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here. Django's own answer reads what was sent, and falls over a damaged form."""
    return render(request, "404.html", status=404)
