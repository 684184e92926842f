"""The league as files: JSON a line, and a table for office programs in which no text passes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from sync.district.judging import Proof
from sync.district.league_line import CommuneLine, Period

_BOM = "\ufeff"  # without it Excel reads Vietnamese as something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PROOF_HEADS = {
    Proof.CERTIFIED: "chứng thực", Proof.UNCERTAIN: "chưa đủ bằng chứng", Proof.LATE_ENTRY: "ghi bù",
    Proof.CONTRADICTION: "mâu thuẫn",
}  # fmt: skip


def record_of(line: CommuneLine, period: Period) -> dict[str, Any]:
    """Return a line as plain values; `rate` is hundredths of a percent."""
    return {
        "agency": line.agency, "commune": line.commune, "from": period.since.isoformat(),
        "to": period.until.isoformat(), "as_of": period.as_of.isoformat(), "rate": line.rate, "late": line.late,
        "counted": line.counted, "ended": line.ended, "open": line.open, "late_ended": line.late_ended,
        "late_open": line.late_open, "late_by_commune": line.late_by_commune, "late_by_body": line.late_by_body,
        "late_by_citizen": line.late_by_citizen, "proof": {name: list(pair) for name, pair in line.proof.items()},
        "unreadable": line.unreadable,
    }  # fmt: skip


def csv_of(lines: Sequence[CommuneLine], period: Period) -> str:
    """Return the table with its head, for office programs: UTF-8 with a mark, a semicolon between, CRLF."""
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    proofs = [f"{word}, {kind}" for word in _PROOF_HEADS.values() for kind in ("trễ", "trong hạn")]
    writer.writerow([
        "Mã", "Xã, phường", "Từ ngày", "Đến ngày", "Tính đến", "Tỷ lệ trễ (%)", "Trễ", "Tổng số", "Đã xong", "Đang làm",
        "Trễ do xã", "Trễ do cơ quan khác", "Trễ khi chờ dân", *proofs, "Không đọc được",
    ])  # fmt: skip
    for line in lines:
        rate = "" if line.rate is None else f"{line.rate // 100},{line.rate % 100:02}"
        counts = [line.proof[proof.value][place] for proof in _PROOF_HEADS for place in (0, 1)]
        row = [
            line.agency, line.commune, period.since.isoformat(), period.until.isoformat(), period.as_of.isoformat(),
            rate, line.late, line.counted, line.ended, line.open, line.late_by_commune, line.late_by_body,
            line.late_by_citizen, *counts, line.unreadable,
        ]  # fmt: skip
        writer.writerow([harmless(value) for value in row])
    return out.getvalue()


def harmless(value: object) -> str:
    """Return a cell that no program takes for a formula: one that begins like one gets an apostrophe before it."""
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) or text.startswith(_FORMULA) else text
