"""What the real program has loaded when its first page is painted: on an old disk the number of files is the wait."""

from pathlib import Path

import pytest

from bench import first_paint
from bench.first_paint import FirstPaint


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FirstPaint]:
    folder = tmp_path_factory.mktemp("first_paint")
    first_paint.make_desk(folder / "desk")
    found = {}
    sign_in = first_paint.PROGRAMS["sign_in"]
    for name, program in (("sign_in", sign_in), ("control", "import reportlab\n" + sign_in)):
        path = folder / f"{name}.py"
        path.write_text(program, "utf-8")
        found[name] = first_paint.one_start(path, folder / "desk", folder / "compiled")
    return found


def test_the_sign_in_page_is_what_is_painted_first(starts: dict[str, FirstPaint]) -> None:
    assert starts["sign_in"].seen


def test_paper_wire_and_keys_are_not_loaded_for_the_first_paint(starts: dict[str, FirstPaint]) -> None:
    assert [name for name in first_paint.HEAVY if name in starts["sign_in"].modules] == []


def test_the_list_of_what_is_loaded_would_show_them(starts: dict[str, FirstPaint]) -> None:
    assert "reportlab" in starts["control"].modules


def test_a_damaged_key_file_still_shows_who_may_sign_in(tmp_path: Path) -> None:
    from ui.composition import doorstep

    first_paint.make_desk(tmp_path)
    whole = doorstep.officers(tmp_path)
    (tmp_path / "keys.json").write_bytes(b"{")
    assert doorstep.officers_at_a_glance(tmp_path) == whole
    assert [name for _, name in whole] == list(first_paint.OFFICERS)
