"""The fixed words of Mẫu số 01: law, word for word, in the order of the circular's annex."""

from dataclasses import dataclass

from desk_app.domain.slip import LegalProfile


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


def wording_of(profile: LegalProfile) -> ReceiptWording:
    """Return the words of the circular that a slip was printed under."""
    from printing.forms import wording_2018, wording_2025

    return {
        LegalProfile.TT01_2018: wording_2018.RECEIPT,
        LegalProfile.TT03_2025: wording_2025.RECEIPT,
    }[profile]
