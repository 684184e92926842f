"""Where the PDF of a paper lies that no printer took, and whether a viewer shows it: never called printed."""

from dataclasses import dataclass

NOT_PRINTED = "Không có máy in, chưa in"


@dataclass(frozen=True)
class OpenedPdf:
    """A PDF at `path`, as long as the desk is open; `is_shown` when the machine's viewer took it."""

    path: str
    is_shown: bool

    @property
    def note(self) -> str:
        """What the print queue keeps beside the print."""
        return f"{NOT_PRINTED}: {self.words}"

    @property
    def words(self) -> str:
        """Where to look."""
        if self.is_shown:
            return f"đã mở tệp PDF {self.path}"
        return f"máy không mở được tệp PDF, tệp nằm ở {self.path}"

    def sentence(self, paper: str) -> str:
        """Say it of one paper, by its Vietnamese name."""
        return f"Không có máy in nào trả lời: {paper} chưa in, {self.words}."
