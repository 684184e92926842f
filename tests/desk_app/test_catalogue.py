"""The catalogue: found as a clerk types, papers chosen, and a faulty file refused with its line."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.errors import CatalogueError, DeskError, UnknownProcedureError
from desk_app.domain.procedure import Unit, catalogue_from_json, required_papers
from desk_app.domain.procedure_rank import rank, ranked
from desk_app.domain.text import fold_by_sound
from tests.desk_app.office import shipped, shipped_catalogue

TEXT = shipped("procedures.json")
CATALOGUE = shipped_catalogue()


def test_the_shipped_catalogue_is_whole() -> None:
    assert CATALOGUE.version == "2026-11-21"
    assert len(CATALOGUE.procedures) == 140
    birth = CATALOGUE.get("1.001193")
    assert birth.short_name == "Đăng ký khai sinh"
    assert birth.limit.unit is Unit.SAME_DAY
    assert birth.limit.cutoff is not None
    assert birth.limit.cutoff.hour == 15
    assert {procedure.handled_by for procedure in CATALOGUE.procedures.values()} == {"commune", "commune_police"}
    pages = next(p for p in CATALOGUE.procedures.values() if p.fee.tiers)
    assert (pages.fee.per, pages.fee.max_vnd_per_copy, pages.fee.tiers[1].to_page) == ("page", 200_000, None)


def test_an_unknown_code_is_told() -> None:
    with pytest.raises(UnknownProcedureError) as refused:
        CATALOGUE.get("9.999999")
    assert refused.value.facts == {"code": "9.999999"}
    assert CATALOGUE.get(" 1.001193 ").code == "1.001193"


@pytest.mark.parametrize(
    "typed",
    ["1.001193", "001193", "khai sinh", "KHAI SINH", "đăng ký khai sinh", "dang ki khai sinh", "sinh khai", "sinh, da"],
)
def test_a_procedure_is_found_by_any_part(typed: str) -> None:
    assert "1.001193" in [procedure.code for procedure in CATALOGUE.search(typed)]


def test_the_closest_name_comes_first() -> None:
    assert CATALOGUE.search("dang ky khai sinh")[0].short_name == "Đăng ký khai sinh"
    assert CATALOGUE.search("khai tu")[0].short_name.casefold().find("khai tử") >= 0


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sinh", "1.001193"),
        ("khai s", "1.001193"),
        ("KHAI SINH", "1.001193"),
        ("kết hôn", "1.000894"),
        ("ket hon", "1.000894"),
        ("khai tử", "1.000656"),
        ("chứng thực", "2.000815"),
        ("chứng thực bản sao", "2.000815"),
        ("chứng thực chữ ký", "2.000884"),
        ("khai sinh lưu", "1.003583"),
        ("lại khai sinh", "1.004884"),
        ("tình trạng hôn nhân", "1.004873"),
        ("trích lục", "2.000635"),
        ("2.000528", "2.000528"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert CATALOGUE.search(typed)[0].code == first


def test_the_order_of_fits_is_the_code_the_name_its_opening_its_words_and_the_rest() -> None:
    def order(words: str) -> list[str]:
        known = [
            ranked("1.000009", "Ghi chú khai sinh", "Ghi chú", "Hộ tịch"),
            ranked("1.000008", "Đăng ký khai sinh", "Đăng ký khai sinh", "Hộ tịch"),
            ranked("1.000007", "Khai sinh lưu động", "Đăng ký", "Hộ tịch"),
            ranked("1.000006", "Khai sinhx", "Đăng ký", "Hộ tịch"),
            ranked("1.000005", "Hộ tịch", "Ghi việc khai sinh", "Hộ tịch"),
            ranked("1.000004", "Sinh con, khai báo", "Sinh con", "Hộ tịch"),
        ]
        folded = fold_by_sound(words).split()
        return [each.code[-1] for each in sorted(known, key=lambda each: rank(each, folded))]

    assert order("khai sinh") == list("876954")
    assert order("1.000004")[0] == "4"


def test_search_offers_only_what_this_desk_receives() -> None:
    offered = CATALOGUE.search("")
    assert len(offered) == 138
    assert all(procedure.handled_by == "commune" for procedure in offered)
    assert CATALOGUE.search("không có thủ tục như thế") == []


def test_every_procedure_is_found_by_its_own_name_first_letters_and_code() -> None:
    for procedure in CATALOGUE.search(""):
        assert procedure in CATALOGUE.search(procedure.short_name)
        assert procedure in CATALOGUE.search(procedure.code)[:1]


def test_of_alternatives_the_first_is_required() -> None:
    birth = required_papers(CATALOGUE.get("1.001193"))
    assert [paper.group for paper in birth].count("chung-sinh") == 1
    assert all(paper.required for paper in birth)
    for procedure in CATALOGUE.procedures.values():
        chosen = required_papers(procedure)
        groups = [paper.group for paper in chosen if paper.group]
        assert len(groups) == len(set(groups))
        assert {paper.name for paper in procedure.papers if paper.required and not paper.group} <= {
            paper.name for paper in chosen
        }


DAYS = '"value": 5,\n    "unit": "working_day",\n    "cutoff": null'

FAULTS = [
    ('"unit": "working_day"', '"unit": "fortnight"', "unit"),
    ('"value": 25', '"value": "25"', "value"),
    ('"value": 25', '"value": -25', "value"),
    ('"value": 25', '"value": true', "value"),
    ('"cutoff": "15:00"', '"cutoff": "3 pm"', "15:00"),
    (DAYS, '"value": 5, "unit": "working_day", "cutoff": "15:00"', "chốt"),
    ('"code": "1.001699"', '"code": "1.001653"', "hai lần"),
    ('"code": "1.001699"', '"code": "one"', "one"),
    ('"code": "1.001699"', '"code": ""', "code"),
    ('"required": true', '"required": "yes"', "required"),
    ('"amount_vnd": 0', '"amount_vnd": 1.5', "amount_vnd"),
    ('"per": "page"', '"per": "kilo"', "per"),
    ('"originals": 1', '"originals": -1', "originals"),
    ('"interlinked": false', '"interlinked": 0', "interlinked"),
    ('"name": "Giấy xác nhận khuyết tật"', '"name": "Giấy \u202e xác nhận"', "RIGHT-TO-LEFT OVERRIDE"),
    ('"name": "Giấy xác nhận khuyết tật"', '"name": "Giấy\u200b"', "ZERO WIDTH SPACE"),
    ('"kind": "present"', '"kind": "lend"', "kind"),
]


@pytest.mark.parametrize(("sound", "faulty", "named"), FAULTS)
def test_a_faulty_catalogue_file_is_refused_with_its_line(sound: str, faulty: str, named: str) -> None:
    assert sound in TEXT
    text = TEXT.replace(sound, faulty, 1)
    with pytest.raises(CatalogueError) as refused:
        catalogue_from_json(text)
    facts = refused.value.facts
    assert faulty in text.splitlines()[int(str(facts["line"])) - 1], facts
    assert named in str(facts["reason"])
    assert f"dòng {facts['line']}" in str(facts["place"])


def test_a_missing_part_is_named_with_the_line_of_its_entry() -> None:
    text = TEXT.replace('   "result": {\n    "name": "Giấy xác nhận khuyết tật"\n   },\n', "", 1)
    with pytest.raises(CatalogueError) as refused:
        catalogue_from_json(text)
    assert refused.value.facts["line"] == 4, "the entry begins on line 4"
    assert "bắt đầu ở dòng 4" in str(refused.value.facts["place"])


def test_a_misspelt_cut_off_does_not_make_a_later_promise() -> None:
    with pytest.raises(CatalogueError) as refused:
        catalogue_from_json(TEXT.replace('"cutoff": "15:00"', '"cutof": "15:00"', 1))
    assert TEXT.splitlines()[int(str(refused.value.facts["line"])) - 1].strip() == '"limit": {'
    assert "cutoff" in str(refused.value.facts["reason"])


def test_broken_json_names_line_and_column() -> None:
    with pytest.raises(CatalogueError) as refused:
        catalogue_from_json('{\n "version": "x",\n "procedures": [ {] }')
    assert (refused.value.facts["line"], refused.value.facts["column"]) == (3, 19)
    assert refused.value.facts["place"] == "dòng 3, cột 19"


@given(st.text() | st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_any_other_text_is_one_sentence(text: str) -> None:
    with pytest.raises(DeskError):
        catalogue_from_json(text)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "1" * 5_000, '{"version": NaN}', '{"version": "\\ud800", "procedures": []}']
)
def test_malicious_json_is_one_sentence(text: str) -> None:
    with pytest.raises(CatalogueError):
        catalogue_from_json(text)


SMALL = json.loads(TEXT)
SMALL["procedures"] = SMALL["procedures"][:2]


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_an_entry_is_read_or_refused_but_never_a_traceback(data: st.DataObject) -> None:
    damaged = json.loads(json.dumps(SMALL))
    target: Any = damaged
    while isinstance(target, dict | list) and target:
        key = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else range(len(target))))
        inner = target[key]
        if not isinstance(inner, dict | list) or data.draw(st.booleans()):
            target[key] = data.draw(st.sampled_from([None, "", "x", -1, 10**30, 1.5, [], {}, [[]], True]))
            break
        target = inner
    try:
        catalogue_from_json(json.dumps(damaged, indent=1))
    except CatalogueError as refused:
        assert int(str(refused.facts["line"])) >= 1
