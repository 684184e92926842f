"""Where a letter breaks: the largest pitch that fits one page, else several pages with the signatures never alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.forms.letter_flow import FlowRow
from printing.paper import Sheet
from printing.parts.recipients import recipients_height
from printing.parts.running import running_baseline
from printing.parts.signatures import Signature, signatures_height
from printing.parts.strip import low_strip_top
from printing.text import Line

UNDER_TITLE = 11.2
BEFORE_SIGNATURES = 1.75
"""Baselines between the last line and the signatures' titles."""
CLEAR = 2.5
SIGNING = (26.0, 24.0, 20.0)
"""Room for the hand at each pitch, mm."""
KEPT_WITH_SIGNATURES = 2
"""Rows that go with the signatures to the last page: they never stand alone."""


@dataclass(frozen=True)
class Closing:
    """What stands under the text, and how high it is with a given room for the hand."""

    signatures: tuple[Signature, ...]
    recipients: list[Line]
    sheet: Sheet

    def height(self, signing: float) -> float:
        """From the baseline of the titles to the lowest stroke, mm."""
        return max(signatures_height(self.sheet, self.signatures, signing), recipients_height(self.recipients) + 1)


@dataclass(frozen=True)
class Leaf:
    """One page of a letter: its rows, and whether the letter ends here."""

    rows: list[FlowRow]
    pitch: float
    signing: float
    closes: bool


def leaves_of(
    sheet: Sheet, rows: list[FlowRow], closing: Closing, start: float, pitches: Sequence[float]
) -> list[Leaf]:
    """Set the letter on one page at the largest pitch that fits; else over several at the largest of all."""
    room = sheet.strip_top - CLEAR - start
    for pitch, signing in zip(pitches, SIGNING, strict=True):
        left = room - _height(rows, pitch) - BEFORE_SIGNATURES * pitch - closing.height(signing)
        if left >= 0:
            return [Leaf(rows, pitch, min(sheet.most_signing, signing + left), True)]
    return _broken(sheet, rows, closing, room, pitches[0])


def _height(rows: Sequence[FlowRow], pitch: float) -> float:
    """From the first baseline to the last, mm."""
    return max(0.0, sum(pitch + row.above for row in rows) - pitch)


def _broken(sheet: Sheet, rows: list[FlowRow], closing: Closing, room: float, pitch: float) -> list[Leaf]:
    later = low_strip_top(sheet) - CLEAR - running_baseline(sheet) - UNDER_TITLE
    signing = SIGNING[0]
    end = BEFORE_SIGNATURES * pitch + closing.height(signing)
    pages: list[list[FlowRow]] = [[]]
    for row in rows:
        if pages[-1] and _height([*pages[-1], row], pitch) > (room if len(pages) == 1 else later):
            pages.append([])
        pages[-1].append(row)
    if len(pages) == 1 or _height(pages[-1], pitch) + end > later:
        pages.append([])
    missing = KEPT_WITH_SIGNATURES - len(pages[-1])
    if missing > 0:
        pages[-1][:0] = pages[-2][-missing:]
        del pages[-2][-missing:]
    return [Leaf(page, pitch, signing, page is pages[-1]) for page in pages]
