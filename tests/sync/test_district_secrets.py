"""What leaves the district's pages and process: strict headers, no complaint of Django's checks, no name in a log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.desk.exchange import run_round
from sync.district.authorisation import ADDRESSES, GIVEN, Action, Role
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import PASSWORD, Visitor

_KEPT = ("style", "lookup")  # the same for everybody, so that any cache may hold them
_ALIVE = re.compile(r"<script|<iframe|<object|<style|\sstyle=|\son\w+=|javascript:|https?://", re.IGNORECASE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    for role in GIVEN:
        district.run("officer", "add", "--name", role.word, "--role", role.value, env={"DISTRICT_PASSWORD": PASSWORD})
    yield district
    assert district.stop() == ""


@pytest.fixture(scope="module")
def paths(served: RealDistrict) -> dict[str, str]:
    outbox = FakeOutbox(seed=130)
    outbox.work(40)
    run_round(outbox, outbox.signer, served.url, served.code(), clock=WallClock())
    listed = {address["name"]: address["path"] for address in served.inside("addresses")}
    hub, number = served.rows("SELECT hub, number FROM dossier")[0]
    known = {name: path.replace("ab" * 16, outbox.device.hex()) for name, path in listed.items()}
    return {**known, "dossier": f"/dossiers/{hub}/{number}"}


def test_every_page_whoever_asks_for_it_has_strict_headers_and_nothing_alive(
    served: RealDistrict, paths: dict[str, str]
) -> None:
    shown: set[tuple[str, int]] = set()
    for role in Role:
        visitor = Visitor(served)
        if role is not Role.NOBODY:
            assert visitor.sign_in(name=role.word) == 302
        for name, path in {**paths, "nowhere": "/nowhere"}.items():
            if Action.LEAVE in ADDRESSES.get(name, {}).values():
                continue
            shown.add((name, visitor.ask("GET", path)))
            assert visitor.headers is not None
            headers = visitor.headers
            assert headers["X-Content-Type-Options"] == "nosniff", path
            if name.startswith("device-"):
                assert "no-store" in headers["Cache-Control"], path
                continue
            policy = headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'") and "unsafe" not in policy, path
            assert "frame-ancestors 'none'" in policy and headers["X-Frame-Options"] == "DENY", path
            assert headers["Referrer-Policy"] == "same-origin", path
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
            assert (name in _KEPT) == ("no-store" not in headers["Cache-Control"]), path
            assert "Server" not in headers, path
            if headers.get("Content-Type", "").startswith("text/html"):
                assert 'lang="vi"' in visitor.said or not visitor.said, path
                assert _ALIVE.findall(visitor.said) == [], path
        visitor.close()
    pages = {name for name, row in ADDRESSES.items() if "GET" in row and not name.startswith("device-")}
    assert pages - {name for name, status in shown if status == 200} == {
        "home",
        "looked-up",
        "scan",
    }  # one leads on, the others know no such slip and no such scan
    assert ("nowhere", 404) in shown and ("people", 403) in shown


def test_the_checks_for_a_server_in_use_find_nothing_under_tls(served: RealDistrict) -> None:
    assert served.inside("complaints") == []


def test_a_day_with_marked_people_leaves_their_names_in_the_database_alone(tmp_path: Path) -> None:
    home = tmp_path / "district"
    district = RealDistrict(home).start()
    officer = "Cán Bộ Đánh Dấu"
    district.run("officer", "add", "--name", officer, env={"DISTRICT_PASSWORD": PASSWORD})
    outbox = FakeOutbox(seed=131)
    outbox.work(80)
    said = [run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock())]
    names = {facts["name"] for facts in district.dossiers()}
    assert len(names) > 5
    visitor = Visitor(district)
    assert visitor.sign_in(name=officer) == 302
    assert any(name in visitor.get("/dossiers") for name in names)
    for name in sorted(names)[:3]:
        visitor.ask("GET", f"/dossiers?q={name.encode().hex()}%ff%00")
        visitor.ask("POST", "/dossiers", name.encode(), Cookie="x")
        visitor.sign_in(name, name)  # people type what is in their head into the wrong field
        visitor.ask("GET", "/nowhere/" + "".join(f"%{byte:02x}" for byte in name.encode()))
    visitor.close()
    written = district.stop()
    assert said and written == ""
    marks = [*(name.encode() for name in names), PASSWORD.encode(), outbox.signer.public_key]
    for file in home.rglob("*"):
        if file.is_file() and not file.name.startswith("district.sqlite3"):
            content = file.read_bytes()
            assert not any(mark in content for mark in marks), file
    held = (home / "district.sqlite3").read_bytes()
    assert sum(name.encode() in held for name in names) > 5  # the marks can be found where they belong
    assert PASSWORD.encode() not in held
