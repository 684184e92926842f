"""What is typed wrong is refused by the name of its field, and nothing is written."""

from collections.abc import Callable
from datetime import date

import pytest

from desk_app.domain.errors import BadInputError, DayOutsideError, DeskError, TextMissingError
from desk_app.settings import SettingShapeError
from desk_app.settings import checked as checked_setting
from desk_app.usecases import closing, ending, handover, progress, supplement
from desk_app.usecases.acts import ClaimOrderError
from desk_app.usecases.office import Office
from tests.desk_app.life_desk import BURIAL, LANDSCAPE, go_to, moment, seq_of, take_in

SIGNERS = ("Y Một", "Y Hai")


def asked(office: Office, number: str) -> None:
    supplement.request_obligation(office, number, "TB 1")


def ready(office: Office, number: str) -> None:
    progress.finish(office, number)


def nothing(office: Office, number: str) -> None:
    """A dossier just taken in."""


def late_answer(office: Office, number: str) -> None:
    name = office.store.catalogue().get(BURIAL).papers[0].name
    request = supplement.SupplementRequest(((name, ""),), "mờ", date(2026, 12, 8))
    supplement.request_supplement(office, number, request)


CASES: dict[str, tuple[Callable[[Office, str], object], Callable[[Office, str], object], type[DeskError], str]] = {
    "notice": (nothing, lambda desk, n: supplement.request_obligation(desk, n, " "), TextMissingError, "notice"),
    "receipt": (asked, lambda desk, n: supplement.settle_obligation(desk, n, ""), TextMissingError, "receipt"),
    "tracking": (ready, lambda desk, n: handover.post(desk, n, ""), TextMissingError, "tracking"),
    "answer": (nothing, late_answer, DayOutsideError, "answer_by"),
    "signed": (
        nothing,
        lambda desk, n: progress.finish(desk, n, result=progress.Result(signed_on=date(2099, 1, 1))),
        DayOutsideError,
        "signed_on",
    ),
    "closing": (
        nothing, lambda desk, n: closing.close_day(desk, *SIGNERS, on=date(2026, 12, 10)), DayOutsideError, "on",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_field_is_named_and_nothing_written(case: str, office: Office) -> None:
    before_it, act, error, field = CASES[case]
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    before_it(office, number)
    before = seq_of(office)
    with pytest.raises(error) as refused:
        act(office, number)
    assert (refused.value.facts["field"], seq_of(office)) == (field, before)


def test_nobody_asks_to_stop_what_was_not_yet_handed_in(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", LANDSCAPE)
    with pytest.raises(ClaimOrderError):
        ending.stop(office, number, ending.Stop("dân xin", asked_at=moment("2026-12-08 08:00")))
    go_to(office, "2026-12-09 09:00")
    assert ending.stop(office, number, ending.Stop("dân xin", asked_at=moment("2026-12-09 08:30")))


@pytest.mark.parametrize("proof", ["slip", "card", " "])
def test_a_representative_shows_more_than_the_slip(office: Office, proof: str) -> None:
    number = take_in(office, "2026-12-09 08:00", LANDSCAPE)
    progress.finish(office, number)
    with pytest.raises(handover.AuthorityMissingError):
        handover.hand_over(office, number, "Lò Văn Sáu", "representative", proof)
    assert handover.hand_over(office, number, "Lò Văn Sáu", "representative", proof, authority="GUQ 3")


@pytest.mark.parametrize(
    ("name", "value"), [("agency_code", "xã!"), ("supplement_days", "-3"), ("slip_pattern", "{nope}")]
)
def test_a_setting_is_shown_how_it_is_written(name: str, value: str) -> None:
    with pytest.raises(SettingShapeError) as refused:
        checked_setting(name, value)
    assert isinstance(refused.value, BadInputError) and refused.value.facts["example"]
