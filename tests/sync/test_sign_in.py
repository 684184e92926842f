"""Signing in to the district's pages: guesses wait longer and longer, cookies keep to TLS."""

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from sync.district.configuration import settings_for
from sync.district.keys import district_keys
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import NAME, PASSWORD, Visitor


@pytest.fixture
def district(tmp_path: Path) -> Iterator[RealDistrict]:
    running = RealDistrict(tmp_path / "district").start()
    for name in (NAME, "Y Bih Niê"):
        running.run("officer", "add", "--name", name, env={"DISTRICT_PASSWORD": PASSWORD})
    yield running
    assert running.stop() == ""


@pytest.fixture
def visitor(district: RealDistrict) -> Iterator[Visitor]:
    one = Visitor(district)
    yield one
    one.close()


def _longer_ago(district: RealDistrict, failures: int | None = None) -> None:
    """Let an hour pass for everybody who has guessed; or also say how often they did."""
    with closing(sqlite3.connect(district.home / "district.sqlite3")) as connection, connection:
        connection.execute("UPDATE sign_in_guess SET last_at = datetime(last_at, '-1 hour')")
        if failures is not None:
            connection.execute("UPDATE sign_in_guess SET failures = ?", (failures,))


def test_guessing_an_account_waits_longer_and_longer(district: RealDistrict, visitor: Visitor) -> None:
    assert [visitor.sign_in("sai rồi") for _ in range(4)] == [200, 200, 200, 429]
    assert visitor.wait() <= 5
    assert "chờ" in visitor.said
    assert visitor.sign_in(PASSWORD) == 429  # a right guess is not even looked at
    assert visitor.sign_in(PASSWORD, "Y Bih Niê") == 302  # a colleague at the same address
    _longer_ago(district)
    assert [visitor.sign_in("sai rồi") for _ in range(2)] == [200, 429]
    assert 5 < visitor.wait() <= 10


def test_neither_a_restart_nor_another_browser_frees_a_guesser(district: RealDistrict, visitor: Visitor) -> None:
    for _ in range(3):
        visitor.sign_in("sai rồi")
    assert district.stop() == ""
    again = Visitor(district.start())
    assert again.sign_in(PASSWORD) == 429
    again.close()


def test_whoever_has_waited_signs_in_and_begins_afresh(district: RealDistrict, visitor: Visitor) -> None:
    for _ in range(3):
        visitor.sign_in("sai rồi")
    _longer_ago(district)
    assert visitor.sign_in(PASSWORD) == 302
    fresh = Visitor(district)
    assert fresh.sign_in("sai rồi") == 200
    fresh.close()


def test_an_address_that_tries_one_name_after_the_other_waits_too(district: RealDistrict, visitor: Visitor) -> None:
    visitor.sign_in("sai rồi", "ai đó")
    _longer_ago(district, failures=14)
    assert visitor.sign_in("sai rồi", "người khác") == 200
    assert visitor.sign_in("sai rồi", "người thứ ba") == 429
    held = district.rows("SELECT subject FROM sign_in_guess")
    assert not any("ai" in subject for (subject,) in held)  # names are hashed
    assert ("address 127.0.0.1",) in held


def test_with_tls_cookies_keep_to_this_host_and_guesses_to_their_address(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    certificate.private_key_pem.write_to_path(str(key))
    chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    district = RealDistrict(tmp_path / "tls", extra=("--tls-cert", str(chain), "--tls-key", str(key))).start()
    district.run("officer", "add", "--name", NAME, env={"DISTRICT_PASSWORD": PASSWORD})
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    visitor = Visitor(district, trust)
    assert visitor.sign_in("sai rồi") == 200
    assert ("address 127.0.0.1",) in district.rows("SELECT subject FROM sign_in_guess")
    assert visitor.sign_in(PASSWORD) == 302
    assert {cookie.split("=")[0] for cookie in visitor.cookies} == {"__Host-csrf", "__Host-session"}
    for cookie in visitor.cookies:
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert visitor.headers is not None
    assert visitor.headers["Strict-Transport-Security"].startswith("max-age=")
    visitor.close()
    assert district.stop() == ""


def test_without_tls_no_browser_is_told_to_keep_to_it(tmp_path: Path) -> None:
    keys = district_keys(tmp_path)
    plain, secure = (settings_for(tmp_path, None, keys, is_secure=is_secure) for is_secure in (False, True))
    assert plain["SECURE_HSTS_SECONDS"] == 0 < secure["SECURE_HSTS_SECONDS"]
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert (plain[name], secure[name]) == (False, True)
