"""The press of the desk's own papers: lists, letters and labels become the bytes of a PDF.

Every function takes a content of `desk_app.domain.papers`, which print this is and when, and gives the same bytes for
the same content. `typeface` comes from `printing.fonts.find_typeface(cache)`; without it the fonts are cut again (0.3
s). FontMissingError, UnprintableCharacterError, SlipTooLongError (a text longer than any page).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk_app.domain.papers.apology_list import ApologyList
from desk_app.domain.papers.bag_list import BagList
from desk_app.domain.papers.day_closing import DayClosing
from desk_app.domain.papers.folder_label import FolderLabel
from desk_app.domain.papers.joint_slip import JointSlip
from desk_app.domain.papers.lost_slip import LostSlipStatement
from desk_app.domain.papers.pad_sheets import PadSheets
from desk_app.domain.papers.postal_manifest import PostalManifest
from desk_app.domain.papers.storm_notice import StormNotice
from desk_app.domain.papers.uncollected_list import UncollectedList
from desk_app.domain.papers.village_list import VillageList
from printing.document import to_pdf
from printing.fonts import Typeface, find_typeface
from printing.forms.apology_list import draw_apology_list
from printing.forms.bag_list import draw_bag_list
from printing.forms.day_closing import draw_day_closing
from printing.forms.folder_label import draw_labels
from printing.forms.joint_slip import draw_joint_slip
from printing.forms.lost_slip import draw_lost_slip
from printing.forms.pad_sheets import draw_pad_sheets
from printing.forms.postal_manifest import draw_postal_manifest
from printing.forms.storm_notice import draw_storm_notice
from printing.forms.uncollected_list import draw_uncollected_list
from printing.forms.village_list import draw_village_list
from printing.label_formats import Placement
from printing.parts.prints import Print
from printing.pen import Pen
from printing.press import texts_in
from printing.text import Setter

Draw = Callable[[Setter, Any, Print], list[Pen]]


@dataclass(frozen=True)
class OwnSheet:
    """One of the desk's own papers: its name on a command line, the class of its content, who draws it."""

    name: str
    content: type
    draw: Draw


SHEETS = (
    OwnSheet("bag-list", BagList, draw_bag_list),
    OwnSheet("postal-manifest", PostalManifest, draw_postal_manifest),
    OwnSheet("joint-slip", JointSlip, draw_joint_slip),
    OwnSheet("village-list", VillageList, draw_village_list),
    OwnSheet("uncollected-list", UncollectedList, draw_uncollected_list),
    OwnSheet("apology-list", ApologyList, draw_apology_list),
    OwnSheet("day-closing", DayClosing, draw_day_closing),
    OwnSheet("storm-notice", StormNotice, draw_storm_notice),
    OwnSheet("lost-slip", LostSlipStatement, draw_lost_slip),
    OwnSheet("pad-sheets", PadSheets, draw_pad_sheets),
)


def sheet_of(content: object) -> OwnSheet:
    """Return the paper that prints `content`; TypeError when none does."""
    for sheet in SHEETS:
        if type(content) is sheet.content:
            return sheet
    raise TypeError(f"no paper prints {type(content).__name__}")


def sheet_named(name: str) -> OwnSheet:
    """Return the paper of that name; KeyError when there is none."""
    return {sheet.name: sheet for sheet in SHEETS}[name]


def press_sheet(content: object, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None) -> bytes:
    """Return any of the desk's own papers; the class of `content` says which."""
    sheet = sheet_of(content)
    found = (typeface or find_typeface(None)).covering("".join(texts_in(content)))
    return to_pdf(sheet.draw(Setter(found), content, Print(print_number, printed_at)), sheet.name)


def press_bag_list(
    content: BagList, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the list of what lies in a bag."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_postal_manifest(
    content: PostalManifest, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the manifest of a load for the post office."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_joint_slip(
    content: JointSlip, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the slip for several dossiers of one person."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_village_list(
    content: VillageList, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the list that a village head takes along."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_uncollected_list(
    content: UncollectedList, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the list of results nobody has fetched."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_apology_list(
    content: ApologyList, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the list of apologies to be published."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_day_closing(
    content: DayClosing, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the page that closes a desk's day."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_storm_notice(
    content: StormNotice, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the letter with the new date after a closure."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_lost_slip(
    content: LostSlipStatement, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the statement of somebody who lost the slip."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_pad_sheets(
    content: PadSheets, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return the numbered forms to be filled in by hand."""
    return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_labels(labels: Sequence[FolderLabel], placement: Placement, *, typeface: Typeface | None = None) -> bytes:
    """Return labels for folders on label sheets, from the first free label of the first sheet on."""
    found = (typeface or find_typeface(None)).covering("".join(texts_in(tuple(labels))))
    return to_pdf(draw_labels(Setter(found), labels, placement), "labels")
