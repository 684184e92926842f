"""What a letter (forms 02 to 05) says, whatever it is printed on."""

from dataclasses import dataclass

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from printing.forms.letter_flow import Values, is_wanted, plain
from printing.forms.letter_wording import LetterWording


@dataclass(frozen=True)
class Letter:
    """One letter, worded by its form: the values of its blanks and who signs (title empty: the form's)."""

    head: LetterHead
    codes: DossierCodes
    words: LetterWording
    values: Values
    signers: tuple[str, ...]
    signer_title: str = ""
    signs_for: str = ""
    recipients: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles above the signatures, one for each of `signers`."""
        return (*self.words.signers[:-1], self.signer_title or self.words.signers[-1])

    @property
    def single(self) -> dict[str, str]:
        """The values that are one text."""
        return {name: value for name, value in self.values.items() if isinstance(value, str)}


def notes_of(letter: Letter) -> tuple[str, ...]:
    """Return the desk's own sentences for the code strip."""
    return tuple(plain(note.text, letter.single) for note in letter.words.notes if is_wanted(note, letter.values))
