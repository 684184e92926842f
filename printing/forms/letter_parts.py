"""Head and code strip of a paper, from the fields that every statutory paper shares."""

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from printing.codes import bars, matrix
from printing.dates import day_in_words
from printing.paper import Sheet
from printing.parts.head import Head, lay_head
from printing.parts.strip import Strip, lay_strip
from printing.text import Setter


def head_of(setter: Setter, sheet: Sheet, head: LetterHead, state: str, motto: str, sequence: str) -> Head:
    """Return the head of a paper; `sequence` is the label before its number, left out with it."""
    day = day_in_words(head.issued_on)
    return lay_head(
        setter,
        sheet,
        parent=head.parent_body,
        agency=head.agency_name,
        state=state,
        motto=motto,
        sequence=f"{sequence}: {head.sequence_text}" if head.sequence_text else "",
        dated=f"{head.place}, {day}" if head.place else day.capitalize(),
    )


def strip_of(setter: Setter, sheet: Sheet, head: LetterHead, codes: DossierCodes, notes: tuple[str, ...]) -> Strip:
    """Return the code strip; without a dossier number no barcode, and a QR without a seal holds the paper's number."""
    barcode = codes.barcode_text or codes.number
    return lay_strip(
        setter,
        sheet,
        bars=bars(barcode) if codes.number else None,
        number=barcode if codes.number else "",
        lookup=codes.lookup_code,
        qr=matrix(codes.seal_text or codes.number or head.sequence_text),
        notes=notes,
    )
