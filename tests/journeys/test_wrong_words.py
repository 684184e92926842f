"""What is typed wrong on the command line is answered by one Vietnamese sentence."""

from pathlib import Path

import pytest

from tests.journeys.command import desk, init, line, one_sentence, records


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk") / "home"
    init(home, "--desk", "2")
    return home


@pytest.mark.parametrize(
    "words",
    [
        ("close-day", "--on", "9999-12-31", "--signed-by", "a", "--witnessed-by", "b"),
        ("print-day", "--on", "9999-12-31", "--out", "o.pdf"),
        ("print-day", "--month", "9999-12", "--out", "o.pdf"),
        ("calendar", "day", "9999-12-31", "off", "--reason", "x"),
        ("calendar", "day", "0001-01-01", "off", "--reason", "x"),
    ],
)
def test_a_day_that_no_calendar_shows_is_refused(home: Path, words: tuple[str, ...]) -> None:
    done = desk(*words, "--home", str(home))
    assert done.returncode == 2
    assert "Lịch không có ngày" in one_sentence(done)


def test_a_desk_that_is_this_one_is_not_called_unknown(home: Path) -> None:
    done = desk("take-over", "--all-of", "2", "--home", str(home))
    assert (done.returncode, "Quầy 2 chính là quầy này" in one_sentence(done)) == (2, True)
    (taken,) = records(desk("receive", "-", "--home", str(home), feed=line()))
    for other, words in (("2", "Quầy 2 chính là quầy này"), ("0", "Xã không có quầy 0")):
        done = desk("give", str(taken["number"]), "--desk", other, "--home", str(home))
        assert (done.returncode, words in one_sentence(done)) == (2, True)
    done = desk("take-over", "--all-of", "0", "--home", str(home))
    assert (done.returncode, "Xã không có quầy 0" in one_sentence(done)) == (2, True)


def test_a_folder_that_takes_no_job_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (str(tmp_path / "file"), "/proc/x"):
        done = desk("schedule", "--to", folder, "--home", str(home))
        assert (done.returncode, folder in one_sentence(done)) == (2, True)


def test_a_file_that_is_no_text_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "scan0.jpg").write_bytes(b"\xff\xd8\xff")
    done = desk("receive", str(tmp_path / "scan0.jpg"), "--home", str(home))
    assert (done.returncode, "scan0.jpg" in one_sentence(done)) == (2, True)


def test_coming_back_without_the_code_asks_for_the_code(tmp_path: Path) -> None:
    done = desk("restore", "--from", str(tmp_path), "--home", str(tmp_path / "new"))
    assert (done.returncode, "mã khôi phục" in one_sentence(done)) == (2, True)


def test_a_folder_is_no_file_to_print_to(home: Path, tmp_path: Path) -> None:
    done = desk("print", "1", "--out", str(tmp_path), "--home", str(home))
    assert (done.returncode, "đó là một thư mục" in one_sentence(done)) == (2, True)
