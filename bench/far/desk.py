"""Our desk: `day` sends 360 events in a round with TLS from nothing, `quiet` is a round without anything new.

`warm` is what a desk asks whose connection still stands: one question for its inbox.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from sync.desk.address import address_of
from sync.desk.connection import PATIENCE, DistrictConnection
from sync.desk.exchange import run_round
from sync.desk.pull import pull
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox


def main() -> None:
    """Enrol, then do what stdin says."""
    url, ca, code, events = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    ca_file = Path(ca) if ca else None
    outbox, clock = FakeOutbox(seed=1), StillClock()

    def round_trip() -> None:
        result = run_round(outbox, outbox.signer, url, code, ca_file=ca_file, clock=clock)
        assert result.pending == 0

    round_trip()
    print("ready", flush=True)
    with DistrictConnection(address_of(url), ca_file=ca_file, patience=PATIENCE) as connection:

        def ask() -> None:
            enrolment = outbox.identity().enrolment
            assert enrolment is not None
            pull(outbox, outbox.signer, connection, enrolment, clock, lambda done, left: None)

        ask()
        for line in sys.stdin:
            what = line.strip()
            if what == "day":
                outbox.work(events)
            _timed(ask if what == "warm" else round_trip)


def _timed(work: Callable[[], None]) -> None:
    start = time.perf_counter()
    work()
    print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
