"""Tập phiếu giấy: Mẫu số 01 with dots for the hand and the number printed beforehand, two halves on an A4."""

from dataclasses import dataclass

from desk_app.domain.papers.pad_sheets import PadSheets
from desk_app.domain.slip import SlipMark
from printing.codes import BAR_QUIET, QR_QUIET, bars, matrix, texts_of
from printing.fonts import Style
from printing.forms.profiles import wording_of
from printing.forms.receipt import CUT_AT
from printing.forms.wording import ReceiptWording
from printing.paper import A5_SHEET
from printing.parts.grid import code_module
from printing.parts.hand_line import HandLine, draw_hand_line, hand_width
from printing.parts.head import draw_head, lay_head
from printing.parts.marks import draw_foot, draw_marks
from printing.parts.prints import Print
from printing.parts.strip import BARS_DROP, NARROWER, NUMBER_DROP, RULE
from printing.pen import Pen
from printing.text import Setter, Span

SHEET = A5_SHEET
PITCH = 6.2
"""Distance of the lines: a hand needs 6 mm above the dots."""
SIZE = 10.5
SIGNING = 24.0
"""Room for titles and hands above the codes, mm; where a long agency's name takes it, the lines come closer."""
PAPERS = 5
NOTE = "Phiếu ghi tay khi mất điện; số đã in sẵn không đổi. Nơi tiếp nhận nhập vào máy trong ngày làm việc gần nhất."


@dataclass(frozen=True)
class Half:
    """One half of a sheet: which number, and the name of the copy."""

    content: PadSheets
    words: ReceiptWording
    number: str
    copy_name: str


def draw_pad_sheets(setter: Setter, content: PadSheets, copy: Print) -> list[Pen]:
    """Return the sheets of the pad, A4 landscape."""
    words = wording_of(content.head.legal_profile)
    names = (words.copy_kept, words.copy_given) if content.has_copies else ("",)
    halves = [Half(content, words, number, name) for number in content.numbers for name in names]
    pages = []
    for at in range(0, len(halves), 2):
        pen = Pen(setter, 297, 210)
        for place, half in enumerate(halves[at : at + 2]):
            _draw_half(pen.moved(place * CUT_AT), half, copy)
        pen.rule(CUT_AT, 3, CUT_AT, 207, 0.5, dash=3)
        pen.upwards(CUT_AT - 2.0, 105, 6.5, "Cắt theo đường này", Style.ITALIC)
        pages.append(pen)
    return pages


def _draw_half(pen: Pen, half: Half, copy: Print) -> None:
    head, words, edge = half.content.head, half.words, SHEET.width - SHEET.right
    draw_marks(pen, SHEET, head.marks | {SlipMark.PAPER_PAD}, copy.in_box)
    laid = lay_head(
        pen.setter, SHEET, parent=head.parent_body, agency=head.agency_name,
        state=words.state, motto=words.motto, sequence="", dated="",
    )  # fmt: skip
    y = draw_head(pen, SHEET, laid)
    middle = SHEET.left + SHEET.text_width / 2
    draw_hand_line(pen, SHEET.left + 4, SHEET.left + 46, y + 1.0, 10, HandLine((f"{words.sequence}: ", None)))
    dated = HandLine((f"{head.place}, ngày ", 8.0, " tháng ", 8.0, " năm 20", 7.0), Style.ITALIC)
    if hand_width(pen, 10, dated) > edge - SHEET.left - 50:
        dated = HandLine(("ngày ", *dated.parts[1:]), Style.ITALIC)
    draw_hand_line(pen, edge - hand_width(pen, 10, dated), edge, y + 1.0, 10, dated)
    y += 7.4
    pen.centred(middle, y, SHEET.title_size, words.title, Style.BOLD)
    if half.copy_name:
        pen.centred(middle, y + 4.2, 9, half.copy_name, Style.ITALIC)
    y += 9.0
    whole = pen.setter.one_line(Span(f"{words.number}: "), Span(half.number, Style.BOLD))
    pen.line_centred(middle, y, 12, whole)
    y += 5.4
    pen.text(SHEET.left, y, SIZE, head.agency_name)
    lines = _lines(words)
    pitch = min(PITCH, (SHEET.strip_top - SIGNING - y) / len(lines))
    for line in lines:
        y += pitch
        draw_hand_line(pen, SHEET.left, edge, y, SIZE, line)
    _sign(pen, words, y + 6.6)
    _codes(pen, half)
    draw_foot(pen, SHEET, words.foot, copy.in_foot)


def _lines(words: ReceiptWording) -> list[HandLine]:
    """The lines of the form in the order of the law, dotted: here a hand does write."""
    moment = (8.0, " giờ ", 8.0, " phút, ngày ", 8.0, " tháng ", 8.0, " năm 20", 7.0)
    return [
        HandLine((f"{words.received_from}: ", None)),
        HandLine((f"{words.personal_number}: ", None)),
        HandLine((f"{words.address}: ", None)),
        HandLine((f"{words.phone}: ", 34.0, f"  {words.email}: ", None)),
        HandLine((f"{words.request}: ", None)),
        HandLine((None,)),
        HandLine((f"{words.papers}: 1. ", None)),
        *(HandLine((f"{count}. ", 56.0, f" {count + 1}. ", None)) for count in range(2, PAPERS, 2)),
        HandLine((f"{words.sets}: ", 10.0, f" {words.sets_unit}")),
        HandLine((f"{words.limit}: ", None)),
        HandLine((f"{words.received_at}: ", *moment)),
        HandLine((f"{words.due_at}:",), Style.BOLD),
        HandLine(("          ", *moment), Style.BOLD),
        HandLine((f"{words.return_at}: ", None)),
        HandLine((f"{words.book}: ", 26.0, f" {words.book_entry}: ", None)),
    ]


def _sign(pen: Pen, words: ReceiptWording, y: float) -> None:
    for centre, title in ((0.24, words.submitter_signs), (0.76, words.officer_signs)):
        x = SHEET.left + centre * SHEET.text_width
        pen.centred(x, y, SHEET.sign_size - 1, title, Style.BOLD)
        pen.centred(x, y + SHEET.sign_gap, SHEET.sign_size - 2, words.instruction, Style.ITALIC)


def _codes(pen: Pen, half: Half) -> None:
    """The strip at the foot: barcode left, QR of the number right; no look-up code is given out beforehand."""
    top, edge = SHEET.strip_top, SHEET.width - SHEET.right
    pen.rule(SHEET.left, top, edge, top, RULE)
    code = matrix(half.number)
    side, quiet = code.side * SHEET.qr_module, QR_QUIET * SHEET.qr_module
    pen.modules(edge - quiet - side, top + 2.4, SHEET.qr_module, code.cells)
    room = SHEET.text_width - side - 2 * quiet
    for text, module in [(text, module) for text in texts_of(half.number) for module in NARROWER[1:]]:
        drawn = bars(text)
        if code_module(drawn, room, (module,)):
            start = SHEET.left + BAR_QUIET * module
            pen.bars(start, top + BARS_DROP, module, SHEET.bar_height, drawn.runs)
            under = top + BARS_DROP + SHEET.bar_height + NUMBER_DROP
            pen.centred(start + drawn.modules * module / 2, under, 9, half.number)
            break
    y = top + BARS_DROP + SHEET.bar_height + NUMBER_DROP + 0.8
    hotline = half.content.head.hotline
    ask = f" Hỏi hồ sơ: {hotline}." if hotline else ""
    for line in pen.setter.wrap([Span(f"{NOTE}{ask} Khối số: {half.content.block}.", Style.ITALIC)], 8, room):
        y += SHEET.note_pitch
        pen.line(SHEET.left, y, 8, line)
