"""Controls: ends built wrong in the ways others built them. The simulation is itself red when it does not see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from desk_app.ports import Outbox
from sync.desk import bundle_export, bundle_import, courier, district_log, exchange, spool_answers
from sync.desk.connection import Answer
from sync.desk.push import Push
from sync.desk.sealing import SealedEvents
from sync.desk.spool import RECEIPT
from sync.desk.spool_item import SpoolItem
from sync.wire.messages import Receipt
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
    assert hasattr(where, name), f"{name} has moved: this variant would break nothing"
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


def _blind_nights(_: SimulatedDistrict) -> None:
    """A courier that takes any HTTP 200 for a receipt, and a desk that believes whatever it brings."""

    def carried(self: courier._Carrying, item: SpoolItem) -> None:
        place = f"/v1/streams/{item.device.hex()}/{item.epoch}/events?first={item.first}&last={item.last}"
        if self._connection.post(place, item.envelope).status == 200:
            self._spool.keep_answer(item.name, RECEIPT, b"OK")
            self._proven[self._stream] = item.last
            self.delivered += 1

    def believed(self: spool_answers._Taking, name: str, note: bytes) -> None:
        if name in self._items:
            self._outbox.receipt_stored(self._items[name].last, StillClock().at, note)

    _put(courier._Carrying, "_once", carried)
    _put(spool_answers._Taking, "_receipt", believed)


def _shared_numbers(_: SimulatedDistrict) -> None:
    """A desk that goes on with its numbers in a new epoch as if it were alone, and after a restore without a gap."""
    _put(SimulatedDesk, "epoch_opened", FakeOutbox.epoch_opened)
    _put(SimulatedDesk, "restored_knowingly", lambda self, last: FakeOutbox.epoch_opened(self, 0))


def _credulous(_: SimulatedDistrict) -> None:
    """A desk that takes whatever log the district shows."""
    _put(district_log, "doubt_of", lambda page, held, enrolment: None)


def _hasty_stick(district: SimulatedDistrict) -> None:
    """A district that writes its answer on the stick before it has committed."""
    district.answers_before_commit = True


def _believing_import(_: SimulatedDistrict) -> None:
    """A desk that takes a signed receipt for true without looking at its own chain."""

    def believe(self: bundle_import._Reading, receipt: Receipt) -> None:
        last = min(receipt.last_seq, self._outbox.head()[0])
        self._outbox.receipt_stored(last, StillClock().at, b"")

    _put(bundle_import._Reading, "_believe", believe)
    _put(bundle_import._Reading, "_look_how_far", lambda self, page: None)


def _forgetful_export(_: SimulatedDistrict) -> None:
    """A desk that counts as sent what it has laid on a stick."""
    laid = bundle_export._lay_envelopes

    def lay(outbox: Outbox, *rest: Any) -> Any:
        names, events = laid(outbox, *rest)
        if names:
            outbox.receipt_stored(names[-1].last, StillClock().at, b"")
        return names, events

    _put(bundle_export, "_lay_envelopes", lay)


def _turnless(_: SimulatedDistrict) -> None:
    """A desk that takes an answer from before the district lost something for a new one."""
    _put(SimulatedDesk, "times_rewound", lambda self: 0)


BROKEN: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType(
    {
        "trusting-desk": _trusting,
        "forgetful-desk": _forgetful,
        "hasty-district": _hasty,
        "stubborn-desk": _stubborn,
        "doubling-district": _doubling,
        "shared-numbers": _shared_numbers,
        "credulous-desk": _credulous,
    }
)
BROKEN_STICKS: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType(
    {
        "hasty-stick": _hasty_stick,
        "believing-import": _believing_import,
        "forgetful-export": _forgetful_export,
        "turnless-desk": _turnless,
    }
)
BROKEN_NIGHTS: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType({"blind-nights": _blind_nights})
