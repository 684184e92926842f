"""What two desks of a commune wrote against each other, on the district's page of the dossier, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from db.store import DeskStore
from desk_app.domain.life_events import Amended
from desk_app.domain.person import Person
from sync.desk.exchange import run_round
from tests.db.commune_desks import commune_desk, give, take_over, write
from tests.sync.clocks import StillClock
from tests.sync.real_district import RealDistrict
from tests.sync.test_pages import PASSWORD, _sign_in, browser, page

__all__ = ["browser", "page"]
AGENCY = "000.00.77.H32"


def _round(store: DeskStore, url: str, code: str = "") -> None:
    run_round(store.outbox, store.signer, url, code, clock=StillClock(), commune=store.commune)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    """A district to which three desks of one commune went after two had taken over and amended one dossier at once."""
    folder: Path = tmp_path_factory.mktemp("commune")
    district = RealDistrict(folder / "district").start()
    district.run("officer", "add", "--name", "Lê Thị Hòa", env={"DISTRICT_PASSWORD": PASSWORD})
    stores = [commune_desk(folder / str(desk), desk, AGENCY) for desk in (1, 2, 3)]
    for store in stores:
        _round(store, district.url, district.code(store.settings().desk, AGENCY))
    number = str(give(stores[0], "Trần Văn An").header.dossier)
    for store in stores:
        _round(store, district.url)
    for store, name in ((stores[1], "Đào Thị Hoà"), (stores[2], "Đào Thị Hoa")):
        take_over(store, number)
        write(store, number, Amended("ghi nhầm tên", True, applicant=Person(name, "046185001234")))
    for store in stores[1:]:
        _round(store, district.url)
    yield district
    for store in stores:
        store.close()
    assert district.stop() == ""


def test_both_values_are_shown_until_a_desk_has_chosen(page: Page) -> None:
    _sign_in(page)
    page.get_by_role("link", name="Hồ sơ").click()
    page.locator("tbody a").first.click()
    section = page.get_by_role("region", name="Hai quầy ghi khác nhau, chờ quầy đang giữ chọn")
    expect(section.get_by_role("listitem")).to_have_count(2)
    custody, name = section.get_by_role("listitem").all()
    expect(custody).to_contain_text("Hai quầy cùng nhận giữ hồ sơ")
    for desk in ("quầy 2", "quầy 3"):
        expect(custody).to_contain_text(desk)
    expect(name).to_contain_text("chủ hồ sơ: Đào Thị Hoà")
    expect(name).to_contain_text("chủ hồ sơ: Đào Thị Hoa")
    expect(page.get_by_text("bản phần mềm mới hơn")).to_have_count(0)
