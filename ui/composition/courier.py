"""The courier on this machine: real time, real chance. Loads neither database nor Qt."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from random import SystemRandom

from sync.desk.courier import Delivery, run_courier
from sync.desk.spool_notes import SPOOL_FOLDER
from ui.composition.machine import SystemClock


def spool_delivered(home: Path, keep_trying: timedelta) -> Delivery | None:
    """Deliver what lies in the desk's spool; None while another courier is on its way."""
    return run_courier(
        home / SPOOL_FOLDER, clock=SystemClock(), wait=time.sleep, random=SystemRandom().random, keep_trying=keep_trying
    )
