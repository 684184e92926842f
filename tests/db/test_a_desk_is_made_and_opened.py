"""A desk is made, opened, closed and opened again."""

from pathlib import Path

import pytest

from db.errors import DeskAlreadyOpenError, DeskExistsError, DeskNotFoundError, WrongPasswordError
from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Finished, HandedOver, Started
from desk_app.domain.lifecycle import State
from tests.db.desk import OFFICER, make_desk, open_the_desk, receive, received


def test_a_received_dossier_is_there_after_reopening(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    opened = open_the_desk(tmp_path)
    assert opened.officer_id == made.officer_id and opened.restored is None
    first = receive(opened.store)
    number = first.header.dossier
    assert number is not None and number.endswith("-1001")
    opened.store.close()
    store = open_the_desk(tmp_path).store
    dossier: Dossier = store.register.dossier(number)
    assert dossier.state is State.RECEIVED and dossier.history == (first,)
    assert receive(store).header.dossier == number[:-4] + "1002"
    store.close()


def test_a_dossier_walks_to_its_owner(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    number = receive(store).header.dossier
    assert number is not None
    for body in (Started(), Finished(), HandedOver("Trần Văn An", "applicant", "slip")):
        with store.unit_of_work("hoa") as work:
            work.append(body, dossier=number)
            work.commit()
    assert store.register.row(number).state is State.HANDED_OVER
    assert store.register.dossier(number).collector == "Trần Văn An"
    assert store.register.status().only_here == 1
    store.close()


def test_left_without_commit_nothing_happened(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    before = store.outbox.head()
    with store.unit_of_work("hoa") as work:
        work.append(received(), dossier="000.00.18.H32-261121-1001")
    assert store.outbox.head() == before
    assert store.register.find("Trần") == ()
    store.close()


def test_a_second_opener_gets_one_sentence(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    with pytest.raises(DeskAlreadyOpenError):
        open_the_desk(tmp_path)
    store.close()
    open_the_desk(tmp_path).store.close()


def test_a_wrong_password_opens_nothing(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with pytest.raises(WrongPasswordError):
        open_the_desk(tmp_path, password="mật khẩu rất dài của ai")


def test_no_desk_and_an_existing_desk_are_named(tmp_path: Path) -> None:
    with pytest.raises(DeskNotFoundError):
        open_the_desk(tmp_path)
    make_desk(tmp_path)
    with pytest.raises(DeskExistsError):
        make_desk(tmp_path)
    opened = open_the_desk(tmp_path)
    assert opened.store.register.officers() == ((opened.officer_id, OFFICER),)
    opened.store.close()
