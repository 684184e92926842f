"""How the words of a letter are kept as data: lines with blanks, in the order of the circular's annex."""

from dataclasses import dataclass
from enum import Enum


class LineKind(Enum):
    """How a line of a letter is set."""

    FIELD = "field"
    """A label and its value, left-aligned."""
    RUNNING = "running"
    """A sentence that starts at the margin, justified."""
    PARAGRAPH = "paragraph"
    """A sentence with its first line indented, justified."""


@dataclass(frozen=True)
class LetterLine:
    """One line with blanks: `{name}` is filled with a value, `{name:b}` in bold; an empty value says `không có`.

    `beside` may share the line. `each` names a value of several texts: the line is set once for each of them, with
    `{item}` and its `{count}`. `above` is white space before it, mm beyond the pitch. `needs` names a value without
    which the line is left out, `lacks` one with which it is.
    """

    text: str
    kind: LineKind = LineKind.FIELD
    beside: str = ""
    each: str = ""
    above: float = 0.0
    needs: str = ""
    lacks: str = ""


@dataclass(frozen=True)
class LetterWording:
    """Every fixed word of one letter under one circular.

    `title` is broken by sense. `addressed` is the centred line under it, empty if the form has none. `signers` are the
    titles of one signature (on the right) or two. `notes` are the desk's own, in the code strip.
    """

    state: str
    motto: str
    sequence: str
    title: tuple[str, ...]
    addressed: str
    lines: tuple[LetterLine, ...]
    signers: tuple[str, ...]
    instruction: str
    recipients: str
    notes: tuple[LetterLine, ...]
    foot: str
    pitches: tuple[float, ...]
