"""The press: a slip becomes the bytes of a PDF. Heavy libraries load with this module, not with `printing`."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from desk_app.domain.slip import Slip
from printing.document import to_pdf
from printing.errors import PaperNotForFormError
from printing.fonts import Typeface, find_typeface
from printing.forms.recovery import draw_recovery
from printing.forms.registry import form_of
from printing.letters import clean
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter


def press(
    slip: Slip, paper: Paper, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return one slip as a PDF: the same bytes for the same slip, print number and time.

    `typeface` comes from `printing.fonts.find_typeface(cache)`; without it the fonts are cut again (0.3 s).
    Raises FontMissingError, UnprintableCharacterError, SlipTooLongError.
    """
    return press_form(slip, paper, print_number=print_number, printed_at=printed_at, typeface=typeface)


def press_many(
    slips: Sequence[tuple[Slip, int]], paper: Paper, *, printed_at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Return several slips, each with its print number, in one PDF that holds the fonts once."""
    return press_forms(slips, paper, printed_at=printed_at, typeface=typeface)


def press_form(
    content: object,
    paper: Paper | None = None,
    *,
    print_number: int,
    printed_at: datetime,
    typeface: Typeface | None = None,
) -> bytes:
    """Return any paper as a PDF; the class of `content` names its form (`printing.forms.registry`).

    Without `paper` it is the form's usual one. Raises PaperNotForFormError for a paper the form is not laid out for,
    FormNotInProfileError, and what `press` raises.
    """
    return press_forms([(content, print_number)], paper, printed_at=printed_at, typeface=typeface)


def press_forms(
    contents: Sequence[tuple[object, int]],
    paper: Paper | None = None,
    *,
    printed_at: datetime,
    typeface: Typeface | None = None,
) -> bytes:
    """Return several papers, of one form or of many, each with its print number, in one PDF that holds the fonts once.

    Takes and raises what `press_form` does; `contents` holds at least one paper.
    """
    typeface = (typeface or find_typeface(None)).covering(
        "".join(t for content, _ in contents for t in texts_in(content))
    )
    setter = Setter(typeface)
    pages: list[Pen] = []
    for content, number in contents:
        form = form_of(content)
        sheet = paper or form.papers[0]
        if sheet not in form.papers:
            raise PaperNotForFormError(form=form.name, paper=sheet.value)
        pages += form.draw(setter, content, sheet, Print(number, printed_at))
    return to_pdf(pages, _title(contents[0][0]))


def press_recovery(
    agency_name: str, officer_name: str, code: str, made_on: date, *, typeface: Typeface | None = None
) -> bytes:
    """Return the one-page A5 sheet with the recovery code in eight groups. It is the only copy: nothing stores it."""
    typeface = (typeface or find_typeface(None)).covering(clean(agency_name + officer_name + code))
    return to_pdf([draw_recovery(Setter(typeface), agency_name, officer_name, code, made_on)], title="recovery")


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a content, in NFC and as it may be printed (the head is in capitals)."""
    if isinstance(value, str):
        yield clean(value)
        yield clean(value.upper())
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from texts_in(getattr(value, item.name))


def _title(content: object) -> str:
    """A slip is named by its number, any other paper by its form."""
    text = content.number if isinstance(content, Slip) else form_of(content).name
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
