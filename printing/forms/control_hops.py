"""The hops of the control slip: those that happened are printed, those to come are dotted for the hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from desk_app.domain.papers.control_slip import ControlHop
from printing.dates import OFFICE_TIME
from printing.fonts import Style
from printing.forms.book_wording import ControlWording
from printing.parts.dots import dots
from printing.pen import Pen
from printing.text import Line, Setter, Span

COLUMNS = (44.0, 66.0, 31.0, 24.0)
HEAD_HEIGHT = 15.0
HEIGHT = 27.0
RULE = 0.45
SIZE, PITCH = 11, 4.6
SMALL, SMALL_PITCH = 10, 4.2
HEAD_SIZE, HEAD_SMALL, HEAD_PITCH = 11, 9.5, 4.35
INNER = 1.6
GIVES_AT, RECEIVES_AT = 5.6, 17.6
TIME_HEIGHT = 8.5
BELOW = 5.0
"""From the last line of a cell to the row's lower rule, mm."""
NAME_ABOVE_RULE = 2.2
TO_SIGN = 10.0
WHO_AT = 4.0
DIGITS, YEAR = 6.5, 9.0
"""Room for two digits by hand, and for a year, mm."""


@dataclass(frozen=True)
class LaidHop:
    """One hop, broken into lines; `height` grows beyond 27 mm only where a name needs it."""

    hop: ControlHop
    gives: list[Line]
    receives: list[Line]
    names: tuple[list[Line], list[Line]]
    timeliness: list[Line]
    note: list[Line]
    receives_at: float
    height: float


def lay_hop(setter: Setter, words: ControlWording, hop: ControlHop) -> LaidHop:
    """Break the texts of a hop for their cells."""
    room = COLUMNS[0] - 2 * INNER
    gives = setter.wrap([Span(f"{words.gives} ({hop.giver})" if hop.giver else words.gives)], SIZE, room)
    receives = setter.wrap([Span(f"{words.receives} {hop.receiver}".strip())], SIZE, room)
    half = COLUMNS[1] / 2 - 2 * INNER
    names = (
        setter.even(hop.giver_name, Style.UPRIGHT, SIZE, half) if hop.giver_name else [],
        setter.even(hop.receiver_name, Style.UPRIGHT, SIZE, half) if hop.receiver_name else [],
    )
    timeliness = setter.wrap([Span(hop.timeliness, Style.BOLD)], SIZE, COLUMNS[2] - 2 * INNER)
    note = setter.wrap([Span(hop.note)], SMALL, COLUMNS[3] - 2 * INNER)
    receives_at = max(RECEIVES_AT, GIVES_AT + len(gives) * PITCH + 1)
    signed = TIME_HEIGHT + WHO_AT + TO_SIGN + max(1, *map(len, names)) * PITCH - 0.1
    height = max(
        HEIGHT,
        receives_at + (len(receives) - 1) * PITCH + BELOW,
        signed,
        len(timeliness) * PITCH + BELOW,
        len(note) * SMALL_PITCH + BELOW,
    )
    return LaidHop(hop, gives, receives, names, timeliness, note, receives_at, height)


def edges(left: float) -> list[float]:
    """Where the rules between the columns stand."""
    return list(accumulate(COLUMNS, initial=left))


def draw_hops(pen: Pen, words: ControlWording, hops: Sequence[LaidHop], left: float, top: float) -> float:
    """Draw the head row and the hops from `top` down; return where the table ends."""
    upright = edges(left)
    _draw_head(pen, words, upright, top)
    y = top + HEAD_HEIGHT
    pen.rule(left, top, upright[-1], top, RULE)
    pen.rule(left, y, upright[-1], y, RULE)
    for laid in hops:
        _draw_hop(pen, words, laid, upright, y)
        y += laid.height
        pen.rule(left, y, upright[-1], y, RULE)
    for edge in upright:
        pen.rule(edge, top, edge, y, RULE)
    return y


def _draw_head(pen: Pen, words: ControlWording, upright: Sequence[float], top: float) -> None:
    for start, end, lines in zip(upright, upright[1:], words.columns, strict=False):
        size = HEAD_SIZE if len(lines) == 1 else HEAD_SMALL
        y = top + HEAD_HEIGHT / 2 + size * 0.12 - (len(lines) - 1) * HEAD_PITCH / 2
        for number, line in enumerate(lines):
            pen.centred((start + end) / 2, y + number * HEAD_PITCH, size, line, Style.BOLD)


def _draw_hop(pen: Pen, words: ControlWording, laid: LaidHop, upright: Sequence[float], top: float) -> None:
    hop, is_past = laid.hop, laid.hop.at is not None
    x, end = upright[0] + INNER, upright[1] - INNER
    for at, lines, body in ((GIVES_AT, laid.gives, hop.giver), (laid.receives_at, laid.receives, hop.receiver)):
        for number, line in enumerate(lines):
            pen.line(x, top + at + number * PITCH, SIZE, line)
        if not body and not is_past:
            dots(pen, x + pen.setter.width(words.receives, Style.UPRIGHT, SIZE) + 2, end, top + at)
    middle = (upright[1] + upright[2]) / 2
    parted = top + TIME_HEIGHT
    pen.rule(upright[1], parted, upright[2], parted, RULE)
    pen.rule(middle, parted, middle, top + laid.height, RULE)
    if hop.at is not None:
        pen.centred(middle, top + 5.5, SIZE, _time(words, hop.at))
    else:
        _draw_open_time(pen, words, upright[1] + INNER, upright[2] - INNER, top + 5.5)
    for centre, title, names in zip(
        ((upright[1] + middle) / 2, (middle + upright[2]) / 2), (words.giver, words.receiver), laid.names, strict=True
    ):
        pen.centred(centre, parted + WHO_AT, SMALL, title, Style.ITALIC)
        first = top + laid.height - NAME_ABOVE_RULE - (len(names) - 1) * PITCH
        for number, line in enumerate(names):
            pen.line_centred(centre, first + number * PITCH, SIZE, line)
    y = top + laid.height / 2 + SIZE * 0.12 - (len(laid.timeliness) - 1) * PITCH / 2
    for number, line in enumerate(laid.timeliness):
        pen.line_centred((upright[2] + upright[3]) / 2, y + number * PITCH, SIZE, line)
    for number, line in enumerate(laid.note):
        pen.line(upright[3] + INNER - 0.4, top + 5.6 + number * SMALL_PITCH, SMALL, line)


def _time(words: ControlWording, moment: datetime) -> str:
    """`10 giờ 05 phút, ngày 24/4/2026`."""
    local = moment.astimezone(OFFICE_TIME)
    day = f"{local.day:02d}/{local.month}/{local.year}"
    return f"{local:%H} {words.hour} {local:%M} {words.minute} {day}"


def _draw_open_time(pen: Pen, words: ControlWording, start: float, end: float, y: float) -> None:
    """Dots for hour, minute, day, month and year, spread over the cell."""
    gap = 0.4
    pieces: tuple[tuple[float, str], ...] = (
        (DIGITS, words.hour),
        (DIGITS, words.minute),
        (DIGITS, "/"),
        (DIGITS, "/"),
        (YEAR, ""),
    )
    widths = [pen.setter.width(word, Style.UPRIGHT, SIZE) for _, word in pieces]
    taken = sum(room for room, _ in pieces) + sum(widths) + gap * 2 * (len(pieces) - 1)
    x = start + max(0.0, (end - start - taken) / 2)
    for (room, word), width in zip(pieces, widths, strict=True):
        dots(pen, x, x + room, y)
        if word:
            pen.text(x + room + gap, y, SIZE, word)
        x += room + width + 2 * gap
