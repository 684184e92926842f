"""Hostile requests at every address, as nobody and as each role: refused or answered, never an error of the server."""

from __future__ import annotations

import base64
import http.client
import sys
import urllib.parse
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.desk.exchange import run_round
from sync.district.authorisation import GIVEN, Role
from sync.wire import messages
from sync.wire.envelope import closed
from sync.wire.signing import KeySigner
from tests.scale import many
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import PASSWORD, Visitor

Form = tuple[str, str, str, dict[str, str]]  # role, method, path, fields
_NASTY = (
    "a\x00b", "9" * 400, "\udc80", "<script>alert(1)</script>", "ế" * 300, "-1", "'; DROP TABLE desk; --", "", "\x00",
    "%", "_", "\\", "{{ 7*7 }}", "../../etc/passwd", "e\u0302\u0301", "\u202e", "\ufeff", "０１２", "0",
    "9" * 18, "1e9", "NaN", "[]", "\r\nX-Header: y", "00" * 16, "ab" * 32,
)  # fmt: skip
_TEXT = st.one_of(st.sampled_from(_NASTY), st.text(max_size=40))
_FIELDS = (
    "username", "password", "next", "q", "page", "show", "what", "name", "role", "old", "new", "again", "agency_code",
    "desk", "lasts", "hub", "code", "subject", "up_to", "note", "reason", "after", "first", "last",
)  # fmt: skip
_FORM = st.dictionaries(st.sampled_from(_FIELDS), _TEXT, max_size=6)
_KINDS_OF_NOTES = (
    messages.EnrolRequest, messages.KeptKeys, messages.KeysRequest, messages.LogRequest, messages.InboxRequest,
)  # fmt: skip
_METHODS = st.sampled_from(("GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "PATCH"))
_KINDS = st.sampled_from(
    ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/x; charset=x")
)  # fmt: skip
_CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
_NUMBER = st.one_of(st.sampled_from((0, 1, -1, 2**31, 2**62, 2**63, 2**64 - 1, -(2**63))), st.integers(-5, 50))
_PART: st.SearchStrategy[Any] = st.recursive(
    st.one_of(_NUMBER, _TEXT, st.binary(max_size=40), st.none(), st.booleans(), st.floats()),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


_SETTLED = {"hub": "1", "subject": "fork/x/1", "up_to": "1", "note": "xong"}
_RULED = {"verdict": "granted", "reason": "", "asked": "", "result_number": "1", "signed_on": "2026-12-31"}
_MADE = {"what": "make", "agency_code": "000.00.18.H32", "desk": "1", "lasts": "1", "name": ""}
FORMS: tuple[Form, ...] = (
    ("administrator", "GET", "/desks", {"q": "", "show": "", "page": "1"}),
    ("administrator", "GET", "/acts", {"q": "", "page": "1"}),
    ("administrator", "GET", "/enrolments", {"agency_code": "", "desk": "1"}),
    ("administrator", "POST", "/enrolments", _MADE),
    ("administrator", "POST", "/enrolments", {"what": "withdraw", "hub": "1", "code": "ab" * 32}),
    ("administrator", "POST", "/people", {"what": "add", "name": "X", "role": "officer"}),
    ("administrator", "POST", "/people", {"what": "role", "name": "Cán bộ", "role": "officer"}),
    ("administrator", "POST", "/people", {"what": "password", "name": "X"}),
    ("administrator", "POST", "/people", {"what": "open", "name": "X"}),
    ("administrator", "POST", "/desks/00000000000000000000000000000000/revoke", {"reason": ""}),
    ("officer", "GET", "/dossiers", {"q": "", "page": "1"}),
    (
        "officer",
        "GET",
        "/dossiers",
        {"commune": "1", "state": "2", "late": "open", "holder": "", "after": "", "before": ""},
    ),
    ("officer", "GET", "/league", {"from": "2026-12-01", "to": "2026-12-31", "sort": "rate"}),
    ("officer", "GET", "/league.csv", {"from": "2026-12-01", "to": "2026-12-31", "sort": "name"}),
    ("officer", "POST", "/decisions/1/000.00.18.H32-261208-1001", _RULED),
    ("officer", "GET", "/conflicts", {"show": "", "page": "1"}),
    ("officer", "POST", "/conflicts/settle", _SETTLED),
    ("inspector", "GET", "/dossiers", {"q": "", "page": "1"}),
    ("inspector", "POST", "/password", {"old": PASSWORD, "new": "", "again": ""}),
    ("", "POST", "/sign-in", {"username": "ai", "password": "sai", "next": "/"}),
    ("", "GET", "/sign-in", {"next": "/"}),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    for role in GIVEN:
        district.run("officer", "add", "--name", role.word, "--role", role.value, env={"DISTRICT_PASSWORD": PASSWORD})
    yield district
    assert district.stop() == ""  # not one fault was written down


@pytest.fixture(scope="module")
def desk(served: RealDistrict) -> FakeOutbox:
    outbox = FakeOutbox(seed=120)
    outbox.work(30)
    run_round(outbox, outbox.signer, served.url, served.code(), clock=WallClock())
    return outbox


@pytest.fixture(scope="module")
def paths(served: RealDistrict, desk: FakeOutbox) -> list[str]:
    """Every address, those of devices also with a device that is known."""
    listed = [str(address["path"]) for address in served.inside("addresses")]
    known = [path.replace("ab" * 16, desk.device.hex()) for path in listed]
    return sorted({*listed, *known, "/nowhere", "/v1/", "/desks/zz", "/static/../keys.py"})


@pytest.fixture(scope="module")
def visitors(served: RealDistrict) -> Iterator[dict[str, Visitor]]:
    known = {"": Visitor(served)}
    known[""].ask("GET", "/sign-in")
    for role in GIVEN:
        known[role.word] = Visitor(served)
        assert known[role.word].sign_in(name=role.word) == 302
    yield known
    for visitor in known.values():
        visitor.close()


def _faults(visitors: dict[str, Visitor], forms: Iterable[Form] = FORMS) -> list[tuple[str, str, str]]:
    """Put every nasty word into every field of every form; return where the server erred: path, field, word."""
    found: list[tuple[str, str, str]] = []
    words = _NASTY[: many(quick=5, full=len(_NASTY))]
    for role, method, path, form in forms:
        visitor = visitors[Role(role).word if role else ""]
        for field, word in product(form, words):
            visitor.ask("GET", "/password" if role else "/sign-in")
            typed = {"csrfmiddlewaretoken": visitor.token(), **form, field: word}
            sent = urllib.parse.urlencode(typed, errors="surrogatepass")
            is_question = method == "GET"
            status = visitor.ask(method, f"{path}?{sent}" if is_question else path, None if is_question else sent)
            found += [(path, field, word)] if status >= 500 else []
    return found


def test_no_nasty_word_in_any_field_makes_the_server_err(desk: FakeOutbox, visitors: dict[str, Visitor]) -> None:
    assert _faults(visitors) == []


def test_a_page_that_errs_over_one_letter_would_be_found_and_its_word_kept_out_of_the_log(own_home: Path) -> None:
    district = RealDistrict(own_home, program=(sys.executable, "-m", "tests.sync.fragile_district")).start()
    name = Role.ADMINISTRATOR.word
    district.run("officer", "add", "--name", name, "--role", "administrator", env={"DISTRICT_PASSWORD": PASSWORD})
    visitor = Visitor(district)
    assert visitor.sign_in(name=name) == 302
    assert ("/desks", "q", "a\x00b") in _faults({name: visitor}, FORMS[:1])
    assert visitor.ask("GET", "/desks?q=Nguyen%00Van%20Dau") == 500
    assert "Máy chủ gặp lỗi" in visitor.said and "Dau" not in visitor.said
    visitor.close()
    said = district.stop()
    assert "ValueError" in said and "fragile" in said
    assert "Dau" not in said and "Nguyen" not in said


@settings(max_examples=many(quick=350, full=4000), deadline=None, suppress_health_check=_CALM)
@given(data=st.data())
def test_no_request_whatever_makes_the_server_err(
    data: st.DataObject, served: RealDistrict, paths: list[str], visitors: dict[str, Visitor]
) -> None:
    who = data.draw(st.sampled_from(sorted(visitors)))
    visitor = visitors[who]
    if who and not visitor.is_signed_in():
        assert visitor.sign_in(name=who) == 302
    visitor.ask("GET", "/password" if who else "/sign-in")
    token = visitor.token() if data.draw(st.booleans()) else ""
    path, method = data.draw(st.sampled_from(paths)), data.draw(_METHODS)
    query = urllib.parse.urlencode(data.draw(_FORM), errors="surrogatepass")
    body: str | bytes = urllib.parse.urlencode(
        {"csrfmiddlewaretoken": token, **data.draw(_FORM)}, errors="surrogatepass"
    )
    if data.draw(st.integers(0, 4)) == 0:
        body = data.draw(st.binary(max_size=300))
    more = {"X-CSRFToken": token, "Content-Type": data.draw(_KINDS)}
    if path == "/sign-out" and method == "POST":
        more["X-CSRFToken"] = ""  # somebody has to be left to ask
        body = b""
    status = visitor.ask(method, f"{path}?{query}", None if method in ("GET", "HEAD") else body, **more)
    assert status < 500, (method, path, query, body)


@settings(max_examples=many(quick=150, full=1500), deadline=None, suppress_health_check=_CALM)
@given(
    kind=st.sampled_from(_KINDS_OF_NOTES),
    data=st.data(),
)
def test_no_signed_message_whatever_makes_the_server_err(
    kind: type[msgspec.Struct], data: st.DataObject, served: RealDistrict, desk: FakeOutbox
) -> None:
    assert desk.enrolment is not None
    sound: dict[str, st.SearchStrategy[Any]] = {
        "device": st.just(desk.device), "public_key": st.just(desk.signer.public_key), "desk": st.just(1),
        "agency_code": st.just(desk.agency_code), "box_key": st.sampled_from((bytes(32), bytes(range(32)))),
        "envelope": st.binary(max_size=50).map(lambda kept: closed(kept, desk.enrolment.envelope_key)),  # type: ignore[union-attr]
    }  # fmt: skip
    types = {"str": _TEXT, "int": _NUMBER, "int | None": st.none() | _NUMBER, "bytes": st.binary(max_size=40)}
    parts = []
    for name in kind.__struct_fields__:
        right = types[str(kind.__annotations__[name])]
        parts.append(data.draw(st.one_of(right, sound.get(name, right), sound.get(name, right), _PART)))
    parts = parts[: data.draw(st.integers(0, len(parts)))] if data.draw(st.integers(0, 5)) == 0 else parts
    content = _packed(parts)
    signed = (
        KeySigner(bytes([desk.seed]) * 32).sign(b"quay-mot-cua/" + kind.__name__.encode() + b"/1" + content) + content
    )
    device = desk.device.hex()
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    if kind is messages.InboxRequest:
        named = {"Authorization": f"Desk {base64.b64encode(signed).decode()}"}
        line.request("GET", f"/v1/inbox/{device}?after=0", headers=named)
    else:
        place = {"EnrolRequest": "enrolments", "KeptKeys": f"keys/{device}", "KeysRequest": "lost-keys"}
        body = content if kind is messages.KeysRequest else signed
        line.request("POST", f"/v1/{place.get(kind.__name__, f'logs/{device}')}", body)
    answer = line.getresponse()
    answer.read()
    line.close()
    assert answer.status < 500, (kind, parts)


def _packed(parts: list[Any]) -> bytes:
    try:
        return msgspec.msgpack.encode(parts)
    except (UnicodeEncodeError, OverflowError):
        return msgspec.msgpack.encode([repr(part) for part in parts])


def test_a_form_too_large_is_refused_before_it_is_read(served: RealDistrict, visitors: dict[str, Visitor]) -> None:
    visitor = visitors[GIVEN[-1].word]
    visitor.get("/people")
    assert visitor.post("/people", what="add", name="x" * 70_000, role="officer") == 413
    assert "quá lớn" in visitor.said


def test_the_pages_still_open_after_all_this(visitors: dict[str, Visitor]) -> None:
    visitor = visitors[GIVEN[-1].word]
    assert visitor.sign_in(name=GIVEN[-1].word) == 302
    for path in ("/desks", "/people", "/acts", "/enrolments"):
        visitor.get(path)
