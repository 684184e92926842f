"""The status bar's sentence: every state of the line, word for word."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desk_app.domain.errors import DeskError
from desk_app.ports import DeskStatus
from sync.errors import (
    CertificateRefusedError,
    DistrictAnswerError,
    DistrictUnreachableError,
    ForkError,
    OtherDistrictError,
)
from ui.composition.exchange import DistrictNotNamedError
from ui.messages import message_of
from ui.office_time import OFFICE
from ui.status_sentence import ExchangeFacts, headline, next_words, status_sentence

NOW = datetime(2026, 12, 9, 10, 26, tzinfo=OFFICE)
PROVEN = datetime(2026, 12, 8, 22, 17, tzinfo=OFFICE)
TONIGHT = datetime(2026, 12, 9, 22, 14, tzinfo=OFFICE)
HOTLINE = "0262 3851 117"


def facts(only_here: int, **more: object) -> ExchangeFacts:
    status = DeskStatus(dossiers=18204, only_here=only_here, last_exchange_at=PROVEN, seq=40000, head=b"")
    known = ExchangeFacts(status, NOW, next_at=TONIGHT, hotline=HOTLINE)
    return replace(known, **more)  # type: ignore[arg-type]


UNREACHABLE = DistrictUnreachableError(url="https://may-chu.huyen")
SEVEN = "7 hồ sơ chỉ có trên máy này."
CASES = {
    "nothing waiting": (
        facts(0),
        ("circle-check", "ok", "Huyện đã nhận đủ mọi hồ sơ của máy này,", "lúc 22:17, Thứ Ba, 08/12/2026."),
    ),
    "waiting": (
        facts(7),
        (
            "cloud-upload",
            "soon",
            SEVEN,
            "Huyện đã nhận mọi hồ sơ đến 22:17, Thứ Ba, 08/12/2026. Máy sẽ tự gửi tiếp lúc 22:14 tối nay.",
        ),
    ),
    "sending": (
        facts(7, sending=(24, 14), before=19, sending_since=NOW - timedelta(minutes=3)),
        (
            "refresh",
            "accent",
            "Đang gửi: huyện đã nhận 12 trong 19 hồ sơ, 7 hồ sơ còn chỉ có trên máy này.",
            "Khoảng 2 phút nữa xong; cứ làm việc bình thường.",
        ),
    ),
    "line down, retrying": (
        facts(7, failed=UNREACHABLE),
        ("plug-connected-x", "soon", SEVEN, "Chưa nối được máy chủ; máy tự thử lại, không cần làm gì."),
    ),
    "one refused": (
        facts(7, refused=("000.00.18.H32-261203-2006",)),
        (
            "alert-triangle",
            "late",
            "1 hồ sơ huyện chưa nhận được,",
            "hồ sơ …1203-2006. Máy tự gửi lại; hồ sơ vẫn an toàn trên máy này. Nhấn F8 để xem.",
        ),
    ),
    "three days": (
        facts(19, failed=UNREACHABLE, failing_since=NOW - timedelta(days=3, hours=2)),
        (
            "plug-connected-x",
            "late",
            "19 hồ sơ chỉ có trên máy này.",
            f"3 ngày chưa gửi được; hồ sơ vẫn an toàn. Xin gọi {HOTLINE}.",
        ),
    ),
    "clock doubted": (
        facts(7, clock_off=timedelta(hours=-2)),
        ("clock-exclamation", "soon", SEVEN, "Đồng hồ máy lệch 2 giờ; xin chỉnh giờ. Vẫn nhận hồ sơ được."),
    ),
    "clock doubted, nothing waiting": (
        facts(0, clock_off=timedelta(days=3)),
        (
            "clock-exclamation",
            "soon",
            "Huyện đã nhận đủ mọi hồ sơ của máy này.",
            "Đồng hồ máy lệch 3 ngày; xin chỉnh giờ. Vẫn nhận hồ sơ được.",
        ),
    ),
}


@pytest.mark.parametrize("state", CASES)
def test_the_sentence_of_each_state_is_the_one_agreed_on(state: str) -> None:
    known, expected = CASES[state]
    said = status_sentence(known)
    assert (said.icon, said.tone, said.bold, said.rest) == expected


@pytest.mark.parametrize("state", [state for state, (known, _) in CASES.items() if known.only_here])
def test_while_something_waits_the_bold_part_never_claims_that_all_is_there(state: str) -> None:
    assert "đủ" not in status_sentence(CASES[state][0]).bold


def test_until_three_days_have_passed_the_line_is_only_tried_again() -> None:
    almost = facts(19, failed=UNREACHABLE, failing_since=NOW - timedelta(days=2, hours=23))
    assert status_sentence(almost).tone == "soon"


def test_a_failed_round_with_nothing_waiting_is_no_news() -> None:
    assert status_sentence(facts(0, failed=UNREACHABLE)) == status_sentence(facts(0))


def test_what_needs_a_person_says_what_happened() -> None:
    said = status_sentence(facts(7, failed=CertificateRefusedError(url="https://may-chu.huyen", reason="hết hạn")))
    assert (said.icon, said.tone, said.bold) == ("alert-triangle", "late", SEVEN)
    assert said.rest.startswith("Chứng chỉ của máy chủ https://may-chu.huyen không đúng (hết hạn).")
    assert said.rest.endswith("Nhấn F8 để xem.")


@pytest.mark.parametrize("failed", [OtherDistrictError(url="https://may-chu.huyen"), ForkError(seq=41)])
def test_what_needs_a_person_is_said_even_when_nothing_waits(failed: DeskError) -> None:
    said = status_sentence(facts(0, failed=failed))
    assert (said.icon, said.tone) == ("alert-triangle", "late")
    assert f"{said.bold} {said.rest}" == f"{message_of(failed).whole} Nhấn F8 để xem."
    assert "đủ" not in said.bold


def test_after_a_lost_district_the_clerk_is_told_to_ask_for_a_new_code() -> None:
    said = status_sentence(facts(7, failed=OtherDistrictError(url="https://may-chu.huyen")))
    assert (said.tone, said.bold) == ("late", SEVEN)
    assert "mã ghi danh mới" in said.rest


def test_a_stranger_that_answers_is_tried_again_like_a_line_that_is_down() -> None:
    stranger = DistrictAnswerError(url="https://may-chu.huyen", reason="HTML")
    assert status_sentence(facts(7, failed=stranger)) == status_sentence(facts(7, failed=UNREACHABLE))


@pytest.mark.parametrize("failed", [None, DistrictNotNamedError()])
def test_without_a_district_the_sentence_says_where_to_name_one(failed: DeskError | None) -> None:
    said = status_sentence(facts(7, next_at=None, failed=failed))
    assert said.bold == SEVEN
    assert "trang Cài đặt" in said.rest


def test_before_the_first_round_nothing_is_said_to_be_proven() -> None:
    new = replace(facts(7), status=DeskStatus(7, 7, None, 9, b""))
    assert status_sentence(new).rest == "Huyện chưa nhận lần nào. Máy sẽ tự gửi tiếp lúc 22:14 tối nay."
    empty = replace(facts(0), status=DeskStatus(0, 0, None, 9, b""))
    assert (status_sentence(empty).bold, status_sentence(empty).rest) == ("Máy này chưa nhận hồ sơ nào.", "")
    proven = replace(facts(0), status=DeskStatus(7, 0, None, 9, b""))
    assert status_sentence(proven).bold == "Huyện đã nhận đủ mọi hồ sơ của máy này."


def test_without_a_count_from_the_beginning_sending_counts_acts_not_dossiers() -> None:
    said = status_sentence(facts(7, sending=(12, 7)))
    assert said.bold == "Đang gửi: huyện đã nhận 12 trong 19 việc, 7 hồ sơ còn chỉ có trên máy này."
    assert said.rest == "Cứ làm việc bình thường."
    assert status_sentence(facts(0, sending=(19, 0))).bold == "Đang gửi: huyện đã nhận 19 trong 19 việc."


def test_the_upstream_is_called_as_the_settings_say() -> None:
    assert status_sentence(facts(0, label="tỉnh")).bold.startswith("Tỉnh đã nhận đủ")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 9, 22, 14, tzinfo=OFFICE), "22:14 tối nay"),
        (datetime(2026, 12, 9, 11, 30, tzinfo=OFFICE), "11:30 trưa nay"),
        (datetime(2026, 12, 9, 15, 5, tzinfo=OFFICE), "15:05 chiều nay"),
        (datetime(2026, 12, 10, 2, 14, tzinfo=OFFICE), "02:14 rạng sáng mai"),
        (datetime(2026, 12, 10, 7, 40, tzinfo=OFFICE), "07:40 sáng mai"),
        (datetime(2026, 12, 11, 22, 14, tzinfo=OFFICE), "22:14, Thứ Sáu, 11/12/2026"),
    ],
)
def test_the_next_time_is_said_as_people_say_it(moment: datetime, words: str) -> None:
    assert next_words(moment, NOW) == words


def test_a_time_already_past_is_never_promised() -> None:
    assert status_sentence(facts(7, next_at=NOW - timedelta(seconds=5))).rest.endswith("Máy sắp tự gửi tiếp.")


def test_the_exchange_page_says_it_shorter() -> None:
    sending = headline(facts(7, sending=(24, 14), before=19))
    assert (sending.bold, sending.rest) == ("Đang gửi lên huyện", "Huyện đã nhận 12 trong 19 hồ sơ.")
    still = headline(facts(0))
    assert (still.bold, still.rest) == (
        "Huyện đã nhận đủ mọi hồ sơ của máy này",
        "Lúc 22:17, Thứ Ba, 08/12/2026.",
    )
