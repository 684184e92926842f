"""The village of an address: thôn, bản, buôn, tổ … as people write them."""

import re

from desk_app.domain.text import fold, nfc

# Longest first: "tổ dân phố 3" is not the "tổ" called "dân phố 3". Those in brackets need a name of their own.
_KINDS = (
    "tổ dân phố", "khu dân cư", "tổ nhân dân", "khu phố", "tiểu khu", "khối phố",
    "tdp", "thôn", "bản", "buôn", "bon", "plei", "làng", "ấp", "sóc", "phum", "khóm", "khối", "xóm", "tổ",
)  # fmt: skip
_SAME = {"tdp": "tổ dân phố"}
_WRITTEN = {fold(kind): _SAME.get(kind, kind) for kind in _KINDS}
_PART = re.compile(rf"({'|'.join(_WRITTEN)})\b\.?\s*(\S.*)", re.DOTALL)


def village_of(address: str) -> str:
    """Return the village an address names, such as `thôn 3` or `buôn Ea Súp`; empty when it names none.

    The kind is written small and with its marks, the name as typed: the first part between commas that begins so.
    """
    for part in re.split(r"[,;\n]|\s-\s", nfc(address)):
        village = _village(" ".join(part.split()))
        if village:
            return village
    return ""


def _village(part: str) -> str:
    folded = fold(part)
    if len(folded) != len(part):  # a letter that folds into two: the places below would not fit
        return ""
    match = _PART.fullmatch(folded)
    if match is None:
        return ""
    return f"{_WRITTEN[match[1]]} {part[match.start(2) :]}"
