"""Which words a slip is printed with: those of the circular in force on its own date."""

from desk_app.domain.slip import LegalProfile
from printing.forms import wording_2018, wording_2025
from printing.forms.wording import ReceiptWording


def wording_of(profile: LegalProfile) -> ReceiptWording:
    """Return the words of the circular that a slip was printed under."""
    return {
        LegalProfile.TT01_2018: wording_2018.RECEIPT,
        LegalProfile.TT03_2025: wording_2025.RECEIPT,
    }[profile]
