"""What can keep a paper from being printed, as facts a clerk can be told."""

from desk_app.domain.errors import DeskError


class FontMissingError(DeskError):
    """No typeface with all Vietnamese letters on this machine; `looked_for` names the files tried."""


class UnprintableCharacterError(DeskError):
    """`character` (named in `name`) is in no embedded font: the paper is refused rather than printed with a box."""

    def __init__(self, character: str, name: str) -> None:
        super().__init__(character=character, name=name)
        self.character = character


class SlipTooLongError(DeskError):
    """The slip of `number` cannot be laid out: a text is longer than any form allows."""


class PressEndedError(DeskError):
    """The process that presses ended or hung twice over one paper, or did not start; others may still be pressed."""


class NoPrinterError(DeskError):
    """No printer is set up, or the print service does not answer: `reason`."""


class PrinterRefusedError(DeskError):
    """The print service did not take the paper: `reason` in its own words."""


class PrinterSilentError(PrinterRefusedError):
    """The print service took the PDF and did not answer in time: nobody knows whether the paper comes out."""
