"""JSON from people's hands: read strictly, and any mistake found again by its line."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Never

from desk_app.domain.characters import is_forbidden, name_of

Path = tuple[str | int, ...]

_SPACE = " \t\r\n"


class FaultInJson(Exception):
    """`reason` (Vietnamese, half a sentence) is wrong at `path`, or at a known `line` and `column`."""

    def __init__(self, reason: str, path: Path = (), line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.path, self.line, self.column = reason, path, line, column


def read_json(text: str) -> object:
    """Return the value of a JSON text. FaultInJson with line and column when it is broken."""
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise FaultInJson(f"JSON hỏng: {error.msg}", line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:
        raise FaultInJson("JSON có số hoặc cấu trúc không đọc được", line=1, column=1) from error


def line_of(text: str, path: Path) -> int:
    """Return the line (from 1) where the value at `path` begins; of its nearest ancestor when it is missing."""
    text = text.removeprefix("\ufeff")
    at = _after_space(text, 0)
    for step in path:
        inner = _member(text, at, step)
        if inner is None:
            break
        at = inner
    return text.count("\n", 0, at) + 1


def _member(text: str, at: int, step: str | int) -> int | None:
    raw_decode = json.JSONDecoder().raw_decode
    is_object, place, found = text[at] == "{", 0, None
    if text[at] not in "{[":
        return None
    at = _after_space(text, at + 1)
    while text[at] not in "}]":
        key: object = place
        if is_object:
            key, at = raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
        if key == step:
            found = at  # of a key given twice JSON keeps the last
        _, at = raw_decode(text, at)
        at = _after_space(text, at)
        if text[at] == ",":
            at = _after_space(text, at + 1)
        place += 1
    return found


def _after_space(text: str, at: int) -> int:
    while text[at] in _SPACE:
        at += 1
    return at


def _refuse_constant(name: str) -> Never:
    raise ValueError(name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One JSON object and where it stands; every reader names the path of what it refuses."""

    values: dict[str, object]
    path: Path = ()

    def fault(self, key: str, reason: str) -> FaultInJson:
        """Return the fault of one member."""
        return FaultInJson(reason, (*self.path, key))

    def text(self, key: str, default: str | None = None, most: int = 2000) -> str:
        """Return a text without blank ends; with no default it must be there and not empty."""
        value = self.values.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, f"thiếu “{key}” hoặc không phải chữ")
        if len(value) > most:
            raise self.fault(key, f"“{key}” dài quá {most} ký tự")
        if not value.isprintable():  # a fast look that also stops at blanks other than the plain one
            forbidden = [name_of(character) for character in value if is_forbidden(character)]
            if forbidden:
                raise self.fault(key, f"“{key}” có ký tự không nhìn thấy: {forbidden[0]}")
        return value.strip()

    def number(self, key: str, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(key, f"“{key}” phải là số nguyên từ {least} đến {most}")
        return value

    def truth(self, key: str) -> bool:
        """Return a true or false."""
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.fault(key, f"“{key}” phải là true hoặc false")
        return value

    def one_of(self, key: str, choices: Sequence[str]) -> str:
        """Return a text that is one of the choices."""
        value = self.values.get(key)
        if not isinstance(value, str) or value not in choices:
            raise self.fault(key, f"“{key}” không phải một trong: {', '.join(choices)}")
        return value

    def entry(self, key: str) -> "Entry":
        """Return the object inside."""
        return as_entry(self.values.get(key), (*self.path, key))

    def entries(self, key: str) -> "list[Entry]":
        """Return the objects of a list inside."""
        return [as_entry(value, (*self.path, key, place)) for place, value in enumerate(self.items(key))]

    def items(self, key: str) -> list[object]:
        """Return a list inside."""
        value = self.values.get(key)
        if not isinstance(value, list):
            raise self.fault(key, f"“{key}” phải là một danh sách")
        return value


def as_entry(value: object, path: Path) -> Entry:
    """Return a JSON object with its place."""
    if not isinstance(value, dict):
        raise FaultInJson("chỗ này phải là một mục { … }", path)
    return Entry(value, path)
