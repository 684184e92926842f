"""What a person who runs the district types, and what they are told."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.sync.real_district import ROOT, RealDistrict

CALENDAR = ROOT / "desk_app" / "catalogue" / "calendar.json"


def test_a_code_stands_alone_on_the_last_line_and_is_never_the_same(own_home: Path) -> None:
    district = RealDistrict(own_home)
    codes = {district.code(), district.code()}
    assert len(codes) == 2
    for code in codes:
        assert len(code) == 19
        assert set(code) <= set("ABCDEFGHJKMNPQRSTVWXYZ23456789-")
        assert code.encode() not in (own_home / "district.sqlite3").read_bytes()


def test_the_secrets_of_a_district_are_readable_by_its_user_alone(own_home: Path) -> None:
    district = RealDistrict(own_home / "made here")
    district.code()
    copy = own_home / "copy"
    district.run("backup", str(copy))
    district.run("restore", str(copy))
    assert stat.S_IMODE(district.home.stat().st_mode) == 0o700
    for kept in ("district-keys.json", "district.sqlite3"):
        assert stat.S_IMODE((district.home / kept).stat().st_mode) == 0o600
    for before in district.home.glob("district.sqlite3.*"):
        assert stat.S_IMODE(before.stat().st_mode) == 0o600


def test_an_empty_district_counts_nought(own_home: Path) -> None:
    district = RealDistrict(own_home)
    assert district.counts() == {
        "desks": 0, "events": 0, "dossiers": 0, "replaced": 0, "replaced_yet_sending": 0, "unproven": 0,
    }  # fmt: skip
    assert district.dossiers() == []
    assert "dossiers: 0" in district.run("status")


def test_two_first_commands_at_once_do_not_get_in_each_others_way(own_home: Path) -> None:
    district = RealDistrict(own_home)
    line = [*district.program, "enrol", "--home", str(own_home), "--agency-code", "000.00.18.H32", "--desk", "1"]
    both = [
        subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for process in both:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        assert len(out.splitlines()[-1]) == 19


def _sentence(district: RealDistrict, *arguments: str, status: int, env: dict[str, str] | None = None) -> str:
    done = district.finish(*arguments, env=env)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr.strip()


def test_bad_input_gets_one_sentence(own_home: Path, tmp_path: Path) -> None:
    district = RealDistrict(own_home)
    said = _sentence(district, "enrol", "--agency-code", "xã", "--desk", "1", status=2)
    assert said == "district: xã is not an agency code such as 000.00.18.H32"
    broken = tmp_path / "calendar.json"
    broken.write_text(CALENDAR.read_text(encoding="utf-8").replace('"2024-01-01"', '"2024-02-31"'), encoding="utf-8")
    assert "dòng" in _sentence(district, "publish", "calendar", str(broken), status=2)
    assert "cannot be read" in _sentence(district, "publish", "catalogue", str(tmp_path / "none.json"), status=2)
    short = {"DISTRICT_PASSWORD": "ngắn"}
    assert "15" in _sentence(district, "officer", "add", "--name", "Lê Hòa", status=2, env=short)
    assert "together" in _sentence(district, "serve", "--port", "0", "--tls-cert", "x", status=2)
    missing = ("--tls-cert", "/nowhere.pem", "--tls-key", "/nowhere.pem")
    assert "certificate" in _sentence(district, "serve", "--port", "0", *missing, status=2)


@pytest.mark.parametrize(
    ("database", "status"),
    [
        ("mysql://x/y", 2),
        ("postgresql://x", 2),
        ("postgresql:///district?host=/nowhere", 1),
        ("sqlite:////nowhere/x", 1),
    ],
)
def test_a_database_that_cannot_be_used_gets_one_sentence(own_home: Path, database: str, status: int) -> None:
    said = _sentence(RealDistrict(own_home, database), "status", status=status)
    assert len(said.splitlines()) == 1


def test_a_port_in_use_and_a_damaged_key_file_get_one_sentence(own_home: Path, tmp_path: Path) -> None:
    district = RealDistrict(own_home).start()
    assert "Cannot listen" in _sentence(district, "serve", "--port", str(district.port), status=1)
    assert district.stop() == ""
    next(own_home.glob("*keys*")).write_text("{}")
    assert "damaged" in _sentence(district, "status", status=1)
    file = tmp_path / "file"
    file.write_text("")
    assert "cannot be used" in _sentence(RealDistrict(file), "status", status=1)


def test_the_server_ends_politely_and_starts_again_on_the_same_port(own_home: Path) -> None:
    district = RealDistrict(own_home).start()
    port = district.port
    assert district.stop() == ""
    assert district.start().port == port
    assert json.loads(district.run("status", "--json"))["desks"] == 0
    assert district.stop() == ""


@pytest.mark.parametrize(
    ("arguments", "password"),
    [
        ((b"status", b"--home", b""), None),
        ((b"nonsense",), None),
        ((b"serve", b"--home", b"{home}", b"--port", b"x"), None),
        ((b"enrol", b"--home", b"{home}", b"--agency-code", b"0.H32", b"--desk", b"1", b"--name", b"\xff"), None),
        ((b"officer", b"add", b"--home", b"{home}", b"--name", b"\xff"), b"mat khau rat dai 1"),
        ((b"officer", b"add", b"--home", b"{home}", b"--name", b"An"), b"\xff" * 20),
        ((b"officer", b"add", b"--home", b"{home}", b"--name", b"An"), None),
    ],
)
def test_whatever_a_shell_hands_over_is_answered_by_one_sentence(
    arguments: tuple[bytes, ...], password: bytes | None, own_home: Path
) -> None:
    words = [each.replace(b"{home}", bytes(own_home)) for each in arguments]
    program = [os.fsencode(word) for word in RealDistrict(own_home).program]
    environment = {**os.environb, **({b"DISTRICT_PASSWORD": password} if password is not None else {})}
    done = subprocess.run(
        [*program, *words], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1, done.stderr.decode()
