"""What is loaded when: nothing runs on import, and the window does not wait for paper, wire or keys."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.places import ROOT

NOT_AT_FIRST_PAINT = (
    "reportlab",
    "barcode",
    "segno",
    "fontTools",
    "httpx2",
    "cryptography",
    "django",
    "pypdfium2",
    "PIL",
)
WINDOW = ("ui.application", "ui.main_window", "ui.pages", "ui.dialogs", "ui.tables", "ui.widgets")
COMMAND_LINE = ("ui.cli",)
DISTRICT = "sync.district"


def modules_below(*names: str) -> list[str]:
    """Return the modules of this name and below it that exist."""
    found = []
    for name in names:
        place = ROOT / Path(*name.split("."))
        if place.with_suffix(".py").exists():
            found.append(name)
        if place.is_dir():
            found += [name, *(module.name for module in pkgutil.walk_packages([str(place)], name + "."))]
    return found


def tell_after_importing(modules: list[str], question: str) -> str:
    """Import modules in a fresh process, warnings as errors, and return what `question` prints there."""
    lines = ["import importlib, sys, threading", *(f"importlib.import_module({name!r})" for name in modules), question]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(lines)],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def loaded(modules: list[str], wanted: tuple[str, ...]) -> set[str]:
    """Return which of `wanted` stand in sys.modules after the imports."""
    question = f"print(*[name for name in {wanted!r} if name in sys.modules])"
    return set(tell_after_importing(modules, question).split())


def test_the_question_would_see_a_heavy_import() -> None:
    assert loaded(["reportlab", "json"], NOT_AT_FIRST_PAINT) == {"reportlab"}


def test_the_window_is_painted_before_paper_wire_and_certificates_are_loaded() -> None:
    assert loaded(modules_below(*WINDOW), NOT_AT_FIRST_PAINT) == set()


def test_the_command_line_never_loads_qt() -> None:
    assert loaded(modules_below(*COMMAND_LINE), ("PySide6",)) == set()


@pytest.mark.parametrize("room", ["desk_app", "db", "printing", "sync.wire", "sync.desk", "ui"])
def test_importing_a_room_does_nothing(room: str) -> None:
    modules = [name for name in modules_below(room) if not name.endswith("__main__") and name != "ui.day"]
    qt = 'QtCore = sys.modules.get("PySide6.QtCore"); app = QtCore and QtCore.QCoreApplication.instance()'
    assert tell_after_importing(modules, f"{qt}\nprint(threading.active_count(), app)") == "1 None"


def test_the_rooms_below_load_no_qt() -> None:
    modules = modules_below("desk_app", "db", "printing", "sync.wire", "sync.desk")
    assert loaded(modules, ("PySide6", "django")) == set()
