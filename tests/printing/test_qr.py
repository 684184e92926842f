"""The QR laid in by us has the modules that segno computes for the same text, one by one."""

import random
from collections.abc import Callable

import pytest
import segno

from printing import qr
from printing.qr import rows_of
from tests.printing.samples import NUMBER, SEAL_TEXT
from tests.scale import many

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MOST = 262
"""Characters in version 9 at level M; one more and segno is asked."""


def by_segno(text: str) -> list[bytes]:
    code = segno.make_qr(text, error="m", boost_error=False, mask=qr.MASK)
    return [bytes(row) for row in code.matrix]


def sealed(length: int, seed: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choices(ALPHANUMERIC, k=length - 1)) + "Z"


def differing(rows: Callable[[str], list[bytes]], texts: list[str]) -> list[str]:
    return [text for text in texts if rows(text) != by_segno(text)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of every length that the versions hold, or of every fourth and all where a version begins or ends."""
    edges = {at + step for at in (0, 20, 38, 61, 90, 122, 154, 178, 221, MOST) for step in (1, 0, -1)} - {-1, 0}
    lengths = sorted(edges.union(range(1, MOST + 2, many(4, 1))))
    return [sealed(length, length) for length in lengths] + [SEAL_TEXT, NUMBER]


def test_every_length_gives_the_modules_of_segno(texts: list[str]) -> None:
    assert differing(rows_of, texts) == []


@pytest.mark.parametrize("text", ["", "0123456789", "7", "mã tra cứu", "lower", "A\nB", "https://a.vn/?q=1", "A" * 263])
def test_what_is_not_laid_in_here_is_drawn_by_segno(text: str) -> None:
    assert rows_of(text) == by_segno(text)


def test_a_text_for_no_qr_is_refused_as_segno_refuses_it() -> None:
    with pytest.raises(segno.DataOverflowError):
        rows_of("A" * 5000)


def test_the_seal_of_a_slip_does_not_ask_segno_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = rows_of(SEAL_TEXT)
    monkeypatch.setattr(segno, "make_qr", None)
    assert rows_of(SEAL_TEXT) == first
    assert rows_of(SEAL_TEXT[::-1]) != first


@pytest.mark.parametrize("broken", ["_error_codewords", "_interleaved", "_codewords"])
def test_control_one_wrong_bit_is_seen(broken: str, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    sound = getattr(qr, broken)

    def with_a_wrong_bit(*given: object) -> bytes:
        codewords: bytes = sound(*given)
        return codewords[:-1] + bytes([codewords[-1] ^ 1])

    monkeypatch.setattr(qr, broken, with_a_wrong_bit)
    laid_in = [text for text in texts if len(text) <= MOST]
    assert differing(rows_of, laid_in) == laid_in
