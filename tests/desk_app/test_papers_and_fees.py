"""What may be asked for, what is held already, what it costs."""

from dataclasses import replace
from datetime import date

import pytest

from desk_app.domain.errors import ExemptionReasonError, NothingAskedError, NotOnChecklistError, PaperExpiredError
from desk_app.domain.event_facts import SubmittedPaper
from desk_app.domain.events import Finished, HandedOver
from desk_app.domain.fees import NATIONAL_FEES, exempted, fee_line, total_of, waived_of
from desk_app.domain.life_events import Amended, FeeLine, RequestedItem, SupplementReceived, Withdrawn
from desk_app.domain.procedure_facts import Fee, Limit, RequiredPaper, Unit
from desk_app.domain.reuse import HeldPaper, Offer, held_papers, offers, reused
from desk_app.domain.supplement_rules import answer_by, checked_items, is_unanswered, next_ordinal, reminders
from tests.desk_app.lives import asked, life, promise_of, reception
from tests.desk_app.office import at, shipped_calendar, shipped_catalogue

CALENDAR = shipped_calendar()
DAYS, DUE = Limit(3, Unit.WORKING_DAY), at("2026-11-19 17:00")
NOW = at("2026-11-26 09:00")
CHECKLIST = [RequiredPaper("Tờ khai", "form", 1, 0, True), RequiredPaper("Giấy chứng sinh", "paper", 1, 0, True)]
COPIES = NATIONAL_FEES[0].fee


def test_only_papers_of_the_checklist_may_be_asked_for() -> None:
    items = checked_items([RequestedItem("to khai", "thiếu chữ ký", listed=False)], CHECKLIST)
    assert items == (RequestedItem("to khai", "thiếu chữ ký", listed=True),)
    with pytest.raises(NothingAskedError):
        checked_items([RequestedItem("  ")], CHECKLIST)


@pytest.mark.parametrize(("reason", "by"), [("", ""), ("cần xác minh", ""), ("", "Chủ tịch Y Thih"), (" ", " ")])
def test_anything_else_needs_the_chairmans_words_and_name(reason: str, by: str) -> None:
    asked_for = [RequestedItem("Tờ khai"), RequestedItem("Sổ hộ khẩu")]
    with pytest.raises(NotOnChecklistError) as refused:
        checked_items(asked_for, CHECKLIST, reason, by)
    assert refused.value.facts["names"] == ("Sổ hộ khẩu",)
    allowed = checked_items(asked_for, CHECKLIST, "cần xác minh", "Chủ tịch Y Thih")
    assert [item.listed for item in allowed] == [True, False]


def test_a_second_request_is_numbered() -> None:
    first = life(("2026-11-16 09:00", reception(DAYS, DUE)), ("2026-11-16 10:00", asked()))
    assert next_ordinal(first.standing) == 2


def test_the_answer_has_a_last_day_and_reminders_on_working_days() -> None:
    last_day = answer_by(CALENDAR, at("2026-11-16 09:00"), 5)
    assert last_day == date(2026, 11, 23)
    assert reminders(CALENDAR, at("2026-11-16 09:00"), last_day, (3, 1)) == (date(2026, 11, 18), date(2026, 11, 20))
    assert reminders(CALENDAR, at("2026-11-20 09:00"), last_day, (3, 1)) == ()
    assert not is_unanswered(last_day, at("2026-11-23 23:00"))
    assert is_unanswered(last_day, at("2026-11-24 00:00"))
    assert not is_unanswered(None, NOW)


def test_papers_given_before_are_held_until_they_are_given_back() -> None:
    certificate = SubmittedPaper("Giấy đăng ký kết hôn", copies=1, valid_until=date(2026, 11, 20))
    presented = SubmittedPaper("Căn cước", note="chỉ xuất trình")
    original, old = SubmittedPaper("Giấy chứng sinh", originals=1), SubmittedPaper("Tờ khai", 1, reused_from="X")
    dossier = life(
        ("2026-11-16 09:00", reception(DAYS, DUE, papers=(certificate, presented, original, old))),
        ("2026-11-16 10:00", asked()),
        ("2026-11-17 10:00", SupplementReceived((SubmittedPaper("Trích lục", certified=1),), promise_of(DUE))),
        ("2026-11-18 10:00", Finished()),
        ("2026-11-19 10:00", HandedOver("Y Wơl Niê", "applicant", "slip", returned=(original,))),
    )
    assert held_papers([dossier]) == (
        HeldPaper("Trích lục", dossier.number, at("2026-11-17 10:00"), "Lê An", certified=1),
        HeldPaper(
            "Giấy đăng ký kết hôn", dossier.number, at("2026-11-16 09:00"), "Lê An", date(2026, 11, 20), copies=1
        ),
    )


def test_an_original_goes_back_and_its_copies_stay() -> None:
    paper, more = SubmittedPaper("Giấy khai sinh", originals=1, copies=1), SubmittedPaper("giấy khai sinh", copies=2)
    dossier = life(
        ("2026-11-16 09:00", reception(DAYS, DUE, papers=(paper,))),
        ("2026-11-16 10:00", asked()),
        ("2026-11-17 10:00", SupplementReceived((more,), promise_of(DUE))),
        ("2026-11-18 10:00", Withdrawn("đổi ý", (SubmittedPaper("Giấy khai sinh", originals=1),))),
    )
    (held,) = held_papers([dossier])
    assert (held.originals, held.copies, held.seen_at) == (0, 3, at("2026-11-17 10:00"))


def test_what_an_amendment_took_off_the_record_is_not_held() -> None:
    wrong, right, kept = (SubmittedPaper(name, 1) for name in ("Giấy khai sinh", "Giấy chứng sinh", "Đơn"))
    dossier = life(
        ("2026-11-16 09:00", reception(DAYS, DUE, papers=(wrong, kept))),
        ("2026-11-16 09:05", Amended("ghi nhầm giấy", True, papers=(right, kept))),
    )
    assert [(paper.name, paper.seen_at) for paper in held_papers([dossier])] == [
        ("Giấy chứng sinh", at("2026-11-16 09:05")), ("Đơn", at("2026-11-16 09:00")),
    ]  # fmt: skip


def test_a_valid_paper_is_offered_before_an_expired_one_and_that_not_silently() -> None:
    old = HeldPaper("GIẤY CHỨNG SINH", "A", at("2026-11-20 09:00"), "Lê An", date(2026, 11, 25))
    fresh = HeldPaper("Giay chung sinh", "B", at("2026-01-20 09:00"), "Hồ Bình")
    (offer,) = offers([old, fresh], CHECKLIST, NOW)
    assert offer == Offer("Giấy chứng sinh", fresh, expired=False)
    assert reused(offer) == SubmittedPaper("Giấy chứng sinh", copies=1, reused_from="B")
    (expired,) = offers([old], CHECKLIST, NOW)
    with pytest.raises(PaperExpiredError) as refused:
        reused(expired, " ")
    assert refused.value.facts["valid_until"] == date(2026, 11, 25)
    assert reused(expired, "bản gốc vẫn đúng").note == "bản gốc vẫn đúng"
    assert not offers([old], CHECKLIST, at("2026-11-25 23:00"))[0].expired


@pytest.mark.parametrize(
    ("copies", "pages", "amount"),
    [(1, 1, 2_000), (1, 2, 4_000), (1, 3, 5_000), (1, 10, 12_000), (3, 4, 18_000), (1, 198, 200_000),
     (1, 199, 200_000), (2, 500, 400_000)],
)  # fmt: skip
def test_certified_copies_cost_by_the_page_with_a_ceiling_for_each_copy(copies: int, pages: int, amount: int) -> None:
    """TT 226/2016/TT-BTC: 2.000 đ a page, from the third page 1.000 đ, at most 200.000 đ a copy."""
    assert fee_line("Chứng thực bản sao", COPIES, copies=copies, pages=pages).amount == amount


def test_other_fees_go_by_the_case_whatever_the_pages() -> None:
    line = fee_line("Trích lục", Fee(8_000, "copy", False), copies=3, pages=9)
    assert line == FeeLine("Trích lục", 3, 24_000)
    with pytest.raises(ValueError):
        fee_line("Trích lục", Fee(8_000, "copy", False), copies=0)


def test_a_waived_fee_stays_written_with_its_reason() -> None:
    paid, waived = FeeLine("a", 1, 8_000), exempted(FeeLine("b", 1, 10_000), " hộ nghèo ")
    assert (total_of([paid, waived]), waived_of([paid, waived]), waived.exempt_reason) == (8_000, 10_000, "hộ nghèo")
    with pytest.raises(ExemptionReasonError):
        exempted(paid, " ")


def test_the_national_fees_are_those_of_the_catalogue() -> None:
    catalogue = shipped_catalogue()
    codes = ("2.000815", "2.000884", "2.001035", "2.000913", "2.000927", "2.001019", "2.001016", "2.001406", "2.000635",
             "2.001263")  # fmt: skip
    for national, code in zip(NATIONAL_FEES, codes, strict=True):
        assert replace(catalogue.get(code).fee, rule_text="") == national.fee, national.name
        assert national.source
