"""Arrows between the rooms that no layer contract can say."""

import ast
from pathlib import Path

from tests.house.places import ROOT, place, sources, tree_of

CONCRETE = {"db", "printing", "sync"}
ENGINES = {"sqlcipher3", "sqlite_utils", "sqlite3", "apsw", "pysqlite3"}


def imported(tree: ast.Module) -> list[tuple[ast.stmt, str]]:
    """Return every import with the dotted name it asks for, those hidden in functions too."""
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def room_of(name: str) -> str:
    """Return the top-level package of a dotted name."""
    return name.split(".")[0]


def is_in(path: Path, *parts: str) -> bool:
    """Tell whether a file lies in this folder of the project."""
    return path.relative_to(ROOT).parts[: len(parts)] == parts


def test_an_import_hidden_in_a_function_is_found() -> None:
    assert [name for _, name in imported(ast.parse("def f():\n    from db import engine"))] == ["db.engine"]


def test_only_the_composition_names_a_concrete_room() -> None:
    strays = [
        f"{place(path, node)} imports {name}"
        for path in sources("ui")
        if not is_in(path, "ui", "composition")
        for node, name in imported(tree_of(path))
        if room_of(name) in CONCRETE
    ]
    assert strays == []


def test_the_engine_of_the_desk_database_has_one_import_point() -> None:
    importers = {
        place(path)
        for path in sources("desk_app", "ui", "db", "printing", "sync")
        if not is_in(path, "sync", "district")
        for _, name in imported(tree_of(path))
        if room_of(name) in ENGINES
    }
    assert importers <= {"db/engine.py"}


def test_no_second_sqlite_comes_in_with_qt() -> None:
    names = {name for path in sources() for _, name in imported(tree_of(path))}
    assert not any(name.startswith("PySide6.QtSql") for name in names)


def test_no_import_is_relative_and_none_takes_everything() -> None:
    strays = [
        place(path, node)
        for path in sources("desk_app", "ui", "db", "printing", "sync", "tests")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (node.level or any(alias.name == "*" for alias in node.names))
    ]
    assert strays == []
