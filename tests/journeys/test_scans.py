"""A clerk attaches scans by command, finds them again, takes one out and takes one off."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from desk_app.domain.scan_errors import NoRoomForScansError, ScanNotFoundError
from desk_app.scan_ports import ScanDocument
from desk_app.usecases import intake, scans
from desk_app.usecases.office import Office
from desk_app.usecases.scans import PaperPlaceError
from tests.desks import application, make_office
from tests.journeys.command import desk, init, line, one_sentence, records
from tests.printing.sheets_to_scan import as_bytes, pdf, photograph, text_sheet
from tests.sync.real_district import RealDistrict


def test_papers_are_scanned_listed_written_out_and_taken_off(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "desk"))
    init(tmp_path / "desk")
    number = records(desk("receive", *home, "-", feed=line()))[0]["number"]
    (tmp_path / "1.jpg").write_bytes(as_bytes(text_sheet(150), "JPEG", dpi=(150, 150)))
    (tmp_path / "2.png").write_bytes(as_bytes(photograph(), "PNG"))
    files = [str(tmp_path / name) for name in ("1.jpg", "2.png")]
    (kept,) = records(desk("scan", "add", *home, number, "--paper", "1", *files, "--json"))
    assert (kept["pages"], kept["paper"], kept["at_district"]) == (2, 1, False) and kept["paper_name"]
    (tmp_path / "máy quét").mkdir()
    (tmp_path / "máy quét" / "a.pdf").write_bytes(pdf())
    (more,) = records(desk("scan", "add", *home, number, "--folder", str(tmp_path / "máy quét"), "--json"))
    assert (more["pages"], more["paper"], more["source"]) == (1, 0, "folder")
    listed = records(desk("scan", "list", *home, number, "--json"))
    assert [row["scan"] for row in listed] == [kept["scan"], more["scan"]]
    out = tmp_path / "ra.pdf"
    records(desk("scan", "export", *home, number, "--scan", str(kept["scan"]), "--out", str(out), "--json"))
    assert len(PdfReader(out).pages) == 2 and out.stat().st_mode & 0o077 == 0
    gone = desk("scan", "remove", *home, number, "--scan", str(kept["scan"]), "--reason", "Quét nhầm người")
    assert gone.returncode == 0, gone.stderr
    assert [row["scan"] for row in records(desk("scan", "list", *home, number, "--json"))] == [more["scan"]]
    assert len(list((tmp_path / "desk" / "scans").iterdir())) == 1
    removed = records(desk("show", *home, number, "--json"))[0]["history"][-1]
    assert removed["what"] == "ScanRemoved"
    assert records(desk("verify", *home, "--json"))[0]["sound"]


def test_what_cannot_be_attached_is_told_in_one_sentence(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "desk"))
    init(tmp_path / "desk")
    number = records(desk("receive", *home, "-", feed=line()))[0]["number"]
    (tmp_path / "a.pdf").write_bytes(pdf(b"<</S/JavaScript>>"))
    told = desk("scan", "add", *home, number, str(tmp_path / "a.pdf"))
    assert told.returncode == 2 and one_sentence(told).startswith("Tệp PDF a.pdf có chứa chương trình.")
    told = desk("scan", "add", *home, number)
    assert told.returncode == 2 and "Chưa có tệp" in one_sentence(told)
    told = desk("scan", "add", *home, number, "--paper", "99", str(tmp_path / "a.pdf"))
    assert told.returncode == 2 and "thứ 99" in one_sentence(told)
    assert records(desk("scan", "list", *home, number, "--json")) == []
    assert not (tmp_path / "desk" / "scans").exists()


def test_scans_reach_the_district_by_command_and_come_back_after_a_loss(tmp_path: Path) -> None:
    district = RealDistrict(tmp_path / "district").start()
    home = ("--home", str(tmp_path / "desk"))
    init(tmp_path / "desk", "--district", district.url, "--enrol", district.code())
    number = records(desk("receive", *home, "-", feed=line()))[0]["number"]
    (tmp_path / "a.pdf").write_bytes(pdf())
    (kept,) = records(desk("scan", "add", *home, number, str(tmp_path / "a.pdf"), "--json"))
    desk("settings", *home, "scan_daily_mb", "0")
    (told,) = records(desk("sync", *home, "--scans"))
    assert "scans" not in told and told["pending"] == 0
    desk("settings", *home, "scan_daily_mb", "5")
    (told,) = records(desk("sync", *home, "--scans"))
    assert (told["scans"], told["scans_waiting"]) == (1, 0) and told["scan_bytes"] > 0
    assert records(desk("scan", "list", *home, number, "--json"))[0]["at_district"]
    for path in (tmp_path / "desk" / "scans").iterdir():
        path.unlink()
    assert desk("verify", *home).returncode == 3
    out = ("--scan", str(kept["scan"]), "--out", str(tmp_path / "ra.pdf"))
    told_missing = desk("scan", "export", *home, number, *out)
    assert told_missing.returncode == 1 and "không có trên máy này" in one_sentence(told_missing)
    assert records(desk("scan", "fetch", *home, "--json")) == [{"fetched": 1, "lacking": 0}]
    assert desk("scan", "export", *home, number, *out).returncode == 0
    assert desk("verify", *home).returncode == 0
    assert district.stop() == ""


def test_a_dead_machines_scans_come_back_from_its_folder_or_from_the_district(tmp_path: Path) -> None:
    district, old = RealDistrict(tmp_path / "district").start(), tmp_path / "old"
    code = init(old, "--district", district.url, "--enrol", district.code())
    number = records(desk("receive", "--home", str(old), "-", feed=line()))[0]["number"]
    (tmp_path / "a.pdf").write_bytes(pdf())
    (kept,) = records(desk("scan", "add", "--home", str(old), number, str(tmp_path / "a.pdf"), "--json"))
    records(desk("sync", "--home", str(old), "--scans"))
    for source, fetched in ((old, 0), (old / "second-copy", 1)):
        home = ("--home", str(tmp_path / f"new {fetched}"))
        records(desk("restore", *home, "--from", str(source), "--json", DESK_RECOVERY_CODE=code))
        assert records(desk("scan", "list", *home, number, "--json"))[0]["scan"] == kept["scan"]
        assert records(desk("scan", "fetch", *home, "--json")) == [{"fetched": fetched, "lacking": 0}]
        assert desk("verify", *home).returncode == 0
    assert district.stop() == ""


def received(home: Path) -> tuple[Office, str]:
    office = make_office(home)
    return office, intake.receive(office, application()).number


def test_a_nearly_full_disk_is_kept_for_dossiers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office, number = received(tmp_path)
    document = ScanDocument(b"%PDF", 1)
    monkeypatch.setattr(type(office.store.scans), "free_bytes", lambda self: 199 * 1024 * 1024)
    with pytest.raises(NoRoomForScansError):
        scans.attach(office, number, document)
    assert office.store.scans.of_dossier(number) == ()
    monkeypatch.setattr(type(office.store.scans), "free_bytes", lambda self: 200 * 1024 * 1024)
    assert scans.attach(office, number, document).pages == 1
    office.store.close()


def test_scans_are_shown_by_paper_and_only_those_of_the_dossier(tmp_path: Path) -> None:
    office, number = received(tmp_path)
    other = intake.receive(office, application("Đặng Quốc Khánh")).number
    first = scans.attach(office, number, ScanDocument(b"1", 1), paper=1)
    loose = scans.attach(office, number, ScanDocument(b"2", 1))
    dossier = office.store.register.dossier(number)
    shown = scans.by_paper(dossier, office.store.scans.of_dossier(number))
    assert shown[0].scans == (first,) and shown[-1].scans == (loose,) and shown[-1].paper == 0
    with pytest.raises(ScanNotFoundError):
        scans.scan_of(office, other, first.scan)
    with pytest.raises(PaperPlaceError):
        scans.attach(office, number, ScanDocument(b"3", 1), paper=len(dossier.papers) + 1)
    office.store.close()
