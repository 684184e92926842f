"""People of the district: brought in with a one-time password, given roles, shut out; every act leaves a line."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.sync.real_district import RealDistrict
from tests.sync.visitor import PASSWORD, Visitor

AN, BINH = "Trần Văn An", "Ngô Thị Bình"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    district.run("officer", "add", "--name", AN, "--role", "administrator", env={"DISTRICT_PASSWORD": PASSWORD})
    yield district
    assert district.stop() == ""


@pytest.fixture
def an(served: RealDistrict) -> Iterator[Visitor]:
    visitor = Visitor(served)
    assert visitor.sign_in(name=AN) == 302
    yield visitor
    visitor.close()


@pytest.fixture
def guest(served: RealDistrict) -> Iterator[Visitor]:
    visitor = Visitor(served)
    yield visitor
    visitor.close()


def _brought_in(an: Visitor, name: str, role: str = "officer") -> str:
    an.get("/people")
    assert an.post("/people", what="add", name=name, role=role) == 200
    return _secret(an.said)


def _secret(page: str) -> str:
    [secret] = re.findall(r'class="secret">([^<]+)<', page)
    return str(secret)


def test_whoever_is_brought_in_sets_a_password_of_their_own_before_anything_else(
    served: RealDistrict, an: Visitor, guest: Visitor
) -> None:
    one_time = _brought_in(an, BINH)
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", one_time)
    assert one_time not in an.get("/people")
    assert guest.sign_in(one_time, BINH) == 302
    for path in ("/desks", "/dossiers", "/"):
        assert (guest.ask("GET", path), guest.location()) == (302, "/password")
    guest.get("/password")
    for new, again, said in (
        ("ngắn quá", "ngắn quá", "từ 15 ký tự"),
        ("một mật khẩu mới", "một mật khẩu cũ", "chưa giống nhau"),
        (one_time, one_time, "khác mật khẩu cũ"),
        (f"{BINH} của tôi", f"{BINH} của tôi", "không chứa họ tên"),
    ):
        assert guest.post("/password", old=one_time, new=new, again=again) == 200
        assert said in guest.said
    assert guest.post("/password", old=one_time, new=PASSWORD, again=PASSWORD) == 302
    assert "Các quầy" in guest.get("/desks")
    assert guest.sign_in(one_time, BINH) == 200
    assert guest.sign_in(PASSWORD, BINH) == 302


def test_a_one_time_password_that_lay_a_day_opens_nothing(served: RealDistrict, an: Visitor, guest: Visitor) -> None:
    one_time = _brought_in(an, "Người Chậm")
    with closing(sqlite3.connect(served.home / "district.sqlite3")) as tables, tables:
        tables.execute("UPDATE officer SET one_time_until = datetime('now', '-1 minute') WHERE name = 'Người Chậm'")
    assert guest.sign_in(one_time, "Người Chậm") == 200
    assert not guest.is_signed_in()


def test_a_closed_account_is_out_at_once_and_comes_back_when_opened(an: Visitor, guest: Visitor) -> None:
    one_time = _brought_in(an, "Người Nghỉ")
    assert guest.sign_in(one_time, "Người Nghỉ") == 302
    assert guest.ask("GET", "/password") == 200
    an.get("/people")
    assert an.post("/people", what="close", name="Người Nghỉ") == 200
    assert (guest.ask("GET", "/password"), guest.location()[:8]) == (302, "/sign-in")
    assert guest.sign_in(one_time, "Người Nghỉ") == 200
    assert an.post("/people", what="open", name="Người Nghỉ") == 200
    assert guest.sign_in(one_time, "Người Nghỉ") == 302


def test_another_role_counts_from_the_next_page(an: Visitor, guest: Visitor) -> None:
    one_time = _brought_in(an, "Người Đổi", "inspector")
    guest.sign_in(one_time, "Người Đổi")
    guest.get("/password")
    guest.post("/password", old=one_time, new=PASSWORD, again=PASSWORD)
    assert "Người làm" in guest.get("/acts")
    an.get("/people")
    assert an.post("/people", what="role", name="Người Đổi", role="officer") == 200
    assert guest.ask("GET", "/acts") == 403
    assert "Không có quyền" in guest.said
    guest.get("/dossiers")


def test_the_last_administrator_stays_and_no_name_is_given_twice(an: Visitor) -> None:
    an.get("/people")
    for asked in ({"what": "close"}, {"what": "role", "role": "officer"}):
        assert an.post("/people", name=AN, **asked) == 400
        assert "không còn ai quản trị" in an.said
    assert an.post("/people", what="add", name=AN, role="officer") == 400
    assert "Tên này đã có" in an.said
    for asked in ({"what": "add", "name": "", "role": "officer"}, {"what": "add", "name": "X", "role": "nobody"}, {}):
        assert an.post("/people", **asked) == 400


def test_every_act_about_people_has_a_line(served: RealDistrict, an: Visitor) -> None:
    _brought_in(an, "Người Cuối")
    page = an.get("/acts?q=" + quote("Người Cuối"))
    assert page.count("Thêm người dùng") == 1
    assert AN in page
    deeds = {deed for (deed,) in served.rows("SELECT deed FROM act")}
    assert {"signed in", "officer added"} <= deeds


def test_an_officer_of_before_the_roles_goes_on_as_one(tmp_path: Path) -> None:
    district = RealDistrict(tmp_path / "district")
    district.run("officer", "add", "--name", "Bà Cũ", env={"DISTRICT_PASSWORD": PASSWORD})
    district.inside("back_to", "0007_kept_keys")
    visitor = Visitor(district.start())
    assert visitor.sign_in(name="Bà Cũ") == 302
    assert "Hồ sơ" in visitor.get("/dossiers")
    assert visitor.ask("GET", "/people") == 403
    visitor.close()
    assert district.stop() == ""
