"""Spools broken on purpose: a harness that does not see them is worth nothing."""

from __future__ import annotations

from sync.desk import courier, spool_answers
from sync.desk.connection import Answer
from sync.desk.spool import RECEIPT, SEALED, Spool
from sync.desk.spool_item import SpoolItem


def break_spool(scene: str) -> None:
    """Break what the scene names; nothing for any other."""
    if scene == "deletes first":
        _delete_before_the_receipt_is_there()
    if scene == "trusts 200":
        courier._Carrying._once = _trusting  # type: ignore[method-assign]
    if scene == "drops before it logs":
        _drop_before_the_anchor()


def _delete_before_the_receipt_is_there() -> None:
    keep = Spool.keep_answer

    def broken(self: Spool, name: str, ending: str, note: bytes) -> None:
        if ending == RECEIPT:
            self.drop(name, SEALED)
        keep(self, name, ending, note)

    Spool.keep_answer = broken  # type: ignore[method-assign]


def _trusting(self: courier._Carrying, item: SpoolItem) -> None:
    answer: Answer = self._connection.post(
        f"/v1/streams/{item.device.hex()}/{item.epoch}/events?first={item.first}&last={item.last}", item.envelope
    )
    if answer.status == 200:
        self._spool.keep_answer(item.name, RECEIPT, answer.content)
        self._proven[self._stream] = item.last
        self.delivered += 1


def _drop_before_the_anchor() -> None:
    receipt = spool_answers._Taking._receipt

    def broken(self: spool_answers._Taking, name: str, note: bytes) -> None:
        self._spool.drop(name)
        receipt(self, name, note)

    spool_answers._Taking._receipt = broken  # type: ignore[method-assign]
