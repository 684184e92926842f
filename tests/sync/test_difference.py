"""What changes is told procedure by procedure and day by day, from what to what, and nothing is left untold."""

import json
from typing import Any

from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.procedure import catalogue_from_json
from sync.district.difference import Change, calendar_changes, catalogue_changes
from tests.db.desk import calendar_json, catalogue_json


def catalogue_with(change: Any) -> tuple[Change, ...]:
    changed = json.loads(catalogue_json())
    change(changed["procedures"])
    return catalogue_changes(catalogue_from_json(catalogue_json()), catalogue_from_json(json.dumps(changed)))


def test_a_limit_a_fee_and_a_paper_are_told_from_what_to_what() -> None:
    def change(procedures: list[dict[str, Any]]) -> None:
        procedures[0]["limit"]["value"] = 7
        procedures[0]["fee"]["amount_vnd"] = 15_000
        procedures[0]["papers"][0]["copies"] = 2

    limit, fee, paper = catalogue_with(change)
    assert (limit.what, limit.before, limit.after) == ("thời hạn", "5 ngày làm việc", "7 ngày làm việc")
    assert limit.whose.startswith("1.001653 ")
    assert (fee.what, fee.after[:11]) == ("phí, lệ phí", "15.000 đồng")
    assert paper.what.startswith("giấy tờ: ") and "2 bản sao" in paper.after and "2 bản sao" not in paper.before


def test_a_new_and_a_dropped_procedure_are_told() -> None:
    def change(procedures: list[dict[str, Any]]) -> None:
        procedures.append({**procedures[0], "code": "9.999999", "name": "Thủ tục mới", "short_name": "Mới"})
        del procedures[1]

    dropped, new = sorted(catalogue_with(change), key=lambda each: each.after)
    assert (dropped.what, dropped.after, new.what, new.before) == ("bỏ thủ tục", "", "thủ tục mới", "")


def test_every_field_of_a_procedure_that_changes_is_told() -> None:
    for field, value in (("name", "khác hẳn"), ("short_name", "khác"), ("field", "Đất đai"), ("certainty", "high")):
        found = catalogue_with(lambda procedures, change={field: value}: procedures[0].update(change))
        assert [each.after for each in found] == [value]
    assert catalogue_with(lambda procedures: procedures.reverse()) == ()


def test_days_and_sessions_are_told() -> None:
    changed = json.loads(calendar_json())
    changed["working_time"]["sat"] = ["07:30-11:30"]
    changed["days"] = [day for day in changed["days"] if day["date"] != "2027-01-01"]
    changed["days"].append({"date": "2027-03-15", "type": "off", "name": "Lễ hội", "certainty": "official"})
    found = calendar_changes(calendar_from_json(calendar_json()), calendar_from_json(json.dumps(changed)))
    assert [(each.whose, each.before, each.after) for each in found] == [
        ("Thứ Bảy", "nghỉ", "07:30-11:30"),
        ("Thứ Sáu, 01/01/2027", "nghỉ: Tết Dương lịch (chưa xác nhận)", "ngày thường"),
        ("Thứ Hai, 15/03/2027", "ngày thường", "nghỉ: Lễ hội"),
    ]
