"""Whatever a paper of the desk says becomes a PDF here: the class of the content decides who draws it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from desk_app.domain.papers.apology_list import ApologyList
from desk_app.domain.papers.bag_list import BagList
from desk_app.domain.papers.day_closing import DayClosing
from desk_app.domain.papers.joint_slip import JointSlip
from desk_app.domain.papers.lost_slip import LostSlipStatement
from desk_app.domain.papers.pad_sheets import PadSheets
from desk_app.domain.papers.postal_manifest import PostalManifest
from desk_app.domain.papers.storm_notice import StormNotice
from desk_app.domain.papers.uncollected_list import UncollectedList
from desk_app.domain.papers.village_list import VillageList
from printing import sheets
from printing.fonts import Typeface
from printing.forms.registry import FORMS, form_of
from printing.paper import Paper
from printing.press import press_form


class _PressSheet(Protocol):
    def __call__(
        self, content: Any, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
    ) -> bytes: ...


_SHEETS: Mapping[type, _PressSheet] = {
    BagList: sheets.press_bag_list,
    PostalManifest: sheets.press_postal_manifest,
    JointSlip: sheets.press_joint_slip,
    VillageList: sheets.press_village_list,
    UncollectedList: sheets.press_uncollected_list,
    ApologyList: sheets.press_apology_list,
    DayClosing: sheets.press_day_closing,
    StormNotice: sheets.press_storm_notice,
    LostSlipStatement: sheets.press_lost_slip,
    PadSheets: sheets.press_pad_sheets,
}

CONTENTS: Mapping[str, type] = {
    kind.__name__: kind for kind in (*(form.content for form in FORMS), *_SHEETS)
}
"""Every content that can be printed, by the name of its class."""


def press_content(
    content: object, paper: str, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return any paper as a PDF: the same bytes for the same content, print number and time.

    `paper` (a value of `Paper`) is taken where the form is laid out for it, else the form's usual sheet. Raises what
    `press_form` raises.
    """
    draw: Callable[..., bytes] | None = _SHEETS.get(type(content))
    if draw is not None:
        return draw(content, print_number=print_number, printed_at=printed_at, typeface=typeface)
    form, sheet = form_of(content), Paper(paper)
    chosen = sheet if sheet in form.papers else form.papers[0]
    return press_form(content, chosen, print_number=print_number, printed_at=printed_at, typeface=typeface)
