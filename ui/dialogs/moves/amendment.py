"""Sửa hồ sơ: only what is typed differently is amended; the amended slip is printed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desk_app.domain.dossier import Dossier
from desk_app.domain.event_facts import SubmittedPaper
from desk_app.domain.person import Person
from desk_app.domain.procedure import Catalogue
from desk_app.usecases.acts import Acted
from desk_app.usecases.amendment import Amendment, amend
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Form, Line, OneOf, Pick, Ticks
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of

RETURN_BY = (("counter", "Tại quầy này"), ("post", "Qua bưu điện"))


def _prepare(office: Office, number: str) -> Form:
    dossier = dossier_of(office, number)
    person, submitter = dossier.applicant, dossier.submitter
    return Form(
        "Sửa hồ sơ",
        "Ghi và in giấy hẹn đã sửa",
        (
            Line("reason", "Lý do sửa", needed="Xin ghi lý do sửa; lời cũ vẫn giữ trong nhật ký.", half=True),
            OneOf("return_by", "Trả kết quả", RETURN_BY, dossier.return_by, half=True),
            Line("name", "Họ, chữ đệm và tên", person.name, half=True),
            Line("personal_number", "Số định danh cá nhân", person.personal_number, figures=True, half=True),
            Line("address", "Địa chỉ", person.address, half=True),
            Line("phone", "Số điện thoại", person.phone, figures=True, half=True),
            Line("email", "Thư điện tử", person.email, half=True),
            Line("submitter", "Người nộp, nếu là người khác", submitter.name if submitter else "", half=True),
            Pick(
                "procedure", "Thủ tục: gõ một phần tên hoặc mã", (dossier.terms.code, dossier.terms.name),
                _finder(office.store.catalogue()), "Xin chọn một thủ tục trong danh sách.",
            ),
            Ticks("papers", "Giấy tờ thật có trong hồ sơ", _known(office, dossier), on=_names(dossier), rows=3),
        ),
        today_of(office),
        at={
            "NameMissingError": "name", "NameTooLongError": "name", "ForbiddenCharacterError": "name",
            "UnknownProcedureError": "procedure", "PersonalNumberError": "personal_number",
        },
    )  # fmt: skip


def _finder(catalogue: Catalogue) -> Callable[[str], Sequence[tuple[str, str]]]:
    return lambda text: [(each.code, each.name) for each in catalogue.search(text)]


def _names(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paper.name for paper in dossier.papers))


def _known(office: Office, dossier: Dossier) -> tuple[str, ...]:
    """Return the papers that lie there, then the others of the checklist in force at reception."""
    with office.store.unit_of_work(office.actor) as work:  # only read
        checklist = work.catalogue(dossier.terms.catalogue_version).get(dossier.terms.code).papers
    return tuple(dict.fromkeys((*_names(dossier), *(paper.name for paper in checklist))))


def _do(office: Office, number: str, answers: Answers) -> Acted:
    dossier = dossier_of(office, number)
    person = dossier.applicant

    def changed(field: str, now: str) -> str | None:
        typed = answers.text(field)
        return None if typed == now else typed

    change = Amendment(
        answers.text("reason"),
        name=changed("name", person.name),
        address=changed("address", person.address),
        phone=changed("phone", person.phone),
        email=changed("email", person.email),
        personal_number=changed("personal_number", person.personal_number),
        procedure=changed("procedure", dossier.terms.code),
        return_by=changed("return_by", dossier.return_by),
        submitter=_submitter(dossier, answers.text("submitter")),
        papers=_papers(dossier, answers.ticked("papers")),
    )
    return amend(office, number, change)


def _submitter(dossier: Dossier, name: str) -> Person | None:
    """Return who handed the papers in, if that changes: no name means that the applicant did."""
    before = dossier.submitter
    if name == (before.name if before else ""):
        return None
    return replace(before, name=name) if before and name else Person(name) if name else dossier.applicant


def _papers(dossier: Dossier, names: Sequence[str]) -> tuple[SubmittedPaper, ...] | None:
    """Return what lies there, if that changes: what stays as it was counted, what is new as one original."""
    if set(names) == set(_names(dossier)):
        return None
    kept = tuple(paper for paper in dossier.papers if paper.name in names)
    known = {paper.name for paper in kept}
    return (*kept, *(SubmittedPaper(name, originals=1) for name in names if name not in known))


AMEND = MoveForm(_prepare, _do, "đã sửa")
