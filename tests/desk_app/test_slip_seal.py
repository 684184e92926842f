"""The QR of a slip proves its own due date."""

import hashlib
import hmac
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import base45
from desk_app.domain.slip_seal import SlipSeal, number_in, read_seal, seal_text

_OFFICE = timezone(timedelta(hours=7))
_SEAL = SlipSeal(
    number="000.00.18.H32-261121-1042",
    received_at=datetime(2026, 11, 21, 9, 14, 5, tzinfo=_OFFICE),
    due_at=datetime(2026, 11, 27, 17, 0, tzinfo=_OFFICE),
    device=b"12345678",
    epoch=1,
    seq=318,
    head=b"h" * 16,
)


def _sign(message: bytes) -> bytes:
    return hmac.digest(b"key", message, hashlib.sha512)


def _verified(message: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(_sign(message), signature)


def test_a_seal_reads_back() -> None:
    assert read_seal(seal_text(_SEAL, _sign), _verified) == _SEAL


def test_it_is_about_as_large_as_the_paper_allows() -> None:
    assert len(base45.decode(seal_text(_SEAL, _sign))) <= 140


def test_an_altered_due_date_is_no_seal_any_more() -> None:
    data = bytearray(base45.decode(seal_text(_SEAL, _sign)))
    due_at = 2 + len(_SEAL.number) + 5
    data[due_at + 4] ^= 1
    assert read_seal(base45.encode(bytes(data)), _verified) is None


def test_the_number_can_be_read_without_the_key() -> None:
    assert number_in(seal_text(_SEAL, _sign)) == _SEAL.number


@given(st.text(max_size=300))
def test_anything_else_that_is_scanned_is_no_seal(text: str) -> None:
    assert number_in(text) is None


@given(st.binary(max_size=200))
def test_bytes_that_are_no_seal_are_no_seal(data: bytes) -> None:
    assert number_in(base45.encode(data)) is None


@given(st.binary(max_size=100))
def test_base45_brings_bytes_back(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


def test_base45_agrees_with_the_examples_of_its_standard() -> None:
    assert base45.encode(b"AB") == "BB8"
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"
    assert base45.encode(b"base-45") == "UJCLQE7W581"
    assert base45.decode("QED8WEX0") == b"ietf!"


@pytest.mark.parametrize("text", ["A", "abc", "GGW", "::"])
def test_text_that_is_not_base45_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        base45.decode(text)
