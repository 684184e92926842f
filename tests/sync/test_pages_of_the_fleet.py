"""The pages about desks and people in a real browser, wide and on a phone, by the keyboard."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sync.desk.exchange import run_round
from sync.desk.pull import Condition
from sync.errors import ForkError, RevokedError
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.test_pages import QUIET
from tests.sync.visitor import PASSWORD

ROLES = {"Lê Thị Hòa": "officer", "Trần Văn An": "administrator", "Y Bih Niê": "inspector"}
SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    for name, role in ROLES.items():
        district.run("officer", "add", "--name", name, "--role", role, env={"DISTRICT_PASSWORD": PASSWORD})
    yield district
    assert district.stop() == ""


@pytest.fixture(scope="module")
def desk(shown: RealDistrict) -> FakeOutbox:
    outbox = FakeOutbox(seed=150)
    outbox.work(30)
    condition = Condition("0.1.0", 51 * 10**9)
    run_round(outbox, outbox.signer, shown.url, shown.code(), clock=WallClock(), condition=condition)
    twin = outbox.copied()
    outbox.work(6)
    twin.work(8)
    run_round(outbox, outbox.signer, shown.url, "", clock=WallClock(), condition=condition)
    with pytest.raises(ForkError):
        run_round(twin, twin.signer, shown.url, "", clock=WallClock())
    return outbox


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    context.close()
    assert [each for each in complaints if "403" not in each] == []


def _sign_in(page: Page, shown: RealDistrict, name: str) -> None:
    page.goto(shown.url + "/sign-in")
    page.get_by_label("Họ tên").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desks")


def test_every_page_fits_the_screen_wide_and_on_a_phone(page: Page, shown: RealDistrict, desk: FakeOutbox) -> None:
    for name in ROLES:
        page.set_viewport_size({"width": 1280, "height": 800})
        _sign_in(page, shown, name)
        for path in (
            "/desks",
            f"/desks/{desk.device.hex()}",
            "/conflicts",
            "/enrolments",
            "/people",
            "/acts",
            "/password",
        ):
            for size in SIZES:
                page.set_viewport_size({"width": size["width"], "height": size["height"]})
                page.goto(shown.url + path)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= size["width"], (path, name, wide)
        page.get_by_role("button", name="Rời máy").click()
        expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()


def test_an_administrator_brings_a_desk_in_compares_its_digits_and_takes_it_out(
    page: Page, shown: RealDistrict
) -> None:
    _sign_in(page, shown, "Trần Văn An")
    expect(page.get_by_role("link", name="Hồ sơ")).to_have_count(0)
    page.get_by_role("link", name="Ghi danh").click()
    page.get_by_label("Mã cơ quan").fill("000.00.77.h32")
    page.keyboard.press("Enter")
    code = page.locator(".secret").inner_text()
    outbox = FakeOutbox(seed=151, agency_code="000.00.77.H32")
    run_round(outbox, outbox.signer, shown.url, code, clock=WallClock())
    page.get_by_role("link", name="Các quầy").click()
    page.get_by_label("Tìm quầy").fill("000.00.77")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="xã Suối Hương").click()
    expect(page.locator(".secret")).to_have_text(outbox.identity().comparison())
    page.get_by_role("button", name="Đã so qua điện thoại, khớp").click()
    expect(page.get_by_text("Đã so, khớp")).to_be_visible()
    page.get_by_label("Lý do").fill("đem sửa")
    page.keyboard.press("Enter")
    expect(page.get_by_text("đem sửa")).to_be_visible()
    with pytest.raises(RevokedError):
        run_round(outbox, outbox.signer, shown.url, "", clock=WallClock())


def test_whoever_is_brought_in_gets_in_with_the_password_that_was_shown(page: Page, shown: RealDistrict) -> None:
    _sign_in(page, shown, "Trần Văn An")
    page.get_by_role("link", name="Người dùng").click()
    page.get_by_label("Họ tên", exact=True).fill("Ngô Thị Bình")
    page.keyboard.press("Enter")
    given = page.locator(".secret").inner_text()
    page.get_by_role("button", name="Rời máy").click()
    page.get_by_label("Họ tên").fill("Ngô Thị Bình")
    page.get_by_label("Mật khẩu").fill(given)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đặt mật khẩu riêng")).to_be_visible()
    page.get_by_label("Mật khẩu đang dùng").fill(given)
    page.get_by_label(re.compile("^Mật khẩu mới")).fill(PASSWORD)
    page.get_by_label("Gõ lại").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Hồ sơ")).to_be_visible()


def test_an_officer_settles_what_needs_people(page: Page, shown: RealDistrict, desk: FakeOutbox) -> None:
    _sign_in(page, shown, "Lê Thị Hòa")
    expect(page.get_by_text("Hai bản nhật ký khác nhau")).to_be_visible()
    page.get_by_role("link", name="Cần xem", exact=True).click()
    fork = page.locator("section").filter(has_text="Hai bản nhật ký khác nhau")
    fork.get_by_label("Đã giải quyết thế nào").fill("máy chép thử, đã tắt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hai bản nhật ký khác nhau")).to_have_count(0)
    page.get_by_role("link", name="Đã ghi cách giải quyết").click()
    expect(page.get_by_text("máy chép thử, đã tắt")).to_be_visible()
    page.goto(shown.url + "/people")
    expect(page.get_by_role("heading", name="Không có quyền")).to_be_visible()
