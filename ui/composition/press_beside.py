"""The press of the window: papers are pressed in a process of their own, whose libraries never weigh on the desk."""

import hashlib
from datetime import datetime
from pathlib import Path

from desk_app.domain.slip import Slip
from printing.press_beside import PressBeside
from ui.composition.paper import Pressed, known_paper


class WindowPress:
    """Presses like `ui.composition.paper.Press`, beside the window; end it with `close`."""

    def __init__(self, cache: Path) -> None:
        self._beside = PressBeside(cache)

    def press(self, slip: Slip, paper: str, print_number: int, printed_at: datetime) -> Pressed:
        """Return the slip's PDF; the same arguments give the same bytes."""
        pdf = self._beside.press(slip, known_paper(paper), print_number=print_number, printed_at=printed_at)
        return Pressed(pdf, hashlib.sha256(pdf).digest())

    def press_recovery(self, agency_name: str, officer_name: str, code: str, made_on: datetime) -> bytes:
        """Return the sheet with the recovery code, to be kept in a sealed envelope."""
        return self._beside.press_recovery(agency_name, officer_name, code, made_on.date())

    def warm(self) -> None:
        """Start its process before it is wanted; some milliseconds, nothing when it runs."""
        self._beside.warm()

    def rest(self) -> None:
        """End its process until the next order, unless it is at work."""
        self._beside.rest()

    def close(self) -> None:
        """End its process for good."""
        self._beside.close()

    @property
    def process_id(self) -> int | None:
        """Its process, None while there is none."""
        return self._beside.process_id
