"""Every form by its name: what it prints, on which papers, and who draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk_app.domain.papers.apology_letter import ApologyLetter
from desk_app.domain.papers.control_slip import ControlSlip
from desk_app.domain.papers.refusal_letter import RefusalLetter
from desk_app.domain.papers.register_book import RegisterCover, RegisterPages
from desk_app.domain.papers.return_receipt import ReturnReceipt
from desk_app.domain.papers.stop_notice import StopNotice
from desk_app.domain.papers.supplement_letter import SupplementLetter
from desk_app.domain.slip import Slip
from printing.forms.apology import draw_apology
from printing.forms.control import draw_control
from printing.forms.receipt import draw_receipt
from printing.forms.refusal import draw_refusal
from printing.forms.register import draw_register
from printing.forms.register_cover import draw_register_cover
from printing.forms.return_receipt import draw_return_receipt
from printing.forms.stop import draw_stop
from printing.forms.supplement import draw_supplement
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter

Draw = Callable[[Setter, Any, Paper, Print], list[Pen]]


@dataclass(frozen=True)
class Form:
    """One form: its name on the command line, the class of its content, its papers (the first is the usual one)."""

    name: str
    content: type
    papers: tuple[Paper, ...]
    draw: Draw


FORMS = (
    Form("receipt", Slip, tuple(Paper), draw_receipt),
    Form("supplement", SupplementLetter, (Paper.A4,), draw_supplement),
    Form("refusal", RefusalLetter, (Paper.A4,), draw_refusal),
    Form("apology", ApologyLetter, (Paper.A4,), draw_apology),
    Form("stop", StopNotice, (Paper.A4,), draw_stop),
    Form("return-receipt", ReturnReceipt, (Paper.A5, Paper.A4), draw_return_receipt),
    Form("control", ControlSlip, (Paper.A4,), draw_control),
    Form("register", RegisterPages, (Paper.A4,), draw_register),
    Form("register-cover", RegisterCover, (Paper.A4,), draw_register_cover),
)


def form_of(content: object) -> Form:
    """Return the form that prints `content`; TypeError when none does."""
    for form in FORMS:
        if type(content) is form.content:
            return form
    raise TypeError(f"no form prints {type(content).__name__}")


def form_named(name: str) -> Form:
    """Return the form of that name; KeyError when there is none."""
    return {form.name: form for form in FORMS}[name]
