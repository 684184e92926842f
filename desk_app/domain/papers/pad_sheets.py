"""Slips to be filled in by hand while there is no current, numbered beforehand from a reserved block."""

from dataclasses import dataclass

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class PadSheets:
    """A pad: one form for each of `numbers` (whole dossier numbers), two on an A4.

    With `has_copies` both halves of a sheet carry one number, to keep and to give; without, each half has its own.
    `block` names the reserved block (`1900–1949`); the day and the number in the book are written by hand.
    """

    head: LetterHead
    numbers: tuple[str, ...]
    block: str
    has_copies: bool = True
