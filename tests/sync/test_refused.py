"""A district that understands a batch and will not take it is not called a broken line: what it refuses has a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import pytest

from desk_app.ports import Enrolment
from sync.desk import exchange
from sync.desk.connection import Answer
from sync.desk.exchange import run_round
from sync.errors import BatchRefusedError, DistrictUnreachableError
from sync.wire.envelope import public_key_of
from sync.wire.messages import InboxPage, Reason, Refusal
from sync.wire.signing import KeySigner, sign_note
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox

KEYS = KeySigner(b"the district".ljust(32, b"."))


class Refusing:
    """Stands for the connection to a district that takes nothing, always for the same reason."""

    url = "http://127.0.0.1:1"

    def __init__(self, outbox: FakeOutbox, reason: int) -> None:
        self._outbox, self._reason = outbox, reason
        self.asked = 0

    def __call__(self, *_: Any, **__: Any) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def post(self, path: str, body: bytes) -> Answer:
        if "/events" not in path:  # whether the keys were changed meanwhile: they were not
            return Answer(403, True, sign_note(Refusal(Reason.CODE_REFUSED, b"", 0, 0, 0), KEYS))
        self.asked += 1
        first = int(path.split("first=")[1].split("&")[0])
        note = Refusal(self._reason, self._outbox.device, self._outbox.epoch, first, 0)
        return Answer(400, True, sign_note(note, KEYS))

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        return Answer(200, True, sign_note(InboxPage(self._outbox.device, 0, 0, ()), KEYS))


@pytest.mark.parametrize(
    ("reason", "name"),
    [(Reason.DAMAGED, "DAMAGED"), (Reason.TOO_LARGE, "TOO_LARGE"), (Reason.SALT, "SALT"), (99, "99")],
)
def test_what_is_refused_again_and_again_is_named_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, reason: int, name: str
) -> None:
    outbox = FakeOutbox(seed=61)
    outbox.enrolment = Enrolment(bytes(16), KEYS.public_key, public_key_of(bytes(range(32))), "huyện")
    outbox.work(9)
    refusing = Refusing(outbox, int(reason))
    monkeypatch.setattr(exchange, "DistrictConnection", refusing)
    with pytest.raises(BatchRefusedError) as refused:
        run_round(outbox, outbox.signer, refusing.url, "", clock=StillClock())
    assert refused.value.facts == {"url": refusing.url, "reason": name, "first": 1, "last": 10}
    assert 3 <= refusing.asked <= 6, "tried again, but not for ever"
    assert outbox.acknowledged() == 0


def test_a_line_that_is_down_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    outbox = FakeOutbox(seed=62)
    outbox.enrolment = Enrolment(bytes(16), KEYS.public_key, public_key_of(bytes(range(32))), "huyện")
    refusing = Refusing(outbox, 3)

    def down(path: str, body: bytes) -> Answer:
        raise DistrictUnreachableError(url=refusing.url, reason="down")

    monkeypatch.setattr(refusing, "post", down)
    monkeypatch.setattr(exchange, "DistrictConnection", refusing)
    with pytest.raises(DistrictUnreachableError):
        run_round(outbox, outbox.signer, refusing.url, "", clock=StillClock())
