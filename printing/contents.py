"""Whatever a paper of the desk says becomes a PDF here: the class of the content decides who draws it."""

from collections.abc import Mapping
from datetime import datetime

from desk_app.domain.slip import Slip
from printing.fonts import Typeface
from printing.forms.registry import FORMS, form_of
from printing.paper import Paper
from printing.press import press, press_form
from printing.sheets import SHEETS, press_sheet

CONTENTS: Mapping[str, type] = {each.content.__name__: each.content for each in (*FORMS, *SHEETS)}
"""Every content that can be printed, by the name of its class."""

_OWN_SHEETS = frozenset(sheet.content for sheet in SHEETS)


def press_content(
    content: object, paper: str, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return any paper as a PDF: the same bytes for the same content, print number and time.

    `paper` (a value of `Paper`) is taken where the form is laid out for it, else the form's usual sheet. Raises what
    `press_form` raises; TypeError for what no form prints.
    """
    if isinstance(content, Slip):
        return press(content, Paper(paper), print_number=print_number, printed_at=printed_at, typeface=typeface)
    if type(content) in _OWN_SHEETS:
        return press_sheet(content, print_number=print_number, printed_at=printed_at, typeface=typeface)
    form, sheet = form_of(content), Paper(paper)
    chosen = sheet if sheet in form.papers else form.papers[0]
    return press_form(content, chosen, print_number=print_number, printed_at=printed_at, typeface=typeface)
