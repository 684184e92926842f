"""The real desk, as the people who look after the desks see it: its program, its disk, its digits, its end."""

import sqlite3
from contextlib import closing

from desk_app.domain.comparison import comparison_string
from sync.district.keys import district_keys
from tests.journeys.act_desk import ActDesk
from ui.composition.embedded_district import EmbeddedDistrict


def _tables(district: EmbeddedDistrict, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(district.home / "district.sqlite3")) as tables, tables:
        return tables.execute(statement).fetchall()


def test_a_desk_says_how_it_is_and_both_ends_have_the_same_digits(district: EmbeddedDistrict, desk: ActDesk) -> None:
    assert desk.run("status", "--json").record["comparison"] == ""
    desk.receive("Nguyễn Thị Thuỷ Tiên")
    assert desk.run("sync", "--json").record["pending"] == 0
    [(program, free, waiting, key)] = _tables(
        district, "SELECT program, free_disk, oldest_waiting_at, public_key FROM desk"
    )
    assert program == "0.1.0" and isinstance(free, int) and free > 10**6 and waiting is None
    keys = district_keys(district.home)
    assert isinstance(key, bytes)
    digits = comparison_string(key, keys.receipts.public_key, keys.envelope_public)
    assert desk.run("status", "--json").record["comparison"] == digits


def test_a_desk_out_of_use_says_so_in_a_sentence_and_goes_on_receiving(
    district: EmbeddedDistrict, desk: ActDesk
) -> None:
    assert desk.run("sync", "--json").record["pending"] == 0
    _tables(district, "UPDATE desk SET revoked_at = datetime('now')")
    desk.receive("Lò Thị Mỷ")
    refused = desk.run("sync", "--json")
    said = refused.err.splitlines()[-1]  # the one before is about this test's clock
    assert refused.status == 1 and "đã thu hồi quyền gửi" in said and "an toàn" in said
    assert desk.run("status", "--json").record["only_here"] == 1
