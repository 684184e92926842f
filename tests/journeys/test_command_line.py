"""A day by the command line: the same use cases, one JSON object a line, one sentence for each trouble."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.command import desk, init, line, one_sentence, records

CARD = "001090123456|012345678|Nguyễn Văn Đạt|01011990|Nam|Thôn 4, xã Suối Hương|15042021"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    init(tmp_path / "desk", "--desk", "1")
    return tmp_path / "desk"


def test_a_dossier_from_counter_to_hand_over(home: Path, tmp_path: Path) -> None:
    (done,) = records(desk("receive", "--home", str(home), "-", feed=line("H'Hen Niê")))
    assert done["number"].endswith("-1001")
    assert done["received_at"].endswith("+07:00")
    assert done["due_at"].endswith("T17:00:00+07:00")
    assert "tính từ" in done["explanation"]
    (found,) = records(desk("find", "--home", str(home), "--json", "h'hen"))
    assert found["number"] == done["number"]
    (ready,) = records(desk("finish", "--home", str(home), "--json", done["number"]))
    assert ready["status"] == 9
    (gone,) = records(desk("hand-over", "--home", str(home), "--json", done["number"], "--to", "Y Wơl Niê"))
    assert gone["status"] == 10
    (whole,) = records(desk("show", "--home", str(home), "--json", done["number"]))
    assert [event["what"] for event in whole["history"]] == ["Received", "Started", "Finished", "HandedOver"]
    assert whole["collector"] == "Y Wơl Niê"
    (sound,) = records(desk("verify", "--home", str(home), "--json"))
    assert sound["sound"] is True
    records(desk("rebuild", "--home", str(home), "--json"))
    (again,) = records(desk("show", "--home", str(home), "--json", done["number"]))
    assert again == whole


def test_the_slip_and_its_reprint(home: Path, tmp_path: Path) -> None:
    (done,) = records(desk("receive", "--home", str(home), "-", feed=line()))
    for count, paper in ((1, "a4"), (2, "a5")):
        out = tmp_path / f"slip-{count}.pdf"
        (said,) = records(
            desk("print", "--home", str(home), "--json", done["number"], "--out", str(out), "--paper", paper)
        )
        assert said["print_number"] == count
        assert out.read_bytes().startswith(b"%PDF")


def test_a_print_that_failed_uses_up_no_number(home: Path, tmp_path: Path) -> None:
    (done,) = records(desk("receive", "--home", str(home), "-", feed=line()))
    printing = ("print", "--home", str(home), "--json", done["number"], "--out")
    failed = desk(*printing, str(tmp_path / "none" / "slip.pdf"))
    assert failed.returncode == 2
    full = desk(*printing, "/dev/full")
    assert full.returncode == 2
    assert one_sentence(full)
    (said,) = records(desk(*printing, str(tmp_path / "slip.pdf")))
    assert said["print_number"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "slip.pdf"]


def test_a_slip_too_long_for_a5_is_written_on_a4_with_a_word_about_it(home: Path, tmp_path: Path) -> None:
    papers = [{"name": "W" * 500, "originals": 1, "note": "W" * 300}]
    (done,) = records(desk("receive", "--home", str(home), "-", feed=line(papers=papers)))
    written = desk("print", "--home", str(home), "--json", done["number"], "--out", str(tmp_path / "slip.pdf"))
    (said,) = records(written)
    assert (said["print_number"], said["paper"]) == (1, "a4")
    assert "A4" in one_sentence(written)


def test_numbers_start_where_the_paper_ones_end(tmp_path: Path) -> None:
    for name, first in (("short", "38"), ("long", "1038")):
        init(tmp_path / name, "--first-number", first)
        (done,) = records(desk("receive", "--home", str(tmp_path / name), "-", feed=line()))
        assert done["number"].endswith("-1038")


def test_a_bad_line_stops_and_what_was_acknowledged_stays(home: Path) -> None:
    done = desk("receive", "--home", str(home), "-", feed=line("Một") + line("Hai", procedure="9.999999") + line("Ba"))
    assert done.returncode == 2
    assert "2" in one_sentence(done)
    assert len(done.stdout.splitlines()) == 1
    (status,) = records(desk("status", "--home", str(home)))
    assert status["dossiers"] == 1
    assert status["only_here"] == 1


@pytest.mark.parametrize(
    "feed",
    [
        "{broken\n",
        "[1]\n",
        line(""),
        line("A\u202eB"),
        line("x" * 201),
        line(procedure=""),
        line(sets=0),
        line(sets=True),
        line(papers=[{"name": "Tờ khai", "originals": -1}]),
        line(claimed_at="2026-02-30T08:00:00+07:00"),
        line(claimed_at="2999-01-01T08:00:00+07:00"),
        line(return_by="bird"),
        json.dumps({"procedure": "1.004873", "applicant": {"name": "A", "personal_number": "０６６"}}) + "\n",
        json.dumps({"procedure": "1.004873", "applicant": "A"}) + "\n",
        '{"procedure": "1.004873", "applicant": {"name": "\\ud800"}}\n',
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(home: Path, feed: str) -> None:
    done = desk("receive", "--home", str(home), "-", feed=feed)
    assert done.returncode == 2
    assert one_sentence(done)
    assert done.stdout == ""


def test_a_late_entry_is_reckoned_from_its_true_time_and_numbered_today(home: Path) -> None:
    feed = line(claimed_at="2026-11-16T09:00:00+07:00")
    (done,) = records(desk("receive", "--home", str(home), "-", feed=feed))
    assert done["received_at"] == "2026-11-16T09:00:00+07:00"
    assert done["due_at"] == "2026-11-19T17:00:00+07:00"
    assert datetime.now().astimezone().strftime("%Y") == "20" + done["number"].split("-")[1][:2]


def test_a_refusal_is_found_again(home: Path) -> None:
    (done,) = records(desk("refuse", "--home", str(home), "--json", "-", feed=line(reason="Thiếu giấy chứng sinh")))
    (whole,) = records(desk("show", "--home", str(home), "--json", done["number"]))
    assert (whole["status"], whole["reason"]) == (3, "Thiếu giấy chứng sinh")
    refused = desk("finish", "--home", str(home), done["number"])
    assert refused.returncode == 1
    assert one_sentence(refused)


def test_a_wrong_password_and_an_unknown_home_are_one_sentence(home: Path, tmp_path: Path) -> None:
    for done in (
        desk("status", "--home", str(home), DESK_PASSWORD="một mật khẩu khác hẳn"),
        desk("status", "--home", str(tmp_path / "nowhere")),
        desk("show", "--home", str(home), "000.00.18.H32-261121-1999"),
        desk("catalogue", "import", "--home", str(home), str(tmp_path / "none.json")),
        desk("due", "0.000000", "--received", "2026-11-20T09:00"),
        desk("nonsense"),
    ):
        assert done.returncode in (1, 2)
        assert one_sentence(done)


def test_work_begins_and_only_once(home: Path) -> None:
    (done,) = records(desk("receive", "--home", str(home), "-", feed=line()))
    (begun,) = records(desk("start", "--home", str(home), "--json", "1001"))
    assert (begun["number"], begun["status"]) == (done["number"], 4)
    again = desk("start", "--home", str(home), "1001")
    assert again.returncode == 1
    assert one_sentence(again)
    (ready,) = records(desk("finish", "--home", str(home), "--json", "1001"))
    assert ready["status"] == 9
    (whole,) = records(desk("show", "--home", str(home), "--json", done["number"]))
    assert [event["what"] for event in whole["history"]] == ["Received", "Started", "Finished"]


def test_a_calendar_of_another_year_moves_the_next_date_and_no_date_given(home: Path, tmp_path: Path) -> None:
    tuesday = ("1.004873", "--received", "2026-12-29T09:00:00+07:00", "--home", str(home), "--json")
    late = line(claimed_at="2026-11-16T09:00:00+07:00")
    (before,) = records(desk("receive", "--home", str(home), "-", feed=late))
    (was,) = records(desk("due", *tuesday))
    calendar = json.loads(Path("desk_app/catalogue/calendar.json").read_text(encoding="utf-8"))
    calendar["version"] = "2027-xã"
    calendar["days"] = [day for day in calendar["days"] if day["date"] != "2027-01-01"]
    calendar["days"].append({"date": "2026-11-17", "type": "off", "name": "Lễ của xã", "certainty": "official"})
    changed = tmp_path / "calendar.json"
    changed.write_text(json.dumps(calendar, ensure_ascii=False), encoding="utf-8")
    (said,) = records(desk("calendar", "import", "--home", str(home), "--json", str(changed)))
    assert said == {"calendar_version": "2027-xã"}
    (now,) = records(desk("due", *tuesday))
    assert (was["due_at"][:10], now["due_at"][:10]) == ("2027-01-04", "2027-01-01")
    assert now["calendar_version"] == "2027-xã"
    (kept,) = records(desk("show", "--home", str(home), "--json", before["number"]))
    assert (kept["due_at"], kept["calendar_version"]) == (before["due_at"], was["calendar_version"])
    (after,) = records(desk("receive", "--home", str(home), "-", feed=late))
    assert (before["due_at"][:10], after["due_at"][:10]) == ("2026-11-19", "2026-11-20")
    assert "Lễ của xã" in after["explanation"]


def test_the_result_goes_with_the_person_in_the_same_visit(home: Path) -> None:
    copy = line("H'Hen Niê", procedure="2.000815")
    (done,) = records(desk("receive", "--home", str(home), "--at-once", "-", feed=copy))
    (whole,) = records(desk("show", "--home", str(home), "--json", done["number"]))
    assert (whole["status"], whole["collector"]) == (10, "H'Hen Niê")
    days = desk("receive", "--home", str(home), "--at-once", "-", feed=line())
    assert days.returncode == 1
    assert one_sentence(days)


def test_a_date_without_saving() -> None:
    (said,) = records(desk("due", "1.004873", "--received", "2026-12-29T09:00:00+07:00", "--json"))
    assert said["due_at"] == "2027-01-04T17:00:00+07:00"
    assert said["explanation"].startswith(
        "3 ngày làm việc, tính từ Thứ Tư, 30/12/2026; nghỉ Thứ Bảy, Chủ Nhật và 01/01/2027 (Tết Dương lịch)"
    )


def test_a_card_is_read() -> None:
    (card,) = records(desk("read-card", CARD, "--json"))
    assert (card["personal_number"], card["name"]) == ("001090123456", "Nguyễn Văn Đạt")
    assert desk("read-card", "DN4797912345678|4e67|01/01/1990").returncode == 2


def test_a_setting_is_changed_and_a_wrong_one_refused(home: Path) -> None:
    records(desk("settings", "--home", str(home), "--json", "hotline", "0262 3851 117"))
    (said,) = records(desk("settings", "--home", str(home), "--json", "hotline"))
    assert said == {"hotline": "0262 3851 117"}
    wrong = desk("settings", "--home", str(home), "paper", "papyrus")
    assert wrong.returncode == 2
    assert one_sentence(wrong)


def test_a_catalogue_with_an_error_names_the_line(home: Path, tmp_path: Path) -> None:
    text = Path("desk_app/catalogue/procedures.json").read_text(encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text(text.replace('"value": 25,', '"value": "many",', 1), encoding="utf-8")
    done = desk("catalogue", "import", "--home", str(home), str(broken))
    assert done.returncode == 2
    faulty = next(place for place, row in enumerate(broken.read_text().splitlines(), 1) if '"many"' in row)
    assert any(str(place) in one_sentence(done) for place in range(faulty - 12, faulty + 1))


def test_more_officers_a_new_password_and_the_recovery_code(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    code = init(home)
    second = "mây trắng trên buôn làng"
    records(desk("officer", "add", "Y Thuần Byă", "--home", str(home), "--json", DESK_NEW_PASSWORD=second))
    records(desk("status", "--home", str(home), "--officer", "Y Thuần Byă", DESK_PASSWORD=second))
    third = "cánh đồng lúa chín vàng"
    records(
        desk(
            "officer", "recover", "Y Thuần Byă", "--home", str(home), "--json",
            DESK_RECOVERY_CODE=code, DESK_NEW_PASSWORD=third,
        )
    )  # fmt: skip
    records(desk("status", "--home", str(home), "--officer", "Y Thuần Byă", DESK_PASSWORD=third))
    assert desk("status", "--home", str(home), "--officer", "Y Thuần Byă", DESK_PASSWORD=second).returncode == 1
    short = desk("officer", "password", "--home", str(home), DESK_NEW_PASSWORD="ngắn quá")
    assert short.returncode in (1, 2)
    assert one_sentence(short)


def test_what_came_by_post_is_registered_and_taken_in_later(home: Path) -> None:
    feed = line(register=True, channel="post") + line(fees=[{"name": "Lệ phí", "amount": 8000}], paid_by="cash")
    registered, received = records(desk("receive", "--home", str(home), "-", feed=feed))
    assert registered["due_at"] is None
    assert registered["number"] != received["number"]
    (shown,) = records(desk("show", "--home", str(home), "--json", registered["number"]))
    assert shown["status"] == 1
    (with_fees,) = records(desk("show", "--home", str(home), "--json", received["number"]))
    assert [event["what"] for event in with_fees["history"]] == ["Received", "FeesRecorded"]
    wrong = desk("receive", "--home", str(home), "-", feed=line(register=True, channel="chim"))
    assert wrong.returncode == 2
    assert "channel" in one_sentence(wrong)
