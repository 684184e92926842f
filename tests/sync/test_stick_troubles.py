"""Whoever takes a stick at the district is told of everything on it that gets no good answer, and whose it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.bundle.folder import DeskFolder, folder_made, folder_of
from sync.desk.bundle_export import export_bundle
from sync.desk.enrolment import signed_request
from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

Harm = Callable[[DeskFolder], None]


def _cut_events(own: DeskFolder) -> None:
    ((_, path),) = own.envelopes()
    path.write_bytes(path.read_bytes()[:-9])


def _cut_question(own: DeskFolder) -> None:
    own.put_question((own.question() or b"")[:-9])


def _no_question(own: DeskFolder) -> None:
    (own.path / "question").unlink()


def _into_another_folder(own: DeskFolder) -> None:
    own.path.rename(own.path.with_name("ab" * 16))


def _into_a_link(own: DeskFolder) -> None:
    own.path.rename(own.path.parent.parent / "elsewhere")
    own.path.symlink_to(own.path.parent.parent / "elsewhere")


def _desk(district: RealDistrict, seed: int) -> FakeOutbox:
    desk = FakeOutbox(seed=seed, agency_code=f"000.03.{seed}.H32")
    run_round(desk, desk.signer, district.url, district.code(1, desk.agency_code), clock=StillClock())
    desk.work(4)
    return desk


def _told(district: RealDistrict, stick: Path) -> list[str]:
    done = district.finish("bundle", str(stick))
    assert done.returncode == 1
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("seed", "harm", "words"),
    [
        (192, _cut_events, ["(damaged, or of another desk): 1-"]),
        (193, _cut_question, ["question of desk {device} is damaged"]),
        (194, _no_question, ["{device} laid no question"]),
        (195, _into_another_folder, ["Not taken from desk abab"]),
        (196, _into_a_link, ["{device} on the stick is a link"]),
    ],
)
def test_what_gets_no_good_answer_is_named(
    district: RealDistrict, tmp_path: Path, seed: int, harm: Harm, words: list[str]
) -> None:
    desk = _desk(district, seed)
    export_bundle(desk, desk.signer, StillClock(), tmp_path)
    harm(folder_of(tmp_path, desk.device))
    said = _told(district, tmp_path)
    assert len(said) == len(words)
    for line, word in zip(said, words, strict=True):
        assert line.startswith("district: ") and word.format(device=desk.device.hex()) in line
    assert not (tmp_path / "elsewhere" / "answer").exists()


def test_a_request_that_gets_no_answer_is_named(district: RealDistrict, tmp_path: Path) -> None:
    desk = FakeOutbox(seed=191, agency_code="000.03.191.H32")
    own = folder_made(tmp_path, desk.device)
    request = signed_request(desk, desk.signer, district.code(1, desk.agency_code))
    own.put_request(request[:-9])
    (said,) = _told(district, tmp_path)
    assert f"enrolment of desk {desk.device.hex()} is damaged" in said
    shutil.rmtree(own.path)
    folder_made(tmp_path, bytes(16)).put_request(request)
    (said,) = _told(district, tmp_path)
    assert f"enrolment of desk {bytes(16).hex()} is damaged or of another desk" in said


def test_a_stick_on_which_no_desk_laid_anything_is_named(district: RealDistrict, tmp_path: Path) -> None:
    (tmp_path / "Ảnh đám cưới").mkdir()
    done = district.finish("bundle", str(tmp_path))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert str(tmp_path) in done.stderr
