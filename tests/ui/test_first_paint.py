"""What is loaded before the first paint: on an old disk the number of files read is the wait."""

from pathlib import Path

import pytest

from bench import first_paint


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("first_paint")
    loaded = {}
    for name, program in (("sign_in", first_paint.DESK), ("control", first_paint.DESK + "\nimport reportlab\n")):
        path = Path(folder) / f"{name}.py"
        path.write_text(program + first_paint.WATCH, "utf-8")
        loaded[name] = first_paint.one_start(path, folder / "compiled")[3]
    return loaded


def test_paper_wire_and_keys_are_not_loaded_for_the_first_paint(modules: dict[str, list[str]]) -> None:
    assert [name for name in first_paint.HEAVY if name in modules["sign_in"]] == []


def test_the_list_of_what_is_loaded_would_show_them(modules: dict[str, list[str]]) -> None:
    assert "reportlab" in modules["control"]
