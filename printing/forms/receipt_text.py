"""The lines of Mẫu số 01 in the order of the annex, filled with what the slip says."""

from dataclasses import dataclass

from desk_app.domain.slip import Slip, SlipPerson
from printing.dates import moment_in_words
from printing.fonts import Style
from printing.forms.receipt_added import FEES, fees_of, reappointed_of, stage_of
from printing.forms.wording import ReceiptWording
from printing.parts.fields import Field, field
from printing.text import Span, keep_together, tie_numbers


@dataclass(frozen=True)
class ReceiptText:
    """Fields before and after the list of papers; `movable` names long lines that may go to page 2, never be cut."""

    before: tuple[Field, ...]
    after: tuple[Field, ...]
    elsewhere: tuple[Field, ...]


LONG_LINES = ("explanation", "fees", "submitter", "address", "return_at", "request")
"""Lines that go to page 2 when even the smallest step is too large, in this order."""


def text_of(slip: Slip, words: ReceiptWording, moved: tuple[str, ...] = ()) -> ReceiptText:
    """Return the lines of the form; those named in `moved` are said on page 2 and pointed to on page 1."""
    before: list[Field] = [Field((Span(slip.agency_name),))]
    before.append(field(words.received_from, slip.applicant.name, Style.BOLD))
    before.append(field(words.personal_number, slip.applicant.masked_number))
    long = {
        "address": field(words.address, slip.applicant.address),
        "submitter": _submitter(slip, words),
        "explanation": Field((Span(f"Cách tính: {slip.explanation}", Style.ITALIC),), small=True),
        "return_at": field(words.return_at, slip.return_at),
        "request": field(words.request, tie_numbers(slip.request), Style.BOLD),
        "fees": fees_of(slip),
    }
    labels = {
        "fees": FEES,
        "address": words.address,
        "submitter": _submitter_label(slip, words),
        "return_at": words.return_at,
        "request": words.request,
    }
    shown: dict[str, Field | None] = dict(long)
    for name in moved:
        if long[name] is not None:
            shown[name] = (
                Field((Span("Cách tính: xem trang 2", Style.ITALIC),), small=True)
                if name == "explanation"
                else field(labels[name], "xem trang 2")
            )
    before.append(_kept(shown["address"]))
    phone = field(words.phone, keep_together(slip.applicant.phone))
    before.append(Field(phone.spans, second=field(words.email, slip.applicant.email).spans))
    if shown["submitter"] is not None:
        before.append(shown["submitter"])
    before.append(_kept(shown["request"]))
    after = [
        field(words.sets, keep_together(f"{slip.sets:02d} {words.sets_unit}")),
        field(words.limit, slip.limit_text),
        field(words.received_at, moment_in_words(slip.received_at)),
        field(words.due_at, moment_in_words(slip.due_at), Style.BOLD),
    ]
    if slip.explanation:
        after.append(_kept(shown["explanation"]))
    if slip.reappointment:
        after.append(reappointed_of(slip.reappointment))
    if slip.stage:
        after.append(stage_of(slip.stage))
    after.append(_kept(shown["return_at"]))
    if shown["fees"] is not None:
        after.append(shown["fees"])
    if slip.book:
        entry = (Span(f"{words.book_entry}: {slip.book_entry}"),) if slip.book_entry else ()
        after.append(Field((Span(f"{words.book}: {slip.book}"),), second=entry))
    elsewhere = tuple(kept for name in moved if (kept := long[name]) is not None)
    return ReceiptText(tuple(before), tuple(after), elsewhere)


def _kept(line: Field | None) -> Field:
    assert line is not None
    return line


def _submitter_label(slip: Slip, words: ReceiptWording) -> str:
    return words.authorised_by if slip.authority else "Người nộp hồ sơ"


def _submitter(slip: Slip, words: ReceiptWording) -> Field | None:
    """Who stands at the counter for the applicant.

    The form asks for the person who gave the authority: with an authority paper that is the applicant, whose number,
    address and telephone stand in the lines above, so the line names the paper and the person authorised.
    """
    if slip.submitter is None:
        return None
    told = person_in_words(slip.submitter)
    if slip.authority:
        told = f"chủ hồ sơ nêu trên; người được ủy quyền: {told}; {slip.authority}"
    return field(_submitter_label(slip, words), told)


def person_in_words(person: SlipPerson) -> str:
    """Name, masked number, address, telephone and e-mail of a person in one sentence; what is not given is left out."""
    facts = [person.name]
    if person.masked_number:
        facts.append(f"số định danh {person.masked_number}")
    if person.address:
        facts.append(person.address)
    if person.phone:
        facts.append(f"điện thoại {keep_together(person.phone)}")
    if person.email:
        facts.append(f"email {person.email}")
    return ", ".join(facts)
