"""How much of a scan goes at a time, which pieces, and in which hours."""

from datetime import datetime

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from sync.desk.scan_pace import ScanPace, may_send
from sync.wire.scan_messages import PIECE_BYTES, missing_runs


def test_the_runs_of_missing_pieces_are_those_whose_bits_are_not_set() -> None:
    assert missing_runs(b"", 5 * PIECE_BYTES) == [(0, 5)]
    assert missing_runs(bytes([0b0110]), 5 * PIECE_BYTES - 3) == [(0, 1), (3, 2)]
    assert missing_runs(bytes([0xFF, 0x01]), 9 * PIECE_BYTES) == []


@pytest.mark.parametrize(
    ("hour", "hours", "may"),
    [(21, "20-6", True), (5, "20-6", True), (6, "20-6", False), (12, "20-6", False), (12, "8-17", True),
     (17, "8-17", False), (23, "0-24", True), (0, "0-24", True), (9, "9-9", False)],
)  # fmt: skip
def test_scans_go_in_their_hours(hour: int, hours: str, may: bool) -> None:
    assert may_send(datetime(2026, 11, 22, hour, 30, tzinfo=OFFICE_ZONE), hours) is may


def test_a_good_line_carries_more_at_a_time_and_a_bad_one_less() -> None:
    pace = ScanPace()
    for _ in range(20):
        pace.took(0.1, pace.pieces)
    assert pace.pieces == 64
    pace.took(1.0, 64)
    assert pace.pieces == 64
    pace.took(9.0, 64)
    assert pace.pieces == 32
    pace.broke()
    assert pace.pieces == 1
