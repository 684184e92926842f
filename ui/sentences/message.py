"""A sentence and an advice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What a clerk is told; `advice` may be empty. Both may name facts of the error in braces."""

    happened: str
    advice: str = ""

    @property
    def whole(self) -> str:
        """Both, as one line."""
        return f"{self.happened} {self.advice}".strip()
