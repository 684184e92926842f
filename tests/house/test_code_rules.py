"""The house keeps its own rules of code; every rule is first shown something it must catch."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import code_rules
from tests.house.places import BESIDE, ROOMS, all_python, place, sources, tree_of

Rule = Callable[[ast.Module], Iterator[ast.AST]]

EVERYWHERE = (*ROOMS, *BESIDE)
RULES: tuple[tuple[Rule, tuple[str, ...], str], ...] = (
    (code_rules.unexplained, EVERYWHERE, "x = 1"),
    (code_rules.glued_sql, EVERYWHERE, 'db.execute(f"select * from {name}")'),
    (code_rules.glued_sql, EVERYWHERE, 'db.execute(f"select * from dossier where name = {person.name}")'),
    (code_rules.glued_sql, EVERYWHERE, 'db.query("select * from dossier where number = " + number)'),
    (code_rules.glued_sql, EVERYWHERE, 'db.execute("select %s" % number)'),
    (code_rules.glued_sql, EVERYWHERE, 'db.execute("select {}".format(number))'),
    (code_rules.shells, EVERYWHERE, 'subprocess.run("ls", shell=True)'),
    (code_rules.shells, EVERYWHERE, 'os.system("ls")'),
    (code_rules.pickles, EVERYWHERE, "def f():\n    import pickle"),
    (code_rules.pickles, EVERYWHERE, "from pickle import loads"),
    (code_rules.pickles, EVERYWHERE, 'eval("1")'),
    (code_rules.naps, EVERYWHERE, "time.sleep(1)"),
    (code_rules.nets_for_everything, ROOMS, "try:\n    f()\nexcept Exception:\n    pass"),
    (code_rules.nets_for_everything, ROOMS, "try:\n    f()\nexcept:\n    pass"),
    (code_rules.shared_state, EVERYWHERE, "def f():\n    global x\n    x = 1"),
    (code_rules.foreign_letters, EVERYWHERE, "hồ_sơ = 1"),
    (code_rules.empty_promises, ("tests",), "def test_x():\n    assert True"),
    (code_rules.empty_promises, ("tests",), "@pytest.mark.skip\ndef test_x(): ..."),
    (code_rules.empty_promises, ("tests",), "def test_x():\n    pytest.skip('later')"),
    (code_rules.tests_without_a_question, ("tests",), "def test_x():\n    y = 1"),
)


@pytest.mark.parametrize(("rule", "folders", "sample"), RULES, ids=[rule.__name__ for rule, _, _ in RULES])
def test_a_rule_of_the_house_catches_its_sample_and_finds_nothing_here(
    rule: Rule, folders: tuple[str, ...], sample: str
) -> None:
    assert list(rule(ast.parse(sample)))
    paths = [path for path in sources(*folders) if path.name != "code_rules.py"]
    assert [place(path, node) for path in paths for node in rule(tree_of(path))] == []


def test_a_rule_leaves_plain_code_alone() -> None:
    lines = (
        '"""Said."""',
        'db.execute("select 1 where ? = 1", [number])',
        """db.execute(f"select {COLUMNS} from {table} where number in ({','.join('?' * len(numbers))})", numbers)""",
        'db.execute(_ROW + " where seq = ?", [seq])',
        'run(["ls"], shell=False)',
        "try:\n    f()\nexcept Exception as error:\n    raise Worse() from error",
    )
    plain = ast.parse("\n".join(lines))
    assert [(rule.__name__, node) for rule, folders, _ in RULES if folders != ("tests",) for node in rule(plain)] == []


def test_no_file_of_python_is_longer_than_four_hundred_lines() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in all_python()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_two_errors_have_one_name() -> None:
    twice = ast.parse("class LostError(DeskError): ...\nclass LostError(BadInputError): ...")
    assert code_rules.errors_named_twice([twice]) == ["LostError"]
    assert code_rules.errors_named_twice(tree_of(path) for path in sources()) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert code_rules.vague_words("print_utils") == {"utils"}
    assert [place(path) for path in sources(*EVERYWHERE) if code_rules.vague_words(path.stem)] == []


def test_a_checker_is_silenced_only_by_the_name_of_its_complaint() -> None:
    sample = "x = 1  # type: " + "ignore\ny = 2  # noqa: E501\nz = 3  # type: " + "ignore[misc]\n"
    assert code_rules.unnamed_pardons(sample) == [1]
    found = {place(path): code_rules.unnamed_pardons(path.read_text(encoding="utf-8")) for path in all_python()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_package_of_a_room_holds_one_docstring_and_nothing_else() -> None:
    faces = [path for path in sources() if path.name == "__init__.py"]
    assert [place(path) for path in faces if len(tree_of(path).body) != 1] == []


def test_every_folder_with_python_in_it_is_a_package() -> None:
    """Without `tests/db/__init__.py` pytest would put `tests/` on the path, and `tests/db` would shadow `db`."""
    folders: set[Path] = {path.parent for path in sources(*ROOMS, "tests")}
    assert [place(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
