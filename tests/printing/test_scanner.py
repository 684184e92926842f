"""Pages come from SANE's own test device; a scanner that is not there, jams or keeps silent is said."""

import os
from pathlib import Path

import pytest

from desk_app.domain.scan_errors import NoScannerError, ScannerFailedError, ScannerSilentError
from printing.scanning.pages import document_of
from printing.scanning.scanner import Scanner


@pytest.fixture
def sane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose scanners are two made-up ones."""
    (tmp_path / "dll.conf").write_text("test\n")
    (tmp_path / "test.conf").write_text('number_of_devices 2\ntest-picture "Grid"\n')
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that stands in for `scanimage`; the test writes what it does."""
    path = tmp_path / "scanner-program"
    path.touch(mode=0o755)
    return path


def test_the_scanners_of_the_machine_are_found(sane: Path) -> None:
    assert [device.id for device in Scanner().devices()] == ["test:0", "test:1"]
    assert Scanner().devices()[0].name == "Noname frontend-tester"
    (sane / "dll.conf").write_text("")
    assert Scanner().devices() == ()
    with pytest.raises(NoScannerError):
        Scanner().page()


def test_a_page_from_the_glass_becomes_a_page_of_a_document(sane: Path) -> None:
    page = Scanner().page()
    assert page.content.startswith(b"\x89PNG") and document_of([page])[1] == 1
    assert Scanner(program="scanimage").page("test:1").content.startswith(b"\x89PNG")


def test_everything_in_the_feeder_comes_in_one_go(sane: Path) -> None:
    pages = Scanner().feeder()
    assert len(pages) == 10 and document_of(pages[:2])[1] == 2
    assert len(Scanner().feeder(most=3)) == 3


def test_a_scanner_that_is_not_there_is_said(sane: Path) -> None:
    with pytest.raises(ScannerFailedError) as told:
        Scanner().page("không-có:0")
    assert "open of device" in str(told.value.facts["reason"])
    with pytest.raises(NoScannerError):
        Scanner(program="/nowhere/scanimage").page("x")


def test_a_scanner_that_keeps_silent_is_given_up(program: Path) -> None:
    os.mkfifo(program.with_name("pipe"))
    program.write_text(f"#!/bin/sh\nexec cat {program.with_name('pipe')}\n")
    with pytest.raises(ScannerSilentError):
        Scanner(seconds=0.3, program=str(program)).page("x")


def test_a_jam_in_the_middle_of_a_heap_gives_no_half_of_it(program: Path) -> None:
    program.write_text(
        '#!/bin/sh\nfor word in "$@"; do case "$word" in\n'
        '--batch=*) printf x > "$(printf "${word#--batch=}" 1)";; esac; done\n'
        'case "$*" in *-A*) echo "    --source Flatbed|ADF [Flatbed]";;'
        ' *) echo "scanimage: sane_read: Document feeder jammed" >&2; exit 6;; esac\n'
    )
    with pytest.raises(ScannerFailedError) as told:
        Scanner(program=str(program)).feeder("x")
    assert "jammed" in str(told.value.facts["reason"])


def test_a_scanner_that_calls_its_greys_otherwise_is_asked_without_words(program: Path) -> None:
    program.write_text(
        '#!/bin/sh\ncase "$*" in *--mode*) echo "setting of option --mode failed" >&2; exit 1;; esac\nprintf PNG\n'
    )
    assert Scanner(program=str(program)).page("x").content == b"PNG"
