"""The sample's own district is ready when it says so itself, and gives up in one sentence."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from ui.composition.doorstep import is_set_up
from ui.composition.embedded_district import DistrictDidNotStartError, EmbeddedDistrict
from ui.composition.sample import sample_desk


def test_it_answers_as_soon_as_it_is_started_and_keeps_its_port(tmp_path: Path) -> None:
    with EmbeddedDistrict(tmp_path / "district") as first, urlopen(f"{first.url}/sign-in", timeout=10) as answer:
        assert answer.status == 200
        assert json.loads(first.status())["desks"] == 0
    with EmbeddedDistrict(tmp_path / "district", port=first.port) as again:
        assert again.url == first.url


def test_a_port_on_which_somebody_else_listens_is_not_taken_for_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        district = EmbeddedDistrict(tmp_path / "district", port=other.getsockname()[1])
        with pytest.raises(DistrictDidNotStartError) as refused:
            district.start()
    assert "Cannot listen" in str(refused.value.facts["said"])


def test_one_that_is_not_ready_in_time_is_ended(tmp_path: Path) -> None:
    with pytest.raises(DistrictDidNotStartError):
        EmbeddedDistrict(tmp_path / "district", patience=0.0).start()


_KILLED = """
import os, signal, sys
from pathlib import Path
from ui.composition.doorstep import is_set_up
from ui.composition.embedded_district import EmbeddedDistrict
district = EmbeddedDistrict(Path(sys.argv[1]))
district.start()
print(district.port, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_does_not_outlive_a_program_that_was_killed(tmp_path: Path) -> None:
    line = (sys.executable, "-c", _KILLED, str(tmp_path / "district"))
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        port = int(program.stdout.readline())
    assert program.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 20
    while True:
        try:
            with EmbeddedDistrict(tmp_path / "district", port=port) as again:
                assert again.port == port
            return
        except DistrictDidNotStartError:
            assert time.monotonic() < deadline


def test_a_sample_desk_that_is_set_up_opens_without_its_district_and_another_says_so(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as home:
        assert is_set_up(home)
    taken = int((tmp_path / "port").read_text())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "port").write_text(str(taken))
    with socket.create_server(("127.0.0.1", taken)):
        with sample_desk(tmp_path) as home:
            assert is_set_up(home)
        done = subprocess.run(
            (sys.executable, "-m", "ui.application", "--sample", "--home", str(tmp_path / "other")),
            capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith("Máy chủ mẫu không khởi động được")
