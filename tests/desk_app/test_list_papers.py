"""Lists printed as they stand: who is on them, what they say, and that every one can be pressed."""

from datetime import date, datetime, timedelta

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.papers.apology_list import ApologyList
from desk_app.domain.papers.postal_manifest import PostalManifest
from desk_app.domain.papers.uncollected_list import UncollectedList
from desk_app.domain.papers.village_list import Errand, VillageList
from desk_app.domain.person import Person
from desk_app.usecases import apology, handover, intake, list_papers, progress, supplement
from desk_app.usecases.intake import Application
from desk_app.usecases.list_papers import PRINTED_LISTS, NothingToListError
from desk_app.usecases.office import Office
from desk_app.usecases.supplement import SupplementRequest
from printing.contents import press_content
from tests.desks import MARRIAGE, SetClock

MORNING = datetime(2026, 12, 2, 8, 30, tzinfo=OFFICE_ZONE)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MORNING)


def taken(office: Office, name: str, village: str = "Thôn 4", **more: str) -> str:
    person = Person(name, address=f"{village}, xã Suối Hương", phone="0905318246")
    return intake.receive(office, Application(MARRIAGE, person, **more)).number  # type: ignore[arg-type]


def ready(office: Office, name: str, village: str = "Thôn 4", **more: str) -> str:
    number = taken(office, name, village, **more)
    progress.finish(office, number)
    return number


def test_the_uncollected_results_say_how_long_they_lie(office: Office, clock: SetClock) -> None:
    number = ready(office, "Lò Thị Mỷ")
    clock.at += timedelta(days=9)
    (paper,) = list_papers.uncollected(office)
    assert isinstance(paper.content, UncollectedList)
    (row,) = paper.content.rows
    assert (row.number, row.days, row.village, row.phone, row.told) == (number, 9, "thôn 4", "0905318246", "")


def test_each_village_has_its_own_list_with_both_errands(office: Office) -> None:
    ready(office, "Bế Thị Nhuần")
    asked = taken(office, "Y Wơl Niê Kđăm", "Buôn Đrang")
    item = office.store.register.dossier(asked).papers[0].name
    request = SupplementRequest(((item, ""),), "thiếu giấy", date(2026, 12, 14))
    supplement.request_supplement(office, asked, request)
    lists = [paper.content for paper in list_papers.villages(office)]
    assert all(isinstance(content, VillageList) for content in lists)
    found = {content.village: content.rows[0] for content in lists if isinstance(content, VillageList)}
    assert {village: row.errand for village, row in found.items()} == {
        "buôn Đrang": Errand.SUPPLEMENT, "thôn 4": Errand.COLLECT,
    }  # fmt: skip
    assert (found["buôn Đrang"].on, found["thôn 4"].on) == (date(2026, 12, 14), MORNING.date())


def test_an_apology_stands_on_the_list_until_it_is_published(office: Office, clock: SetClock) -> None:
    number = taken(office, "Phạm Đình Hữu Ước")
    clock.at += timedelta(days=2)
    apology.apologise(office, number, apology.Apology("chờ xác minh ở xã khác"), paper=None)
    (paper,) = list_papers.apologies(office)
    assert isinstance(paper.content, ApologyList)
    (row,) = paper.content.rows
    assert (row.number, row.letter, row.was_due_on) == (number, "1/PXL", date(2026, 12, 7))
    assert row.new_due_on > row.was_due_on
    assert "Phạm" not in repr(paper.content)
    apology.publish(office, number, "trang thông tin xã")
    with pytest.raises(NothingToListError):
        list_papers.apologies(office)


def test_the_post_takes_only_what_shall_go_by_post(office: Office) -> None:
    ready(office, "Bế Thị Nhuần")
    waiting = ready(office, "Lò Thị Mỷ", return_by="post")
    sent = ready(office, "Trương Kỳ Vỹ", return_by="post")
    handover.post(office, sent, "EK123456789VN")
    (paper,) = list_papers.postal(office)
    assert isinstance(paper.content, PostalManifest)
    assert [(row.number, row.tracking_number) for row in paper.content.rows] == [
        (waiting, ""), (sent, "EK123456789VN"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", PRINTED_LISTS)
def test_an_empty_list_is_told_and_a_full_one_can_be_pressed(office: Office, clock: SetClock, name: str) -> None:
    with pytest.raises(NothingToListError):
        PRINTED_LISTS[name](office)
    late = taken(office, "H'Hen Niê", "Buôn Ea Mhăr")
    ready(office, "Lò Thị Mỷ", return_by="post")
    ready(office, "Người không thôn", "Suối Hương")
    clock.at += timedelta(days=2)
    apology.apologise(office, late, apology.Apology("chờ xác minh"), paper=None)
    for paper in PRINTED_LISTS[name](office):
        assert paper.rows >= 1
        assert press_content(paper.content, "a4", print_number=1, printed_at=clock.at).startswith(b"%PDF")
