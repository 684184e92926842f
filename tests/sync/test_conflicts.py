"""What people have to look at: shown with its dossiers, settled by a note, never deleted, shown again when it grows."""

import re
from collections.abc import Iterator

import pytest

from desk_app.domain.events import Received
from sync.desk.exchange import run_round
from sync.errors import ForkError
from tests.sync.clocks import WallClock
from tests.sync.conftest import MakeDistrict
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import NAME, PASSWORD, Visitor

INSPECTOR = "Y Bih Niê"
_FORM = re.compile(r'name="(hub|subject|up_to)" value="([^"]*)"')


@pytest.fixture
def district(make_district: MakeDistrict) -> Iterator[RealDistrict]:
    running = make_district().start()
    running.run("officer", "add", "--name", NAME, env={"DISTRICT_PASSWORD": PASSWORD})
    running.run("officer", "add", "--name", INSPECTOR, "--role", "inspector", env={"DISTRICT_PASSWORD": PASSWORD})
    yield running
    assert running.stop() == ""


@pytest.fixture
def officer(district: RealDistrict) -> Iterator[Visitor]:
    one = Visitor(district)
    assert one.sign_in() == 302
    yield one
    one.close()


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> None:
    run_round(outbox, outbox.signer, district.url, code, clock=WallClock())


def _forms(page: str) -> list[dict[str, str]]:
    found = _FORM.findall(page)
    return [dict(found[place : place + 3]) for place in range(0, len(found), 3)]


def _forked(district: RealDistrict) -> FakeOutbox:
    """Let a desk and its copy both go on; return the copy, which the district refused once."""
    outbox = FakeOutbox(seed=110)
    outbox.work(20)
    _round(outbox, district, district.code())
    twin = outbox.copied()
    outbox.work(6)
    _round(outbox, district)
    twin.work(9)
    with pytest.raises(ForkError):
        _round(twin, district)
    return twin


def test_a_second_history_is_shown_settled_and_kept(district: RealDistrict, officer: Visitor) -> None:
    _forked(district)
    kept = district.rows("SELECT count(*) FROM quarantined")
    assert kept == [(1,)]
    assert "Hai bản nhật ký khác nhau" in officer.get("/desks")
    page = officer.get("/conflicts")
    assert "1 lô" in page and "000.00.18.H32-" in page
    [fork] = [form for form in _forms(page) if form["subject"].startswith("fork/")]
    assert officer.post("/conflicts/settle", note="  ", **fork) == 400
    assert "Xin ghi đã giải quyết thế nào" in officer.said
    assert officer.post("/conflicts/settle", note="Máy chép thử, đã tắt hẳn.", **fork) == 302
    assert "fork/" not in officer.get("/conflicts")
    settled = officer.get("/conflicts?show=settled")
    assert "Máy chép thử, đã tắt hẳn." in settled and NAME in settled
    assert "Hai bản nhật ký khác nhau" not in officer.get("/desks")
    assert district.rows("SELECT count(*) FROM quarantined") == kept
    assert ("conflict settled", "Máy chép thử, đã tắt hẳn.") in district.rows("SELECT deed, note FROM act")


def test_what_comes_after_the_note_shows_again(district: RealDistrict, officer: Visitor) -> None:
    twin = _forked(district)
    [fork] = [form for form in _forms(officer.get("/conflicts")) if form["subject"].startswith("fork/")]
    assert officer.post("/conflicts/settle", note="đã tắt", **fork) == 302
    third = FakeOutbox(seed=110)
    third.events, third.enrolment, third.inbox = twin.events[:25], twin.enrolment, twin.inbox
    third._acknowledged, third._salts = 24, dict(twin._salts)
    third.work(3)
    with pytest.raises(ForkError):
        _round(third, district)
    assert [form["subject"] for form in _forms(officer.get("/conflicts")) if form["subject"] == fork["subject"]]
    assert "Hai bản nhật ký khác nhau" in officer.get("/desks")


def test_events_that_cannot_be_shown_or_proven_are_named_with_their_dossiers(
    district: RealDistrict, officer: Visitor
) -> None:
    outbox = FakeOutbox(seed=111)
    outbox.work(6)
    intake = next(event.seq for event in outbox.events if outbox.header_of(event.seq).kind == Received.kind)
    number = outbox.header_of(intake).dossier
    outbox.erase(intake)
    _round(outbox, district, district.code())
    page = officer.get("/conflicts")
    assert "chưa đối chiếu được với chữ ký" in page and "Chưa có việc nhận của hồ sơ này" in page
    assert page.count(str(number)) >= 2
    parked = [form for form in _forms(page) if form["subject"].startswith("parked/")]
    assert officer.post("/conflicts/settle", note="dân yêu cầu xóa", **parked[0]) == 302
    assert district.rows("SELECT count(*) FROM parked")[0][0] >= 1
    outbox.work(40)
    _round(outbox, district)
    assert district.counts()["unproven"] >= 1


def test_nonsense_settles_nothing_and_an_inspector_only_looks(district: RealDistrict, officer: Visitor) -> None:
    _forked(district)
    [fork] = [form for form in _forms(officer.get("/conflicts")) if form["subject"].startswith("fork/")]
    for wrong in (
        {**fork, "subject": "fork/none/1"}, {**fork, "hub": "x"}, {**fork, "up_to": "-1"}, {**fork, "hub": "9" * 30},
        {},
    ):  # fmt: skip
        assert officer.post("/conflicts/settle", note="xong", **wrong) == 400
    inspector = Visitor(district)
    assert inspector.sign_in(name=INSPECTOR) == 302
    assert "Hai bản nhật ký" in inspector.get("/conflicts")
    assert _forms(inspector.said) == []
    assert inspector.post("/conflicts/settle", note="xong", **fork) == 403
    inspector.close()
    assert district.rows("SELECT count(*) FROM settlement") == [(0,)]
