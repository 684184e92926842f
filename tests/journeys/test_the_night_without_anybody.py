"""The nightly round with nobody signed in: the very line of the unit, in a clean environment, after a kill."""

from __future__ import annotations

import configparser
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sync.desk.nightly_job import NightlyJob, job_of
from sync.desk.schedule import nightly_slot
from sync.desk.systemd_units import units_of
from sync.desk.windows_task import task_of
from tests.journeys.command import PASSWORD, ROOT, desk, init, line, one_sentence, records, run
from ui.composition.doorstep import last_status
from ui.composition.embedded_district import EmbeddedDistrict

_TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedDistrict]:
    with EmbeddedDistrict(tmp_path_factory.mktemp("district")) as running:
        yield running


def _enrolled(home: Path, district: EmbeddedDistrict, commune: str) -> None:
    made = desk(
        "init", "--home", str(home), "--agency-code", commune, "--agency-name", "xã Suối Hương",
        "--officer", "Trần Thị Mỹ Hạnh", "--district", district.url, "--enrol", district.enrol_code(commune, 1),
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    records(desk("sync", "--home", str(home)))


def _there(district: EmbeddedDistrict, commune: str) -> list[str]:
    numbers = (str(json.loads(row)["number"]) for row in district.dossiers())
    return sorted(number for number in numbers if number.startswith(commune))


def test_a_day_reaches_the_district_without_a_password(district: EmbeddedDistrict, tmp_path: Path) -> None:
    home = tmp_path / "desk"
    _enrolled(home, district, "000.00.41.H32")
    received = records(desk("receive", "--home", str(home), "-", feed=line("Một") + line("Hai") + line("Ba")))
    assert _there(district, "000.00.41.H32") == []
    before = last_status(home)
    assert before is not None and before.only_here == 3
    went = run("ui.cli.courier", "--home", str(home), "--minutes", "0", "--json", DESK_PASSWORD="")
    nothing_of_others = {"for_others": 0, "left_of_others": 0}
    assert records(went) == [{"delivered": 1, "left": 0, "trouble": "", **nothing_of_others}]
    assert _there(district, "000.00.41.H32") == sorted(row["number"] for row in received)
    gate = last_status(home)
    assert gate is not None and gate.only_here == 0  # said before anybody signs in
    (status,) = records(desk("status", "--home", str(home)))
    assert status["only_here"] == 0 and status["last_exchange_at"].endswith("+07:00")
    (again,) = records(desk("sync", "--home", str(home)))
    assert (again["sent"], again["pending"]) == (0, 0)
    assert not list((home / "spool").glob("*.sealed")) and not list((home / "spool").glob("*.receipt"))


def test_the_courier_loads_neither_qt_nor_the_database(tmp_path: Path) -> None:
    question = (
        "import sys; from ui.cli.courier import main; status = main(['--home', sys.argv[1], '--minutes', '0']); "
        "print(status, *[name for name in ('PySide6', 'sqlcipher3', 'sqlite_utils', 'db', 'reportlab', 'django') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", question, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0"


_AT_THE_COUNTER = """
import sys, time
from tests.journeys.counter_hands import received_and_sealed
received_and_sealed(sys.argv[1], sys.argv[2])
print("sealed", flush=True)
sys.stdin.read()
"""


def test_after_a_kill_the_units_own_line_empties_the_spool_with_nobody_there(
    district: EmbeddedDistrict, tmp_path: Path
) -> None:
    home = tmp_path / "quầy số 1 $HOME 100%"
    _enrolled(home, district, "000.00.42.H32")
    counter = subprocess.Popen(
        [sys.executable, "-c", _AT_THE_COUNTER, str(home), PASSWORD],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert counter.stdout is not None and counter.stdout.readline() == "sealed\n"
    counter.send_signal(signal.SIGKILL)
    counter.communicate()
    records(desk("schedule", "--home", str(home), "--to", str(tmp_path / "units"), "--json"))
    (unit,) = (tmp_path / "units").glob("*.service")
    service = _service_of(unit)
    words = [word.replace("$$", "$").replace("%%", "%") for word in shlex.split(service["ExecStart"])]
    done = subprocess.run(
        words, cwd=service["WorkingDirectory"].replace("%%", "%"), env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(_there(district, "000.00.42.H32")) == 2
    (status,) = records(desk("status", "--home", str(home)))
    assert status["only_here"] == 0


def test_a_silent_address_is_one_sentence_and_exit_status_1(district: EmbeddedDistrict, tmp_path: Path) -> None:
    home = tmp_path / "desk"
    _enrolled(home, district, "000.00.43.H32")
    records(desk("settings", "--home", str(home), "district_url", "http://127.0.0.1:9", "--json"))
    records(desk("receive", "--home", str(home), "-", feed=line("Một")))
    went = desk("courier", "--home", str(home), "--minutes", "0", "--json", DESK_PASSWORD="")
    assert went.returncode == 1 and json.loads(went.stdout)["left"] == 1
    assert "còn 1 gói" in one_sentence(went)
    records(desk("settings", "--home", str(home), "district_url", district.url, "--json"))
    assert records(desk("courier", "--home", str(home), "--minutes", "0", "--json"))[0]["left"] == 0


def test_the_units_name_the_desks_own_slot_and_are_taken_away_again(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    init(home)
    (placed,) = records(desk("schedule", "--home", str(home), "--to", str(tmp_path / "units"), "--json"))
    assert "22:00" <= placed["at"] <= "23:29"
    shown = desk("schedule", "--home", str(home), "--show")
    assert f"OnCalendar=*-*-* {placed['at']}:00" in shown.stdout and "Persistent=true" in shown.stdout
    assert all(Path(path).read_text(encoding="utf-8").strip() in shown.stdout for path in placed["files"])
    # A machine whose systemd is not running: the files lie there, and the sentence says what to run.
    nowhere = {"PATH": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    refused = run("ui.cli.desk", "schedule", "--home", str(home), **nowhere)
    assert refused.returncode == 1
    assert "systemctl --user enable --now" in one_sentence(refused)
    assert len(list((tmp_path / "config" / "systemd" / "user").iterdir())) == 2


def test_a_system_that_takes_the_job_hears_three_commands_and_forgets_it_on_one(tmp_path: Path) -> None:
    home, said = tmp_path / "desk", tmp_path / "said"
    init(home)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("systemctl", "loginctl"):
        (tools / name).write_text(f'#!/bin/sh\necho {name} "$@" >> {said}\n')
        (tools / name).chmod(0o755)
    here = {"PATH": f"{tools}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    records(run("ui.cli.desk", "schedule", "--home", str(home), "--json", **here))
    lines = said.read_text().splitlines()
    assert [row.split()[:3] for row in lines] == [
        ["systemctl", "--user", "daemon-reload"], ["systemctl", "--user", "enable"], ["loginctl", "enable-linger"],
    ]  # fmt: skip
    (gone,) = records(run("ui.cli.desk", "schedule", "--home", str(home), "--remove", "--json", **here))
    assert len(gone["removed"]) == 2
    assert list((tmp_path / "config" / "systemd" / "user").iterdir()) == []
    assert "disable --now" in said.read_text().splitlines()[-1]


def _job(folder: Path) -> NightlyJob:
    return job_of(bytes(range(16)), sys.executable, folder, folder / 'quầy "A" & 100% $x')


def test_systemd_itself_takes_the_units(tmp_path: Path) -> None:
    judge = shutil.which("systemd-analyze")
    files = units_of(_job(tmp_path))
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert set(_service_of(tmp_path / next(iter(files)))) >= {"ExecStart", "WorkingDirectory", "Type"}
    if judge is not None:  # a machine without systemd has none to ask
        done = subprocess.run(
            [judge, "--user", "verify", *(str(tmp_path / name) for name in files)],
            capture_output=True, text=True, check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")


def test_the_windows_task_is_whole_xml_in_the_order_of_its_schema(tmp_path: Path) -> None:
    job = _job(tmp_path)
    task = ElementTree.fromstring(task_of(job, "XA\\một cửa & co").encode("utf-16"))
    assert task.tag == f"{_TASK}Task"
    order = [child.tag.removeprefix(_TASK) for child in task]
    assert order == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    words = {node.tag.removeprefix(_TASK): node.text for node in task.iter()}
    begins = [node.text for node in task.iter(f"{_TASK}StartBoundary")]
    assert begins == [f"2026-01-01T{job.clock}:00+07:00", f"2026-01-01T07:{job.minute}:00+07:00"]
    assert (words["LogonType"], words["StartWhenAvailable"], words["UserId"]) == ("S4U", "true", "XA\\một cửa & co")
    assert words["Command"] == sys.executable
    assert words["Arguments"] == subprocess.list2cmdline(job.program[1:])
    assert nightly_slot(bytes(range(16))) == job.slot


def _service_of(unit: Path) -> dict[str, str]:
    reader = configparser.RawConfigParser(strict=True)
    reader.optionxform = str  # type: ignore[assignment, method-assign]
    reader.read_string(unit.read_text(encoding="utf-8"))
    return dict(reader["Service"])
