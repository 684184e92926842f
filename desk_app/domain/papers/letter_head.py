"""What the statutory papers share: who writes, under which number, and which dossier the codes at the foot name."""

from dataclasses import dataclass
from datetime import date

from desk_app.domain.slip import LegalProfile, SlipMark


@dataclass(frozen=True)
class LetterHead:
    """The head of a paper (annex I of Decree 30/2020) and what the desk adds at its foot.

    `parent_body` and `agency_name` are typed as the desk's settings have them and printed in capitals (`Ủy ban nhân dân
    xã Cam Lâm` over `Trung tâm Phục vụ hành chính công`); the apology comes from the resolving body instead (`Tỉnh
    Khánh Hòa` over `Ủy ban nhân dân xã Cam Lâm`). `sequence_text` is what follows `Số:` (`17/PBS-TTPVHCC`). `issued_on`
    is the day beside `place`; a reprint keeps it, and keeps `legal_profile`. `hotline` and `footer` are the commune's
    own: a telephone number for the notes in the code strip, and one more sentence there. `marks` are the boxes in the
    top margin.
    """

    legal_profile: LegalProfile
    parent_body: str
    agency_name: str
    place: str
    sequence_text: str
    issued_on: date
    hotline: str = ""
    footer: str = ""
    marks: frozenset[SlipMark] = frozenset()


@dataclass(frozen=True)
class DossierCodes:
    """The dossier as the codes of a paper name it; never personal data.

    `number` is the dossier number, empty for a refusal without one: then no barcode is printed. `barcode_text` is what
    the Code 128 holds (ASCII; the number itself when empty), `lookup_code` the four characters of `Mã tra cứu`,
    `seal_text` the sealed text of the QR; without it the QR holds the number.
    """

    number: str
    barcode_text: str = ""
    lookup_code: str = ""
    seal_text: str | None = None
