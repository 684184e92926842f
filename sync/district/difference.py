"""What changes between two catalogues or two calendars, in words: which procedures and days, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.domain.calendar import Calendar, DayMark, DayType
from desk_app.domain.day_table import Shift
from desk_app.domain.procedure import Catalogue, Fee, Limit, Procedure, RequiredPaper, Unit
from sync.district.event_words import day

_UNITS: Mapping[Unit, str] = {
    Unit.SAME_DAY: "trong ngày", Unit.WORKING_DAY: "ngày làm việc", Unit.CALENDAR_DAY: "ngày",
    Unit.WORKING_HOUR: "giờ làm việc", Unit.IMMEDIATE: "giải quyết ngay",
}  # fmt: skip
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_PER = {"dossier": "mỗi hồ sơ", "copy": "mỗi bản", "page": "mỗi trang", "case": "mỗi việc", "person": "mỗi người"}
_NOTHING = "không có"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes: whose, what of it, from, to. A whole procedure or day has `from` or `to` empty."""

    whose: str
    what: str
    before: str
    after: str


def catalogue_changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Return what changes, procedure by procedure in the order of their codes."""
    changes: list[Change] = []
    for code in sorted(old.procedures.keys() | new.procedures.keys()):
        before, after = old.procedures.get(code), new.procedures.get(code)
        if before is None and after is not None:
            changes.append(Change(_named(after), "thủ tục mới", "", _limit(after.limit)))
        elif after is None and before is not None:
            changes.append(Change(_named(before), "bỏ thủ tục", _limit(before.limit), ""))
        elif before is not None and after is not None and before != after:
            changes += _of_procedure(before, after)
    return tuple(changes)


def calendar_changes(old: Calendar, new: Calendar) -> tuple[Change, ...]:
    """Return what changes: the sessions of weekdays, then day by day."""
    changes = [
        Change(word, "giờ làm việc", _sessions(before), _sessions(after))
        for word, before, after in zip(_WEEKDAYS, old.weekly, new.weekly, strict=True)
        if before != after
    ]
    changes += [
        Change(word, "giờ chỉ tiếp nhận", _sessions(before), _sessions(after))
        for word, before, after in zip(_WEEKDAYS, old.receptions, new.receptions, strict=True)
        if before != after
    ]
    for on in sorted(old.marks.keys() | new.marks.keys()):
        before, after = old.marks.get(on), new.marks.get(on)
        if before != after:
            changes.append(Change(_dated(on), "ngày", _mark(before), _mark(after)))
    return tuple(changes)


def _of_procedure(before: Procedure, after: Procedure) -> Iterator[Change]:
    whose = _named(after)
    pairs = (
        ("tên", before.name, after.name),
        ("tên ngắn", before.short_name, after.short_name),
        ("lĩnh vực", before.field, after.field),
        ("thời hạn", _limit(before.limit), _limit(after.limit)),
        ("thời hạn kéo dài", _limit(before.extended_limit), _limit(after.extended_limit)),
        ("phí, lệ phí", _fee(before.fee), _fee(after.fee)),
        ("kết quả", before.result_name, after.result_name),
        ("liên thông", _interlinked(before), _interlinked(after)),
        ("nơi tiếp nhận", before.handled_by, after.handled_by),
        ("mã kết quả", before.result_code, after.result_code),
        ("độ chắc chắn", before.certainty, after.certainty),
    )
    found = [Change(whose, what, old, new) for what, old, new in pairs if old != new]
    found += _papers(whose, before.papers, after.papers)
    yield from found or [Change(whose, "chi tiết khác", "", "")]


def _papers(whose: str, before: Sequence[RequiredPaper], after: Sequence[RequiredPaper]) -> Iterator[Change]:
    old, new = ({paper.name: _paper(paper) for paper in papers} for papers in (before, after))
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) != new.get(name):
            yield Change(whose, f"giấy tờ: {name}", old.get(name, ""), new.get(name, ""))


def _paper(paper: RequiredPaper) -> str:
    originals = f"{paper.originals} bản chính" * bool(paper.originals)
    copies = f"{paper.copies} bản sao" * bool(paper.copies)
    parts = (originals, copies, "" if paper.required else "không bắt buộc", paper.condition, paper.form)
    return " · ".join(part for part in parts if part) or "xuất trình"


def _limit(limit: Limit | None) -> str:
    if limit is None:
        return _NOTHING
    words = _UNITS[limit.unit]
    counted = f"{limit.value} {words}" if limit.unit not in (Unit.SAME_DAY, Unit.IMMEDIATE) else words
    cutoff = f"nhận trước {limit.cutoff:%H:%M}" if limit.cutoff else ""
    return " · ".join(part for part in (counted, cutoff, limit.note) if part)


def _fee(fee: Fee) -> str:
    amount = f"{fee.amount_vnd:,} đồng".replace(",", ".") if fee.amount_vnd else "không"
    tiers = [f"trang {tier.from_page} đến {tier.to_page or 'hết'}: {tier.amount_vnd}" for tier in fee.tiers]
    province = ["do tỉnh quy định"] * fee.set_by_province
    most = [f"nhiều nhất {fee.max_vnd_per_copy}"] * bool(fee.max_vnd_per_copy)
    rule = [fee.rule_text] * bool(fee.rule_text)
    return " · ".join([amount, _PER.get(fee.per, fee.per), *province, *tiers, *most, *rule])


def _interlinked(procedure: Procedure) -> str:
    return procedure.interlinked_with or "có" if procedure.interlinked else "không"


def _named(procedure: Procedure) -> str:
    return f"{procedure.code} {procedure.name}"


def _sessions(shifts: Sequence[Shift]) -> str:
    return ", ".join(f"{shift.opens:%H:%M}-{shift.closes:%H:%M}" for shift in shifts) or "nghỉ"


def _mark(mark: DayMark | None) -> str:
    if mark is None:
        return "ngày thường"
    kind = "nghỉ" if mark.type is DayType.OFF else "làm việc"
    sure = "" if mark.certainty.value == "official" else " (chưa xác nhận)"
    return f"{kind}: {mark.name}{sure}"


def _dated(on: date) -> str:
    return f"{_WEEKDAYS[on.weekday()]}, {day(on)}"
