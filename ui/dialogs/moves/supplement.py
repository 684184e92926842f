"""Yêu cầu bổ sung, and what came of it."""

from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import SupplementRequested
from desk_app.domain.supplement_rules import answer_by
from desk_app.usecases.acts import Acted, newest
from desk_app.usecases.office import Office
from desk_app.usecases.supplement import SupplementRequest, receive_supplement, request_supplement
from ui.dialogs.form import Answers, Day, Form, Line, Ticks
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of

REASON = "Hồ sơ chưa đủ giấy tờ theo quy định."


def _prepare(office: Office, number: str) -> Form:
    terms = dossier_of(office, number).terms
    with office.store.unit_of_work(office.actor) as work:  # only read: the checklist in force at reception
        checklist = work.catalogue(terms.catalogue_version).get(terms.code).papers
        calendar, days = work.calendar(), int(work.settings()["supplement_days"])
    names = tuple(dict.fromkeys(paper.name for paper in checklist))
    return Form(
        "Cần bổ sung giấy tờ nào?",
        "Ghi và in phiếu yêu cầu",
        (
            *((Ticks("items", "Thành phần hồ sơ lúc tiếp nhận", names),) * bool(names)),
            Line("other", "Giấy tờ ngoài thành phần hồ sơ (nếu có)"),
            Line(
                "override_reason", "Lý do Chủ tịch đồng ý", half=True, shown_with="other",
                needed="Giấy này ngoài danh mục: xin ghi lý do Chủ tịch đã đồng ý.",
            ),
            Line(
                "override_by", "Họ tên Chủ tịch", half=True, shown_with="other",
                needed="Xin ghi tên Chủ tịch đã đồng ý.",
            ),
            Line("reason", "Lý do", REASON, needed="Xin ghi lý do; lý do in trên phiếu."),
            Day("answer_by", "Bổ sung trước hết ngày", answer_by(calendar, office.clock.now(), days)),
        ),
        today_of(office),
        "Chỉ yêu cầu một lần, ghi đủ mọi giấy còn thiếu. Đồng hồ dừng đến khi bà con bổ sung.",
        at={"NothingAskedError": "items" if names else "other", "NotOnChecklistError": "override_reason"},
    )  # fmt: skip


def _do(office: Office, number: str, answers: Answers) -> Acted:
    other = answers.text("other")
    items = (*answers.ticked("items"), *(other,) * bool(other))
    request = SupplementRequest(
        tuple((name, "") for name in items),
        answers.text("reason"),
        answers.day("answer_by"),
        answers.text("override_reason") if other else "",
        answers.text("override_by") if other else "",
    )
    return request_supplement(office, number, request)


def _prepare_received(office: Office, number: str) -> Form:
    asked = newest(dossier_of(office, number), SupplementRequested)
    items = asked.body.items if asked is not None and isinstance(asked.body, SupplementRequested) else ()
    names = tuple(dict.fromkeys(item.name for item in items))
    return Form(
        "Bà con đã bổ sung những gì?",
        "Ghi và in giấy hẹn mới",
        (
            Ticks("papers", "Giấy tờ đã yêu cầu", names, ticked=True, needed="Xin đánh dấu giấy đã nhận."),
            Line("note", "Ghi chú"),
        ),
        today_of(office),
        "Đồng hồ chạy tiếp; ngày hẹn lùi đúng thời gian đã chờ và được in lại.",
    )


def _do_received(office: Office, number: str, answers: Answers) -> Acted:
    papers = tuple(SubmittedPaper(name, originals=1) for name in answers.ticked("papers"))
    return receive_supplement(office, number, papers, answers.text("note"), paper="")


SUPPLEMENT = MoveForm(_prepare, _do, "đã yêu cầu bổ sung, đồng hồ dừng")
SUPPLEMENTED = MoveForm(_prepare_received, _do_received, "đã nhận bổ sung, đồng hồ chạy tiếp")
