"""The public look-up: status and date for whoever holds the slip, nothing about anybody, and no way to try them all."""

import http.client
import json
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect, sync_playwright

from desk_app.domain.events import Finished, HandedOver, Received, Started
from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.synthetic_day import Happening
from tests.sync.test_pages import QUIET

AGENCY = "000.00.18.H32"


@pytest.fixture
def asked(own_home: Path) -> Iterator[tuple[RealDistrict, FakeOutbox]]:
    """A district with the work of a day, as its own SQLite keeps it."""
    district = RealDistrict(own_home).start()
    outbox = FakeOutbox(seed=90)
    outbox.work(60)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    yield district, outbox
    assert district.stop() == ""


def slips(outbox: FakeOutbox) -> list[tuple[str, str, str]]:
    """Return (number, code, name of the person) of every dossier."""
    found = []
    for number, history in outbox.by_dossier().items():
        body = history[0].body
        assert isinstance(body, Received)
        found.append((number, body.lookup_code, body.applicant.name))
    return found


class Passer:
    """Somebody with a telephone: no cookie is ever kept."""

    def __init__(self, district: RealDistrict) -> None:
        self._district = district

    def ask(self, number: str, code: str) -> tuple[int, dict[str, str], str]:
        status, headers, said = self.get("/lookup", urlencode({"number": number, "code": code}))
        return self.get(headers["Location"]) if status == 302 else (status, headers, said)

    def get(self, path: str, body: str | None = None) -> tuple[int, dict[str, str], str]:
        line = http.client.HTTPConnection("127.0.0.1", self._district.port, timeout=20)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("GET" if body is None else "POST", path, body, kind if body is not None else {})
        answer = line.getresponse()
        said = answer.read().decode()
        line.close()
        return answer.status, dict(answer.headers), said


def markers(outbox: FakeOutbox) -> set[str]:
    """Return everything personal that the desk has written."""
    found: set[str] = set()
    for history in outbox.by_dossier().values():
        body = history[0].body
        assert isinstance(body, Received)
        person = body.applicant
        found |= {person.name, person.personal_number, person.phone, person.address, body.terms.name}
        found |= {event.body.collector for event in history if isinstance(event.body, HandedOver)}
    return found - {""}


def test_the_slip_opens_status_and_date_and_nothing_else(asked: tuple[RealDistrict, FakeOutbox]) -> None:
    district, outbox = asked
    passer, there = Passer(district), {row["number"]: row for row in district.dossiers()}
    for number, code, _ in slips(outbox)[:8]:
        status, headers, said = passer.ask(f" {number.lower()} ", code.lower())
        assert status == 200
        assert there[number]["status_word"] in said
        assert "Set-Cookie" not in headers and headers["Cache-Control"] == "public, max-age=600"
        assert not any(marker in said for marker in markers(outbox)) and code not in said
    open_ones = [(number, code) for number, code, _ in slips(outbox) if there[number]["status"] in (2, 4)]
    assert re.search(r"Hẹn trả kết quả</dt><dd>\d\d/12/2026", passer.ask(*open_ones[0])[2])


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(asked: tuple[RealDistrict, FakeOutbox]) -> None:
    district, outbox = asked
    (number, code, _), (other, _, _) = slips(outbox)[:2]
    passer = Passer(district)
    wrong = [
        passer.ask(number, "0000"), passer.ask(f"{AGENCY}-261208-9999", code), passer.ask("", ""),
        passer.ask(other + "\x00", "\x00"), passer.ask("Đ" * 100, "Đ" * 100),
        (*passer.get("/lookup/x/" + "0" * 32)[:2], ""),
        passer.get(f"/lookup/{number}/{'0' * 32}"), passer.get(f"/lookup/{number}%00/%C4%90"),
    ]  # fmt: skip
    assert {status for status, _, _ in wrong} == {404}
    assert len({said for _, _, said in wrong if said}) == 1


def test_guessing_waits_by_number_and_by_address_and_the_right_one_is_not_counted(
    asked: tuple[RealDistrict, FakeOutbox],
) -> None:
    district, outbox = asked
    passer, known = Passer(district), slips(outbox)
    number, code, _ = known[0]
    for _ in range(12):
        assert passer.ask(number, code)[0] == 200  # somebody who looks every hour is no guesser
    tried = [passer.ask(number, f"{guess:04}")[0] for guess in range(8)]
    assert tried == [404] * 5 + [429] * 3
    status, headers, said = passer.ask(number, code)
    assert status == 429 and int(headers["Retry-After"]) > 0 and "Xin chờ" in said
    assert passer.ask(known[1][0], known[1][1])[0] == 200  # other numbers are not held up
    statuses = [passer.ask(f"{AGENCY}-261208-{guess}", "AAAA")[0] for guess in range(8000, 8040)]
    assert statuses[:20] == [404] * 20 and statuses[-1] == 429
    assert passer.ask(known[2][0], known[2][1])[0] == 429  # now the address waits


def test_the_files_tell_the_same_and_nothing_can_be_read_off_them(
    asked: tuple[RealDistrict, FakeOutbox], tmp_path: Path
) -> None:
    district, outbox = asked
    folder = tmp_path / "public"
    told = district.run("lookup", "export", str(folder))
    shown = [row for row in district.dossiers() if row["number"] in {number for number, _, _ in slips(outbox)}]
    assert told.startswith(f"{len(shown)} dossiers")
    files = sorted(folder.glob("d/*/*.json"))
    assert len(files) == len(shown)
    everything = "\n".join(path.read_text(encoding="utf-8") + path.name for path in folder.rglob("*") if path.is_file())
    secret = {code for _, code, _ in slips(outbox)} | {number for number, _, _ in slips(outbox)} | markers(outbox)
    assert not any(marker in everything for marker in secret)
    assert {tuple(json.loads(path.read_text())) for path in files} == {("word", "promised_on", "changed_on")}
    assert " 0 files written" in district.run("lookup", "export", str(folder))
    number = next(row["number"] for row in shown if row["status"] == 2)
    for body in (Started(), Finished()):
        outbox.append(Happening(body, number, outbox.day.day.replace(hour=17), "cb01"))
    run_round(outbox, outbox.signer, district.url, "", clock=StillClock())
    assert ", 1 files written" in district.run("lookup", "export", str(folder))


def test_any_web_server_can_serve_the_files(asked: tuple[RealDistrict, FakeOutbox], tmp_path: Path) -> None:
    district, outbox = asked
    district.run("lookup", "export", str(tmp_path / "public"))
    number, code, _ = slips(outbox)[0]
    word = next(row["status_word"] for row in district.dossiers() if row["number"] == number)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "public")))
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.get_by_label("Số hồ sơ").fill(number.lower())
            page.get_by_label("Mã tra cứu").fill(code.lower())
            page.keyboard.press("Enter")
            expect(page.get_by_role("status")).to_contain_text(word)
            page.get_by_label("Mã tra cứu").fill("0000")
            page.keyboard.press("Enter")
            expect(page.get_by_role("status")).to_contain_text("Không thấy hồ sơ")
            browser.close()
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
