"""Controls: ends built wrong in the ways others built them. The simulation is itself red when it does not see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sync.desk import exchange
from sync.desk.connection import Answer
from sync.desk.push import Push
from sync.desk.sealing import SealedEvents
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.simulation.desks import SimulatedDesk
from tests.sync.simulation.district import SimulatedDistrict


class _Trusting(Push):
    """Takes any HTTP 200 for a receipt."""

    def _refused(self, answer: Answer, sealed: SealedEvents) -> None:
        if answer.status == 200:
            self._outbox.receipt_stored(sealed.last, StillClock().at, answer.content)
        else:
            super()._refused(answer, sealed)


class _Forgetful(Push):
    """Takes what it sends out of the outbox before the receipt is there."""

    def _send(self, sealed: SealedEvents) -> None:
        try:
            super()._send(sealed)
        finally:
            self._outbox.receipt_stored(sealed.last, StillClock().at, b"")


def _put(where: object, name: str, what: object) -> None:
    setattr(where, name, what)


def _trusting(_: SimulatedDistrict) -> None:
    _put(exchange, "Push", _Trusting)


def _forgetful(_: SimulatedDistrict) -> None:
    _put(exchange, "Push", _Forgetful)


def _hasty(district: SimulatedDistrict) -> None:
    district.answers_before_commit = True


def _stubborn(_: SimulatedDistrict) -> None:
    """A desk that never goes on in a new epoch."""
    _put(SimulatedDesk, "epoch_opened", lambda self, newest: self.epoch)


def _doubling(_: SimulatedDistrict) -> None:
    """A district that stores what two epochs share in both."""
    from sync.district import ingest

    _put(ingest, "joining", lambda stream, events: stream)


def _shared_numbers(_: SimulatedDistrict) -> None:
    """A desk that goes on with its numbers in a new epoch as if it were alone, and after a restore without a gap."""
    _put(SimulatedDesk, "epoch_opened", FakeOutbox.epoch_opened)
    _put(SimulatedDesk, "restored_knowingly", lambda self, last: FakeOutbox.epoch_opened(self, 0))


BROKEN: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType(
    {
        "trusting-desk": _trusting,
        "forgetful-desk": _forgetful,
        "hasty-district": _hasty,
        "stubborn-desk": _stubborn,
        "doubling-district": _doubling,
        "shared-numbers": _shared_numbers,
    }
)
