"""Custody of keys: rotated, stolen, lost; what was signed before is never lost."""

from __future__ import annotations

import json
import os
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DeskError
from sync.desk.exchange import run_round
from sync.district.key_care import raise_epoch
from sync.errors import DistrictContradictedError, OtherDistrictError, RevokedError
from sync.wire.envelope import closed
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

KEYS = "district-keys.json"


@pytest.fixture
def served(own_home: Path) -> RealDistrict:
    """A district on its own file."""
    return RealDistrict(own_home).start()


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending


def _worked(district: RealDistrict, seed: int = 70) -> FakeOutbox:
    outbox = FakeOutbox(seed=seed)
    outbox.work(20)
    assert _round(outbox, district, district.code()) == 0
    return outbox


def test_after_a_rotation_desks_go_on_without_a_person(served: RealDistrict) -> None:
    outbox = _worked(served)
    known = outbox.enrolment
    assert known is not None
    served.stop()
    newest = [served.run("keys", "rotate").splitlines()[0] for _ in range(3)][-1]  # a desk may sleep through two
    served.start()
    outbox.work(10)
    assert _round(outbox, served) == 0
    assert outbox.enrolment is not None and outbox.enrolment.receipt_key.hex() == newest
    assert (outbox.enrolment.district_id, outbox.rewinds, outbox.doubts) == (known.district_id, [], [])
    assert served.events(outbox.device) == outbox.sent_events()
    assert _round(outbox, served) == 0
    served.stop()
    assert served.finish("verify").returncode == 0  # receipts of both keys
    listed = [json.loads(line) for line in served.run("keys", "show").splitlines()]
    assert listed[0]["key"] == newest and listed[-1]["key"] == known.receipt_key.hex()
    assert all(each["until"] == newer["from"] for newer, each in pairwise(listed))


def test_a_desk_follows_a_rotation_of_a_district_that_was_put_back_to_before_it_took_the_desk_in(
    served: RealDistrict,
) -> None:
    code = served.code()
    backup = served.backup()
    outbox = FakeOutbox(seed=70)
    outbox.work(20)
    assert _round(outbox, served, code) == 0
    served.restore(backup)
    served.stop()
    served.run("keys", "rotate")
    served.start()
    outbox.work(5)
    with pytest.raises(DistrictContradictedError):
        _round(outbox, served, code)  # people are told what it lost, which has gone up again by then
    assert _round(outbox, served, code) == 0
    assert served.events(outbox.device) == outbox.sent_events()


def test_a_thief_is_not_followed_by_a_desk_that_he_says_he_does_not_know(served: RealDistrict) -> None:
    code = served.code()
    backup = served.backup()
    outbox = FakeOutbox(seed=70)
    outbox.work(20)
    assert _round(outbox, served, code) == 0
    trusted = outbox.enrolment
    served.restore(backup)
    served.stop()
    _have_other_keys(served)
    served.start()
    outbox.work(5)
    with pytest.raises(OtherDistrictError):
        _round(outbox, served, code)
    assert outbox.enrolment == trusted and outbox.rewinds == []


def _have_other_keys(district: RealDistrict) -> None:
    """Let the district begin with keys to which nothing leads, under the name that it had."""
    from sync.district.keys import district_keys

    kept = json.loads((district.home / KEYS).read_text())
    (district.home / KEYS).unlink()
    district_keys(district.home)
    fresh = json.loads((district.home / KEYS).read_text())
    (district.home / KEYS).write_text(json.dumps({**fresh, "district_id": kept["district_id"]}))


def test_what_was_sealed_for_an_old_key_is_still_opened(served: RealDistrict) -> None:
    outbox = _worked(served)
    known = outbox.enrolment
    assert known is not None
    served.stop()
    served.run("keys", "rotate")
    from sync.district.keys import district_keys

    keys = district_keys(served.home)
    assert keys.opened(closed(b"laid on a stick last week", known.envelope_key)) == b"laid on a stick last week"
    assert keys.envelope_public != known.envelope_key


def test_a_stolen_district_key_is_replaced_by_a_persons_code_and_nothing_signed_is_lost(served: RealDistrict) -> None:
    outbox = _worked(served)
    served.stop()
    assert oct((served.home / KEYS).stat().st_mode & 0o777) == "0o600"
    served.run("keys", "replace", "--stolen-since", datetime.now(OFFICE_ZONE).isoformat())
    served.start()
    outbox.work(5)
    with pytest.raises(OtherDistrictError):
        _round(outbox, served)  # nothing the new server says is believed without a person
    known = outbox.enrolment
    assert _round(outbox, served, served.code()) == 0
    assert outbox.enrolment is not None and known is not None
    assert outbox.enrolment.receipt_key != known.receipt_key
    assert served.events(outbox.device) == outbox.sent_events()
    assert outbox.doubts == []
    served.stop()
    assert served.finish("verify").returncode == 0


def test_a_receipt_signed_with_a_stolen_key_after_the_theft_is_named(served: RealDistrict) -> None:
    _worked(served)
    served.stop()
    served.run("keys", "replace", "--stolen-since", "2020-01-01")
    said = served.finish("verify")
    assert said.returncode == 2 and "signed with a key that was stolen by then" in said.stdout


def test_a_thief_cannot_hand_over_to_a_key_of_his_own_once_the_desk_has_gone_on(served: RealDistrict) -> None:
    outbox = _worked(served)
    served.stop()
    thief = json.loads((served.home / KEYS).read_text())
    served.run("keys", "rotate")
    served.start()
    assert _round(outbox, served) == 0
    trusted = outbox.enrolment
    served.stop()
    (served.home / KEYS).write_text(json.dumps(thief))  # a server with the old key that hands over to another one
    served.run("keys", "rotate")
    served.start()
    outbox.work(3)
    with pytest.raises(DeskError):
        _round(outbox, served)
    assert outbox.enrolment == trusted
    served.stop()


def test_a_stolen_desk_key_is_revoked_and_the_desk_comes_back_with_a_new_one(served: RealDistrict) -> None:
    outbox = _worked(served)
    held = served.events(outbox.device)
    served.stop()
    revoke = f"UPDATE desk SET revoked_at = '2026-12-09 00:00:00' WHERE device = x'{outbox.device.hex()}'"
    _execute(served, revoke)
    served.start()
    outbox.work(2)
    with pytest.raises(RevokedError):
        _round(outbox, served)  # whoever has the old key is shut out
    fresh = FakeOutbox(seed=71, key_seed=b"another key of the same desk....")
    fresh.work(4)
    assert _round(fresh, served, served.code()) == 0
    assert served.events(outbox.device) == held  # what it signed before stays
    served.stop()
    assert served.finish("verify").returncode < 2


def test_keys_are_laid_up_under_a_code_and_put_back(served: RealDistrict, tmp_path: Path) -> None:
    outbox = _worked(served)
    served.stop()
    laid, before = tmp_path / "keys.backup", (served.home / KEYS).read_bytes()
    code = served.run("keys", "backup", str(laid)).splitlines()[-1]
    assert oct(laid.stat().st_mode & 0o777) == "0o600"
    assert json.loads(before)["receipt_seed"].encode() not in laid.read_bytes()
    (served.home / KEYS).unlink()
    wrong = served.finish("keys", "restore", str(laid), env={"DISTRICT_KEYS_CODE": "AAAA-BBBB"})
    assert wrong.returncode == 2 and not (served.home / KEYS).exists()
    served.run("keys", "restore", str(laid), env={"DISTRICT_KEYS_CODE": code.lower()})
    assert json.loads((served.home / KEYS).read_bytes()) == json.loads(before)
    served.start()
    outbox.work(3)
    assert _round(outbox, served) == 0
    served.stop()
    os.truncate(laid, 50)
    assert served.finish("keys", "restore", str(laid), env={"DISTRICT_KEYS_CODE": code}).returncode == 2


def _asides(home: Path) -> list[Path]:
    return sorted(home.glob(f"{KEYS}.before-*"))


def test_older_keys_do_not_replace_newer_ones_unasked(own_home: Path, tmp_path: Path) -> None:
    district, laid = RealDistrict(own_home), tmp_path / "keys.backup"
    district.code()
    code = {"DISTRICT_KEYS_CODE": district.run("keys", "backup", str(laid)).splitlines()[-1]}
    district.run("keys", "restore", str(laid), env=code)  # the same ones
    assert _asides(own_home) == []
    district.run("keys", "rotate")
    raise_epoch(own_home)
    newer = (own_home / KEYS).read_bytes()
    refused = district.finish("keys", "restore", str(laid), env=code)
    assert refused.returncode == 2 and refused.stderr == (
        f"district: {own_home} has newer keys than {laid}, which stay; --older puts the old ones back\n"
    )
    assert (own_home / KEYS).read_bytes() == newer and _asides(own_home) == []
    said = district.finish("keys", "restore", str(laid), "--older", env=code)
    (aside,) = _asides(own_home)
    assert said.returncode == 0 and str(aside) in said.stderr
    assert aside.read_bytes() == newer and aside.stat().st_mode & 0o777 == 0o600
    back = json.loads((own_home / KEYS).read_bytes())
    assert "earlier" not in back and back["epoch"] == json.loads(newer)["epoch"] == 2  # the desks have seen it
    aside.replace(own_home / KEYS)
    district.run("keys", "replace", "--stolen-since", "2026-01-01")
    assert district.finish("keys", "restore", str(laid), env=code).returncode == 2  # least of all stolen ones


def test_newer_keys_and_good_ones_for_damaged_come_back_and_nothing_is_lost(own_home: Path, tmp_path: Path) -> None:
    district, laid = RealDistrict(own_home), tmp_path / "keys.backup"
    district.code()
    older = (own_home / KEYS).read_bytes()
    district.run("keys", "rotate")
    newer = json.loads((own_home / KEYS).read_bytes())
    code = {"DISTRICT_KEYS_CODE": district.run("keys", "backup", str(laid)).splitlines()[-1]}
    for held in (older, b"damaged"):
        (own_home / KEYS).write_bytes(held)
        district.run("keys", "restore", str(laid), env=code)
        assert json.loads((own_home / KEYS).read_bytes()) == newer
        assert _asides(own_home)[-1].read_bytes() == held


def test_a_backup_of_keys_replaces_no_file(own_home: Path, tmp_path: Path) -> None:
    district, laid = RealDistrict(own_home), tmp_path / "keys.backup"
    district.code()
    laid.write_bytes(b"an older backup, its code on paper")
    refused = district.finish("keys", "backup", str(laid))
    assert refused.returncode == 2 and "is there already and stays" in refused.stderr and refused.stdout == ""
    assert laid.read_bytes() == b"an older backup, its code on paper"


def _execute(district: RealDistrict, statement: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(district.home / "district.sqlite3")) as held:
        held.execute(statement)
        held.commit()
