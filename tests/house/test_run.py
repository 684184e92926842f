"""`run.py` on this machine: what it decides. That it fills a bare machine is seen on a bare machine."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import run
from tests.house.places import ROOT

SOURCE = (ROOT / "run.py").read_text(encoding="utf-8")
Answer = Callable[[list[str], dict[str, str]], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own with nothing installed in it."""
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


class Commands:
    """Stands in for the machine: notes every command, and fails those that hold `failing`."""

    def __init__(self, failing: str = "\0") -> None:
        self.failing = failing
        self.said: list[list[str]] = []

    def __call__(self, command: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        self.said.append(command)
        if "venv" in command:
            run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            run.PYTHON.write_text("", encoding="utf-8")
        failed = any(self.failing in word for word in command)
        return subprocess.CompletedProcess(command, int(failed), stdout="no route\n" if failed else "")

    def installs(self) -> int:
        """Return how often pip was asked to install."""
        return sum("install" in command for command in self.said)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The machine's answers to every command of run.py."""
    stand_in = Commands()
    monkeypatch.setattr(run, "run_quietly", stand_in)
    monkeypatch.setattr(run, "prepare_system", lambda *, tests: None)
    return stand_in


def test_an_older_python_reads_far_enough_to_be_told_its_age() -> None:
    ast.parse(SOURCE, feature_version=(3, 7))
    assert "{}.{}.".format(*sys.version_info[:2]) not in SOURCE


def test_an_older_python_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 99))
    assert run.main([]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_only_the_standard_library_is_needed() -> None:
    tops = {alias.name for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import) for alias in node.names}
    tops |= {node.module or "" for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in tops} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("words", [["--help"], ["-h"]])
def test_help_says_all_commands_and_installs_nothing(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "run.py", *words], cwd=tmp_path, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert all(f"python3 run.py{rest}" in done.stdout for rest in ("", " --headless", " test", " --help"))


@pytest.mark.parametrize("words", [["tset"], ["--headless", "now"], ["--slow"]])
def test_a_word_it_does_not_know_gets_one_sentence(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "run.py", *words], cwd=tmp_path, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_second_start_installs_nothing(checkout: Path, commands: Commands) -> None:
    run.prepare(tests=False)
    assert commands.installs() == 1
    run.prepare(tests=False)
    assert commands.installs() == 1


def test_what_tests_need_comes_with_the_first_test_and_serves_the_desk_too(checkout: Path, commands: Commands) -> None:
    run.prepare(tests=True)
    run.prepare(tests=False)
    run.prepare(tests=True)
    assert commands.installs() == 1
    assert commands.said[-1][-1].endswith("[dev]")


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_a_changed_version_is_installed_at_the_next_start(checkout: Path, commands: Commands, changed: str) -> None:
    run.prepare(tests=False)
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    run.prepare(tests=False)
    assert commands.installs() == 2


def test_an_interrupted_installation_is_completed_next_time(checkout: Path, commands: Commands) -> None:
    commands.failing = "--editable"
    with pytest.raises(run.SetUpError, match="no route"):
        run.prepare(tests=False)
    commands.failing = "\0"
    run.prepare(tests=False)
    assert commands.installs() == 2
    assert run.is_stamped("desk") and not run.is_stamped("dev")


def test_a_failing_change_of_extra_does_not_leave_the_old_stamp(checkout: Path, commands: Commands) -> None:
    run.prepare(tests=False)
    commands.failing = "--editable"
    with pytest.raises(run.SetUpError):
        run.prepare(tests=True)
    assert not run.is_stamped("desk")


def test_an_environment_of_another_python_is_made_anew(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.prepare(tests=False)
    monkeypatch.setattr(run, "python_here", lambda: "3.99.0")
    run.prepare(tests=False)
    assert sum("venv" in command for command in commands.said) == 2


@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_window_is_opened_only_where_somebody_sees_it(
    environment: dict[str, str], seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert run.has_screen(environment) is seen


def test_without_a_screen_it_says_so_and_does_the_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "has_screen", lambda environment: False)
    arguments, additions = run.program_of("desk", [])
    assert arguments == run.program_of("--headless", [])[0] == ["-m", "ui.day", "--out", "demo"]
    assert additions["QT_QPA_PLATFORM"] == "offscreen"
    assert "no screen" in capsys.readouterr().out


def test_with_a_screen_it_opens_the_sample_commune(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "has_screen", lambda environment: True)
    assert run.program_of("desk", []) == (["-m", "ui.application", "--sample"], {})


def test_slow_is_for_this_house_and_other_words_are_for_pytest() -> None:
    arguments, additions = run.program_of("test", ["--slow", "tests/db", "-x"])
    assert arguments[-2:] == ["tests/db", "-x"] and "--slow" not in arguments
    assert additions["DESK_TESTS_SLOW"] == "1"
    assert "DESK_TESTS_SLOW" not in run.program_of("test", [])[1]


def test_a_plain_user_gets_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "missing_packages", lambda *, tests: (["libgl1"], ["fonts-liberation2"]))
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 fonts-liberation2"
    with pytest.raises(run.SetUpError) as stop:
        run.prepare_system(tests=False)
    assert str(stop.value).splitlines()[1:] == [line]


def test_what_only_helps_does_not_stop_a_plain_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "missing_packages", lambda *, tests: ([], ["cups-client"]))
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    run.prepare_system(tests=False)
    assert capsys.readouterr().out.endswith("--no-install-recommends cups-client\n")


def test_a_machine_without_apt_is_told_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "missing_packages", lambda *, tests: (["libgl1"], []))
    monkeypatch.setattr("shutil.which", lambda name: None)
    run.prepare_system(tests=False)
    assert "libgl1" in capsys.readouterr().out


def test_a_missing_library_is_noticed() -> None:
    assert not run.is_loadable("libnobody-has-this.so.9")


def test_the_program_takes_over_the_process_and_its_exit_status(checkout: Path) -> None:
    """Signals and exit status pass because on Linux there is no process in between."""
    child = "import os, sys; print(os.getpid()); print(os.getcwd()); sys.exit(7)"
    script = (
        "import os, sys, run, pathlib\n"
        f"run.ROOT = pathlib.Path({str(checkout)!r}); run.PYTHON = pathlib.Path(sys.executable)\n"
        f"print(os.getpid()); run.become(['-c', {child!r}], {{}})"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, text=True, capture_output=True, check=False)
    before, after, folder = done.stdout.split()
    assert done.returncode == 7
    assert (before == after, Path(folder)) == (os.name != "nt", checkout.resolve())
