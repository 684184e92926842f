"""What the documents name exists, and what exists is named there."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app import settings
from desk_app.domain import events, lifecycle
from desk_app.domain.slip import LegalProfile
from sync.wire.messages import Reason
from tests.house.pages import quoted, rows_of, text_of
from tests.house.places import ROOMS, ROOT, files, place, sources, tree_of

PAGES = files(".md")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def names_defined(path: Path) -> set[str]:
    """Return the functions, classes, methods and constants of a file: `receive`, `DeskUnitOfWork.append`."""
    found: set[str] = set()
    for node in tree_of(path).body:
        found |= set(_named(node))
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for part in node.body for name in _named(part)}
    return found


def _named(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    if isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("page", PAGES, ids=[place(page) for page in PAGES])
def test_every_link_and_picture_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=[place(page) for page in PAGES])
def test_every_file_and_function_that_a_page_names_exists(page: Path) -> None:
    wrong = []
    for word in quoted(page.read_text(encoding="utf-8")):
        match = re.fullmatch(rf"((?:{'|'.join((*ROOMS, 'tests', 'bench', 'docs'))})/[\w./-]*)(?:::([\w.]+))?", word)
        if match is None:
            continue
        path = ROOT / match[1]
        if not path.exists() or (match[2] and match[2] not in names_defined(path)):
            wrong.append(word)
    assert wrong == []


def test_every_test_that_a_page_names_exists() -> None:
    written = {word for page in PAGES for word in quoted(page.read_text(encoding="utf-8"))}
    named = {word for word in written if re.fullmatch(r"test_\w+", word)}
    assert named and named <= {name for path in sources("tests") for name in names_defined(path)}


@pytest.mark.parametrize("page", PAGES, ids=[place(page) for page in PAGES])
def test_no_page_says_the_same_twice(page: Path) -> None:
    """Two merges of one paragraph leave both of its versions, one after the other."""
    assert said_twice(page.read_text(encoding="utf-8")) == set()


def said_twice(text: str) -> set[str]:
    """Return every run of ten words that stands in a text more than once, tables and code blocks left out."""
    plain = "\n".join(line for line in text.splitlines() if not line.startswith("|"))
    words = re.sub(r"```.*?```", "", plain, flags=re.DOTALL).split()
    runs = Counter(" ".join(words[place : place + 10]) for place in range(len(words) - 9))
    return {run for run, times in runs.items() if times > 1}


def test_a_paragraph_that_was_merged_twice_is_noticed() -> None:
    kept = "The keys are rotated without anybody typing anything at any of the desks, "
    assert said_twice(kept + "even after a restore.\n- " + kept + "and hold.")
    assert said_twice(kept + "even after a restore.") == set()


def test_every_key_of_a_move_is_documented_and_nothing_else_is() -> None:
    from ui.dialogs.moves.deeds import ALL

    table = text_of("docs/ui.md").split("## Keys of a dossier's moves")[1].split("## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")]
    assert {deed.key for deed in ALL} == set(re.findall(r"Alt\+\w|Ctrl\+Enter", "\n".join(rows)))


def test_the_walk_through_the_code_names_its_functions() -> None:
    walked = [word for word in quoted(text_of("docs/architecture.md")) if "::" in word]
    assert len(walked) >= 20
    assert {word.split("/")[0] for word in walked} == set(ROOMS)


def test_every_word_of_the_glossary_exists_in_the_code() -> None:
    names = {name for path in sources("desk_app") for name in _all_names(tree_of(path))}
    rows = [row for row in rows_of("docs/glossary.md") if row[0] not in ("tiếng Việt", "in code")]
    words = {word for row in rows for word in quoted(row[1] if len(row) == 3 else row[0])}
    listed = text_of("docs/glossary.md").split("Events of the desk")[1].split("## The wire")[0]
    words |= set(quoted(listed))
    assert len(words) > 50
    assert words - names == set()


def test_every_event_and_every_port_is_in_the_glossary() -> None:
    words = set(quoted(text_of("docs/glossary.md")))
    assert {kind.__name__ for kind in events.EVENTS} <= words
    later = text_of("docs/glossary.md")
    reached = {target for table in lifecycle._MOVES.values() for target in table.values()}
    assert all(f"{state.value} {state.word}" in later for state in reached)


def test_every_setting_is_documented_with_its_default_and_nothing_else_is() -> None:
    rows = [row for row in rows_of("docs/settings.md") if row[0] != "name"]
    written = {row[0].strip("`"): row[1].strip("`").replace("empty", "") for row in rows}
    assert written == {setting.name: setting.default for setting in settings.SETTINGS}


def test_every_legal_profile_is_documented() -> None:
    assert all(profile.value in text_of("docs/settings.md") for profile in LegalProfile)


def test_every_table_of_a_desk_is_documented_and_nothing_else_is() -> None:
    steps = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "db" / "migrations").glob("*.py"))
    made = set(re.findall(r"CREATE (?:VIRTUAL )?TABLE (?!IF )(\w+)", steps)) | {"schema_steps"}
    assert len(made) > 10
    assert {row[0].strip("`") for row in rows_of("docs/storage.md") if len(row) == 3 and row[1] != "kind"} == made


def test_every_table_of_the_district_is_documented_and_nothing_else_is() -> None:
    made = set(re.findall(r'db_table = "(\w+)"', text_of("sync/district/models.py")))
    listed = text_of("docs/storage.md").split("## The district's home")[1]
    assert set(re.findall(r"^\| `(\w+)` \|", listed, re.MULTILINE)) == made


def test_every_address_for_desks_is_documented_and_nothing_else_is() -> None:
    places = re.findall(r'path\(r?f?"\^?(v1/[^"]+?)\$?"', text_of("sync/district/urls.py"))
    shown = {re.sub(r"\(\?P<epoch>.*?\)", "{epoch}", place.replace("{_DEVICE}", "{device}")) for place in places}
    assert {row[0].strip("`") for row in rows_of("docs/wire.md") if row[0].startswith("`v1/")} == shown


def test_every_reason_for_a_refusal_is_documented_and_nothing_else_is() -> None:
    listed = {row[0].strip("`") for row in rows_of("docs/wire.md") if len(row) == 2 and row[0] != "reason"}
    assert listed == {reason.name for reason in Reason}


def test_the_readme_names_the_commands_that_exist_and_all_five_rooms() -> None:
    import run

    readme, told = text_of("README.md"), run.__doc__ or ""
    both = readme + text_of("CONTRIBUTING.md")
    words = {match.strip() for match in re.findall(r"python3 run\.py((?: --?\w+| test)?)", both)}
    assert words == {"", "--headless", "test"}
    assert all(f"python3 run.py {word}".strip() in told for word in words)
    assert all(f"`{room}/`" in readme for room in ROOMS)


def test_the_readme_fits_on_a_page() -> None:
    assert len(text_of("README.md").splitlines()) <= 75


def test_decisions_are_numbered_without_a_gap_and_say_why() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1)) and numbers
    for path in DECISIONS:
        heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert heads[0].startswith(f"{int(path.name[:4])}. "), path.name
        assert heads[1:] == ["Why", "What follows"], path.name


def test_the_version_in_the_changes_is_the_version_of_the_wheel() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert f"## {version}" in text_of("CHANGELOG.md")


def test_a_page_that_names_what_does_not_exist_is_noticed(tmp_path: Path) -> None:
    path = ROOT / "desk_app" / "usecases" / "intake.py"
    assert "receive" in names_defined(path) and "Application.procedure" in names_defined(path)
    assert "receive_twice" not in names_defined(path)
    assert quoted("`a` and\n```\n`b`\n```\n`c`") == ["a", "c"]


def _all_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.arg):
            yield node.arg
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value
