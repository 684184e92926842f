"""Whatever is thrown at the desks' door, the server answers no and goes on."""

import http.client
from collections.abc import Iterator
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain import events
from desk_app.domain.person import Person
from sync.desk.exchange import run_round
from sync.district.intake_rows import PersonRow, PromiseRow, ReceivedRow, RefusedRow, TermsRow
from sync.wire.limits import ENVELOPE_MOST
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict


@pytest.fixture(scope="module")
def enrolled(district: RealDistrict) -> FakeOutbox:
    outbox = FakeOutbox(seed=60)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    return outbox


@pytest.fixture(scope="module")
def line(district: RealDistrict) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", district.port, timeout=20)
    yield connection
    connection.close()


def _status(line: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
    line.request(method, path, body, headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


@settings(max_examples=many(quick=60, full=3000), deadline=None)
@given(body=st.binary(max_size=400), where=st.sampled_from(["known", "unknown", "enrolments"]))
def test_noise_is_refused_and_never_an_error_of_the_server(
    line: http.client.HTTPConnection, enrolled: FakeOutbox, body: bytes, where: str
) -> None:
    device = enrolled.device.hex() if where == "known" else "0" * 32
    path = "/v1/enrolments" if where == "enrolments" else f"/v1/streams/{device}/1/events?first=1&last=2"
    assert 400 <= _status(line, "POST", path, body) < 500


def test_questions_that_nobody_may_ask_are_refused(line: http.client.HTTPConnection, enrolled: FakeOutbox) -> None:
    device = enrolled.device.hex()
    assert _status(line, "GET", f"/v1/inbox/{device}?after=0") == 400
    assert _status(line, "GET", f"/v1/inbox/{device}?after=0", Authorization="Desk AAAA") == 400
    assert _status(line, "GET", f"/v1/inbox/{'1' * 32}?after=0") == 403
    assert _status(line, "GET", "/v1/inbox/none") == 404
    assert _status(line, "GET", "/v1/enrolments") == 405
    assert _status(line, "POST", f"/v1/streams/{device}/999999999999/events") == 404


def test_a_desk_is_told_nothing_that_only_browsers_need_and_a_browser_all_of_it(
    line: http.client.HTTPConnection, enrolled: FakeOutbox
) -> None:
    path = f"/v1/streams/{enrolled.device.hex()}/1/events"
    asked = [("POST", f"{path}?first=1&last=1"), ("POST", "/v1/enrolments"), ("GET", path), ("GET", "/sign-in")]
    answers = []
    for method, where in asked:
        line.request(method, where, b"noise" if method == "POST" else None)
        answer = line.getresponse()
        is_for_browsers = [name in answer.headers for name in ("X-Frame-Options", "Content-Security-Policy")]
        answers.append((answer.status, *is_for_browsers, answer.headers["X-Content-Type-Options"]))
        assert "no-store" in answer.headers["Cache-Control"]
        assert len(answer.read()) == int(answer.headers["Content-Length"])
    assert answers == [
        (400, False, False, "nosniff"), (400, False, False, "nosniff"), (405, False, False, "nosniff"),
        (200, True, True, "nosniff"),
    ]  # fmt: skip


def test_a_body_too_large_is_refused_before_it_is_read(district: RealDistrict) -> None:
    line = http.client.HTTPConnection("127.0.0.1", district.port, timeout=20)
    line.putrequest("POST", "/v1/enrolments")
    line.putheader("Content-Length", str(100 * ENVELOPE_MOST))
    line.endheaders(b"x" * 1000)
    assert line.getresponse().status == 413
    line.close()


def test_the_district_reads_an_intake_at_the_places_where_it_lies() -> None:
    pairs = (
        (events.Received, ReceivedRow), (events.Refused, RefusedRow), (events.ProcedureTerms, TermsRow),
        (events.Promise, PromiseRow), (Person, PersonRow),
    )  # fmt: skip
    for kind, short in pairs:
        names = [field.name for field in fields(kind)]
        assert names[: len(short.__struct_fields__)] == list(short.__struct_fields__)
