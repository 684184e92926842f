"""The courier on this machine: real time, real chance. Loads neither database nor Qt.

Its own desk's batches go first; what it carries for the commune's other desks gets a short try after them.
"""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from random import SystemRandom

from sync.desk.carried import CARRIED_FOLDER, CarriedSpool, carried_in
from sync.desk.courier import Delivery, run_courier
from sync.desk.spool_notes import SPOOL_FOLDER
from ui.composition.machine import SystemClock


def spool_delivered(home: Path, keep_trying: timedelta) -> Delivery | None:
    """Deliver what lies in the desk's spool; None while another courier is on its way."""
    return run_courier(
        home / SPOOL_FOLDER, clock=SystemClock(), wait=time.sleep, random=SystemRandom().random, keep_trying=keep_trying
    )


def carried_delivered(home: Path, keep_trying: timedelta) -> tuple[Delivery, ...]:
    """Deliver what this desk carries for others, each desk's at most so long; those being delivered are left out."""
    went = (
        run_courier(
            spool.folder, clock=SystemClock(), wait=time.sleep, random=SystemRandom().random, keep_trying=keep_trying,
            kind=CarriedSpool,
        )
        for spool in carried_in(home / CARRIED_FOLDER)
    )  # fmt: skip
    return tuple(each for each in went if each is not None)
