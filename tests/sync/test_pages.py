"""The district's web pages in a real browser."""

import json
import shutil
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from desk_app.domain.day_table import OFFICE_ZONE
from desk_app.domain.event_facts import Event
from desk_app.domain.events import Received, Started
from desk_app.domain.life_events import Forwarded
from sync.desk.exchange import run_round
from tests.db.desk import catalogue_json
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.synthetic_day import Happening

PASSWORD = "một mật khẩu dài"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    district.run("officer", "add", "--name", "Lê Thị Hòa", env={"DISTRICT_PASSWORD": PASSWORD})
    outbox = FakeOutbox(seed=50)
    outbox.work(400)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock())
    yield district
    assert district.stop() == ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, shown: RealDistrict) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 690})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("requestfailed", lambda request: complaints.append(request.url))
    opened.goto(shown.url)
    yield opened
    context.close()
    assert complaints == []


def _sign_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Họ tên").fill("Lê Thị Hòa")
    page.get_by_label("Mật khẩu").fill(unicodedata.normalize("NFD", password))
    page.keyboard.press("Enter")


def test_nobody_sees_a_list_before_signing_in(page: Page, shown: RealDistrict) -> None:
    for path in ("/desks", "/dossiers", "/dossiers?q=nguyen", "/"):
        page.goto(shown.url + path)
        expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()
    _sign_in(page, "sai rồi, sai rồi")
    expect(page.get_by_role("alert")).to_have_text("Tên hoặc mật khẩu chưa đúng. Xin gõ lại.")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()


def test_the_desks_are_listed_with_their_last_contact_and_backlog(page: Page) -> None:
    _sign_in(page)
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("xã Suối Hương")
    expect(row).to_contain_text("000.00.18.H32")
    expect(row).to_contain_text("không còn việc nào")
    expect(row).to_contain_text("Đủ")


def test_what_of_a_desk_could_not_be_proven_is_counted_and_explained(page: Page, shown: RealDistrict) -> None:
    _sign_in(page)
    said = page.get_by_text("chưa đối chiếu được")
    expect(said).to_have_count(0)
    outbox = FakeOutbox(seed=51, agency_code="000.00.51.H32")
    outbox.work(6)
    outbox.erase(next(event.seq for event in outbox.events if outbox.header_of(event.seq).kind == Received.kind))
    run_round(outbox, outbox.signer, shown.url, shown.code(1, "000.00.51.H32"), clock=WallClock())
    unproven = shown.counts()["unproven"]
    assert unproven >= 1
    page.reload()
    rows = page.get_by_role("row").filter(has=said)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("000.00.51.H32")
    expect(rows).to_contain_text(f"{unproven} việc chưa đối chiếu được")
    expect(page.get_by_text("hai hồ sơ trùng số")).to_be_visible()


def test_dossiers_are_found_without_accents_and_turned_page_by_page(page: Page, shown: RealDistrict) -> None:
    _sign_in(page)
    page.get_by_role("link", name="Hồ sơ").click()
    everything = shown.dossiers()
    expect(page.get_by_text(f"{len(everything)} hồ sơ")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(50)
    page.get_by_role("link", name="Cũ hơn").click()
    expect(page.locator("tbody tr")).to_have_count(len(everything) - 50)
    family = [line for line in everything if line["name"].startswith("Nguyễn")]
    page.get_by_label("Tìm hồ sơ").fill("nguyen")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{len(family)} hồ sơ")).to_be_visible()
    page.get_by_label("Tìm hồ sơ").fill("<b>không có ai</b>")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("Không thấy hồ sơ nào có “<b>không có ai</b>”")


def test_leaving_ends_the_session(page: Page, shown: RealDistrict) -> None:
    _sign_in(page)
    page.get_by_role("button", name="Rời máy").click()
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()  # going on before would cut the leaving off
    page.goto(shown.url + "/dossiers")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()


def test_a_page_loads_nothing_from_elsewhere_and_is_framed_by_nobody(shown: RealDistrict) -> None:
    with urllib.request.urlopen(shown.url + "/sign-in") as answer:
        headers, body = answer.headers, answer.read().decode()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"].startswith(("no-store", "max-age=0"))
    assert "SameSite=Strict" in headers["Set-Cookie"]
    assert "HttpOnly" in headers["Set-Cookie"]
    assert "http" not in body.replace("http-equiv", "")


def test_a_form_from_another_site_is_refused(shown: RealDistrict) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(shown.url + "/sign-in", data=b"username=x&password=y")
    said = refused.value.read().decode()
    refused.value.close()
    assert refused.value.code == 403
    assert 'lang="vi"' in said and "Trang này đã cũ" in said
    assert not any(word in said for word in ("DEBUG", "CSRF", "Forbidden", "Django"))
    assert refused.value.headers["Content-Security-Policy"].startswith("default-src 'none'")


def _passed_on(shown: RealDistrict, agency: str, seed: int) -> tuple[FakeOutbox, str]:
    """Return a desk of a commune of its own, and a dossier that it passed to another body."""
    outbox = FakeOutbox(seed=seed, agency_code=agency)
    received = next(each for each in outbox.day.happenings(40) if isinstance(each.body, Received))
    assert received.dossier is not None
    outbox.append(received)
    bodies: tuple[Event, ...] = (Started(), Forwarded("body", "Sở Tư pháp", None, "xin ý kiến"))
    for body in bodies:
        outbox.append(Happening(body, received.dossier, received.at, "cb01"))
    run_round(outbox, outbox.signer, shown.url, shown.code(1, agency), clock=WallClock())
    return outbox, received.dossier


def test_a_dossier_tells_its_story_and_a_decision_goes_to_its_desk(page: Page, shown: RealDistrict) -> None:
    outbox, number = _passed_on(shown, "000.00.52.H32", 52)
    _sign_in(page)
    page.get_by_role("link", name="Hồ sơ").click()
    page.get_by_label("Tìm hồ sơ").fill(number.rsplit("-", 2)[0][-5:] + " " + number[-4:])
    page.get_by_label("Ai đang giữ").select_option("body")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_text("1 hồ sơ", exact=True)).to_be_visible()
    page.get_by_role("link", name=number).click()
    story = page.get_by_role("region", name="Diễn biến").get_by_role("listitem")
    expect(story).to_have_count(3)
    expect(story.nth(0)).to_contain_text("Tiếp nhận")
    expect(story.nth(2)).to_contain_text("Chuyển cho Sở Tư pháp")
    expect(story.nth(2)).to_contain_text("máy chủ nhận lúc")
    page.get_by_label("Yêu cầu bổ sung").check()
    page.get_by_role("button", name="Ký và gửi về quầy").click()
    expect(page.get_by_role("alert")).to_have_text("Xin ghi lý do.")
    page.get_by_label("Lý do, ý kiến").fill("thiếu bản chính <b>")
    page.get_by_label("Giấy tờ cần bổ sung").fill("Giấy khai sinh\nẢnh")
    page.get_by_role("button", name="Ký và gửi về quầy").click()
    expect(page.get_by_role("region", name="Quyết định đã ghi")).to_contain_text("chờ quầy liên lạc")
    run_round(outbox, outbox.signer, shown.url, "", clock=WallClock())
    (decision,) = (item.decision for item in outbox.inbox if item.decision is not None)
    assert (decision.verdict, decision.reason, decision.items) == (
        "supplement", "thiếu bản chính <b>", ("Giấy khai sinh", "Ảnh"),
    )  # fmt: skip
    assert (decision.number, decision.decided_by) == (number, "Lê Thị Hòa")
    page.reload()
    expect(page.get_by_role("region", name="Quyết định đã ghi")).to_contain_text("quầy đã nhận lúc")
    expect(page.get_by_role("button", name="Ký và gửi về quầy")).to_have_count(0)  # it is the desk's turn


def test_a_dossier_nobody_knows_has_a_page_that_says_so(page: Page, shown: RealDistrict) -> None:
    _sign_in(page)
    expect(page.get_by_role("heading", name="Các quầy")).to_be_visible()
    answer = page.request.get(f"{shown.url}/dossiers/12/khong-co-dau-%3Cb%3E")
    assert answer.status == 404 and "Không thấy hồ sơ" in answer.text() and "<b>" not in answer.text()


def test_the_league_is_sorted_by_links_and_downloaded(page: Page, shown: RealDistrict) -> None:
    _sign_in(page)
    page.get_by_role("link", name="Trễ hạn").click()
    page.get_by_label("Từ ngày").fill("2026-12-01")
    page.get_by_label("đến ngày").fill("2026-12-31")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("row")).to_have_count(1 + shown.counts()["desks"])
    page.get_by_role("link", name="Xã, phường").click()
    expect(page.get_by_role("columnheader", name="Xã, phường")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_label("Từ ngày")).to_have_value("2026-12-01")
    address = page.get_by_role("link", name="Tải bảng này").get_attribute("href")
    answer = page.request.get(shown.url + str(address))
    assert 'filename="tre-han-2026-12-01-2026-12-31.csv"' in answer.headers["content-disposition"]
    assert "Tỷ lệ trễ" in answer.text()
    for wrong in ("from=2026-12-31&to=2026-12-01", "from=x&to=y", "from=0001-01-01&to=9999-12-31", "sort=x"):
        assert page.request.get(f"{shown.url}/league?{wrong}").status == 200


@pytest.mark.parametrize("width", [1280, 390])
def test_what_was_wrong_with_the_days_stands_clear_of_form_and_table(
    page: Page, shown: RealDistrict, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    _sign_in(page)
    page.wait_for_url(f"{shown.url}/desks")
    page.goto(f"{shown.url}/league?from=2026-10-20&to=2026-10-01")
    boxes = [page.locator(each).bounding_box() for each in ("form.search", ".wrong", ".sheet")]
    form, said, table = (box for box in boxes if box is not None)
    assert said["y"] - (form["y"] + form["height"]) >= 8
    assert table["y"] - (said["y"] + said["height"]) >= 8
    for label, day in (("Từ ngày", "#from"), ("đến ngày", "#to")):
        named, field = page.get_by_text(label, exact=True).bounding_box(), page.locator(day).bounding_box()
        assert named is not None and field is not None
        assert field["y"] < named["y"] + named["height"] / 2 < field["y"] + field["height"], label


def test_a_catalogue_is_read_before_it_is_signed_and_sent(page: Page, shown: RealDistrict, tmp_path: Path) -> None:
    outbox = FakeOutbox(seed=53, agency_code="000.00.53.H32", name="xã Ea Nuôl")
    run_round(outbox, outbox.signer, shown.url, shown.code(1, "000.00.53.H32"), clock=WallClock())
    catalogue = json.loads(catalogue_json())
    catalogue["version"], catalogue["procedures"][0]["limit"]["value"] = "2026-12-24", 9
    file = tmp_path / "moi.json"
    file.write_text(json.dumps(catalogue, indent=4), encoding="utf-8")
    _sign_in(page)
    page.get_by_role("link", name="Danh mục, lịch").click()
    page.get_by_label("Cho ai").select_option(label="xã Ea Nuôl")
    page.get_by_label("Tệp JSON").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("1.001653")
    expect(row).to_contain_text("5 ngày làm việc")
    expect(row).to_contain_text("9 ngày làm việc")
    expect(page.get_by_text("1 thay đổi.")).to_be_visible()
    run_round(outbox, outbox.signer, shown.url, "", clock=WallClock())
    assert outbox.inbox == []  # nothing was sent yet
    page.get_by_role("button", name="Ký và gửi về quầy").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("0 trong 1")
    run_round(outbox, outbox.signer, shown.url, "", clock=WallClock())
    (item,) = outbox.inbox
    assert (item.subject, item.version, json.loads(item.content)) == ("catalogue", "2026-12-24", catalogue)
    run_round(outbox, outbox.signer, shown.url, "", clock=WallClock())
    page.reload()
    expect(page.get_by_role("row").nth(1)).to_contain_text("1 trong 1")
    tomorrow = f"{datetime.now(OFFICE_ZONE).date() + timedelta(days=1)}"
    for text, begins, said in (
        ("{", "", "Tệp chưa dùng được"),
        ("", "", "Xin chọn tệp JSON."),
        (json.dumps(catalogue), tomorrow, "đang có hiệu lực"),
    ):
        file.write_text(text, encoding="utf-8")
        page.get_by_label("Cho ai").select_option(label="xã Ea Nuôl")
        page.get_by_label("Hiệu lực từ").fill(begins)
        page.get_by_label("Tệp JSON").set_input_files(file)
        page.get_by_role("button", name="Xem trước").click()
        expect(page.get_by_role("alert")).to_contain_text(said)
