"""Passwords, the recovery code, and the two files of wrapped keys."""

import dataclasses
import json
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from db.desk_home import (
    add_officer,
    change_password,
    officers_of,
    open_desk,
    open_with_recovery,
    renew_recovery_code,
    reset_password_by_recovery,
)
from db.errors import (
    DatabaseDamagedError,
    OfficerUnknownError,
    PasswordTooShortError,
    RecoveryCodeError,
    WrongPasswordError,
)
from db.keys import check_password
from db.recovery_code import code_of, secret_of
from db.wraps_file import read_wraps, write_wraps
from desk_app.domain.events import OfficerAdded, PasswordChanged
from tests.db.codec import PlainCodec
from tests.db.desk import CHEAP, OFFICER, PASSWORD, TestChance, TestClock, make_desk, open_the_desk, receive

NEW = "một mật khẩu hoàn toàn khác"


def sign_in(home: Path, officer: str, password: str) -> str:
    opened = open_desk(
        home, codec=PlainCodec(), clock=TestClock(), chance=TestChance(), officer=officer, password=password
    )
    opened.store.close()
    return opened.officer_id


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_a_password_opens_however_the_keyboard_composes_it(tmp_path: Path, form: Literal["NFC", "NFD", "NFKC"]) -> None:
    made = make_desk(tmp_path)
    opened = open_the_desk(tmp_path, password=unicodedata.normalize(form, PASSWORD))
    opened.store.close()
    assert opened.officer_id == made.officer_id


def test_a_short_password_is_refused_with_its_length(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    with pytest.raises(PasswordTooShortError) as refused:
        add_officer(store, "hoa", "Lê Văn Bình", "mười bốn ký t!", CHEAP)
    assert refused.value.facts == {"least": 15, "length": 14}
    store.close()


def test_a_second_officer_signs_in_and_the_first_still_does(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    second = add_officer(store, made.officer_id, "Lê Văn Bình", NEW, CHEAP)
    store.close()
    assert officers_of(tmp_path) == ((made.officer_id, OFFICER), (second, "Lê Văn Bình"))
    assert sign_in(tmp_path, "Lê Văn Bình", NEW) == second
    assert sign_in(tmp_path, OFFICER, PASSWORD) == made.officer_id
    with pytest.raises(WrongPasswordError):
        sign_in(tmp_path, OFFICER, NEW)
    with pytest.raises(OfficerUnknownError):
        sign_in(tmp_path, "Ai Đó", NEW)


def test_a_changed_password_replaces_the_old_one_in_both_files(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    change_password(store, made.officer_id, NEW, CHEAP)
    store.close()
    (tmp_path / "keys.json").unlink()
    with pytest.raises(WrongPasswordError):
        sign_in(tmp_path, OFFICER, PASSWORD)
    sign_in(tmp_path, OFFICER, NEW)
    assert (tmp_path / "keys.json").read_bytes() == (tmp_path / "second-copy/keys.json").read_bytes()


def test_the_code_on_paper_gives_a_new_password_and_the_log_says_so(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    code = made.recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert reset_password_by_recovery(tmp_path, code, OFFICER, NEW, cost=CHEAP)
    with pytest.raises(WrongPasswordError):
        sign_in(tmp_path, OFFICER, PASSWORD)
    for _ in range(2):  # logged once, not at every opening
        store = open_the_desk(tmp_path, password=NEW).store
        changes = [e for e in store.outbox.events_after(0, 10**6) if _kind(e.header) == PasswordChanged.kind]
        assert len(changes) == 1
        store.close()


def test_the_code_alone_opens_the_desk(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    store = open_with_recovery(
        tmp_path, made.recovery_code, codec=PlainCodec(), clock=TestClock(), chance=TestChance()
    ).store
    receive(store)
    store.close()


def test_a_new_code_replaces_the_old_sheet(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    fresh = renew_recovery_code(store)
    store.close()
    ports = {"codec": PlainCodec(), "clock": TestClock(), "chance": TestChance()}
    with pytest.raises(RecoveryCodeError):
        open_with_recovery(tmp_path, made.recovery_code, **ports)  # type: ignore[arg-type]
    open_with_recovery(tmp_path, fresh, **ports).store.close()  # type: ignore[arg-type]


def test_a_mistyped_group_of_the_code_is_named() -> None:
    secret = bytes(range(16))
    code = code_of(secret)
    assert len(code) == 39 and secret_of(code) == secret
    named = 0
    for place, letter in enumerate(code):
        if letter != "-":
            wrong = code[:place] + ("Z" if letter != "Z" else "Y") + code[place + 1 :]
            try:
                assert secret_of(wrong) != secret
            except RecoveryCodeError as error:
                named += error.facts["group"] == place // 5 + 1
    assert named >= 28  # four check bits a group name 15 of 16 slips; the seal refuses the others
    with pytest.raises(RecoveryCodeError):
        secret_of(code[:-1])
    with pytest.raises(RecoveryCodeError):
        secret_of(code + "0")
    with pytest.raises(RecoveryCodeError):
        secret_of("")


def test_the_code_of_another_desk_opens_nothing(tmp_path: Path) -> None:
    make_desk(tmp_path / "one")
    other = make_desk(tmp_path / "other", seed=9)
    with pytest.raises(RecoveryCodeError) as refused:
        open_with_recovery(
            tmp_path / "one", other.recovery_code, codec=PlainCodec(), clock=TestClock(), chance=TestChance()
        )
    assert refused.value.facts["group"] is None


def test_a_wrap_given_to_another_identity_opens_nothing(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    second = add_officer(store, made.officer_id, "Lê Văn Bình", NEW, CHEAP)
    store.close()
    wraps, places = read_wraps(tmp_path)
    own = wraps.of_officer(second)
    assert own is not None
    for forged in (
        dataclasses.replace(own, officer=made.officer_id, name=OFFICER),
        dataclasses.replace(own, officer=made.officer_id),
        dataclasses.replace(own, memory_kib=32),
    ):
        write_wraps(places, wraps.with_officer(forged))
        with pytest.raises(WrongPasswordError):
            sign_in(tmp_path, forged.officer, NEW)


def test_one_damaged_wraps_file_is_healed_from_the_other(tmp_path: Path) -> None:
    make_desk(tmp_path)
    twins = tmp_path / "keys.json", tmp_path / "second-copy/keys.json"
    whole = twins[0].read_bytes()
    for damaged in twins:
        damaged.write_bytes(whole.replace(b'"passes": 1', b'"passes": 2', 1))
        sign_in(tmp_path, OFFICER, PASSWORD)
        assert [path.read_bytes() for path in twins] == [whole, whole]
    for path in twins:
        path.write_bytes(whole[:-40])
    with pytest.raises(DatabaseDamagedError):
        sign_in(tmp_path, OFFICER, PASSWORD)


def test_a_new_officer_cut_off_before_the_event_is_logged_at_the_next_opening(tmp_path: Path) -> None:
    made = make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    store.connection.execute(
        "CREATE TEMP TRIGGER cut BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'power cut'); END"
    )
    with pytest.raises(Exception, match="power cut"):
        add_officer(store, made.officer_id, "Lê Văn Bình", NEW, CHEAP)
    store.close()
    sign_in(tmp_path, "Lê Văn Bình", NEW)
    store = open_the_desk(tmp_path).store
    assert [name for _, name in store.register.officers()] == ["Lê Văn Bình", OFFICER]
    events = [e for e in store.outbox.events_after(0, 10**6) if _kind(e.header) == OfficerAdded.kind]
    assert len(events) == 2
    store.close()


def test_nothing_but_names_and_sealed_keys_lies_in_the_wraps(tmp_path: Path) -> None:
    make_desk(tmp_path)
    content = json.loads((tmp_path / "keys.json").read_text("utf-8"))
    assert set(content) == {
        "format", "generation", "copy_dir", "public_key", "signing_seed", "recovery", "officers", "unlogged", "sum",
    }  # fmt: skip
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


def _kind(header: bytes) -> int:
    return PlainCodec().decode_header(header).kind


@pytest.mark.parametrize("password", [" " * 20, "a" * 20, "abab" * 6, "  mật khẩu ngắn  "])
def test_blanks_and_repetition_make_no_password(password: str) -> None:
    with pytest.raises(PasswordTooShortError):
        check_password(password)
