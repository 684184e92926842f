"""Where the house stands, and the files it is made of."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("desk_app", "ui", "db", "printing", "sync")
BESIDE = ("tests", "bench")
ENVIRONMENT = Path(sys.executable).parent
LEFT_OUT = {"__pycache__", ".venv", ".git", "build", "demo"}


def files(*suffixes: str) -> list[Path]:
    """Return the project's own files with these suffixes, nothing generated and nothing installed."""
    return sorted(path for path in _walk(ROOT) if path.suffix in suffixes)


def sources(*folders: str) -> list[Path]:
    """Return the Python files under these top-level folders (all rooms by default)."""
    wanted = folders or ROOMS
    return [path for path in files(".py") if path.relative_to(ROOT).parts[0] in wanted]


def all_python() -> list[Path]:
    """Return every Python file of the project, tests, figures and `run.py` among them."""
    return [*sources(*ROOMS, *BESIDE), ROOT / "run.py"]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Return where something stands, as a reader finds it: `db/engine.py:12`."""
    line = f":{node.lineno}" if isinstance(node, ast.expr | ast.stmt) else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in LEFT_OUT or path.name.endswith("_cache") or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path
