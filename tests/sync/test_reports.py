"""Files that the district gives out: whoever changes one is told by `district verify --report` what was changed."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from sync.desk.exchange import run_round
from sync.district.judging import Proof
from sync.district.key_care import receipt_keys, replace_stolen, rotate
from sync.district.keys import KEYS_FILE, DistrictKeys, district_keys
from sync.district.league_file import parted, sealed_csv, sealed_json, table_of
from sync.district.league_line import CommuneLine, Period
from sync.district.verifying.findings import Finding
from sync.district.verifying.report import check_report, summary
from sync.wire.signing import KeySigner
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict
from tests.sync.visitor import PASSWORD, Visitor

AT = datetime(2027, 1, 2, tzinfo=OFFICE_ZONE)
PERIOD = Period(date(2026, 12, 1), date(2026, 12, 31), datetime(2027, 1, 1, tzinfo=OFFICE_ZONE))
SPAN = ("--from", "2026-12-01", "--to", "2026-12-31")


def _line(number: int) -> CommuneLine:
    proof = {each.value: (0, number) for each in Proof}
    return CommuneLine(
        f"000.00.{number}.H32", f"xã Số {number}", 3, 2, 1, 1, 1, 1, 0, proof, 0, 7 + number, f"{number:064x}"
    )


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> DistrictKeys:
    return district_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module", params=["csv", "json"])
def file(request: pytest.FixtureRequest, keys: DistrictKeys) -> bytes:
    """A table of three communes, sealed."""
    make = sealed_csv if request.param == "csv" else sealed_json
    return make([_line(number) for number in (11, 12, 13)], PERIOD, keys, AT)


def _found(file: bytes, keys: DistrictKeys) -> list[Finding]:
    return list(check_report(file, {keys.receipts.public_key}, {}))


def test_a_file_as_it_was_given_out_is_whole(file: bytes, keys: DistrictKeys) -> None:
    assert _found(file, keys) == []


def test_every_byte_that_is_changed_is_noticed(file: bytes, keys: DistrictKeys) -> None:
    silent = [
        place for place in range(len(file))
        if not _found(file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :], keys)
    ]  # fmt: skip
    end = len(file.rstrip(b"\r\n"))
    assert [place for place in silent if place < end] == []  # the end of the last line is no part of anything


def test_the_cell_that_was_changed_is_named(file: bytes, keys: DistrictKeys) -> None:
    content, _ = parted(file)
    for before, after, head in (
        ("xã Số 12".encode(), "xã Số 21".encode(), ("Xã, phường", "commune")),
        (b"0" * 60 + b"000d", b"0" * 60 + b"000e", ("Sổ nhận: gốc", "log_root")),
        (b"2027-01-01T", b"2027-01-03T", ("Tính đến", "as_of")),
    ):
        changed = content.replace(before, after)
        assert changed != content
        found = _found(changed + file[len(content) :], keys)
        assert summary(found) == "NOT AS SIGNED" and not any(": :" in str(finding) for finding in found)
        said = [finding.what for finding in found]
        assert said and all(each.startswith("row ") and each.endswith(head) for each in said)


def test_a_row_taken_out_or_put_in_is_named(file: bytes, keys: DistrictKeys) -> None:
    content, _ = parted(file)
    lines, rest = content.splitlines(keepends=True), file[len(content) :]
    gone = [finding.what for finding in _found(b"".join(lines[:-2] + lines[-1:]) + rest, keys)]
    assert gone == ["rows that were signed are missing: 1"]
    double = _found(b"".join([*lines, lines[-1].replace(b".13.", b".14.")]) + rest, keys)
    assert any("000.00.14.H32" in finding.what for finding in double)
    turned = _found(b"".join([*lines[:-2], lines[-1], lines[-2]]) + rest, keys)
    assert len(turned) == 2 and all("is not as it was signed" in finding.what for finding in turned)


def test_a_table_written_anew_by_another_program_says_so(keys: DistrictKeys) -> None:
    file = sealed_csv([_line(11)], PERIOD, keys, AT)
    (finding,) = _found(file.replace(b"\r\n", b"\n"), keys)
    assert "another program" in finding.what


def test_a_file_without_seal_or_with_the_seal_of_another_is_not_taken(file: bytes, keys: DistrictKeys) -> None:
    content, _ = parted(file)
    for bare in (content, b"", b"\xff\xfe", b"{}", b'{"seal": 3}\n', b'"x";"QMC1:AAAA"\r\n'):
        assert [finding.what for finding in _found(bare, keys)] == ["it ends without the seal of a district"]
    forger = replace(keys, receipts=KeySigner(bytes(32)))
    forged = sealed_csv([_line(11)], PERIOD, forger, AT)
    (foreign,) = _found(forged, keys)
    assert "not from this district" in foreign.what
    assert summary([foreign]) == "whole, but NOT SIGNED BY THIS DISTRICT"
    assert summary(_found(forged.replace(b"000.00.11", b"000.00.12"), keys)) == "NOT AS SIGNED"
    (said,) = check_report(forged, (), {})
    assert said.weight == 1 and forger.receipts.public_key.hex() in said.what


def test_a_key_counts_only_until_it_was_stolen(file: bytes, keys: DistrictKeys) -> None:
    key, at = keys.receipts.public_key, int(AT.timestamp() * 1000)
    assert [each.weight for each in check_report(file, {key}, {key: at})] == [2]
    assert [each.weight for each in check_report(file, {key}, {key: at + 1})] == [1]


def test_two_changed_columns_are_told_apart(keys: DistrictKeys) -> None:
    file = sealed_csv([_line(11)], PERIOD, keys, AT)
    (finding,) = _found(file.replace(b"000.00.11.H32", b"000.00.13.H32").replace("xã Số 11".encode(), b"x"), keys)
    assert finding.what.endswith(": Mã · Xã, phường")


def test_a_stolen_key_vouches_for_no_other(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = district_keys(home)
    kept = (home / KEYS_FILE).read_bytes()
    rotate(home, AT)
    vouched = sealed_csv([_line(11)], PERIOD, district_keys(home), AT)
    (home / KEYS_FILE).write_bytes(kept)
    assert _verify(vouched, tmp_path, "--home", str(home)) == (0, [])
    replace_stolen(home, AT, AT - timedelta(days=30))
    status, said = _verify(vouched, tmp_path, "--home", str(home))
    assert status == 2 and len(said) == 1 and "not from this district" in said[0]
    at = int(AT.timestamp() * 1000)
    old = first.receipts.public_key
    assert [each.weight for each in check_report(vouched, {old}, {old: at + 1})] == [2]  # a thief writes any time
    assert [each.weight for each in check_report(vouched, {old}, {})] == []


@pytest.mark.parametrize(
    ("typed", "since"), [("2026-01-05", "2026-01-04T17:00+00:00"), ("2026-01-05T08:30", "2026-01-05T01:30+00:00")]
)
def test_the_hour_of_a_theft_is_of_the_offices_clock(tmp_path: Path, typed: str, since: str) -> None:
    home = tmp_path / "home"
    district_keys(home)
    assert _district("keys", "replace", "--home", str(home), "--stolen-since", typed).returncode == 0
    stolen = [key["stolen_since"] for key in receipt_keys(home)]
    assert stolen == [None, int(datetime.fromisoformat(since).timestamp() * 1000)]


@pytest.mark.parametrize("day", ["2999-01-01", "1999-12-31", "0001-01-01"])
def test_keys_were_stolen_neither_in_the_future_nor_before_there_were_any(tmp_path: Path, day: str) -> None:
    home = tmp_path / "home"
    district_keys(home)
    before = (home / KEYS_FILE).read_bytes()
    done = _district("keys", "replace", "--home", str(home), "--stolen-since", day)
    assert done.returncode == 2 and day in done.stderr and "Traceback" not in done.stderr
    assert (home / KEYS_FILE).read_bytes() == before


def test_a_home_that_is_none_is_said(file: bytes, tmp_path: Path) -> None:
    (tmp_path / "report").write_bytes(file)
    for home in (tmp_path / "nowhere", tmp_path):
        done = _district("verify", "--report", str(tmp_path / "report"), "--home", str(home))
        assert (done.returncode, done.stdout) == (3, "") and str(home) in done.stderr


@pytest.mark.parametrize(
    "span",
    [
        ("--from", "2026-11-01", "--to", "9999-12-31"),
        ("--from", "0001-01-01", "--to", "2026-12-31"),
        ("--from", "2026-12-31", "--to", "2026-12-01"),
        (*SPAN, "--as-of", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_a_period_beyond_reason_gets_one_sentence(tmp_path: Path, span: tuple[str, ...]) -> None:
    done = _district("league", "--home", str(tmp_path / "home"), *span)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    outbox = FakeOutbox(seed=90)
    outbox.work(60)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    yield district
    district.stop()


def _district(*words: str) -> subprocess.CompletedProcess[str]:
    line = (sys.executable, "-m", "sync.district.command", *words)
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_page_for_another_period_than_was_asked_says_so(served: RealDistrict) -> None:
    served.run("officer", "add", "--name", "Lê Thị Hòa", env={"DISTRICT_PASSWORD": PASSWORD})
    visitor = Visitor(served)
    assert visitor.sign_in() == 302
    for span in ("from=2026-10-20&to=2026-10-01", "from=x&to=y", "from=2026-10-01", "from=0001-01-01&to=0001-01-02",
                 "from=2001-01-01&to=2026-10-01", "from=9999-12-01&to=9999-12-31"):  # fmt: skip
        page = visitor.get(f"/league?{span}")
        assert 'role="alert"' in page and "Dưới đây là tháng này" in page, span
        assert visitor.ask("GET", f"/league.csv?{span}") == 400, span
    for span in ("", "from=2026-10-01&to=2026-10-20"):
        assert 'role="alert"' not in visitor.get(f"/league?{span}")
    visitor.close()


def test_the_head_of_a_page_comes_without_its_body(served: RealDistrict) -> None:
    def asked(path: str) -> bytes:
        with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
            line.sendall(f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b""))

    for path, status in (("/lookup", 200), ("/sign-in", 200), ("/style.css", 200), ("/league", 302), ("/send", 404)):
        head, _, body = asked(path).partition(b"\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} ".encode()) and body == b"", path
    assert asked("/publications/send").startswith(b"HTTP/1.1 405 ")
    assert asked("/league.csv").startswith(b"HTTP/1.1 302 ")  # sign in first
    assert asked(f"/v1/inbox/{'0' * 32}").startswith(b"HTTP/1.1 405 ")


def _verify(file: bytes, folder: Path, *more: str) -> tuple[int, list[str]]:
    path = folder / "report"
    path.write_bytes(file)
    line = (sys.executable, "-m", "sync.district.command", "verify", "--report", str(path), "--json", *more)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, [finding["what"] for finding in json.loads(done.stdout)["findings"]]


def test_what_the_page_gives_is_verified_with_the_public_key_alone_and_against_the_log(
    served: RealDistrict, tmp_path: Path
) -> None:
    served.run("officer", "add", "--name", "Lê Thị Hòa", env={"DISTRICT_PASSWORD": PASSWORD})
    visitor = Visitor(served)
    assert visitor.sign_in() == 302
    page = visitor.get("/league.csv?from=2026-12-01&to=2026-12-31").encode()
    visitor.close()
    key = district_keys(served.home).receipts.public_key.hex()
    assert _verify(page, tmp_path, "--receipt-key", key) == (0, [])
    assert _verify(page, tmp_path, "--home", str(served.home)) == (0, [])
    assert _verify(page, tmp_path)[0] == 1  # nobody has said whose key it is
    status, said = _verify(page.replace(b"000.00.18", b"000.00.19"), tmp_path, "--receipt-key", key)
    assert status == 2 and "000.00.19.H32" in said[0] and said[0].endswith(": Mã")


def test_figures_that_its_own_key_signed_are_held_against_the_log(served: RealDistrict, tmp_path: Path) -> None:
    keys, home = district_keys(served.home), ("--home", str(served.home))
    told = served.finish("league", *SPAN, "--as-of", AT.isoformat(), "--json").stdout
    assert _verify(told.encode(), tmp_path, *home) == (0, [])
    head, row = table_of(parted(told.encode())[0])
    said = {name: json.loads(cell) for name, cell in zip(head, row, strict=True)}
    true = CommuneLine(**{name: said[name] for name in CommuneLine.__struct_fields__})
    period = Period(PERIOD.since, PERIOD.until, AT)
    assert _verify(sealed_csv([true], period, keys, AT), tmp_path, *home) == (0, [])
    for change, words in (
        ({"late_open": true.late_open + 1}, "its events do not give these figures"),
        ({"log_root": "00" * 32}, "not the beginning of the one held"),
        ({"log_size": true.log_size + 1}, "batches, and"),
        ({"agency": "000.00.77.H32"}, "no commune of this district"),
    ):
        forged = sealed_csv([msgspec.structs.replace(true, **change)], period, keys, AT)
        status, found = _verify(forged, tmp_path, *home)
        assert status == 2 and words in found[0], change


def _table(district: RealDistrict) -> bytes:
    return district.run("league", *SPAN, "--csv").replace("\n", "\r\n").encode()  # as it was before Python read it


def test_after_a_rotation_old_and_new_files_hold(own_home: Path, tmp_path: Path) -> None:
    district = RealDistrict(own_home)
    district.code()
    first, old = _table(district), district_keys(own_home).receipts.public_key.hex()
    district.run("keys", "rotate")
    district.run("keys", "rotate")
    second = _table(district)
    assert first != second
    for file in (first, second):
        assert _verify(file, tmp_path, "--receipt-key", old) == (0, [])  # the chain of handovers is in the file
        assert _verify(file, tmp_path, "--home", str(own_home)) == (0, [])
    newest = district_keys(own_home).receipts.public_key.hex()
    assert _verify(second, tmp_path, "--receipt-key", newest) == (0, [])
    assert _verify(first, tmp_path, "--receipt-key", newest)[0] == 2  # nothing leads back to a key that was given up
