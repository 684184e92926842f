"""The league as files: JSON a line, and a table for office programs in which no text passes for a formula.

Both end with the district's seal (`sync.wire.report_seal`); each row names the log it was reckoned from.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desk_app.domain.positional import milliseconds_of
from sync.district.judging import Proof
from sync.district.keys import DistrictKeys
from sync.district.league_line import CommuneLine, Period
from sync.wire.report_seal import DamagedSealError, seal_of

_BOM = "\ufeff"  # without it Excel reads Vietnamese as something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PROOF_HEADS = {
    Proof.CERTIFIED: "chứng thực", Proof.UNCERTAIN: "chưa đủ bằng chứng", Proof.LATE_ENTRY: "ghi bù",
    Proof.CONTRADICTION: "mâu thuẫn",
}  # fmt: skip


SEAL_HEAD = "Chữ ký của máy chủ huyện"
"""The first cell of the row with the seal."""
_HEADS = (
    "Mã", "Xã, phường", "Từ ngày", "Đến ngày", "Tính đến", "Tỷ lệ trễ (%)", "Trễ", "Tổng số", "Đã xong", "Đang làm",
    "Trễ do xã", "Trễ do cơ quan khác", "Trễ khi chờ dân",
    *(f"{word}, {kind}" for word in _PROOF_HEADS.values() for kind in ("trễ", "trong hạn")), "Không đọc được",
    "Lô để riêng", "Sổ nhận: số lô", "Sổ nhận: gốc",
)  # fmt: skip


def record_of(line: CommuneLine, period: Period) -> dict[str, Any]:
    """Return a line as plain values; `rate` is hundredths of a percent."""
    return {
        "agency": line.agency, "commune": line.commune, "from": period.since.isoformat(),
        "to": period.until.isoformat(), "as_of": period.as_of.isoformat(), "rate": line.rate, "late": line.late,
        "counted": line.counted, "ended": line.ended, "open": line.open, "late_ended": line.late_ended,
        "late_open": line.late_open, "late_by_commune": line.late_by_commune, "late_by_body": line.late_by_body,
        "late_by_citizen": line.late_by_citizen, "proof": {name: list(pair) for name, pair in line.proof.items()},
        "unreadable": line.unreadable, "log_size": line.log_size, "log_root": line.log_root,
        "set_apart": line.set_apart,
    }  # fmt: skip


def sealed_csv(lines: Sequence[CommuneLine], period: Period, keys: DistrictKeys, at: datetime) -> bytes:
    """Return the table for office programs: UTF-8 with a mark, a semicolon between, CRLF; its last row is the seal."""
    rows = [_HEADS, *(cells_of(line, period) for line in lines)]
    content = (_BOM + _written(rows)).encode()
    seal = seal_of(content, rows, keys.district_id, milliseconds_of(at), keys.receipts, keys.handovers)
    return content + _written([(SEAL_HEAD, seal, *([""] * (len(_HEADS) - 2)))]).encode()


def sealed_json(lines: Sequence[CommuneLine], period: Period, keys: DistrictKeys, at: datetime) -> bytes:
    """Return a line of JSON for each commune, and a last one with the seal alone."""
    told = [json.dumps(record_of(line, period), ensure_ascii=False) + "\n" for line in lines]
    content = "".join(told).encode()
    table = table_of(content)
    seal = seal_of(content, table, keys.district_id, milliseconds_of(at), keys.receipts, keys.handovers)
    return content + json.dumps({"seal": seal}).encode() + b"\n"


def parted(file: bytes) -> tuple[bytes, str]:
    """Return the content of a file that was given out, and its seal; DamagedSealError for a file without one."""
    place = file.rstrip(b"\r\n").rfind(b"\n") + 1
    try:
        last = file[place:].decode().strip()
        seal = _seal_in(last)
    except (ValueError, TypeError, csv.Error) as error:
        raise DamagedSealError("the file ends without a seal") from error
    return file[:place], seal


def table_of(content: bytes) -> list[list[str]]:
    """Return the rows of a file's content, its head first; ValueError for what is no table."""
    text = content.decode().removeprefix(_BOM)
    try:
        if not text.startswith("{"):
            return _cells(text)
        records = [dict(json.loads(line)) for line in text.split("\n") if line]
    except csv.Error as error:
        raise ValueError(str(error)) from error
    heads = list(records[0])
    return [heads, *([json.dumps(value, ensure_ascii=False) for value in each.values()] for each in records)]


def cells_of(line: CommuneLine, period: Period) -> list[str]:
    """Return a commune's row of the table."""
    rate = "" if line.rate is None else f"{line.rate // 100},{line.rate % 100:02}"
    counts = [line.proof[proof.value][place] for proof in _PROOF_HEADS for place in (0, 1)]
    row = [
        line.agency, line.commune, period.since.isoformat(), period.until.isoformat(), period.as_of.isoformat(),
        rate, line.late, line.counted, line.ended, line.open, line.late_by_commune, line.late_by_body,
        line.late_by_citizen, *counts, line.unreadable, line.set_apart, line.log_size, line.log_root,
    ]  # fmt: skip
    return [harmless(value) for value in row]


def _seal_in(last: str) -> str:
    """Return the seal in a last line that holds nothing else; ValueError, TypeError, csv.Error."""
    if last.startswith("{"):
        ((name, seal),) = json.loads(last).items()
        is_seal = name == "seal" and isinstance(seal, str)
    else:
        ((name, seal, *rest),) = _cells(last)
        is_seal = name == SEAL_HEAD and not any(rest)
    if not is_seal:
        raise ValueError("another line")
    return str(seal)


def _written(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def harmless(value: object) -> str:
    """Return a cell that no program takes for a formula: one that begins like one gets an apostrophe before it."""
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) or text.startswith(_FORMULA) else text
