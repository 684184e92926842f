"""docs/commands.md names every command with its options, what follows it, and its words; and nothing else."""

import argparse
import itertools
from collections.abc import Callable

import pytest

from tests.house.pages import quoted, rows_of, text_of

Commands = Callable[[], dict[str, list[argparse.Action]]]


def commands_of(parser: argparse.ArgumentParser, path: str) -> dict[str, list[argparse.Action]]:
    """Return every command of a parser with all that may follow it, in the parser's order."""
    found: dict[str, list[argparse.Action]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found |= commands_of(below, f"{path} {name}")
    return found or {path: list(parser._actions)}


def options_of(actions: list[argparse.Action]) -> set[str]:
    """Return the long names of a command's options."""
    return {option for action in actions for option in action.option_strings if option.startswith("--")}


def arguments_of(actions: list[argparse.Action]) -> list[str]:
    """Return what a command takes without an option's name, in order: `NUMBER`, `[NAME]`, `FILE...`, `[FILE...]`."""
    shapes = {"?": "[{}]", "*": "[{}...]", "+": "{}..."}
    arguments = [action for action in actions if not action.option_strings]
    return [shapes.get(str(each.nargs), "{}").format(each.metavar or each.dest.upper()) for each in arguments]


def desk_commands() -> dict[str, list[argparse.Action]]:
    from ui.cli.desk import parser

    return commands_of(parser(), "desk")


def district_commands() -> dict[str, list[argparse.Action]]:
    from sync.district.command import _parser

    return commands_of(_parser(), "district")


def test_every_command_of_the_desk_is_documented_with_its_options_and_nothing_else_is() -> None:
    options = {name: options_of(actions) for name, actions in desk_commands().items()}
    assert _written("desk") == _without(options, {"--home", "--json", "--officer", "--help"})


def test_every_command_of_the_district_is_documented_with_its_options_and_nothing_else_is() -> None:
    options = {name: options_of(actions) for name, actions in district_commands().items()}
    assert _written("district") == _without(options, {"--home", "--database", "--help"})


@pytest.mark.parametrize("commands", [desk_commands, district_commands], ids=["desk", "district"])
def test_every_command_is_documented_with_what_follows_it_and_nothing_else_is(commands: Commands) -> None:
    known = commands()
    written = {name: arguments for name, arguments, _ in _command_rows() if name in known}
    assert written == {name: arguments_of(actions) for name, actions in known.items()}
    assert any(written.values())


def test_every_command_of_the_district_but_the_one_named_takes_a_home_and_a_database() -> None:
    common, known = {"--home", "--database"}, district_commands()
    assert {name for name, actions in known.items() if not common <= options_of(actions)} == {"district deploy"}
    assert "Every command but `deploy` takes `--home DIR` and `--database URL`" in text_of("docs/commands.md")


@pytest.mark.parametrize("commands", [desk_commands, district_commands], ids=["desk", "district"])
def test_every_word_that_may_follow_a_command_is_documented(commands: Commands) -> None:
    known = commands()
    missing = {
        f"{name}: {word}"
        for name, _, told in _command_rows()
        for action in known.get(name, [])
        if not action.option_strings
        for word in action.choices or ()
        if word not in quoted(told)
    }
    assert missing == set()


def test_an_argument_that_the_page_leaves_out_is_noticed() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--note")
    parser.add_argument("number")
    parser.add_argument("file", nargs="?", metavar="FILE|-")
    parser.add_argument("sheets", nargs="+")
    assert arguments_of(commands_of(parser, "desk")["desk"]) == ["NUMBER", "[FILE|-]", "SHEETS..."]
    assert _command_and_arguments("desk scan add NUMBER [FILE...]") == ("desk scan add", ["NUMBER", "[FILE...]"])
    assert _command_and_arguments("desk scan add")[1] == []


def _written(program: str) -> dict[str, set[str]]:
    rows = [row for row in rows_of("docs/commands.md") if row[0].startswith(f"`{program} ")]
    return {
        _command_and_arguments(row[0].strip("`"))[0]: {word for word in quoted(row[1]) if word.startswith("--")}
        for row in rows
    }


def _command_rows() -> list[tuple[str, list[str], str]]:
    """Return each command that the page has, what follows it, and what is told of it."""
    rows = [row for row in rows_of("docs/commands.md") if row[0].startswith("`")]
    return [(*_command_and_arguments(row[0].strip("`")), row[2]) for row in rows]


def _command_and_arguments(shown: str) -> tuple[str, list[str]]:
    words = shown.split()
    name = list(itertools.takewhile(str.islower, words))
    return " ".join(name), words[len(name) :]


def _without(commands: dict[str, set[str]], common: set[str]) -> dict[str, set[str]]:
    shared = {"--json"} if all("--json" in options for options in commands.values()) else set()
    return {name: options - common - shared for name, options in commands.items()}
