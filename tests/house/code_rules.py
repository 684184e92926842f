"""What this house does not do in code: each rule takes a parsed file and yields the places that break it."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator

RUNNERS_OF_SQL = {"execute", "executemany", "executescript", "query", "executesql"}
# Names that stand for a piece of SQL written in this code, where the language takes no parameter.
PIECES_OF_SQL = {"check", "table", "column", "columns", "condition", "conditions", "marks", "order"}
WORDS_TOO_VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}


def unexplained(tree: ast.Module) -> Iterator[ast.AST]:
    """A module without a docstring."""
    if not ast.get_docstring(tree):
        yield tree


def glued_sql(tree: ast.Module) -> Iterator[ast.AST]:
    """A statement for the database that is put together from text and values."""
    for call in _calls(tree):
        if _last_name(call.func) in RUNNERS_OF_SQL and call.args and _is_glued(call.args[0]):
            yield call


def shells(tree: ast.Module) -> Iterator[ast.AST]:
    """A command that goes through a shell."""
    for call in _calls(tree):
        if _full_name(call.func) in {"os.system", "os.popen"}:
            yield call
        for keyword in call.keywords:
            if keyword.arg == "shell" and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value):
                yield call


def pickles(tree: ast.Module) -> Iterator[ast.AST]:
    """Bytes that become code when they are read."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if any(name.split(".")[0] in {"pickle", "marshal", "shelve", "dill"} for name in names):
            yield node
        if isinstance(node, ast.Call) and _full_name(node.func) in {"eval", "exec"}:
            yield node


def naps(tree: ast.Module) -> Iterator[ast.AST]:
    """A wait for a length of time instead of for an event."""
    for call in _calls(tree):
        if _full_name(call.func) in {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait"}:
            yield call


def nets_for_everything(tree: ast.Module) -> Iterator[ast.AST]:
    """A handler in which a bug disappears: it takes every error, raises nothing and hands the error to nobody."""
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)):
        taken = _names_in(handler.type) if handler.type else {"BaseException"}
        inside = [node for statement in handler.body for node in ast.walk(statement)]
        passed_on = any(isinstance(node, ast.Name) and node.id == handler.name for node in inside)
        raised = any(isinstance(node, ast.Raise) for node in inside)
        if taken & {"Exception", "BaseException"} and not passed_on and not raised:
            yield handler.body[0]


def shared_state(tree: ast.Module) -> Iterator[ast.AST]:
    """A name of the module that functions change."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Global))


def foreign_letters(tree: ast.Module) -> Iterator[ast.AST]:
    """A name in code that is not written in ASCII letters."""
    for node in ast.walk(tree):
        name = getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "arg", None)
        if isinstance(name, str) and not name.isascii():
            yield node


def empty_promises(tree: ast.Module) -> Iterator[ast.AST]:
    """A test that cannot fail, or that is not run."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant) and node.test.value:
            yield node
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip", "flaky"}:
            yield node


def tests_without_a_question(tree: ast.Module) -> Iterator[ast.AST]:
    """A test function that neither asserts nor calls anything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            inside = [part for statement in node.body for part in ast.walk(statement)]
            if not any(isinstance(part, ast.Assert | ast.Call) for part in inside):
                yield node


def errors_named_twice(trees: Iterable[ast.Module]) -> list[str]:
    """Return the names that two errors share: a sentence is found by the name of its error, so one would be wrong."""
    every = (node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    counts = Counter(name for name in every if name.endswith("Error"))
    return sorted(name for name, times in counts.items() if times > 1)


def vague_words(stem: str) -> set[str]:
    """Return the words of a module's name that say nothing."""
    return set(stem.split("_")) & WORDS_TOO_VAGUE


def unnamed_pardons(text: str) -> list[int]:
    """Return the lines where a checker is silenced without saying which complaint."""
    pattern = re.compile(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)")
    return [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def _is_glued(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return not all(_is_our_sql(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return not (_is_our_sql(node.left) and _is_our_sql(node.right))
    return isinstance(node, ast.Call) and _last_name(node.func) == "format"


def _is_our_sql(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return node.id.isupper() or node.id in PIECES_OF_SQL
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return isinstance(node.left, ast.Constant)  # "?" * how_many
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        joins = node.func.attr == "join" and _is_our_sql(node.func.value) and all(map(_is_our_sql, node.args))
        return joins or node.func.attr == "hex"  # bytes in hexadecimal close no quotation mark
    return False


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _full_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_full_name(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def _names_in(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
