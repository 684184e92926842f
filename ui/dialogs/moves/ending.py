"""Rút, dừng, mở lại."""

from datetime import datetime, time

from desk_app.domain.slip import LegalProfile
from desk_app.usecases.acts import Acted
from desk_app.usecases.ending import Stop, reopen, stop, withdraw
from desk_app.usecases.legal import profile_on
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Ask, Count, Day, Form, Line, OneOf, Ticks
from ui.dialogs.moves.move_form import MoveForm, dossier_of, named, names_of, today_of
from ui.office_time import OFFICE

WAYS = (("trực tiếp", "Trực tiếp"), ("bưu chính", "Bưu chính"), ("trực tuyến", "Trực tuyến"), ("", "Không do bà con"))


def _returned(office: Office, number: str) -> tuple[Ask, ...]:
    names = names_of(dossier_of(office, number).papers, originals=True)
    return (Ticks("returned", "Giấy tờ trả lại", names, ticked=True),) * bool(names)


def _prepare_withdrawal(office: Office, number: str) -> Form:
    reason = Line("reason", "Lý do rút", needed="Xin ghi lý do bà con rút hồ sơ.")
    return Form(
        "Bà con rút hồ sơ", "Ghi rút hồ sơ", (reason, *_returned(office, number)), today_of(office),
        "Đồng hồ dừng; hồ sơ mở lại được khi có lý do.",
    )  # fmt: skip


def _withdraw(office: Office, number: str, answers: Answers) -> Acted:
    papers = dossier_of(office, number).papers
    return withdraw(office, number, answers.text("reason"), named(papers, answers.ticked("returned")))


def _prepare_stop(office: Office, number: str) -> Form:
    today = today_of(office)
    return Form(
        "Dừng giải quyết hồ sơ",
        "Ghi dừng và in thông báo" if _has_notice(office) else "Ghi dừng",
        (
            Line("reason", "Lý do dừng", needed="Xin ghi lý do dừng giải quyết."),
            OneOf("asked_way", "Đề nghị dừng đến bằng cách", WAYS, "trực tiếp", half=True),
            Day("asked_on", "Ngày đề nghị", today, half=True),
            Line("finding", "Kết quả kiểm tra", half=True),
            Count("fees_returned", "Phí, lệ phí trả lại (đồng)", 0, half=True),
            *_returned(office, number),
        ),
        today,
    )


def _stop(office: Office, number: str, answers: Answers) -> Acted:
    day, now = answers.day("asked_on"), office.clock.now()
    at = min(datetime.combine(day, time(12), OFFICE), now) if day and answers.text("asked_way") else None
    wish = Stop(
        answers.text("reason"),
        at,
        answers.text("asked_way"),
        answers.text("finding"),
        named(dossier_of(office, number).papers, answers.ticked("returned")),
        answers.count("fees_returned") or 0,
    )
    return stop(office, number, wish, paper="" if _has_notice(office) else None)


def _has_notice(office: Office) -> bool:
    """The notice of a stop is a form of 2025; before it there was none."""
    return profile_on(office.store.settings(), today_of(office)) == LegalProfile.TT03_2025.value


def _prepare_reopening(office: Office, number: str) -> Form:
    return Form(
        "Mở lại hồ sơ",
        "Ghi mở lại",
        (
            Line("reason", "Lý do mở lại", needed="Xin ghi lý do mở lại."),
            Line("approved_by", "Người đồng ý", office.store.settings()["signer_name"], needed="Xin ghi người đồng ý."),
        ),
        today_of(office),
        at={"NameMissingError": "approved_by", "NameTooLongError": "approved_by"},
    )


def _reopen(office: Office, number: str, answers: Answers) -> Acted:
    return reopen(office, number, answers.text("reason"), answers.text("approved_by"))


WITHDRAW = MoveForm(_prepare_withdrawal, _withdraw, "đã rút")
STOP = MoveForm(_prepare_stop, _stop, "đã dừng giải quyết")
REOPEN = MoveForm(_prepare_reopening, _reopen, "đã mở lại")
