"""What both ends know before the first byte: words that batches hold again and again, as a zstd dictionary.

Its name is the hash of its bytes, so two ends with different catalogues notice it before they misread anything;
a batch without a dictionary is always understood.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import zstandard

from desk_app.domain.events import ProcedureTerms, SubmittedPaper
from desk_app.domain.positional import row_of

_MOST = 64 * 1024
_COMMON = (
    "Thôn Buôn Ấp Tổ dân phố xã Suối Hương tỉnh Đắk Lắk",
    "Nguyễn Thị Trần Văn Lê Phạm Hoàng Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Y H' Minh Hùng Lan Hương Thanh",
    "giấy hẹn chính chủ người được ủy quyền căn cước",
    "TT03/2025 counter post nam nữ Nam Nữ receipt slip mau01 a5 a4",
    "ngày làm việc, tính từ Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm, Thứ Sáu, nghỉ Thứ Bảy, Chủ Nhật và Tết Dương lịch",
)


@cache
def dictionary() -> bytes:
    """Return the raw dictionary, at most 64 KiB; the likeliest words last, where zstd reaches them most cheaply."""
    shipped = json.loads(files("desk_app.catalogue").joinpath("procedures.json").read_text(encoding="utf-8"))
    pieces = [
        piece for procedure in reversed(shipped["procedures"]) for piece in _pieces(procedure, shipped["version"])
    ]
    pieces.append("\n".join(_COMMON).encode())
    return b"".join(pieces)[-_MOST:]


def _pieces(procedure: dict[str, Any], version: str) -> list[bytes]:
    papers = [
        SubmittedPaper(paper["name"], paper.get("originals", 0), paper.get("copies", 0))
        for paper in procedure["papers"]
        if paper.get("required")
    ]
    limit = procedure["limit"]
    terms = ProcedureTerms(
        procedure["code"], procedure["name"], procedure["field"],
        limit["value"] or 0, limit["unit"] or "", limit["cutoff"] or "", version,
    )  # fmt: skip
    return [msgspec.msgpack.encode(row_of(terms)), *(msgspec.msgpack.encode(row_of(paper)) for paper in papers)]


@cache
def dictionary_name() -> bytes:
    """Return the first 4 bytes of the dictionary's SHA-256."""
    return hashlib.sha256(dictionary()).digest()[:4]


@cache
def prepared() -> zstandard.ZstdCompressionDict:
    """Return the dictionary as zstd wants it."""
    return zstandard.ZstdCompressionDict(dictionary(), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
