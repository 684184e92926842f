"""Fees of a visit by keys: several lines, their sum in words, waived with a reason, taken out again."""

from desk_app.domain.events import Received
from desk_app.domain.life_events import FeesRecorded
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import page_of
from tests.ui.pages.move_hands import Hands
from tests.ui.pages.test_intake_charge import COPIES, chosen, fees, save
from ui.dialogs.fees_box import FeesBox

COPY_OF_RECORD = 9  # its place among the national fees, after the procedure's own


def box_of(hands: Hands) -> FeesBox:
    box = hands.dialog.boxes["lines"]
    assert isinstance(box, FeesBox)
    return box


def put(hands: Hands, name: str, text: str) -> None:
    line = getattr(box_of(hands).basket, name).line
    line.setFocus()
    line.selectAll()
    hands.stage.write(text)


def recorded(hands: Hands) -> FeesRecorded:
    body = hands.dossier.history[-1].body
    assert isinstance(body, FeesRecorded)
    return body


def test_several_lines_are_recorded_at_once_with_their_sum_in_words(hands: Hands) -> None:
    before = hands.dossier.last_seq
    hands.press("Alt+F")
    put(hands, "amount", "15.000")
    hands.press("Alt+T")
    assert hands.stage.focus_name() == "fee"
    hands.press(*("↓",) * COPY_OF_RECORD)
    put(hands, "copies", "2")
    assert box_of(hands).total.text() == "Thu 31.000 đồng (Ba mươi mốt nghìn đồng)."
    hands.press("Alt+T", "Ctrl+Enter")
    assert [(line.units, line.amount) for line in recorded(hands).lines] == [(1, 15_000), (2, 16_000)]
    assert hands.dossier.last_seq == before + 1


def test_a_line_typed_and_not_added_counts_too(hands: Hands) -> None:
    hands.press("Alt+F")
    put(hands, "amount", "15000")
    put(hands, "exempt", "Hộ nghèo")
    hands.press("Ctrl+Enter")
    (line,) = recorded(hands).lines
    assert (line.amount, line.exempt_reason) == (15_000, "Hộ nghèo")


def test_what_was_recorded_is_there_again_and_a_wrong_line_is_taken_out(hands: Hands) -> None:
    hands.press("Alt+F")
    put(hands, "amount", "15000")
    hands.press("Alt+T", "↓", "Ctrl+Enter")
    assert len(recorded(hands).lines) == 2
    hands.press("Alt+F")
    box_of(hands).basket.list.setFocus()
    hands.press("Home", "Del", "Ctrl+Enter")
    (line,) = recorded(hands).lines
    assert line.amount == 2_000


def test_only_the_payment_is_recorded_when_no_line_is_touched(hands: Hands) -> None:
    hands.press("Alt+F")
    put(hands, "amount", "15000")
    hands.press("Ctrl+Enter", "Alt+F")
    hands.dialog.boxes["paid_by"].setFocus()
    hands.press("↓", "Ctrl+Enter")
    assert ([line.amount for line in recorded(hands).lines], recorded(hands).paid_by) == ([15_000], "cash")


def test_a_fee_of_the_province_is_never_recorded_as_nothing(hands: Hands) -> None:
    before = hands.dossier.last_seq
    hands.press("Alt+F", "Ctrl+Enter")
    assert hands.stage.focus_name() == "amount"
    assert box_of(hands).basket.amount.is_wrong
    assert hands.dossier.last_seq == before


def test_senseless_numbers_are_told_and_not_recorded(hands: Hands) -> None:
    before = hands.dossier.last_seq
    for name, text in (("amount", "mười nghìn"), ("copies", "0"), ("amount", "9999999999999")):
        hands.press("Alt+F")
        put(hands, "amount", "15000")
        put(hands, name, text)
        hands.press("Alt+T", "Ctrl+Enter")
        assert box_of(hands).basket.amount.is_wrong
        hands.press("Esc")
    assert hands.dossier.last_seq == before


def test_at_the_counter_other_fees_of_the_visit_go_with_the_reception(open_stage: Open) -> None:
    stage = chosen(open_stage, COPIES)
    stage.press("Alt+P")
    stage.write("3")
    stage.press("Alt+T")
    assert stage.focus_name() == "fee"
    stage.press("↓", "Alt+T", "Ctrl+Enter")
    assert page_of(stage).side.charge.value.text() == "15.000 đồng, thu sau"
    save(stage)
    assert [line.amount for line in fees(stage).lines] == [5_000, 10_000]
    assert isinstance(stage.memory.log[0].body, Received)


def test_other_fees_survive_in_the_draft(open_stage: Open) -> None:
    stage = chosen(open_stage, COPIES)
    stage.press("Alt+P")
    stage.write("3")
    stage.press("Alt+T", "↓", "Ctrl+Enter", "Ctrl+N", "Alt+J")
    assert page_of(stage).side.charge.value.text() == "15.000 đồng, thu sau"
