"""The log as the wire sees it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.store import DeskStore
from db.verify import verify
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.chain import genesis, link
from desk_app.domain.decision_events import Decision, DecisionSeen
from desk_app.domain.decisions import waiting_of
from desk_app.domain.enrol_code import code_digest
from desk_app.domain.events import Enrolled, SettingChanged, Started
from desk_app.domain.life_events import Forwarded
from desk_app.domain.lifecycle import State
from desk_app.ports import Enrolment, InboxItem
from tests.db.desk import calendar_json, catalogue_json, make_desk, open_the_desk, receive

AT = datetime(2026, 11, 21, 22, 0, tzinfo=OFFICE_ZONE)
DISTRICT = Enrolment(b"d" * 16, b"r" * 32, b"e" * 32, "huyện Bình Sơn")


def test_the_log_is_handed_out_in_order_and_chained(store: DeskStore) -> None:
    receive(store)
    head = store.outbox.chain_at(0)
    assert head == genesis(store.signer.public_key, 1)
    events = store.outbox.events_after(0, 10**6)
    for seq, event in enumerate(events, 1):
        head = link(head or b"", event.header, event.digest)
        assert (event.seq, event.chain, store.outbox.chain_at(seq)) == (seq, head, head)
    assert store.outbox.head() == (len(events), head)
    assert store.outbox.chain_at(len(events) + 1) is None


def test_the_code_of_an_enrolment_is_remembered_and_a_newer_enrolment_counts(store: DeskStore) -> None:
    first = Enrolment(b"d" * 16, b"r" * 32, b"e" * 32, "huyện", code_digest("7K3M-Q9XA"))
    again = Enrolment(b"D" * 16, b"R" * 32, b"E" * 32, "huyện", code_digest("AAAA-BBBB"))
    for enrolment in (first, again):
        store.outbox.enrolled(enrolment)
        assert store.outbox.identity().enrolment == enrolment
    assert verify(store).sound


def test_an_enrolment_of_an_older_program_was_made_with_the_code_then_in_force(store: DeskStore) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(SettingChanged("enrol_code", "7K3M-Q9XA"))
        work.append(Enrolled(b"d" * 16, b"r" * 32, b"e" * 32, "huyện"))
        work.append(SettingChanged("enrol_code", "AAAA-BBBB"))
        work.commit()
    enrolment = store.outbox.identity().enrolment
    assert enrolment is not None and enrolment.code_digest == code_digest("7k3m q9xa")


def test_a_batch_is_about_as_big_as_asked_and_never_empty(store: DeskStore) -> None:
    total = store.outbox.head()[0]
    assert len(store.outbox.events_after(0, 1)) == 1
    assert store.outbox.events_after(total, 10**6) == ()
    seq, batches = 0, 0
    while events := store.outbox.events_after(seq, 4096):
        seq, batches = events[-1].seq, batches + 1
    assert seq == total and 1 < batches < total


def test_a_receipt_moves_the_position_once_and_an_anchor_waits_for_none(store: DeskStore) -> None:
    receive(store)
    last = store.outbox.head()[0]
    assert store.outbox.waiting() == last and store.register.status().only_here == 1
    store.outbox.receipt_stored(last, AT, b"receipt")
    assert store.outbox.acknowledged() == last
    assert store.outbox.waiting() == 0, "the anchor itself starts no round"
    assert store.register.status().only_here == 0 and store.register.find("tran")[0].at_district
    for late in (last, last - 1, 0, last + 50):
        store.outbox.receipt_stored(late, AT, b"again")
    assert store.outbox.head()[0] == last + 1
    number = store.register.find("tran")[0].number
    with store.unit_of_work("hoa") as work:
        work.append(Started(), dossier=number)
        work.commit()
    assert store.outbox.waiting() == 1 and store.register.status().only_here == 1


def test_a_district_that_lost_something_is_sent_it_again(store: DeskStore) -> None:
    last = store.outbox.head()[0]
    store.outbox.receipt_stored(last, AT, b"receipt")
    store.outbox.rewind(3)
    assert store.outbox.acknowledged() == 3
    for forward in (5, last, -1):
        store.outbox.rewind(forward)
    assert store.outbox.acknowledged() == 3


def test_enrolment_is_logged_once(store: DeskStore) -> None:
    assert store.outbox.identity().enrolment is None
    for _ in range(2):
        store.outbox.enrolled(DISTRICT)
    identity = store.outbox.identity()
    assert identity.enrolment == DISTRICT and identity.epoch == 1 and identity.desk == 1
    assert identity.device == hashlib.sha256(store.signer.public_key).digest()[:16]
    assert identity.agency_code == "000.00.18.H32" and identity.agency_name == "xã Suối Hương"
    assert store.outbox.waiting() == store.outbox.head()[0]
    events = store.outbox.events_after(0, 10**6)
    assert sum(store.codec.decode_header(event.header).kind == 9 for event in events) == 1


def test_what_comes_down_is_in_force_once_and_a_faulty_item_stops_nothing(store: DeskStore) -> None:
    newer = catalogue_json().replace("2026-11-21", "2027-01-01", 1).encode()
    days = calendar_json().replace("2026-11-21", "2027-02-02", 1).encode()
    items = [
        InboxItem(3, "calendar", "2027-02-02", days),
        InboxItem(1, "catalogue", "2027-01-01", newer),
        InboxItem(2, "catalogue", "broken", b"{"),
        InboxItem(4, "weather", "1", b"{}"),
    ]
    before = store.outbox.head()[0]
    for _ in range(2):
        store.outbox.inbox_applied(items)
    assert store.outbox.inbox_position() == 4 and store.outbox.head()[0] == before + 2
    assert store.catalogue().version == "2027-01-01"
    assert store.calendar().base_version == "2027-02-02"
    store.outbox.inbox_applied([InboxItem(5, "catalogue", "2027-01-01", newer)])
    assert store.outbox.inbox_position() == 5 and store.outbox.head()[0] == before + 2


def test_a_good_round_is_remembered(store: DeskStore) -> None:
    assert store.register.status().last_exchange_at is None
    store.outbox.exchange_noted(AT)
    assert store.register.status().last_exchange_at == AT


def test_everything_the_wire_moved_is_there_after_reopening(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    store.outbox.enrolled(DISTRICT)
    store.outbox.receipt_stored(4, AT, b"receipt")
    store.outbox.exchange_noted(AT)
    store.outbox.inbox_applied([InboxItem(7, "weather", "1", b"{}")])
    store.close()
    store = open_the_desk(tmp_path).store
    assert store.outbox.acknowledged() == 4 and store.outbox.inbox_position() == 7
    assert store.outbox.identity().enrolment == DISTRICT
    assert store.register.status().last_exchange_at == AT
    store.close()


def test_decisions_are_logged_once_with_the_cursor_fitting_or_not(store: DeskStore) -> None:
    number = receive(store).header.dossier
    assert number is not None
    with store.unit_of_work("hoa") as work:
        work.append(Started(), dossier=number)
        work.append(Forwarded("body", "Sở Tư pháp", None), dossier=number)
        work.commit()

    def item(seq: int, number: str, verdict: str) -> InboxItem:
        decision = Decision(bytes([seq]) * 16, number, verdict, AT, "Lê Hòa", "huyện")
        return InboxItem(seq, "decision", "", b"", decision, b"signed")

    store.outbox.inbox_applied([item(1, number, "taken"), item(2, number, "returned"), item(3, number, "granted")])
    store.outbox.inbox_applied([item(4, "000.00.18.H32-261121-9999", "granted"), replace(item(2, number, ""), seq=5)])
    assert store.outbox.inbox_position() == 5
    row = store.register.row(number)
    assert (row.holder_kind, row.state) == ("desk", State.IN_PROGRESS)
    found = [(each.decision.verdict, each.unfit, each.dossier is not None) for each in store.lists.decisions()]
    assert found == [("returned", "", True), ("granted", "not_away", True), ("granted", "", False)]
    waits = waiting_of(store.register.dossier(number))
    assert waits is not None and waits.decision == store.lists.decisions()[1].decision
    with store.unit_of_work("hoa") as work:
        work.append(Forwarded("body", "Sở Tư pháp", None), dossier=number)
        work.append(DecisionSeen(bytes([4]) * 16), dossier=None)
        work.commit()
    assert [each.unfit for each in store.lists.decisions()] == ["not_away"]
    assert verify(store).sound
