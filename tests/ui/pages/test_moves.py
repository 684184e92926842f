"""Every move of a dossier by keys, on a real desk."""

from desk_app.domain.life_events import (
    Apologised,
    ApologyPublished,
    Forwarded,
    ObligationRequested,
    ObligationSettled,
    PostDelivered,
    Posted,
    PostReturned,
    Reopened,
    Shelved,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    Told,
    Withdrawn,
)
from desk_app.domain.lifecycle import Move, State
from desk_app.usecases import progress
from tests.desks import SetClock
from tests.ui.pages.move_hands import Hands, on_day, shown_again
from ui.dialogs.moves.deeds import ALL


def test_what_is_missing_is_ticked_and_the_clock_stands(hands: Hands) -> None:
    hands.press("Alt+B", "Space")
    hands.press("Ctrl+Enter")
    body = hands.dossier.history[-1].body
    assert isinstance(body, SupplementRequested)
    assert [item.listed for item in body.items] == [True]
    assert hands.dossier.state is State.SUPPLEMENT_REQUESTED
    assert len(hands.prints) == 1
    assert hands.says("Yêu cầu bổ sung") and hands.says("Đang chờ bà con bổ sung")
    assert "đồng hồ dừng" in hands.page.detail.clock.title.text
    assert hands.moves == {Move.RECEIVE_SUPPLEMENT, Move.WITHDRAW, Move.STOP, Move.AMEND}


def test_nothing_ticked_is_said_under_the_list_and_nothing_is_written(hands: Hands) -> None:
    before = hands.dossier.last_seq
    hands.press("Alt+B", "Ctrl+Enter")
    field = hands.dialog.boxes["items"].field
    assert field is not None and "ghi đủ các giấy tờ" in field.message.words.text()
    assert hands.stage.focus_name() == "items"
    hands.press("Esc")
    assert hands.dossier.last_seq == before


def test_a_paper_beyond_the_checklist_wants_the_chairmans_reason_and_name(hands: Hands) -> None:
    hands.press("Alt+B")
    assert not hands.dialog.boxes["override_by"].isVisible()
    hands.fill("other", "Giấy xác nhận của trưởng thôn")
    hands.press("Ctrl+Enter")
    assert hands.stage.focus_name() == "override_reason"
    hands.fill("override_reason", "Hồ sơ gốc bị cháy")
    hands.fill("override_by", "Y Thông Niê")
    hands.press("Ctrl+Enter")
    body = hands.dossier.history[-1].body
    assert isinstance(body, SupplementRequested)
    assert (body.items[0].listed, body.override_by) == (False, "Y Thông Niê")


def test_what_came_moves_the_day_and_prints_a_new_slip(hands: Hands, clock: SetClock) -> None:
    first = hands.dossier.due_at
    hands.press("Alt+B", "Space", "Ctrl+Enter")
    on_day(clock, 14)
    shown_again(hands)
    body = hands.did("Alt+B")
    assert isinstance(body, SupplementReceived) and len(body.papers) == 1
    assert first is not None and hands.dossier.due_at is not None and hands.dossier.due_at > first
    assert len(hands.prints) == 2
    assert hands.says("Đã bổ sung")


def test_an_obligation_is_asked_for_and_settled(hands: Hands) -> None:
    progress.start(hands.office, hands.number)
    shown_again(hands)
    body = hands.did("Alt+V", notice="TB 12/2026", amount="1.250.000")
    assert isinstance(body, ObligationRequested) and body.amount == 1_250_000
    assert isinstance(hands.did("Alt+V", receipt="0001234"), ObligationSettled)


def test_a_dossier_goes_to_an_officer_and_comes_back(hands: Hands) -> None:
    body = hands.did("Alt+C", to_name="Lê Văn An", their_due_on="11/12")
    assert isinstance(body, Forwarded) and body.to_name == "Lê Văn An"
    assert body.their_due_at is not None and body.their_due_at.day == 11
    assert "Đang ở: Lê Văn An, từ" in hands.page.detail.clock.holder.text
    back = hands.did("Alt+C")
    assert isinstance(back, Forwarded) and (back.to_kind, back.word) == ("desk", "on_time")


def test_a_name_that_is_missing_is_told_under_its_field(hands: Hands) -> None:
    hands.press("Alt+C", "Ctrl+Enter")
    assert hands.stage.focus_name() == "to_name"
    field = hands.dialog.boxes["to_name"].field
    assert field is not None and field.is_wrong
    assert hands.dialog.do.isEnabled()


def test_one_key_drafts_an_apology_and_enter_saves_and_prints_it(hands: Hands, clock: SetClock) -> None:
    old = hands.dossier.due_at
    on_day(clock, 21)
    shown_again(hands)
    assert hands.page.detail.deeds[0].move is Move.APOLOGISE
    hands.press("Alt+X", "Enter")
    body = hands.dossier.history[-1].body
    assert isinstance(body, Apologised)
    assert len(hands.prints) == 1
    assert hands.dossier.due_at == old
    assert "Hẹn lại (đã hẹn" in hands.page.detail.clock.label.text()
    assert Move.APOLOGISE not in hands.moves


def test_a_new_day_that_is_closed_is_told_under_the_day(hands: Hands, clock: SetClock) -> None:
    on_day(clock, 21)
    shown_again(hands)
    hands.press("Alt+X")
    hands.fill("new_on", "27/12/2026")
    hands.press("Ctrl+Enter")
    assert hands.stage.focus_name() == "new_on"
    hands.fill("new_on", "31/02")
    hands.press("Ctrl+Enter")
    field = hands.dialog.boxes["new_on"].field
    assert field is not None and "14/12/2026" in field.message.words.text()


def test_telling_and_publishing_are_recorded_apart(hands: Hands, clock: SetClock) -> None:
    on_day(clock, 21)
    shown_again(hands)
    hands.press("Alt+X", "Enter")
    assert hands.did("Alt+G") == Told("late", "phone")
    assert hands.did("Alt+N", note="Đã nhắn") == Told("late", "sms", "Đã nhắn")
    assert isinstance(hands.did("Alt+K"), ApologyPublished)
    assert "Alt K" not in [binding.chord.text for binding in hands.page.bindings()]
    assert hands.says("Đã báo cho dân: chậm trả") and hands.says("Niêm yết tại trụ sở")


def test_a_withdrawn_dossier_is_opened_again(hands: Hands) -> None:
    assert isinstance(hands.did("Alt+R", reason="Đổi ý"), Withdrawn)
    assert hands.moves == {Move.REOPEN, Move.AMEND}
    assert isinstance(hands.did("Alt+H", reason="Nộp lại", approved_by="Y Thông Niê"), Reopened)
    assert hands.dossier.state is State.IN_PROGRESS


def test_a_stop_prints_its_notice(hands: Hands) -> None:
    body = hands.did("Alt+D", reason="Trùng hồ sơ", fees_returned="8000")
    assert isinstance(body, Stopped) and body.fees_returned == 8000
    assert len(hands.prints) == 1


def test_a_result_goes_by_post_is_brought_back_and_delivered(hands: Hands) -> None:
    hands.press("Alt+Q", "Enter", "Alt+U")
    hands.stage.scan("EB123456789VN")
    hands.press("Enter")
    assert hands.dossier.history[-1].body == Posted("EB123456789VN", "")
    assert hands.moves & {Move.HAND_OVER, Move.POST} == set()
    assert isinstance(hands.did("Alt+L", reason="Không có người nhận"), PostReturned)
    hands.press("Alt+U")
    hands.stage.scan("EB123456790VN")
    hands.press("Enter", "Alt+U", "Enter")
    assert isinstance(hands.dossier.history[-1].body, PostDelivered)
    assert hands.dossier.state is State.HANDED_OVER


def test_the_place_of_the_papers_and_the_fees_are_noted(hands: Hands) -> None:
    assert hands.did("Alt+O", place="Ngăn 3") == Shelved("Ngăn 3")
    assert hands.page.detail.papers.lines[0].cells[0].text == "Để ở: Ngăn 3"


def test_what_has_no_room_stands_under_other_things_with_its_key(hands: Hands) -> None:
    hidden = [deed.id for deed in hands.page.detail.hidden_deeds()]
    assert hidden
    hands.press("Alt+W", "Alt+R")
    assert hands.dialog.accessibleName() == "Bà con rút hồ sơ"


def test_no_two_things_that_can_be_done_share_a_key(hands: Hands, clock: SetClock) -> None:
    for chords in ((), ("Alt+B", "Space", "Ctrl+Enter"), ("Alt+B", "Ctrl+Enter"), ("Alt+Q", "Enter")):
        hands.press(*chords)
        keys = [binding.chord.text for binding in hands.page.bindings()]
        assert len(set(keys)) == len(keys)


def test_every_move_has_its_words_and_key() -> None:
    assert {deed.move for deed in ALL if deed.move} == set(Move)
    assert all(deed.words and deed.key for deed in ALL)
