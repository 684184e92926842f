"""What `district deploy` writes: systemd and nginx take it, and a desk comes through."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import trustme

from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
DOMAIN = "may-chu.example.vn"


def _deployed(root: Path, *more: str) -> Path:
    line = (sys.executable, "-m", "sync.district.command", "deploy", "--domain", DOMAIN, "--root", str(root), *more)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return root


def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    units = _deployed(tmp_path) / "etc" / "systemd" / "system"
    listed = sorted(units.iterdir())
    timers = [path.name for path in listed if path.suffix == ".timer"]
    assert timers == ["district-backup.timer", "district-verify.timer"]
    for path in listed:  # the command lies where it is installed, which is not here
        path.write_text(path.read_text().replace(f"{Path(sys.executable).with_name('district')}", sys.executable))
    line = ("systemd-analyze", "verify", "--man=no", *map(str, listed))
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert not [said for said in done.stderr.splitlines() if "district" in said], done.stderr
    listed[-1].write_text(listed[-1].read_text() + "\n[Timer]\nOnCalendar=never in a month\n")  # seen to look
    wrong = subprocess.run((*line[:3], str(listed[-1])), capture_output=True, text=True, check=False)
    assert "district" in wrong.stderr


def test_a_dry_run_writes_nothing_and_bad_names_are_refused(tmp_path: Path) -> None:
    line = (sys.executable, "-m", "sync.district.command", "deploy", "--root", str(tmp_path))
    dry = subprocess.run(
        (*line, "--domain", DOMAIN, "--dry-run"), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert dry.returncode == 0 and "createdb" in dry.stdout and list(tmp_path.iterdir()) == []
    for name in ("", "a b.vn", "x;rm.vn", "../x.vn", "localhost"):
        bad = subprocess.run((*line, "--domain", name), cwd=ROOT, capture_output=True, text=True, check=False)
        assert bad.returncode == 2 and list(tmp_path.iterdir()) == []


def test_a_desk_comes_through_nginx_to_the_server_that_the_unit_starts(
    own_district: RealDistrict, tmp_path: Path
) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("localhost", "127.0.0.1")
    certificate, key, root = tmp_path / "cert.pem", tmp_path / "key.pem", tmp_path / "root.pem"
    issued.private_key_pem.write_to_path(key)
    for number, part in enumerate(issued.cert_chain_pems):
        part.write_to_path(certificate, append=number > 0)
    authority.cert_pem.write_to_path(root)
    deployed = _deployed(tmp_path / "root", "--certificate", str(certificate), "--key", str(key))
    unit = (deployed / "etc/systemd/system/district.service").read_text()
    started = next(line for line in unit.splitlines() if line.startswith("ExecStart=")).split()
    assert started[1:2] == ["serve"] and "--behind-proxy" in started
    code = own_district.code()
    own_district.stop()
    own_district.extra = ("--behind-proxy",)
    own_district.start()
    plain, secure = _free_port(), _free_port()
    site = (deployed / "etc/nginx/sites-enabled/district.conf").read_text()
    for there, here in (("127.0.0.1:8100", f"127.0.0.1:{own_district.port}"), (" 80;", f" {plain};")):
        site = site.replace(there, here)
    site = "\n".join(line for line in site.splitlines() if "[::]" not in line).replace("443 ssl", f"{secure} ssl")
    config = tmp_path / "nginx.conf"
    config.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ {site} }}")
    checked = subprocess.run((NGINX, "-t", "-c", str(config)), capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with subprocess.Popen((NGINX, "-g", "daemon off;", "-c", str(config))) as front:
        try:
            _answers(secure)
            outbox = FakeOutbox(seed=85)
            outbox.work(20)
            url = f"https://localhost:{secure}"
            result = run_round(outbox, outbox.signer, url, code, clock=StillClock(), ca_file=root)
            assert result.pending == 0
            assert own_district.events(outbox.device) == outbox.sent_events()
        finally:
            front.terminate()


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with closing(socket.socket()) as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("nginx does not answer")
