"""Every paper of the desk in one table: its name, what it says, on which papers, and who draws it.

A new paper is a content in `desk_app.domain.papers`, a file in this folder that draws it, and a row here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.domain.papers.apology_letter import ApologyLetter
from desk_app.domain.papers.apology_list import ApologyList
from desk_app.domain.papers.bag_list import BagList
from desk_app.domain.papers.control_slip import ControlSlip
from desk_app.domain.papers.day_closing import DayClosing
from desk_app.domain.papers.folder_label import LabelSheets
from desk_app.domain.papers.joint_slip import JointSlip
from desk_app.domain.papers.lost_slip import LostSlipStatement
from desk_app.domain.papers.pad_sheets import PadSheets
from desk_app.domain.papers.postal_manifest import PostalManifest
from desk_app.domain.papers.refusal_letter import RefusalLetter
from desk_app.domain.papers.register_book import RegisterCover, RegisterPages
from desk_app.domain.papers.return_receipt import ReturnReceipt
from desk_app.domain.papers.stop_notice import StopNotice
from desk_app.domain.papers.storm_notice import StormNotice
from desk_app.domain.papers.supplement_letter import SupplementLetter
from desk_app.domain.papers.uncollected_list import UncollectedList
from desk_app.domain.papers.village_list import VillageList
from desk_app.domain.slip import Slip
from printing.forms.apology import draw_apology
from printing.forms.apology_list import draw_apology_list
from printing.forms.bag_list import draw_bag_list
from printing.forms.control import draw_control
from printing.forms.day_closing import draw_day_closing
from printing.forms.folder_label import draw_label_sheets
from printing.forms.joint_slip import draw_joint_slip
from printing.forms.lost_slip import draw_lost_slip
from printing.forms.pad_sheets import draw_pad_sheets
from printing.forms.postal_manifest import draw_postal_manifest
from printing.forms.receipt import draw_receipt
from printing.forms.refusal import draw_refusal
from printing.forms.register import draw_register
from printing.forms.register_cover import draw_register_cover
from printing.forms.return_receipt import draw_return_receipt
from printing.forms.stop import draw_stop
from printing.forms.storm_notice import draw_storm_notice
from printing.forms.supplement import draw_supplement
from printing.forms.uncollected_list import draw_uncollected_list
from printing.forms.village_list import draw_village_list
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter

Draw = Callable[[Setter, Any, Paper, Print], list[Pen]]


@dataclass(frozen=True)
class Form:
    """One paper: its name in the print queue, the class of its content, its papers (the first is the usual one)."""

    name: str
    content: type
    papers: tuple[Paper, ...]
    draw: Draw

    def fitting(self, wanted: Paper) -> Paper:
        """Return the paper wanted if the form is laid out for it, else its usual one."""
        return wanted if wanted in self.papers else self.papers[0]


def _on_one(draw: Callable[[Setter, Any, Print], list[Pen]]) -> Draw:
    """A drawing that knows one sheet, as one that is told which."""
    return lambda setter, content, paper, copy: draw(setter, content, copy)


_A4 = (Paper.A4,)
_ROLLS = (Paper.ROLL_80, Paper.ROLL_58)

FORMS = (
    Form("receipt", Slip, tuple(Paper), draw_receipt),
    Form("supplement", SupplementLetter, (*_A4, *_ROLLS), draw_supplement),
    Form("refusal", RefusalLetter, (*_A4, *_ROLLS), draw_refusal),
    Form("apology", ApologyLetter, _A4, draw_apology),
    Form("stop", StopNotice, (*_A4, *_ROLLS), draw_stop),
    Form("return-receipt", ReturnReceipt, (Paper.A5, Paper.A4), draw_return_receipt),
    Form("control", ControlSlip, _A4, draw_control),
    Form("register", RegisterPages, _A4, draw_register),
    Form("register-cover", RegisterCover, _A4, draw_register_cover),
    Form("closure-notice", StormNotice, _A4, _on_one(draw_storm_notice)),
    Form("lost-slip", LostSlipStatement, _A4, _on_one(draw_lost_slip)),
    Form("label", LabelSheets, _A4, _on_one(draw_label_sheets)),
    Form("bag", BagList, _A4, _on_one(draw_bag_list)),
    Form("pad", PadSheets, _A4, _on_one(draw_pad_sheets)),
    Form("closing", DayClosing, _A4, _on_one(draw_day_closing)),
    Form("postal-manifest", PostalManifest, _A4, _on_one(draw_postal_manifest)),
    Form("joint-slip", JointSlip, _A4, _on_one(draw_joint_slip)),
    Form("village-list", VillageList, _A4, _on_one(draw_village_list)),
    Form("uncollected-list", UncollectedList, _A4, _on_one(draw_uncollected_list)),
    Form("apology-list", ApologyList, _A4, _on_one(draw_apology_list)),
)

CONTENTS: Mapping[str, type] = {form.content.__name__: form.content for form in FORMS}
"""Every content that can be printed, by the name of its class."""


def form_of(content: object) -> Form:
    """Return the form that prints `content`; TypeError when none does."""
    for form in FORMS:
        if type(content) is form.content:
            return form
    raise TypeError(f"no form prints {type(content).__name__}")


def form_named(name: str) -> Form:
    """Return the form of that name; KeyError when there is none."""
    return {form.name: form for form in FORMS}[name]
