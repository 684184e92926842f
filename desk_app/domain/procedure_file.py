"""A catalogue as a file: read whole or refused with the line of the first mistake."""

import re
from datetime import time

from desk_app.domain.errors import CatalogueError
from desk_app.domain.located_json import Entry, FaultInJson, as_entry, line_of, read_json
from desk_app.domain.procedure_facts import Fee, FeeTier, Limit, Procedure, RequiredPaper, Unit
from desk_app.domain.text import nfc

MOST_SHORT_NAME = 60
MOST_LIMIT = 1000
MOST_VND = 1_000_000_000

# 1.001193, or with the agency of a local form: 2.000815.000.00.00.H55
_CODE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9A-Z.]{1,30})?")
_CUTOFF = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def procedures_from_json(text: str) -> tuple[str, dict[str, Procedure]]:
    """Return the version and the procedures, by code, of a catalogue file.

    CatalogueError names the `place` (line, and the procedure with its own first line), the `line`, the `column` where
    JSON is broken, and the `reason`.
    """
    try:
        root = as_entry(read_json(text), ())
        return nfc(root.text("version", most=40)), _procedures(root)
    except FaultInJson as fault:
        line = fault.line or line_of(text, fault.path)
        place = f"dòng {line}" + _entry_named(text, fault)
        raise CatalogueError(place=place, reason=fault.reason, line=line, column=fault.column) from fault


def _entry_named(text: str, fault: FaultInJson) -> str:
    if fault.column:
        return f", cột {fault.column}"
    if len(fault.path) <= 2:
        return ""
    return f" (mục thứ {int(fault.path[1]) + 1}, bắt đầu ở dòng {line_of(text, fault.path[:2])})"


def _procedures(root: Entry) -> dict[str, Procedure]:
    procedures: dict[str, Procedure] = {}
    short_names: set[str] = set()
    for entry in root.entries("procedures"):
        procedure = _procedure(entry)
        if procedure.code in procedures:
            raise entry.fault("code", f"mã {procedure.code} ghi hai lần")
        if procedure.short_name in short_names:
            raise entry.fault("short_name", f"tên gọi “{procedure.short_name}” ghi hai lần")
        procedures[procedure.code] = procedure
        short_names.add(procedure.short_name)
    if not procedures:
        raise root.fault("procedures", "danh mục không có thủ tục nào")
    return procedures


def _procedure(entry: Entry) -> Procedure:
    code = entry.text("code", most=40)
    if not _CODE.fullmatch(code):
        raise entry.fault("code", f"mã thủ tục không đúng dạng: {code}")
    result = entry.entry("result")
    interlinked = entry.truth("interlinked")
    return Procedure(
        code=code,
        name=nfc(entry.text("name")),
        short_name=nfc(entry.text("short_name", most=MOST_SHORT_NAME)),
        field=nfc(entry.text("field")),
        limit=_limit(entry.entry("limit")),
        extended_limit=_limit(entry.entry("extended_limit")) if "extended_limit" in entry.values else None,
        fee=_fee(entry.entry("fee")),
        papers=_papers(entry),
        result_name=nfc(result.text("name")),
        interlinked=interlinked,
        interlinked_with=nfc(entry.text("interlinked_with")) if interlinked else "",
        handled_by=entry.text("handled_by", most=40),
        certainty=entry.text("certainty", most=40),
        result_code=result.text("code", default="", most=40),
    )


def _limit(entry: Entry) -> Limit:
    unit = Unit(entry.one_of("unit", [unit.value for unit in Unit]))
    same_day = unit in (Unit.SAME_DAY, Unit.IMMEDIATE)
    return Limit(
        value=entry.number("value", 1, 1 if same_day else MOST_LIMIT),
        unit=unit,
        cutoff=_cutoff(entry, unit),
        note=nfc(entry.text("note", default="")),
    )


def _cutoff(entry: Entry, unit: Unit) -> time | None:
    if unit is Unit.SAME_DAY and "cutoff" not in entry.values:
        raise entry.fault("cutoff", "thủ tục trả trong ngày thiếu giờ chốt “cutoff” (ghi null nếu không có)")
    if entry.values.get("cutoff") is None:
        return None
    match = _CUTOFF.fullmatch(entry.text("cutoff", most=20))
    if match is None:
        raise entry.fault("cutoff", "giờ chốt phải viết như 15:00")
    if unit is not Unit.SAME_DAY:
        raise entry.fault("cutoff", "giờ chốt chỉ có ở thủ tục trả trong ngày")
    return time(int(match[1]), int(match[2]))


def _fee(entry: Entry) -> Fee:
    rule = entry.entry("rule") if "rule" in entry.values else Entry({}, entry.path)
    return Fee(
        amount_vnd=entry.number("amount_vnd", 0, MOST_VND),
        per=entry.one_of("per", ("dossier", "page", "copy", "case")),
        set_by_province=entry.truth("set_by_province"),
        rule_text=nfc(rule.text("text", default="")),
        tiers=tuple(_tier(tier) for tier in rule.entries("tiers")) if "tiers" in rule.values else (),
        max_vnd_per_copy=rule.number("max_vnd_per_copy", 0, MOST_VND) if "max_vnd_per_copy" in rule.values else None,
    )


def _tier(entry: Entry) -> FeeTier:
    first = entry.number("from_page", 1, MOST_LIMIT)
    last = None if entry.values.get("to_page") is None else entry.number("to_page", first, MOST_LIMIT)
    return FeeTier(first, last, entry.number("amount_vnd", 0, MOST_VND))


def _papers(entry: Entry) -> tuple[RequiredPaper, ...]:
    papers = tuple(_paper(paper) for paper in entry.entries("papers"))
    if not papers:
        raise entry.fault("papers", "thủ tục không có thành phần hồ sơ nào")
    return papers


def _paper(entry: Entry) -> RequiredPaper:
    return RequiredPaper(
        name=nfc(entry.text("name")),
        kind=entry.one_of("kind", ("submit", "present")),
        originals=entry.number("originals", 0, 99),
        copies=entry.number("copies", 0, 99),
        required=entry.truth("required"),
        condition=nfc(entry.text("condition", default="")),
        form=nfc(entry.text("form", default="")),
        group=entry.text("group", default="", most=60),
    )
