"""What is installed is what is declared, and every name is ours."""

import importlib.metadata
import importlib.util
import re
import stat
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run
from tests.house.places import ROOMS, ROOT, files, place, sources, tree_of
from tests.house.test_arrows import imported, room_of

LOCKS_WITH_ADDRESSES = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "package-lock.json"}
# Put together here, so that this file does not name one either.
REGISTRIES = tuple("".join(parts) for parts in (("pypi", ".org"), ("pythonhosted", ".org"), ("npmjs", ".org")))


def project() -> dict[str, Any]:
    """Return the `project` table of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


def declared() -> list[Requirement]:
    """Return what the project asks for, tests included."""
    table = project()
    return [Requirement(text) for text in table["dependencies"] + table["optional-dependencies"]["dev"]]


def pins() -> dict[str, Requirement]:
    """Return the pins that hold on this machine, by canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    all_pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in all_pins if pin.marker is None or pin.marker.evaluate()}


def needed_here() -> set[str]:
    """Return the canonical names of everything the project pulls in on this machine."""
    todo, seen = declared(), set[tuple[str, str]]()
    while todo:
        wish = todo.pop()
        if wish.marker is not None and not wish.marker.evaluate({"extra": ""}):
            continue
        for extra in ("", *wish.extras):
            key = (canonicalize_name(wish.name), extra)
            if key in seen:
                continue
            seen.add(key)
            below = [Requirement(text) for text in importlib.metadata.requires(wish.name) or []]
            todo += [part for part in below if part.marker is None or part.marker.evaluate({"extra": extra})]
    return {name for name, _ in seen} - {"pip"}  # pip comes with the environment


@pytest.mark.parametrize("room", ROOMS)
def test_the_name_of_a_room_means_the_room_of_this_project(room: str) -> None:
    spec = importlib.util.find_spec(room)
    assert spec is not None and spec.origin is not None
    assert Path(spec.origin).resolve() == ROOT / room / "__init__.py"


def test_the_generic_names_can_never_be_uploaded() -> None:
    assert "Private :: Do Not Upload" in project()["classifiers"]


def test_every_library_is_pinned_to_one_version_that_the_project_allows() -> None:
    versions = {name: [part.operator for part in pin.specifier] for name, pin in pins().items()}
    assert {name for name, operators in versions.items() if operators != ["=="]} == set()
    for wish in declared():
        if wish.marker is None or wish.marker.evaluate():
            (exact,) = pins()[canonicalize_name(wish.name)].specifier
            assert wish.specifier.contains(exact.version), wish.name


def test_every_library_that_is_pulled_in_is_pinned_and_installed_as_pinned() -> None:
    wrong = {
        name: importlib.metadata.version(name)
        for name in needed_here()
        if name not in pins() or not pins()[name].specifier.contains(importlib.metadata.version(name))
    }
    assert wrong == {}


def test_what_the_rooms_import_is_declared_and_what_is_declared_is_used() -> None:
    """Tests have more installed than a desk has: an import of theirs would only fail at a commune."""
    tops = {room_of(name) for path in sources() for _, name in imported(tree_of(path))}
    foreign = tops - set(sys.stdlib_module_names) - set(ROOMS)
    owners = importlib.metadata.packages_distributions()
    used = {canonicalize_name(owner) for top in foreign for owner in owners[top]}
    words = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    named = {canonicalize_name(owner) for top, them in owners.items() if f'"{top}"' in words for owner in them}
    wanted = {canonicalize_name(Requirement(text).name) for text in project()["dependencies"]}
    assert used - wanted - {"shiboken6", "pyside6"} == set()
    assert wanted - used - named - {"psycopg", "tzdata"} == set()  # Django loads psycopg, Python tzdata


def test_qt_is_the_one_that_survives_on_this_python() -> None:
    """PySide6 6.12 on Python 3.11 drops a reference to None on almost every Qt call and dies within minutes."""
    wishes = [wish for wish in declared() if canonicalize_name(wish.name) == "pyside6-essentials"]
    on_3_11 = [wish for wish in wishes if wish.marker and wish.marker.evaluate({"python_version": "3.11"})]
    assert [wish.specifier.contains(version) for wish in on_3_11 for version in ("6.11.3", "6.12.0")] == [True, False]


def test_no_file_names_a_registry_or_locks_an_address() -> None:
    named = [
        place(path)
        for path in files(".py", ".md", ".toml", ".txt", ".cfg", ".ini", ".json", ".yml", ".yaml", ".html", ".sh", "")
        if any(host in path.read_text(encoding="utf-8", errors="replace") for host in REGISTRIES)
    ]
    assert named == []
    assert [place(path) for path in files(".lock", ".toml", ".json") if path.name in LOCKS_WITH_ADDRESSES] == []
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_the_licence_named_is_the_licence_given() -> None:
    assert project()["license"] == "MPL-2.0"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("Mozilla Public License Version 2.0")


def test_the_checks_of_a_clean_checkout_are_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 run.py test"


def test_the_commands_of_the_wheel_lead_to_functions() -> None:
    for target in project()["scripts"].values():
        module, function = target.split(":")
        source = ROOT / (module.replace(".", "/") + ".py")
        assert re.search(rf"^def {function}\(", source.read_text(encoding="utf-8"), re.MULTILINE), target


def test_every_file_beside_the_code_that_ships_is_named_as_package_data() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        patterns: dict[str, list[str]] = tomllib.load(file)["tool"]["setuptools"]["package-data"]
    folders = {package: ROOT / package.replace(".", "/") for package in patterns}
    shipped = {path for package, globs in patterns.items() for glob in globs for path in folders[package].glob(glob)}
    kinds = (".json", ".html", ".css", ".svg", ".po", ".mo", ".qm", ".ttf", ".qss", ".js", ".png")
    data = [path for path in files(*kinds) if path.relative_to(ROOT).parts[0] in ROOMS]
    assert [place(path) for path in data if path not in shipped] == []


def test_every_program_that_a_test_run_installs_is_used_by_a_test() -> None:
    elsewhere = [path for path in sources("tests") if not path.is_relative_to(ROOT / "tests" / "house")]
    used = "\n".join(path.read_text(encoding="utf-8") for path in elsewhere)
    assert {program for program in (*run.TEST_PROGRAMS, "postgres") if f'"{program}"' not in used} == set()
