"""What the window and the command line order: any content, on the paper they name, as one PDF."""

from datetime import datetime

from printing.fonts import Typeface
from printing.forms.registry import form_of
from printing.paper import Paper
from printing.press import press_form


def press_content(
    content: object, paper: str, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return any paper as a PDF: the same bytes for the same content, print number and time.

    `paper` (a value of `Paper`) is taken where the form is laid out for it, else the form's usual sheet. Raises what
    `press_form` raises; TypeError for what no form prints.
    """
    sheet = form_of(content).fitting(Paper(paper))
    return press_form(content, sheet, print_number=print_number, printed_at=printed_at, typeface=typeface)
