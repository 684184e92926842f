"""Slips become PDF here: the paper room is imported only when something is printed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.errors import BadInputError
from desk_app.domain.slip import Slip

PAPERS = ("a4", "a5", "a4_two")


class PaperError(BadInputError):
    """`value` is no sheet we print on; `allowed` are."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A PDF and its SHA-256."""

    pdf: bytes
    digest: bytes


def pressed(slip: Slip, paper: str, print_number: int, printed_at: datetime) -> Pressed:
    """Return the slip's PDF; the same arguments give the same bytes."""
    from printing.press import Paper, press

    if paper not in PAPERS:
        raise PaperError(value=paper, allowed=PAPERS)
    pdf = press(slip, Paper(paper), print_number=print_number, printed_at=printed_at)
    return Pressed(pdf, hashlib.sha256(pdf).digest())
