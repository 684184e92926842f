"""Which paper a print is: a form, and the event it documents.

A letter says for ever what its own event said, so its name carries the event's place in the log; the receipt of the
reception itself carries none.
"""

from typing import NamedTuple

RECEIPT = "receipt"


class PaperName(NamedTuple):
    """A form (`supplement`) and the event it documents; 0 for the reception's own receipt."""

    form: str
    seq: int = 0

    def __str__(self) -> str:
        """Return `receipt` or `supplement@1207`."""
        return f"{self.form}@{self.seq}" if self.seq else self.form


def paper_name(text: str) -> PaperName:
    """Return the paper that a print queue's text names; ValueError for none."""
    form, _, seq = text.partition("@")
    if not form or (seq and not seq.isdecimal()):
        raise ValueError(f"no paper: {text!r}")
    return PaperName(form, int(seq) if seq else 0)
