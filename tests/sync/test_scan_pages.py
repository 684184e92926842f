"""The page of a dossier lists its scans; who may read personal data takes one that is here whole, and that is noted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPMessage
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from desk_app.domain.scan_tree import CHUNK_BYTES, root_of
from desk_app.usecases import scans as use
from sync.district.authorisation import GIVEN, Role
from tests.sync.real_district import RealDistrict
from tests.sync.scan_desk import ScanDesk
from tests.sync.test_pages import QUIET
from tests.sync.visitor import PASSWORD, Visitor


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    for role in GIVEN:
        person = ("--name", role.word, "--role", role.value)
        district.run("officer", "add", *person, env={"DISTRICT_PASSWORD": PASSWORD})
    yield district
    assert district.stop() == ""


@pytest.fixture(scope="module")
def desk(served: RealDistrict, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScanDesk]:
    """A desk with a scan that is there, one that is there in part, one that was not sent, and one taken off."""
    desk = ScanDesk(tmp_path_factory.mktemp("desk"), served)
    desk.attach(40_000)
    gone = desk.attach(30_000)
    desk.round()
    assert desk.send().whole == 2
    use.remove(desk.office, gone.number, gone.scan, "Quét nhầm người")
    desk.attach(5 * CHUNK_BYTES)
    desk.round()
    desk.send(most_bytes=100_000)
    desk.attach(20_000)
    desk.round()
    yield desk
    desk.office.store.close()


def _path(served: RealDistrict, number: str) -> str:
    ((hub,),) = served.rows(f"SELECT hub FROM dossier WHERE number = '{number}'")
    return f"/dossiers/{hub}/{number}"


def _as(served: RealDistrict, role: Role) -> closing[Visitor]:
    visitor = Visitor(served)
    assert visitor.sign_in(name=role.word) == 302
    return closing(visitor)


def _scan(served: RealDistrict, desk: ScanDesk, place: int) -> str:
    ((hub,),) = served.rows("SELECT DISTINCT hub FROM scan")
    device = desk.office.store.outbox.identity().device.hex()
    return f"/scans/{hub}/{device}/{root_of(desk.contents[place]).hex()}"


def test_the_page_says_how_much_of_each_scan_is_there(served: RealDistrict, desk: ScanDesk) -> None:
    with _as(served, Role.OFFICER) as officer:
        page = officer.get(_path(served, desk.numbers[0]))
        assert (page.count("máy chủ có đủ"), page.count("chưa gửi về")) == (1, 1)
        assert "trong 320,0" in page.replace("\xa0", " ")
        assert page.count("Tải về") == 1 and _scan(served, desk, 0) in page
        assert "Kèm bản quét" in page and "Gỡ bản quét" in page
        assert "Bản quét</h2>" not in officer.get(_path(served, desk.numbers[1]))
    with _as(served, Role.INSPECTOR) as inspector:
        page = inspector.get(_path(served, desk.numbers[0]))
        assert "Bản quét 1" in page and "máy chủ có đủ" in page and "Tải về" not in page
        name = desk.office.store.scans.of_dossier(desk.numbers[0])[0].paper_name
        assert name not in page


def test_a_scan_is_given_as_a_file_and_noted(served: RealDistrict, desk: ScanDesk) -> None:
    with _as(served, Role.OFFICER) as officer:
        assert officer.ask("GET", _scan(served, desk, 0)) == 200
        headers = officer.headers
    assert isinstance(headers, HTTPMessage)
    assert int(headers["Content-Length"]) == 40_000
    assert headers["Content-Disposition"].startswith('attachment; filename="ban-quet-')
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Type"] == "application/octet-stream"  # it does not begin as a PDF does
    (said,) = served.rows("SELECT officer, subject FROM act WHERE deed = 'scan read'")
    assert said == (Role.OFFICER.word, desk.numbers[0])


def test_the_head_of_a_file_says_what_would_come_and_gives_nothing_out(served: RealDistrict, desk: ScanDesk) -> None:
    taken = "SELECT count(*) FROM act WHERE deed IN ('scan read', 'league given out')"
    files, before = (_scan(served, desk, 0), "/league.csv?from=2026-11-01&to=2026-11-30"), served.rows(taken)
    with _as(served, Role.OFFICER) as officer:
        for path in files:
            assert officer.ask("HEAD", path) == 200 and officer.said == ""
            head = _told(officer)
            assert served.rows(taken) == before
            assert officer.ask("GET", path) == 200 and officer.said != ""
            assert _told(officer) == head and int(head["Content-Length"]) > 1000
            assert "attachment" in head["Content-Disposition"]
            assert served.rows(taken) != before
            before = served.rows(taken)
        assert officer.ask("HEAD", _scan(served, desk, 1)) == officer.ask("GET", _scan(served, desk, 1)) == 404
        assert officer.ask("HEAD", "/league.csv?from=x&to=y") == 400
    with _as(served, Role.ADMINISTRATOR) as other:
        assert other.ask("HEAD", files[0]) == 403
    refused = served.rows("SELECT officer, subject FROM act WHERE deed = 'refused'")
    assert (Role.ADMINISTRATOR.word, f"HEAD {files[0]}") in refused
    assert served.rows(taken) == before


def _told(visitor: Visitor) -> dict[str, str]:
    """Return what the head of the last answer says of the file, not of the hour or the visit."""
    assert visitor.headers is not None
    return {name: value for name, value in visitor.headers.items() if name not in ("Date", "Set-Cookie")}


def test_what_is_not_whole_or_not_theirs_is_given_to_nobody(served: RealDistrict, desk: ScanDesk) -> None:
    before = served.rows("SELECT count(*) FROM act WHERE deed = 'scan read'")
    whole = _scan(served, desk, 0)
    with _as(served, Role.OFFICER) as officer:
        asked = [_scan(served, desk, place) for place in (1, 2, 3)]
        asked += [whole[:-1] + "z", whole[:-2], whole.replace("/scans/", "/scans/9"), "/scans/1/x/y"]
        assert {officer.ask("GET", path) for path in asked} == {404}
        assert officer.ask("POST", whole) in (403, 405)
    for role in (Role.INSPECTOR, Role.ADMINISTRATOR):
        with _as(served, role) as other:
            assert other.ask("GET", whole) == 403
    with closing(Visitor(served)) as nobody:
        assert nobody.ask("GET", whole) == 302 and nobody.location().startswith("/sign-in")
    assert served.rows("SELECT count(*) FROM act WHERE deed = 'scan read'") == before


def test_a_file_that_is_not_what_the_desk_sealed_is_not_given(served: RealDistrict, desk: ScanDesk) -> None:
    (kept,) = (path for path in Path(served.home, "scans").glob("*/*/*.pdf") if path.stem in _scan(served, desk, 0))
    sound = kept.read_bytes()
    with _as(served, Role.OFFICER) as officer:
        for spoilt in (sound[:-1] + bytes([sound[-1] ^ 1]), sound[:-1], b""):
            kept.write_bytes(spoilt)
            assert officer.ask("GET", _scan(served, desk, 0)) == 404
        kept.write_bytes(sound)
        assert officer.ask("GET", _scan(served, desk, 0)) == 200


@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_browser_a_scan_is_taken_by_keyboard_and_lands_as_a_file(
    served: RealDistrict, desk: ScanDesk, width: int, tmp_path: Path
) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        page = browser.new_page(locale="vi-VN", viewport={"width": width, "height": 800})
        page.goto(served.url + _path(served, desk.numbers[0]))
        page.get_by_label("Họ tên").fill(Role.OFFICER.word)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        scans = page.get_by_role("region", name="Bản quét")
        expect(scans.get_by_role("listitem")).to_have_count(3)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        scans.get_by_role("link", name="Tải về").focus()
        with page.expect_download() as taken:
            page.keyboard.press("Enter")
        taken.value.save_as(tmp_path / "scan")
        browser.close()
    assert (tmp_path / "scan").read_bytes() == desk.contents[0]
