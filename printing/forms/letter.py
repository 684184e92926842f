"""A letter (forms 02 to 05) on A4: head, title, running text, signatures; a long one goes on over the leaf."""

from collections.abc import Iterator, Sequence

from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms.letter_break import BEFORE_SIGNATURES, UNDER_TITLE, Closing, Leaf, leaves_of
from printing.forms.letter_content import Letter, notes_of
from printing.forms.letter_flow import fill, lay_flow
from printing.forms.letter_parts import head_of, strip_of
from printing.forms.letter_roll import draw_letter_on_roll
from printing.forms.letter_wording import LetterWording
from printing.paper import A4_SHEET, Paper, Sheet
from printing.parts.head import draw_head, row_baseline
from printing.parts.marks import draw_foot, draw_marks
from printing.parts.paragraph import draw_paragraph_line
from printing.parts.prints import Print
from printing.parts.recipients import draw_recipients, lay_recipients
from printing.parts.running import draw_running, running_baseline
from printing.parts.signatures import draw_signatures, lay_signature
from printing.parts.strip import draw_low_strip, draw_strip
from printing.pen import Pen
from printing.rolls import roll_of
from printing.text import Line, Setter

SIZE = 13
"""Body text is never smaller (annex I of Decree 30/2020)."""
TITLE_GAP = 11.8
TITLE_PITCH = 6.2
ADDRESSED_GAP = 9.8
UNDER_ADDRESSED = 10.0
MOST_PAGES = 12


def draw_letter(setter: Setter, letter: Letter, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a letter, one on a roll; SlipTooLongError for a text of more than a dozen pages."""
    roll = roll_of(paper)
    return _on_a4(setter, letter, copy) if roll is None else [draw_letter_on_roll(setter, letter, roll, copy)]


def _on_a4(setter: Setter, letter: Letter, copy: Print) -> list[Pen]:
    sheet, words = A4_SHEET, letter.words
    rows = lay_flow(setter, sheet, SIZE, words.lines, letter.values)
    closing = _closing(setter, sheet, letter)
    head = head_of(setter, sheet, letter.head, words.state, words.motto, words.sequence)
    addressed = _addressed(setter, sheet, letter)
    start = row_baseline(head, sheet) + _opening(words, len(addressed))
    leaves = leaves_of(sheet, rows, closing, start, words.pitches)
    if len(leaves) > MOST_PAGES:
        raise SlipTooLongError(number=letter.codes.number or letter.head.sequence_text)
    strip = strip_of(setter, sheet, letter.head, letter.codes, notes_of(letter))
    pages = []
    for number, leaf in enumerate(leaves, 1):
        pen = Pen(setter, sheet.width, sheet.height)
        draw_marks(pen, sheet, letter.head.marks, copy.in_box)
        if number == 1:
            y = _draw_opening(pen, sheet, words, addressed, draw_head(pen, sheet, head))
            draw_strip(pen, sheet, strip)
        else:
            running = f"{words.sequence}: {letter.head.sequence_text}"
            draw_running(pen, sheet, " ".join(words.title).capitalize(), running, number, SIZE)
            y = running_baseline(sheet) + UNDER_TITLE
            draw_low_strip(pen, sheet, strip)
        _draw_leaf(pen, sheet, letter, leaf, closing, y - leaf.pitch)
        draw_foot(pen, sheet, words.foot, copy.on_page(number, len(leaves)))
        pages.append(pen)
    return pages


def _closing(setter: Setter, sheet: Sheet, letter: Letter) -> Closing:
    titles = letter.titles
    signatures = tuple(
        lay_signature(setter, sheet, title, letter.words.instruction, name, letter.signs_for if last else "")
        for title, name, last in zip(titles, letter.signers, _lasts(titles), strict=True)
    )
    return Closing(signatures, lay_recipients(setter, sheet, letter.recipients), sheet)


def _lasts(titles: Sequence[str]) -> Iterator[bool]:
    """Say for each signer whether he is the last, on the right: he may sign for somebody."""
    return (number == len(titles) for number in range(1, len(titles) + 1))


def _addressed(setter: Setter, sheet: Sheet, letter: Letter) -> list[Line]:
    """Lines of `Kính gửi`; none on a form without it."""
    if not letter.words.addressed:
        return []
    return setter.wrap(fill(letter.words.addressed, letter.single), SIZE, sheet.text_width)


def _opening(words: LetterWording, addressed: int) -> float:
    """From the row with number and date to the first line of the text, mm."""
    title = TITLE_GAP + TITLE_PITCH * (len(words.title) - 1)
    if not addressed:
        return title + UNDER_TITLE
    return title + ADDRESSED_GAP + TITLE_PITCH * (addressed - 1) + UNDER_ADDRESSED


def _draw_opening(pen: Pen, sheet: Sheet, words: LetterWording, addressed: Sequence[Line], row: float) -> float:
    """Draw title and addressee below the row; return the baseline of the first line of the text."""
    middle, y = sheet.left + sheet.text_width / 2, row + TITLE_GAP
    for number, title in enumerate(words.title):
        pen.centred(middle, y + number * TITLE_PITCH, sheet.title_size, title, Style.BOLD)
    y += TITLE_PITCH * (len(words.title) - 1) + ADDRESSED_GAP
    for line in addressed:
        pen.line_centred(middle, y, SIZE, line)
        y += TITLE_PITCH
    return row + _opening(words, len(addressed))


def _draw_leaf(pen: Pen, sheet: Sheet, letter: Letter, leaf: Leaf, closing: Closing, y: float) -> None:
    """Draw the rows from the baseline after y on, and the signatures where the letter ends."""
    for row in leaf.rows:
        y += leaf.pitch + row.above
        for line in row.lines:
            draw_paragraph_line(pen, sheet.left, y, SIZE, line)
    if leaf.closes:
        y += BEFORE_SIGNATURES * leaf.pitch
        draw_recipients(pen, sheet, letter.words.recipients, closing.recipients, y)
        draw_signatures(pen, sheet, closing.signatures, y, leaf.signing)
