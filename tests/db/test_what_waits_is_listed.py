"""What exists only on this machine, and what was printed last, as the pages list it."""

from datetime import datetime

from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import Started
from desk_app.ports import PrintIntent, PrintState
from tests.db.desk import receive

AT = datetime(2026, 11, 21, 22, 14, tzinfo=OFFICE_ZONE)


def number_of(store: DeskStore, name: str) -> str:
    number = receive(store, name).header.dossier
    assert number is not None
    return number


def prove(store: DeskStore) -> None:
    store.outbox.receipt_stored(store.outbox.head()[0], AT, b"receipt")


def test_a_dossier_leaves_the_list_with_its_receipt_and_comes_back_with_its_next_act(store: DeskStore) -> None:
    first, second = number_of(store, "Trần Văn An"), number_of(store, "Y Wơl Niê Kđăm")
    assert [row.number for row in store.register.only_here()] == [second, first]
    prove(store)
    assert store.register.only_here() == ()
    third = number_of(store, "Lò Thị Mỷ")
    with store.unit_of_work("hoa") as work:
        work.append(Started(), dossier=first)
        work.commit()
    listed = store.register.only_here()
    assert [row.number for row in listed] == [first, third]
    assert not any(row.at_district for row in listed)
    assert len(listed) == store.register.status().only_here


def test_the_list_is_as_long_as_asked_for(store: DeskStore) -> None:
    numbers = [number_of(store, f"Người thứ {place}") for place in range(4)]
    assert [row.number for row in store.register.only_here(limit=2)] == numbers[:1:-1]


def test_the_latest_prints_come_first_and_each_is_found_by_its_id(store: DeskStore) -> None:
    number = number_of(store, "Trần Văn An")
    with store.unit_of_work("hoa") as work:
        ids = [work.intend_print(PrintIntent(number, "receipt", "a5", n)) for n in (1, 2, 3)]
        work.settle_print(ids[0], PrintState.PRINTED, "mở dạng PDF")
        work.commit()
    assert [row.print_id for row in store.register.latest_prints(limit=2)] == [ids[2], ids[1]]
    found = store.register.print_with(ids[0])
    assert found is not None
    assert (found.intent.print_number, found.state, found.note) == (1, PrintState.PRINTED, "mở dạng PDF")
    assert store.register.print_with(99) is None
