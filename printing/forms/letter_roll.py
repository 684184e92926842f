"""A letter on a thermal roll: the words of the form in their order, one column, as long as it takes."""

from printing.dates import day_in_words
from printing.fonts import Style
from printing.forms.letter_content import Letter, notes_of
from printing.forms.letter_flow import fill, lay_flow
from printing.parts.on_roll import (
    draw_bars,
    draw_boxes,
    draw_lines,
    draw_roll_foot,
    draw_roll_head,
    draw_roll_strip,
    draw_signers,
    whole_dots,
)
from printing.parts.paragraph import draw_paragraph_line
from printing.parts.prints import Print
from printing.pen import Pen
from printing.rolls import Roll
from printing.text import Setter

INDENT = 4.0
UNDER_TITLE = 1.5
"""White above the text, mm."""


def draw_letter_on_roll(setter: Setter, letter: Letter, roll: Roll, copy: Print) -> Pen:
    """Return the page: as wide as the roll, and as many whole dots high as its text needs."""
    height = _draw(Pen(setter, roll.width, 1000.0), letter, roll, copy)
    pen = Pen(setter, roll.width, whole_dots(height))
    _draw(pen, letter, roll, copy)
    return pen


def _draw(pen: Pen, letter: Letter, roll: Roll, copy: Print) -> float:
    words, codes = letter.words, letter.codes
    y = draw_boxes(pen, roll, roll.sheet.top, letter.head.marks, copy)
    y = _draw_opening(pen, letter, roll, y)
    if codes.number:  # whole and readable, as under the bars of a sheet
        y = draw_bars(pen, roll, y, codes.barcode_text, codes.number)
        y = draw_lines(pen, roll, y - 1.0, codes.number, Style.UPRIGHT, roll.sheet.row_size, 3.4)
    y += UNDER_TITLE
    y = _draw_text(pen, letter, roll, y)
    y = draw_signers(pen, roll, y, tuple(zip(letter.titles, letter.signers, strict=True)), words.instruction)
    qr = codes.seal_text or codes.number or letter.head.sequence_text
    y = draw_roll_strip(pen, roll, y, qr=qr, lookup=codes.lookup_code, notes=notes_of(letter))
    return draw_roll_foot(pen, roll, y, words.foot, copy.in_foot) + 1.0


def _draw_opening(pen: Pen, letter: Letter, roll: Roll, y: float) -> float:
    head, words, sheet = letter.head, letter.words, roll.sheet
    day = day_in_words(head.issued_on)
    y = draw_roll_head(
        pen,
        roll,
        y,
        state=words.state,
        motto=words.motto,
        parent=head.parent_body,
        agency=head.agency_name,
        number=f"{words.sequence}: {head.sequence_text}",
        dated=f"{head.place}, {day}" if head.place else day.capitalize(),
    )
    y = draw_lines(pen, roll, y + 1.6, " ".join(words.title), Style.BOLD, sheet.title_size, roll.title_pitch)
    if not words.addressed:
        return y
    step = sheet.steps[0]
    y += 1.0
    for line in pen.setter.wrap(fill(words.addressed, letter.single), step.body, roll.right - roll.left):
        y += step.body_pitch
        pen.line_centred(roll.middle, y, step.body, line)
    return y


def _draw_text(pen: Pen, letter: Letter, roll: Roll, y: float) -> float:
    step = roll.sheet.steps[0]
    for row in lay_flow(pen.setter, roll.sheet, step.body, letter.words.lines, letter.values, INDENT):
        y += step.body_pitch + row.above
        for line in row.lines:
            draw_paragraph_line(pen, roll.left, y, step.body, line)
    return y
