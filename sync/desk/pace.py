"""How much goes into one batch: grows slowly while the line holds, halves when it breaks."""

from dataclasses import dataclass

from sync.wire.limits import BATCH_LEAST, BATCH_TARGET


@dataclass
class Pace:
    """Keep one between rounds: a bad line is remembered."""

    size: int = BATCH_TARGET

    def went_well(self) -> None:
        """A batch was taken: a little more next time."""
        self.size = min(self.size + BATCH_LEAST, BATCH_TARGET)

    def broke(self) -> None:
        """A batch did not get through: half as much next time."""
        self.size = max(self.size // 2, BATCH_LEAST)
