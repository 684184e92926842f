"""`district verify`: whatever is changed is found and named, on the district's own file, on PostgreSQL, in a dump."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from sync.desk.exchange import run_round
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict
from tests.sync.real_postgresql import dumped

TOLD = {
    "hub.name", "desk.name", "desk.enrolled_at", "desk.last_contact_at", "desk.epoch", "desk.reported_head",
    "desk.replaced_at", "desk.kept_keys", "enrol_code.code_hash", "enrol_code.name", "enrol_code.made_at",
    "enrol_code.expires_at",
    *(f"desk.{said}" for said in ("program", "free_disk", "oldest_waiting_at", "clock_ahead")),
    *(f"desk.{done}" for done in ("revoked_at", "revoked_reason", "compared_at")),
    "dossier.changed_at",  # which of two epochs was heard first
    "quarantined.at",  # of several contradictions in one stream only the first dates the fork
}  # fmt: skip
"""Columns that nobody sealed: what people typed, what a desk last said of itself, and when something was heard."""


def test_of_every_column_that_was_sealed_a_changed_cell_is_found() -> None:
    done = subprocess.run(
        (sys.executable, "-m", "tests.sync.verify_corpus"), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[Any]] = json.loads(done.stdout)
    sound = found.pop("sound")
    assert sound[0] == 1 and all(each.startswith("warning") for each in sound[1])  # the control: nothing was changed
    silent = {name for name, changes in found.items() if None in changes}
    assert silent <= TOLD
    assert len(found.keys() - TOLD) > 85
    sealed = [one for name, changes in found.items() if name not in TOLD for one in changes]
    # Of a dossier that two machines wrote on either state may be shown: another one is a warning.
    assert [one for one in sealed if one[0] != 2 and "two machines" not in one[1]] == []


def test_what_any_trouble_leaves_behind_is_sound() -> None:
    seeds = many(40, 1_000)
    done = subprocess.run(
        (sys.executable, "-m", "tests.sync.simulation", "--seeds", "0", str(seeds)),
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_first_changed_event_is_named(own_district: RealDistrict, tmp_path: Path) -> None:
    outbox = _a_day(own_district)
    own_district.stop()
    assert own_district.run("verify").splitlines()[-1].endswith("sound")
    seq = next(event.seq for event in outbox.events if outbox.header_of(event.seq).kind == 23)
    number = outbox.header_of(seq).dossier
    _change(own_district, f"UPDATE event SET body = NULL, digest = chain WHERE seq = {seq}")
    said = own_district.run("verify", status=2)
    assert f"device {outbox.device.hex()}, epoch 1, event {seq}, dossier {number}" in said.splitlines()[0]
    verdict = json.loads(own_district.run("verify", "--json", status=2))
    first = verdict["findings"][0]
    assert (first["seq"], first["dossier"], first["weight"]) == (seq, number, "contradiction")
    if own_district.database is not None:
        dump = tmp_path / "district.sql"
        dump.write_bytes(dumped(own_district.database))
        alone = _verify("--dump", str(dump), "--json")
        assert (alone.returncode, json.loads(alone.stdout)["findings"]) == (2, verdict["findings"])


def test_a_dump_alone_is_verified(own_district: RealDistrict, tmp_path: Path) -> None:
    dump = tmp_path / "district.sql"
    if own_district.database is None:
        dump.write_text("no dump at all\n")
        refused = _verify("--dump", str(dump))
        assert (refused.returncode, refused.stdout) == (3, "") and "no plain dump" in refused.stderr
        return
    outbox = _a_day(own_district)
    dump.write_bytes(dumped(own_district.database))
    alone = _verify("--dump", str(dump), "--json")
    assert (alone.returncode, json.loads(alone.stdout)["events"]) == (0, outbox.acknowledged())
    cut = dump.read_bytes()
    dump.write_bytes(cut[: cut.index(b"COPY public.event (") + 3000])
    assert _verify("--dump", str(dump)).returncode == 3


def test_receipts_of_another_district_are_not_taken_for_its_own(own_district: RealDistrict) -> None:
    _a_day(own_district)
    assert "not the district's" in own_district.run("verify", "--receipt-key", "00" * 32, status=2)


def _a_day(district: RealDistrict) -> FakeOutbox:
    outbox = FakeOutbox(seed=95)
    outbox.work(60)
    code = district.code()
    for _ in range(3):
        run_round(outbox, outbox.signer, district.url, code, clock=StillClock())
        outbox.work(5)
    district.run("publish", "calendar", "desk_app/catalogue/calendar.json")
    return outbox


def _change(district: RealDistrict, statement: str) -> None:
    if district.database is None:
        with closing(sqlite3.connect(district.home / "district.sqlite3")) as held:
            held.execute(statement)
            held.commit()
    else:
        with psycopg.connect(district.database) as connection:
            connection.execute(statement.encode())


def _verify(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = (sys.executable, "-m", "sync.district.command", "verify", *arguments)
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
