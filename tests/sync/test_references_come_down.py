"""A catalogue of the district: signed, from a day on, and as the change of what the desk has."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db.store import DeskStore
from db.verify import verify
from desk_app.domain.events import ReferenceReplaced
from desk_app.domain.reference import reference_hash
from sync.desk import pull
from sync.desk.exchange import RoundResult, run_round
from sync.desk.inbox_items import UNREADABLE, BaseMissingError, Texts, item_of
from sync.wire.inbox_notes import ReferenceEntry, ReferenceNote
from sync.wire.messages import InboxEntry
from sync.wire.reference_delta import packed
from sync.wire.signing import KeySigner, sign_note
from tests.db.desk import TestClock, catalogue_json, make_desk, open_the_desk, receive
from tests.sync.clocks import StillClock
from tests.sync.real_district import RealDistrict

DISTRICT, STRANGER = KeySigner(bytes([7]) * 32), KeySigner(bytes([8]) * 32)
TODAY = date(2026, 11, 21)  # of the desk's clock in these tests


def changed(version: str, rows: int = 25) -> str:
    """Return the shipped catalogue with another limit and fee in some rows."""
    chance = random.Random(version)
    catalogue = json.loads(catalogue_json())
    catalogue["version"] = version
    in_days = [procedure for procedure in catalogue["procedures"] if procedure["limit"]["unit"] == "working_day"]
    for procedure in chance.sample(in_days, rows):
        procedure["limit"]["value"] += 1
        procedure["fee"]["amount_vnd"] = chance.randrange(1_000, 90_000)
    return json.dumps(catalogue, ensure_ascii=False, indent=4)  # some other program's way to write it


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def desk(tmp_path: Path, clock: TestClock) -> Iterator[DeskStore]:
    make_desk(tmp_path / "desk", clock=clock)
    store = open_the_desk(tmp_path / "desk", clock).store
    yield store
    store.close()


@pytest.fixture
def publish(own_district: RealDistrict, tmp_path: Path) -> Callable[..., str]:
    def publish(text: str, *words: str, status: int = 0) -> str:
        file = tmp_path / "catalogue.json"
        file.write_text(text, encoding="utf-8")
        return own_district.run("publish", "catalogue", str(file), *words, status=status)

    return publish


def rounds(store: DeskStore, district: RealDistrict, code: str = "") -> RoundResult:
    return run_round(store.outbox, store.signer, district.url, code, clock=StillClock())


def pages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the list into which the bytes of what every inbox answer brings go from now on."""
    sizes: list[int] = []
    opened = vars(pull)["open_note"]

    def measured(kind: Any, key: bytes, signed: bytes) -> Any:
        page = opened(kind, key, signed)
        sizes.append(len(msgspec.msgpack.encode(page.entries)))
        return page

    monkeypatch.setattr(pull, "open_note", measured)
    return sizes


def test_a_change_of_25_rows_comes_and_is_reported_in_less_than_a_kilobyte(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds(desk, own_district, own_district.code())
    sizes = pages(monkeypatch)
    for number in range(3):
        version = f"2027-0{number + 1}-01"
        assert "goes to 1 desks" in publish(changed(version))
        sizes.clear()
        before = desk.outbox.head()[0]
        rounds(desk, own_district)
        assert desk.catalogue().version == version
        came = max(sizes)
        (event,) = [
            stored for stored in desk.outbox.events_after(before, 10**7)
            if desk.register.event(stored.seq).header.kind == ReferenceReplaced.kind
        ]  # fmt: skip
        assert event.body is not None
        whole = len(zlib.compress(changed(version).encode(), 9))
        print(f"{version}: {came} bytes down, {len(event.body)} bytes up; the whole text is {whole}")
        assert came <= 1000 and len(event.body) <= 1000
    with desk.unit_of_work("hoa") as work:
        for version in ("2026-11-21", "2027-01-01", "2027-02-01"):
            assert work.catalogue(version).version == version  # a change of a change is still the whole text
    assert verify(desk).sound


def test_a_catalogue_is_in_force_from_its_day_and_not_before(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str], clock: TestClock, tmp_path: Path
) -> None:
    rounds(desk, own_district, own_district.code())
    publish(changed("2026-12-01"), "--from", "2026-12-01")
    rounds(desk, own_district)
    assert desk.catalogue().version == "2026-11-21"
    early = receive(desk)
    assert early.header.catalogue_version == "2026-11-21"
    publish(changed("2026-11-25"), "--from", "2026-11-25", status=2)  # would be overtaken by what waits already
    clock.at += timedelta(days=9, hours=15, minutes=59)
    assert (clock.at.date(), desk.catalogue().version) == (date(2026, 11, 30), "2026-11-21")
    clock.at += timedelta(minutes=2)
    assert (clock.at.date(), desk.catalogue().version) == (date(2026, 12, 1), "2026-12-01")
    late = receive(desk, "Lê Văn Hai")
    assert late.header.catalogue_version == "2026-12-01"
    rounds(desk, own_district)
    assert verify(desk).sound
    desk.close()
    again = open_the_desk(tmp_path / "desk", clock).store
    assert again.catalogue().version == "2026-12-01"
    again.close()


def test_a_desk_taken_in_later_gets_what_counts_and_what_waits(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    publish(changed("2026-11-22"))
    publish(changed("2099-01-01"), "--from", "2099-01-01")
    rounds(desk, own_district, own_district.code())
    assert desk.catalogue().version == "2026-11-22"
    assert json.loads(desk.outbox.reference_text("catalogue"))["version"] == "2099-01-01"


def test_one_commune_alone_can_be_given_a_text(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    rounds(desk, own_district, own_district.code())
    assert "goes to 0 desks" in publish(changed("2027-05-05"), "--agency-code", "000.00.99.H32")
    assert "goes to 1 desks" in publish(changed("2027-06-06"), "--agency-code", "000.00.18.H32")
    rounds(desk, own_district)
    assert desk.catalogue().version == "2027-06-06"


def test_a_desk_with_a_text_of_its_own_gets_the_whole_one(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    rounds(desk, own_district, own_district.code())
    own = json.dumps({**json.loads(catalogue_json()), "version": "own"}).encode()
    with desk.unit_of_work("hoa") as work:
        work.append(ReferenceReplaced("catalogue", "own", "file", zlib.compress(own)))
        work.commit()
    publish(changed("2027-01-01"))
    rounds(desk, own_district)
    assert desk.catalogue().version == "2027-01-01"
    with desk.unit_of_work("hoa") as work:
        assert work.catalogue("own").version == "own"


def entry(note: ReferenceNote, signer: KeySigner, base: bytes, content: bytes) -> InboxEntry:
    came = ReferenceEntry(sign_note(note, signer), base, content)
    return InboxEntry(1, "reference", note.version, zlib.compress(msgspec.msgpack.encode(came)))


def test_what_is_not_signed_or_not_what_was_signed_never_counts() -> None:
    old, new = catalogue_json().encode(), changed("2027-01-01").encode()
    name = reference_hash("catalogue", new)
    note = ReferenceNote("catalogue", "2027-01-01", 0, name, 0)
    base = reference_hash("catalogue", old)
    held = {base: old}
    good = item_of(entry(note, DISTRICT, base[:8], packed(new, old)), DISTRICT.public_key, Texts(dict(held)))
    assert (good.subject, good.content, good.base) == ("catalogue", new, base)
    whole = item_of(entry(note, DISTRICT, b"", packed(new)), DISTRICT.public_key, Texts({}))
    assert (whole.content, whole.base, whole.change) == (new, b"", b"")
    for wrong in (
        entry(note, STRANGER, b"", packed(new)),
        entry(note, DISTRICT, b"", packed(old)),
        entry(note, DISTRICT, b"", b"no frame"),
        InboxEntry(1, "reference", "", zlib.compress(b"\x93")),
    ):
        assert item_of(wrong, DISTRICT.public_key, Texts(dict(held))).subject == UNREADABLE
    for lost in (
        entry(note, DISTRICT, b"x" * 8, packed(new, old)),
        entry(note, DISTRICT, base[:8], packed(old, old)),
        entry(note, DISTRICT, base[:8], b"no frame"),
    ):
        with pytest.raises(BaseMissingError):
            item_of(lost, DISTRICT.public_key, Texts(dict(held)))
