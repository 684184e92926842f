"""Every line that goes on paper or into the log is one that can be seen, and of a length a paper has room for."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import SubmittedPaper
from desk_app.usecases import handover, intake, paper_lists, progress, upkeep
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.office import Office
from tests.desks import application, make_office

DAY = datetime(2026, 12, 11, tzinfo=OFFICE_ZONE).date()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = make_office(tmp_path_factory.mktemp("lines") / "desk")
    yield office
    office.store.close()


Act = Callable[[Office], object]


def _received(**facts: Any) -> Act:
    return lambda office: intake.receive(office, application(**facts))


def _handed_over(proof: str) -> Act:
    def act(office: Office) -> object:
        number = intake.receive(office, application()).number
        progress.finish(office, number)
        return handover.hand_over(office, number, "Y Wơl", proof=proof)

    return act


ACTS: dict[str, Callable[[str], Act]] = {
    "authority": lambda text: _received(authority=text),
    "reason of a late entry": lambda text: _received(late_entry_reason=text),
    "name of a paper": lambda text: _received(papers=(SubmittedPaper(text, 1, 0),)),
    "note on a paper": lambda text: _received(papers=(SubmittedPaper("Tờ khai", 1, 0, note=text),)),
    "reason of a refusal": lambda text: lambda office: intake.refuse(office, application(), text),
    "proof at hand-over": _handed_over,
    "name of a day": lambda text: lambda office: upkeep.change_day(office, DAY, "off", text, "nghị quyết"),
    "reason of a day": lambda text: lambda office: upkeep.change_day(office, DAY, "off", "Hội làng", text),
}


@pytest.mark.parametrize("text", ["A\u202eB", "A\x00B", "\u200b", "x" * 100_000], ids=["turned", "nul", "zero", "long"])
@pytest.mark.parametrize("act", ACTS)
def test_a_line_nobody_could_read_is_refused(act: str, text: str, office: Office) -> None:
    with pytest.raises(BadInputError):
        ACTS[act](text)(office)


@pytest.mark.parametrize("act", ACTS)
def test_an_ordinary_line_is_taken(act: str, office: Office) -> None:
    assert ACTS[act]("Theo Giấy ủy quyền số 12")(office)


def test_a_day_is_not_changed_without_a_reason(office: Office) -> None:
    with pytest.raises(ReasonMissingError):
        upkeep.change_day(office, DAY, "off", "Hội làng", " ")


def test_more_papers_than_a_slip_lists_are_refused(office: Office) -> None:
    with pytest.raises(paper_lists.TooManyPapersError):
        intake.receive(office, application(papers=tuple(SubmittedPaper(f"Giấy {n}", 1, 0) for n in range(101))))


@pytest.mark.parametrize("year", [1, 1900, 1999, 2999])
def test_a_late_entry_is_of_this_century_and_not_of_tomorrow(year: int, office: Office) -> None:
    with pytest.raises(BadInputError):
        intake.receive(office, application(claimed_at=datetime(year, 1, 2, 9, tzinfo=OFFICE_ZONE)))
