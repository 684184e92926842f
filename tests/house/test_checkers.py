"""The checkers run as tests, and each is first shown to catch something."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.places import ENVIRONMENT, ROOMS, ROOT


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment in a folder; return its status and all it said in `stdout`."""
    program = shutil.which(words[0], path=str(ENVIRONMENT))
    assert program, f"{words[0]} is not installed beside {sys.executable}"
    return subprocess.run(
        [program, *words[1:]], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the five rooms that a test may spoil."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_import_contracts_hold() -> None:
    done = run(["lint-imports", "--no-cache"], ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("desk_app/domain/person.py", "import ui"),
        ("desk_app/ports.py", "def late() -> None:\n    import msgspec"),
        ("db/__init__.py", "import printing"),
        ("sync/desk/__init__.py", "import sync.district"),
        ("printing/__init__.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import db"),
        ("ui/widgets/__init__.py", "import reportlab"),
        ("ui/cli/__init__.py", "import PySide6.QtCore"),
        ("ui/pages/__init__.py", "import db"),
        ("db/__init__.py", "import httpx2"),
        ("desk_app/domain/person.py", "import desk_app.usecases.intake"),
    ],
)
def test_an_arrow_that_runs_the_wrong_way_breaks_a_contract(copy: Path, module: str, line: str) -> None:
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = run(["lint-imports", "--no-cache"], copy)
    assert done.returncode != 0, "the contracts let it pass"
    assert "BROKEN" in done.stdout, done.stdout


def test_ruff_finds_nothing() -> None:
    done = run(["ruff", "check", "--no-cache", "."], ROOT)
    assert done.returncode == 0, done.stdout


def test_every_file_is_laid_out_as_ruff_does_it() -> None:
    done = run(["ruff", "format", "--check", "--no-cache", "."], ROOT)
    assert done.returncode == 0, done.stdout


def test_ruff_would_lay_out_a_crooked_file_anew(tmp_path: Path) -> None:
    (tmp_path / "crooked.py").write_text('"""Crooked."""\nx=[1,\n2]\n', encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert run(["ruff", "format", "--check", "--no-cache", "."], tmp_path).returncode == 1


def test_every_type_is_right_by_mypy_in_its_strict_mode() -> None:
    done = run(["mypy"], ROOT)
    assert done.returncode == 0, done.stdout


def test_the_starter_is_typed_as_strictly(tmp_path: Path) -> None:
    done = run(["mypy", "--cache-dir", str(tmp_path), "run.py"], ROOT)
    assert done.returncode == 0, done.stdout


def test_mypy_would_complain_about_a_loose_function(tmp_path: Path) -> None:
    (tmp_path / "loose.py").write_text('"""Loose."""\n\n\ndef f(x):\n    return x\n', encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert run(["mypy", "--cache-dir", str(tmp_path / "cache"), "loose.py"], tmp_path).returncode == 1
