"""What the upper body decided stands first under Hôm nay, and in the dossier with the step that answers it."""

import os
from pathlib import Path
from typing import cast

import pytest

from desk_app.domain.decision_events import (
    DECISION_EVENTS,
    Decision,
    DecisionSeen,
    DecisionUnplaced,
    DistrictDecided,
    Unfit,
    Verdict,
)
from desk_app.ports import InboxItem
from desk_app.usecases import progress
from desk_app.usecases.intake import receive
from desk_app.usecases.morning import Section, morning
from desk_app.usecases.office import Office
from tests.desks import SetClock, application
from tests.ui.pages.memory import Memory
from tests.ui.pages.move_hands import Hands, on_day, shown_again
from tests.ui.pages.stage import Stage
from ui.decision_words import decision_words
from ui.messages import MOVE_WORDS
from ui.pages.today.page import TodayPage

REASON = "Thiếu bản chính giấy chứng sinh"


def came(office: Office, number: str, verdict: Verdict, *, seq: int = 1, **more: object) -> None:
    """Let a decision come down, as a round of the wire does."""
    made = Decision(bytes([seq]) * 16, number, verdict.value, office.clock.now(), "Lê Thị Hòa", "huyện", REASON, **more)  # type: ignore[arg-type]
    office.store.outbox.inbox_applied([InboxItem(seq, "decision", "", b"", made, b"signed")])


def passed_on(office: Office, clock: SetClock, name: str = "Nguyễn Thị Thuỷ Tiên") -> str:
    on_day(clock, 2)
    number = receive(office, application(name)).number
    progress.forward(office, number, progress.Hop("body", "Sở Tư pháp"))
    return number


def today_of(office: Office) -> Stage:
    class Clocked:
        clock = office.clock

    return Stage(TodayPage, (office, cast(Memory, Clocked())))


def picture(stage: Stage, name: str) -> None:
    """Keep a picture where somebody asked for one (PICTURES=folder)."""
    folder = os.environ.get("PICTURES")
    if folder:
        stage.window.grab().save(str(Path(folder) / f"{name}.png"))


def test_a_decision_is_the_first_thing_of_the_day_and_goes_when_it_is_acted_on(office: Office, clock: SetClock) -> None:
    number, stranger = passed_on(office, clock), "000.00.99.H32-261201-1001"
    came(office, number, Verdict.SUPPLEMENT, items=("Giấy chứng sinh",))
    came(office, stranger, Verdict.GRANTED, seq=2)
    stage = today_of(office)
    page = stage.page
    assert isinstance(page, TodayPage)
    ids = [line.id for line in page.list.lines]
    assert ids[:2] == ["group Cấp trên đã quyết định", number]
    assert "group Quyết định chưa biết của hồ sơ nào" in ids
    picture(stage, "today")
    opened: list[str] = []
    page.open_dossier.connect(opened.append)
    stage.press("Enter")
    assert opened == [number]
    while not page.list.chosen_id.startswith("decision "):
        stage.press("↓")
    stage.press("Enter")
    assert morning(office).unplaced == ()
    progress.finish(office, number)
    assert Section.DECIDED not in morning(office).sections
    stage.close()


@pytest.mark.parametrize(
    ("verdict", "words"),
    [(Verdict.SUPPLEMENT, "Yêu cầu bổ sung (Alt B)"), (Verdict.GRANTED, "Có kết quả (Alt Q)"),
     (Verdict.DENIED, "Dừng giải quyết (Alt D)"), (Verdict.RETURNED, "chuyển lại (Alt C)")],
)  # fmt: skip
def test_the_dossier_says_what_was_decided_and_its_next_step(hands: Hands, verdict: Verdict, words: str) -> None:
    progress.forward(hands.office, hands.number, progress.Hop("body", "Sở Tư pháp"))
    came(hands.office, hands.number, verdict)
    shown_again(hands)
    assert hands.says(REASON) and hands.says(words)
    chord = words.rsplit("(", 1)[1].rstrip(")").replace(" ", "+")
    (deed,) = (deed for deed in hands.page.detail.deeds if deed.key == chord and deed.move is not None)
    assert deed.move is not None and deed.words == MOVE_WORDS[deed.move]  # its key is the one named
    picture(hands.stage, f"detail-{verdict.value}")


def test_a_decision_that_fits_no_longer_is_dealt_with_by_a_word(hands: Hands) -> None:
    came(hands.office, hands.number, Verdict.DENIED)
    shown_again(hands)
    assert hands.says("Quyết định đến khi hồ sơ đang ở quầy") and hands.says("hỏi lại cấp trên, rồi ghi đã xem (Alt E)")
    picture(hands.stage, "detail-unfit")
    assert hands.did("Alt+E", note="đã hỏi lại") == DecisionSeen(bytes([1]) * 16, "đã hỏi lại")
    assert Section.DECIDED not in morning(hands.office).sections
    assert "Alt+E" not in [deed.key for deed in hands.page.detail.deeds]


def test_every_verdict_and_every_misfit_has_words() -> None:
    assert {DistrictDecided, DecisionUnplaced, DecisionSeen} == set(DECISION_EVENTS)
    for verdict in Verdict:
        made = Decision(bytes(16), "1", verdict.value, SetClock().at, "Lê Hòa", "huyện")
        for unfit in ("", *(each.value for each in Unfit)):
            told = decision_words(DistrictDecided(made, unfit))
            assert told is not None and verdict.value not in told[0] and (not unfit or unfit not in told[1])
