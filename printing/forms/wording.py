"""The fixed words of Mẫu số 01: law, word for word, in the order of the circular's annex."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReceiptWording:
    """Every fixed word of the reception slip under one circular. A label is followed by a colon as in the form."""

    state: str
    motto: str
    sequence: str
    title: str
    number: str
    received_from: str
    personal_number: str
    address: str
    phone: str
    email: str
    authorised_by: str
    request: str
    papers: str
    sets: str
    sets_unit: str
    limit: str
    received_at: str
    due_at: str
    return_at: str
    book: str
    book_entry: str
    submitter_signs: str
    officer_signs: str
    instruction: str
    copy_kept: str
    copy_given: str
    foot: str
