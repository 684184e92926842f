"""Where a desk may connect to, and by what proof."""

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from sync.desk.address import address_of
from sync.desk.exchange import run_round
from sync.errors import (
    AuthorityFileError,
    CertificateRefusedError,
    DistrictAddressError,
    DistrictUnreachableError,
    PlainHttpRefusedError,
)
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict

LOOPBACK = ["http://127.0.0.1:8000", "http://127.8.9.10/", "http://localhost:1", "http://[::1]:80/district"]
ELSEWHERE = ["http://192.168.1.5:8000", "http://district.example", "http://128.0.0.1", "http://localhost.example",
             "http://0.0.0.0:80", "http://[::2]", "http://2130706433", "http://127.1"]  # fmt: skip
NOWHERE = ["", "district", "ftp://127.0.0.1", "http://", "http://127.0.0.1@district.example", "https://a b",
           "http://district.example\\@127.0.0.1", "http://127.0.0.1:8000?x=1", "https://d.example#x"]  # fmt: skip


@pytest.mark.parametrize("url", LOOPBACK)
def test_plain_http_reaches_this_machine_itself(url: str) -> None:
    assert not address_of(url).is_secure


@pytest.mark.parametrize("url", ELSEWHERE)
def test_plain_http_to_any_other_machine_is_refused(url: str) -> None:
    with pytest.raises(PlainHttpRefusedError):
        run_round(FakeOutbox(), FakeOutbox().signer, url, "CODE", clock=StillClock())
    assert address_of(url.replace("http:", "https:")).is_secure


@pytest.mark.parametrize("url", NOWHERE)
def test_what_two_programs_could_read_differently_is_no_address(url: str) -> None:
    with pytest.raises(DistrictAddressError):
        address_of(url)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _files(folder: Path, certificate: trustme.LeafCert) -> tuple[Path, Path]:
    chain, key = folder / "chain.pem", folder / "key.pem"
    certificate.private_key_pem.write_to_path(str(key))
    chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    return chain, key


@pytest.fixture
def serve_with(own_home: Path, tmp_path: Path) -> Iterator[list[RealDistrict]]:
    started: list[RealDistrict] = []
    yield started
    for district in started:
        assert district.stop() == ""


def _district(started: list[RealDistrict], home: Path, certificate: trustme.LeafCert) -> RealDistrict:
    home.mkdir(exist_ok=True)
    chain, key = _files(home, certificate)
    extra = ("--tls-cert", str(chain), "--tls-key", str(key))
    started.append(RealDistrict(home, extra=extra).start())
    return started[-1]


def _ca_file(folder: Path, authority: trustme.CA) -> Path:
    path = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def test_the_right_certificate_and_only_it_is_believed(
    authority: trustme.CA, serve_with: list[RealDistrict], own_home: Path, tmp_path: Path
) -> None:
    district = _district(serve_with, own_home, authority.issue_cert("127.0.0.1"))
    ca_file, outbox = _ca_file(tmp_path, authority), FakeOutbox(seed=40)
    outbox.work(120)
    code = district.code()
    stranger = tmp_path / "stranger.pem"
    trustme.CA().cert_pem.write_to_path(str(stranger))
    for wrong in (stranger, None):
        with pytest.raises(CertificateRefusedError) as refused:
            run_round(outbox, outbox.signer, district.url, code, clock=StillClock(), ca_file=wrong)
        assert "issuer" in str(refused.value.facts["reason"]) or "self" in str(refused.value.facts["reason"])
    with pytest.raises(CertificateRefusedError) as refused:
        other_name = district.url.replace("127.0.0.1", "localhost")
        run_round(outbox, outbox.signer, other_name, code, clock=StillClock(), ca_file=ca_file)
    assert "localhost" in str(refused.value.facts["reason"])
    with pytest.raises(DistrictUnreachableError):
        plain = district.url.replace("https", "http")
        run_round(outbox, outbox.signer, plain, code, clock=StillClock(), ca_file=ca_file, patience=2.0)
    assert outbox.enrolment is None
    result = run_round(outbox, outbox.signer, district.url, code, clock=StillClock(), ca_file=ca_file)
    assert result.pending == 0
    assert district.events(outbox.device) == outbox.sent_events()


@pytest.mark.parametrize("years", [(-3, -1), (1, 3)], ids=["expired", "not yet valid"])
def test_a_certificate_out_of_its_time_is_refused_and_the_reason_named(
    authority: trustme.CA, serve_with: list[RealDistrict], own_home: Path, tmp_path: Path, years: tuple[int, int]
) -> None:
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    start, end = (now + datetime.timedelta(days=365 * offset) for offset in years)
    district = _district(serve_with, own_home, authority.issue_cert("127.0.0.1", not_before=start, not_after=end))
    outbox = FakeOutbox(seed=41)
    with pytest.raises(CertificateRefusedError) as refused:
        run_round(
            outbox, outbox.signer, district.url, "CODE", clock=StillClock(), ca_file=_ca_file(tmp_path, authority)
        )
    assert "expired" in str(refused.value.facts["reason"]) or "not yet valid" in str(refused.value.facts["reason"])


def test_a_root_certificate_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "text.pem").write_text("no certificate")
    for path in (tmp_path / "missing.pem", tmp_path / "text.pem"):
        with pytest.raises(AuthorityFileError):
            run_round(FakeOutbox(), FakeOutbox().signer, "https://127.0.0.1:9", "", clock=StillClock(), ca_file=path)


def test_the_http_client_is_not_loaded_before_a_round() -> None:
    loaded = "import sys, sync.desk.exchange, sync.desk.schedule; print('httpx2' in sys.modules, 'ssl' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.startswith("False")
