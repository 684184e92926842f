"""Which words a paper is printed with: those of the circular in force on its own date."""

from dataclasses import dataclass

from desk_app.domain.slip import LegalProfile
from printing.errors import FormNotInProfileError
from printing.forms import books_2018, books_2025, letters_2018, letters_2025, wording_2018, wording_2025
from printing.forms.book_wording import ControlWording, RegisterWording
from printing.forms.letter_wording import LetterWording
from printing.forms.wording import ReceiptWording


@dataclass(frozen=True)
class Letters:
    """The letters of one circular; the circular of 2018 has no stop notice."""

    supplement: LetterWording
    refusal: LetterWording
    apology: LetterWording
    stop: LetterWording | None


def wording_of(profile: LegalProfile) -> ReceiptWording:
    """Return the words of the circular that a slip was printed under."""
    return {
        LegalProfile.TT01_2018: wording_2018.RECEIPT,
        LegalProfile.TT03_2025: wording_2025.RECEIPT,
    }[profile]


def letters_of(profile: LegalProfile) -> Letters:
    """Return the words of that circular's letters."""
    old, new = letters_2018, letters_2025
    return {
        LegalProfile.TT01_2018: Letters(old.SUPPLEMENT, old.REFUSAL, old.APOLOGY, None),
        LegalProfile.TT03_2025: Letters(new.SUPPLEMENT, new.REFUSAL, new.APOLOGY, new.STOP),
    }[profile]


def stop_of(profile: LegalProfile) -> LetterWording:
    """Return the words of the stop notice; FormNotInProfileError where the circular has none."""
    words = letters_of(profile).stop
    if words is None:
        raise FormNotInProfileError(form="stop", profile=profile.value)
    return words


def control_of(profile: LegalProfile) -> ControlWording:
    """Return the words of that circular's control slip."""
    return {
        LegalProfile.TT01_2018: books_2018.CONTROL,
        LegalProfile.TT03_2025: books_2025.CONTROL,
    }[profile]


def register_of(profile: LegalProfile) -> RegisterWording:
    """Return the words of that circular's register."""
    return {
        LegalProfile.TT01_2018: books_2018.REGISTER,
        LegalProfile.TT03_2025: books_2025.REGISTER,
    }[profile]
