"""Two devices as one desk: the newer takes the place, the older is stored and shown, never blocked."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.conftest import MakeDistrict
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

PASSWORD = "mot mat khau rat dai"


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending


def _replaced(district: RealDistrict) -> tuple[int, int]:
    held = district.counts()
    return held["replaced"], held["replaced_yet_sending"]


def _desks_page(district: RealDistrict) -> str:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(district.url + "/sign-in") as answer:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())
    assert token is not None
    form = {"username": "An", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    with browser.open(district.url + "/sign-in", urllib.parse.urlencode(form).encode()) as answer:
        return str(answer.read().decode())


def test_the_newer_of_two_devices_as_one_desk_takes_its_place(own_district: RealDistrict) -> None:
    district = own_district
    district.run("officer", "add", "--name", "An", env={"DISTRICT_PASSWORD": PASSWORD})
    older, newer, beside = FakeOutbox(seed=70), FakeOutbox(seed=71), FakeOutbox(seed=72, desk=2)
    first_code = district.code()
    assert _round(older, district, first_code) == 0
    assert _round(beside, district, district.code(2)) == 0
    assert _replaced(district) == (0, 0)
    assert _round(newer, district, district.code()) == 0
    assert _replaced(district) == (1, 0)
    page = _desks_page(district)
    assert (page.count("Đã thay bằng máy khác"), page.count("vẫn gửi")) == (1, 0)
    older.work(7)
    assert _round(older, district, first_code) == 0  # stored all the same
    assert district.events(older.device) == older.sent_events()
    assert _replaced(district) == (1, 1)
    page = _desks_page(district)
    assert (page.count("Đã thay bằng máy khác"), page.count("Máy cũ đã thay vẫn gửi")) == (0, 1)
    assert _round(older, district, district.code()) == 0  # a code of its own makes it the desk again
    assert _replaced(district) == (1, 0)


def test_whoever_makes_a_code_for_a_desk_that_has_a_device_is_told(make_district: MakeDistrict) -> None:
    district = make_district().start()
    asked = ("enrol", "--agency-code", "000.00.18.H32", "--desk", "1")
    fresh = district.finish(*asked)
    assert fresh.stderr == ""
    assert _round(FakeOutbox(seed=73), district, fresh.stdout.splitlines()[-1]) == 0
    again = district.finish(*asked)
    assert (again.returncode, len(again.stdout.splitlines()[-1])) == (0, 19)
    assert again.stderr.startswith("Desk 1 of 000.00.18.H32 has a device already")
    assert district.finish("enrol", "--agency-code", "000.00.18.H32", "--desk", "2").stderr == ""
    assert district.stop() == ""
