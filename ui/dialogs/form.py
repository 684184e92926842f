"""A small form as data: what a dialog asks for, and what was answered. No widget here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk_app.domain.life_events import FeeLine
from desk_app.domain.procedure_facts import Fee

Read = str | int | date | tuple[str, ...] | tuple[FeeLine, ...] | None


@dataclass(frozen=True)
class Line:
    """A line to type in. `needed` is the sentence when it stays empty; a `scan` goes here.

    `half` fields that follow each other share a row. `shown_with` names a field: this one shows once that has words.
    """

    name: str
    label: str
    text: str = ""
    hint: str = ""
    needed: str = ""
    figures: bool = False
    scan: bool = False
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class Day:
    """A day, typed as clerks type it (14/12/2026, 14122026, 14/12)."""

    name: str
    label: str
    day: date | None = None
    hint: str = ""
    needed: str = ""
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class Count:
    """A whole number of at least nothing: pages, đồng; dots between thousands are understood."""

    name: str
    label: str
    count: int | None = None
    hint: str = ""
    needed: str = ""
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class OneOf:
    """One of a few answers; each is what is handed back and its words."""

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]
    chosen: str = ""
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class Pick:
    """One of many, found by typing any part of it. `find(text)` returns (what is handed back, its words), best first.

    `chosen` stands there from the start; `needed` is the sentence when what is typed names none.
    """

    name: str
    label: str
    chosen: tuple[str, str]
    find: Callable[[str], Sequence[tuple[str, str]]]
    needed: str
    hint: str = ""
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class Ticks:
    """Things to tick off. They start all `ticked` or none, or those named in `on` are.

    `needed` is the sentence when none is ticked; more than `rows` of them scroll.
    """

    name: str
    label: str
    items: tuple[str, ...]
    ticked: bool = False
    needed: str = ""
    on: tuple[str, ...] | None = None
    rows: int = 6
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class Fees:
    """Several fees: `lines` are there already, `offered` may be added, by name, the most likely first."""

    name: str
    lines: tuple[FeeLine, ...]
    offered: Mapping[str, Fee]
    half: bool = False
    shown_with: str = ""


@dataclass(frozen=True)
class Fact:
    """Something to be seen, not typed: a day promised before."""

    label: str
    words: str
    half: bool = False


Ask = Line | Day | Count | OneOf | Pick | Ticks | Fees | Fact


@dataclass(frozen=True)
class Form:
    """A dialog: its title asks, `verb` says what Enter on the last field does.

    `at` names the field under which an error of this class is told; other errors go by their own `field`, or stand
    above the buttons. `today` completes days typed without a year. With `ready` the verb has the focus: Enter at once
    is enough.
    """

    title: str
    verb: str
    asks: tuple[Ask, ...]
    today: date
    body: str = ""
    ready: bool = False
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """What was typed, chosen and ticked, by the names of the fields."""

    read: Mapping[str, Read]

    def text(self, name: str) -> str:
        """Return a line or the chosen answer, "" when the form had no such field."""
        value = self.read.get(name, "")
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """Return the day, None when the box stayed empty."""
        value = self.read.get(name)
        return value if isinstance(value, date) else None

    def count(self, name: str) -> int | None:
        """Return the number, None when the box stayed empty."""
        value = self.read.get(name)
        return value if isinstance(value, int) else None

    def ticked(self, name: str) -> tuple[str, ...]:
        """Return the words of what is ticked."""
        value = self.read.get(name, ())
        return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()

    def fees(self, name: str) -> tuple[FeeLine, ...]:
        """Return the fees, in the order they were added."""
        value = self.read.get(name, ())
        return tuple(each for each in value if isinstance(each, FeeLine)) if isinstance(value, tuple) else ()
