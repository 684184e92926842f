"""What is taken in can be printed: a letter no font has is refused by name before anything is saved."""

from pathlib import Path

import pytest

from tests.journeys.command import desk, init, line, one_sentence, records


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("names") / "desk"
    init(place)
    return place


@pytest.mark.parametrize("name", ["<b>A</b> & B", "Ê̆ban Y Wơl", "Łukasz Ñandú", "Иван Ωmega", "Nguyễn " * 28 + "An"])
def test_names_people_have_are_taken_in_and_printed(name: str, home: Path, tmp_path: Path) -> None:
    (done,) = records(desk("receive", "--home", str(home), "-", feed=line(name)))
    (said,) = records(desk("print", "--home", str(home), "--json", done["number"], "--out", str(tmp_path / "slip.pdf")))
    assert said["print_number"] == 1
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "told"), [("Lý 小 龍", "U+5C0F"), ("An \U0001f600", "GRINNING FACE"), ("ไทย", "THAI")]
)
def test_a_letter_no_font_has_is_refused_by_name_before_saving(name: str, told: str, home: Path) -> None:
    (before,) = records(desk("status", "--home", str(home)))
    for feed in (line(name), line(submitter={"name": name}), line(authority=name), line(papers=[{"name": name}])):
        done = desk("receive", "--home", str(home), "-", feed=feed)
        assert done.returncode == 2
        assert told in one_sentence(done)
    for words in (("settings", "hotline", name), ("officer", "add", name)):
        done = desk(*words, "--home", str(home), DESK_NEW_PASSWORD="bốn từ rất dễ nhớ")
        assert done.returncode == 2
        assert told in one_sentence(done)
    (after,) = records(desk("status", "--home", str(home)))
    assert (after["seq"], after["dossiers"]) == (before["seq"], before["dossiers"])
