"""A decision is believed when the district's own signature is in it, whoever carried it."""

import zlib

import msgspec

from desk_app.domain.decision_events import Decision
from sync.desk.inbox_items import DECISION, UNREADABLE, Texts, item_of
from sync.wire.inbox_notes import DecisionNote
from sync.wire.messages import InboxEntry
from sync.wire.signing import KeySigner, sign_note

DISTRICT, STRANGER = KeySigner(bytes([7]) * 32), KeySigner(bytes([8]) * 32)
NOTE = DecisionNote(bytes(16), "000.00.18.H32-261209-1001", "denied", 1_796_000_000_000, "Lê Hòa", "huyện", "thiếu")


def entry(signed: bytes) -> InboxEntry:
    return InboxEntry(3, DECISION, "00", zlib.compress(signed))


def test_a_decision_signed_by_the_district_is_taken_with_its_signature() -> None:
    signed = sign_note(NOTE, DISTRICT)
    item = item_of(entry(signed), DISTRICT.public_key, Texts({}))
    assert isinstance(item.decision, Decision) and item.signed == signed
    assert (item.seq, item.decision.number, item.decision.verdict) == (3, NOTE.number, "denied")


def test_a_decision_that_somebody_else_signed_or_changed_is_passed_over() -> None:
    changed = msgspec.structs.replace(NOTE, verdict="granted")
    forged = sign_note(NOTE, DISTRICT)[:64] + msgspec.msgpack.encode(changed)
    for signed in (sign_note(NOTE, STRANGER), forged, b"", forged[:70]):
        item = item_of(entry(signed), DISTRICT.public_key, Texts({}))
        assert (item.seq, item.subject, item.decision) == (3, UNREADABLE, None)


def test_a_newer_districts_word_is_kept_as_it_is() -> None:
    newer = sign_note(msgspec.structs.replace(NOTE, verdict="adjourned"), DISTRICT)
    item = item_of(entry(newer), DISTRICT.public_key, Texts({}))
    assert item.decision is not None and item.decision.verdict == "adjourned"
