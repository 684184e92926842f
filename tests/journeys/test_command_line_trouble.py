"""Whatever a shell, a script or a full disk does to the command line, it answers one sentence, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.domain.errors import BadInputError
from tests.journeys.command import PASSWORD, ROOT, desk, init, line, one_sentence, records, run
from tests.journeys.warm import warm


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("trouble") / "desk"
    init(place)
    return place


def raw(*arguments: bytes, **environment: bytes) -> subprocess.CompletedProcess[str]:
    """Run `desk` with arguments and variables as bytes, as a shell of another encoding hands them over."""
    return subprocess.run(
        [sys.executable.encode(), b"-m", b"ui.cli.desk", *arguments], input="", capture_output=True, text=True,
        encoding="utf-8", cwd=ROOT, check=False, timeout=120,
        env={**os.environb, b"PYTHONPATH": bytes(ROOT), b"DESK_PASSWORD": PASSWORD.encode(),
             **{name.encode(): value for name, value in environment.items()}},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((b"find", b"--home", b"{home}", b"\xff\xfe"), 2),
        ((b"show", b"--home", b"{home}", b"\xff\xfe"), 2),
        ((b"find", b"--home", b"{home}", b"A", b"--limit", b"9" * 30), 2),
        ((b"find", b"--home", b"{home}", b"A", b"--limit", b"-1"), 2),
        ((b"status", b"--home", b"/nowhere/\xff"), 2),
        ((b"receive", b"--home", b"{home}", b"/nowhere/\xff"), 2),
        ((b"status", b"--home", b""), 2),
        ((b"status", b"--home", b"/" + b"x" * 5000), 1),
        ((b"print", b"--home", b"{home}", b"1001", b"--out", b"/tmp/" + b"x" * 300), 2),
    ],
)
def test_odd_arguments_are_one_sentence(home: Path, arguments: tuple[bytes, ...], status: int) -> None:
    done = raw(*(each.replace(b"{home}", bytes(home)) for each in arguments))
    assert done.returncode == status
    assert one_sentence(done)


def test_half_a_letter_in_a_field_name_is_one_sentence(home: Path) -> None:
    done = desk("receive", "--home", str(home), "-", feed='{"\\ud800": 1}\n')
    assert done.returncode == 2
    assert one_sentence(done)


def test_a_password_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    words = (b"--agency-code", b"000.00.18.H32", b"--agency-name", b"A", b"--officer", b"B")
    done = raw(b"init", b"--home", bytes(tmp_path / "desk"), *words, DESK_PASSWORD=b"\xff" * 20)
    assert done.returncode == BadInputError.exit_status
    assert one_sentence(done)
    assert not (tmp_path / "desk").exists()


def test_vietnamese_arguments_arrive_whole_in_a_shell_without_a_locale(tmp_path: Path) -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ("--agency-code", "000.00.18.H32", "--agency-name", "xã Suối Hương", "--officer", "Trần Thị Mỹ Hạnh")
    made = desk("init", "--home", str(tmp_path / "desk"), *words, **bare)
    assert made.returncode == 0, made.stderr
    (said,) = records(desk("settings", "--home", str(tmp_path / "desk"), "--json", "agency_name"))
    assert said == {"agency_name": "xã Suối Hương"}


def test_an_empty_home_never_means_the_folder_one_stands_in(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli.desk", "init", "--home", "", "--agency-code", "000.00.18.H32",
         "--agency-name", "A", "--officer", "B"],
        capture_output=True, text=True, cwd=tmp_path, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DESK_PASSWORD": PASSWORD},
    )  # fmt: skip
    assert done.returncode == BadInputError.exit_status
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ends", "status"),
    [("receive - <&-", 2), ("status >/dev/full", 1), ("show 1001 2>/dev/full", 1), ("settings | true", None)],
)
def test_closed_and_full_ends_are_no_traceback(home: Path, ends: str, status: int | None) -> None:
    command, _, rest = ends.partition(" ")
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m ui.cli.desk {command} --home "{home}" {rest}'],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False, timeout=120,
        env={**os.environ, "DESK_PASSWORD": PASSWORD},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert status is None or done.returncode == status


def test_what_was_done_stays_done_when_the_answer_finds_no_room(home: Path) -> None:
    (before,) = records(desk("status", "--home", str(home)))
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ui.cli.desk", "receive", "--home", str(home), "-"], input=line("Một") + line("Hai"),
            stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT, check=False, timeout=120,
            env={**os.environ, "DESK_PASSWORD": PASSWORD},
        )  # fmt: skip
    assert done.returncode == 1
    assert one_sentence(done)
    (after,) = records(desk("status", "--home", str(home)))
    assert after["dossiers"] == before["dossiers"] + 1


def test_a_desk_without_a_name_or_with_an_address_it_may_not_use_is_not_set_up(tmp_path: Path) -> None:
    words = ["init", "--home", str(tmp_path / "desk"), "--agency-code", "000.00.18.H32", "--officer", "B"]
    for more in (
        ["--agency-name", " "],
        ["--agency-name", "xã A", "--district", "ftp://x"],
        ["--agency-name", "xã A", "--district", "http://example.com"],
    ):
        done = desk(*words, *more)
        assert done.returncode in (1, 2)
        assert one_sentence(done)
        assert not (tmp_path / "desk" / "desk.db").exists()


def test_a_file_saved_by_a_windows_editor_is_read(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "lines.json"
    file.write_text(line("Một").replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert len(records(desk("receive", "--home", str(home), str(file)))) == 1
    assert len(records(desk("receive", "--home", str(home), "-", feed="\ufeff" + line("Hai")))) == 1


def test_a_call_from_where_the_program_is_loaded_is_a_call_from_its_start(home: Path) -> None:
    calls: list[tuple[tuple[str, ...], str]] = [
        (("find", "--home", str(home), "Đặng"), ""),
        (("receive", "--home", str(home), "-"), "{"),
        (("status", "--home", str(home)), ""),
        (("nothing",), ""),
        (("--help",), ""),
    ]
    for words, feed in calls:
        loaded = warm().call(words, feed, {**os.environ, "DESK_PASSWORD": PASSWORD})
        anew = run("ui.cli.desk", *words, feed=feed)
        told = [(done.returncode, done.stdout, done.stderr) for done in (loaded, anew)]
        assert told[0] == told[1], words
    wrong = warm().call(("status", "--home", str(home)), "", {**os.environ, "DESK_PASSWORD": "khác"})
    assert wrong.returncode == 1 and "Mật khẩu" in one_sentence(wrong)  # nothing of an earlier call is left
