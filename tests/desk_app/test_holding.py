"""Who held it: the desk, officers, other bodies, and the citizen who is waited for."""

from itertools import pairwise

from desk_app.domain.events import Finished, Refused, Started
from desk_app.domain.holding import Holding, Stay, holdings_of, split_among, stays_of
from desk_app.domain.life_events import Forwarded, Reopened, Withdrawn
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Limit, Unit
from tests.desk_app.lives import answered, asked, log, reception, seconds, terms_of
from tests.desk_app.office import at

DAYS, DUE = Limit(3, Unit.WORKING_DAY), at("2026-11-19 17:00")
NOW = at("2026-11-26 09:00")
LAND = "Chi nhánh Văn phòng Đăng ký đất đai"


def test_an_answer_gives_it_back_to_whom_it_was_taken_from() -> None:
    history = log(
        ("2026-11-16 08:00", reception(DAYS, DUE)),
        ("2026-11-16 08:00", Started()),
        ("2026-11-16 09:00", Forwarded("officer", "Hồ Bình", None)),
        ("2026-11-16 10:00", asked()),
        ("2026-11-17 10:00", answered(DUE)),
        ("2026-11-17 11:00", Finished()),
    )
    assert holdings_of(history, NOW) == (
        Holding("desk", "", at("2026-11-16 08:00"), at("2026-11-16 09:00")),
        Holding("officer", "Hồ Bình", at("2026-11-16 09:00"), at("2026-11-16 10:00")),
        Holding("citizen", "", at("2026-11-16 10:00"), at("2026-11-17 10:00")),
        Holding("officer", "Hồ Bình", at("2026-11-17 10:00"), at("2026-11-17 11:00")),
    )


def test_a_dossier_taken_back_lies_with_the_citizen_until_it_is_reopened() -> None:
    history = log(
        ("2026-11-16 08:00", reception(DAYS, DUE)),
        ("2026-11-16 09:00", Withdrawn("đổi ý")),
        ("2026-11-17 09:00", Reopened("nộp lại", "CT")),
    )
    assert [holding.holder for holding in holdings_of(history, NOW)] == ["desk", "citizen", "desk"]
    assert holdings_of(history[:2], NOW) == (Holding("desk", "", at("2026-11-16 08:00"), at("2026-11-16 09:00")),)


def test_a_refused_dossier_was_held_by_nobody() -> None:
    refused = Refused(b"s", "TT03/2025", terms_of(DAYS), Person("Y Wơl Niê"), None, (), "thiếu giấy")
    assert holdings_of(log(("2026-11-16 08:00", refused)), NOW) == ()


def test_each_body_is_measured_against_its_own_date_beside_the_total() -> None:
    """Liên thông has two dates; a citizen's answer is not the body's lateness."""
    history = log(
        ("2026-11-16 08:00", reception(DAYS, DUE)),
        ("2026-11-16 08:00", Started()),
        ("2026-11-16 09:00", Forwarded("body", LAND, at("2026-11-18 09:00"))),
        ("2026-11-18 10:00", asked()),
        ("2026-11-19 10:00", answered(DUE)),
        ("2026-11-19 12:00", Forwarded("body", "Thuế cơ sở", None)),
        ("2026-11-19 13:00", Forwarded("desk", "", None)),
        ("2026-11-19 14:00", Finished()),
    )
    assert stays_of(history, NOW) == (
        Stay("body", LAND, at("2026-11-16 09:00"), at("2026-11-19 12:00"), at("2026-11-18 09:00"), seconds(hours=3)),
        Stay("body", "Thuế cơ sở", at("2026-11-19 12:00"), at("2026-11-19 13:00"), None, 0),
    )


def test_a_stay_that_goes_on_is_measured_up_to_now() -> None:
    history = log(
        ("2026-11-16 08:00", reception(DAYS, DUE)),
        ("2026-11-16 08:00", Started()),
        ("2026-11-16 09:00", Forwarded("body", LAND, at("2026-11-26 08:00"))),
    )
    assert stays_of(history, NOW)[0].late_seconds == seconds(hours=1)


def test_parts_of_a_second_are_not_lost_between_holders() -> None:
    start = at("2026-11-16 08:00")
    cuts = [start.replace(microsecond=part) for part in (0, 400_000, 700_000)] + [at("2026-11-16 08:00:01.600")]
    holdings = [Holding("officer", str(i), a, b) for i, (a, b) in enumerate(pairwise(cuts))]
    assert sum(split_among(holdings, start, cuts[-1]).values()) == 1


def test_a_late_entry_never_makes_a_gap_or_an_overlap() -> None:
    history = log(
        ("2026-11-16 08:00", reception(DAYS, DUE)),
        ("2026-11-16 08:00", Started()),
        ("2026-11-17 09:00", Forwarded("officer", "Hồ Bình", None)),
        ("2026-11-17 08:00", Forwarded("body", LAND, None)),
        ("2026-11-17 12:00", Finished()),
    )
    assert [(holding.name, holding.ends) for holding in holdings_of(history, NOW)] == [
        ("", at("2026-11-17 09:00")),
        (LAND, at("2026-11-17 12:00")),
    ]
