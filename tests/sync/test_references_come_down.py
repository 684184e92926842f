"""A catalogue of the district: signed, from a day on, and as the change of what the desk has."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from db.store import DeskStore
from db.verify import verify
from desk_app.domain.day_table import OFFICE_ZONE
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


def in_days(number: int) -> date:
    """Return a day by the calendar of the district, which goes by the real clock."""
    return datetime.now(OFFICE_ZONE).date() + timedelta(days=number)


def change(district: RealDistrict, statement: str) -> None:
    if district.database is None:
        with closing(sqlite3.connect(district.home / "district.sqlite3")) as held, held:
            held.execute(statement)
        return
    with psycopg.connect(district.database) as connection:
        connection.execute(statement.encode())


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
    begins = in_days(10)
    publish(changed("later"), "--from", f"{begins}")
    rounds(desk, own_district)
    assert desk.catalogue().version == "2026-11-21"
    early = receive(desk)
    assert early.header.catalogue_version == "2026-11-21"
    clock.at = datetime.combine(begins, time(), OFFICE_ZONE) - timedelta(minutes=1)
    assert desk.catalogue().version == "2026-11-21"
    clock.at += timedelta(minutes=2)
    assert desk.catalogue().version == "later"
    late = receive(desk, "Lê Văn Hai")
    assert late.header.catalogue_version == "later"
    rounds(desk, own_district)
    assert verify(desk).sound
    desk.close()
    again = open_the_desk(tmp_path / "desk", clock).store
    assert again.catalogue().version == "later"
    again.close()


@pytest.mark.parametrize("heard_after", [0, 5, 12])
def test_what_begins_before_a_text_that_waits_counts_until_the_day_of_that(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str], clock: TestClock, heard_after: int
) -> None:
    rounds(desk, own_district, own_district.code())
    publish(changed("later"), "--from", f"{in_days(10)}")
    assert "goes to 1 desks" in publish(changed("between"), "--from", f"{in_days(4)}")
    seen = {}
    for day in (0, 3, 5, 9, 12):
        clock.at = datetime.combine(in_days(day), time(9), OFFICE_ZONE)
        if day >= heard_after:
            rounds(desk, own_district)
            seen[day] = desk.catalogue().version
    true = {0: "2026-11-21", 3: "2026-11-21", 5: "between", 9: "between", 12: "later"}
    assert seen == {day: version for day, version in true.items() if day >= heard_after}
    assert verify(desk).sound


@pytest.mark.parametrize(
    ("moved_to", "seen"),
    [
        pytest.param(14, {3: "2026-11-21", 5: "2026-11-21", 7: "between", 9: "between", 15: "waits"}, id="later"),
        pytest.param(4, {3: "2026-11-21", 5: "waits", 7: "between", 9: "between", 15: "between"}, id="earlier"),
        pytest.param(None, {3: "waits", 5: "waits", 7: "between", 9: "between", 15: "between"}, id="at once"),
    ],
)
def test_a_text_that_waits_is_moved_to_another_day_at_desks_that_have_it(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str], clock: TestClock,
    moved_to: int | None, seen: dict[int, str],
) -> None:  # fmt: skip
    rounds(desk, own_district, own_district.code())
    publish(changed("waits"), "--from", f"{in_days(8)}")
    rounds(desk, own_district)
    publish(changed("waits"), *(() if moved_to is None else ("--from", f"{in_days(moved_to)}")))
    publish(changed("between"), "--from", f"{in_days(6)}")
    rounds(desk, own_district)
    for day, version in seen.items():
        clock.at = datetime.combine(in_days(day), time(9), OFFICE_ZONE)
        assert (day, desk.catalogue().version) == (day, version)
    assert verify(desk).sound


def test_what_counts_already_is_not_put_off_behind_the_desks_that_have_it(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    rounds(desk, own_district, own_district.code())
    publish(changed("counts"))
    publish(changed("counts"), "--from", f"{in_days(8)}", status=2)
    assert len(own_district.rows("SELECT 1 FROM inbox")) == 1
    publish(changed("until then"))
    publish(changed("counts"), "--from", f"{in_days(8)}")
    rounds(desk, own_district)
    assert desk.catalogue().version == "until then"


def test_a_day_that_is_over_or_far_ahead_is_refused_and_closes_no_way(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    rounds(desk, own_district, own_district.code())
    for day in (in_days(-2), in_days(800), date(2963, 1, 1), date(9999, 12, 31), date(1, 1, 1)):
        publish(changed("wrong"), "--from", f"{day:%Y-%m-%d}".zfill(10), status=2)
    assert own_district.rows("SELECT 1 FROM publication") == []
    publish(changed("far"), "--from", f"{in_days(700)}")
    assert "goes to 1 desks" in publish(changed("now"))
    rounds(desk, own_district)
    assert desk.catalogue().version == "now"


def test_the_same_text_twice_is_sent_once_unless_from_another_day_or_after_another(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    rounds(desk, own_district, own_district.code())
    sent = "SELECT count(*) FROM inbox"
    for text, words, rows in (
        ("now", (), 1), ("now", (), 1), ("one", ("--from", f"{in_days(3)}"), 2), ("two", (), 4), ("two", (), 4),
        ("one", (), 5),
    ):  # fmt: skip
        before = own_district.rows(sent)[0][0]
        said = publish(changed(text), *words)
        assert ("unchanged" in said) == (before == rows), (text, words, said)
        assert own_district.rows(sent) == [(rows,)]
    rounds(desk, own_district)
    assert desk.catalogue().version == "one"


def test_a_desk_taken_in_later_gets_what_counts_and_what_waits(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    publish(changed("2026-11-22"))
    publish(changed("2099-01-01"), "--from", f"{in_days(300)}")
    rounds(desk, own_district, own_district.code())
    assert desk.catalogue().version == "2026-11-22"
    assert json.loads(desk.outbox.reference_text("catalogue"))["version"] == "2099-01-01"


def test_one_commune_alone_can_be_given_a_text(
    own_district: RealDistrict, desk: DeskStore, publish: Callable[..., str]
) -> None:
    rounds(desk, own_district, own_district.code())
    own_district.code(1, "000.00.99.H32")
    assert "goes to 0 desks" in publish(changed("2027-05-05"), "--agency-code", "000.00.99.H32")
    assert "goes to 1 desks" in publish(changed("2027-06-06"), "--agency-code", "000.00.18.H32")
    rounds(desk, own_district)
    assert desk.catalogue().version == "2027-06-06"


def test_nothing_is_published_for_a_commune_that_is_not_known(
    own_district: RealDistrict, publish: Callable[..., str]
) -> None:
    own_district.code()
    for code in ("nope", "000.00.77.H32", ""):
        publish(changed("2027-05-05"), "--agency-code", code, status=2)
    assert own_district.rows("SELECT 1 FROM publication") == []
    assert "sound" in own_district.run("verify")


def test_what_an_earlier_program_published_for_nobody_is_no_contradiction(
    own_district: RealDistrict, publish: Callable[..., str]
) -> None:
    own_district.code()
    publish(changed("2027-05-05"), "--agency-code", "000.00.18.H32")
    own_district.stop()
    change(own_district, "UPDATE publication SET hub = 77")
    assert "CONTRADICTIONS" in own_district.run("verify", status=2)  # somebody moved it
    change(own_district, "UPDATE act SET hub = 77 WHERE deed = 'published'")
    assert "is not known here" in own_district.run("verify", status=1)


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
