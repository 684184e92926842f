"""Danh sách: shown as they stand, and printed at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.domain.papers.apology_list import ApologyList
from desk_app.domain.papers.postal_manifest import PostalManifest
from desk_app.domain.papers.uncollected_list import UncollectedList
from desk_app.domain.papers.village_list import Errand, VillageList
from desk_app.usecases.list_papers import PRINTED_LISTS, ListPaper, NothingToListError
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.office_time import date_words
from ui.pages.office_day.panel import Panel
from ui.resources.tokens import Role
from ui.tables.lines import FIT, Cell, Line
from ui.widgets.field import ChoiceField
from ui.widgets.text import Text

NAMES = {
    "uncollected": "Kết quả chưa nhận",
    "village": "Giấy báo theo thôn",
    "apology": "Xin lỗi, để công khai",
    "postal": "Danh mục bưu chính",
}
ERRANDS = {Errand.SUPPLEMENT: "nộp bổ sung", Errand.COLLECT: "nhận kết quả", Errand.NEW_DATE: "hẹn lại"}


class ListsPanel(Panel):
    """One of four lists; what shows is what is printed."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter, "lists", "Kết quả chưa nhận", "In danh sách", "printer")
        self._papers: tuple[ListPaper, ...] = ()
        self.which = ChoiceField("Danh sách", "list_name", tuple(NAMES.values()))
        self.which.choice.currentIndexChanged.connect(lambda _: self.refresh())
        self.post_office = Text("", Role.SECOND, "ink2", wrap=True)
        self.build(
            self.which, self.post_office, hint="Danh sách theo thôn và danh sách xin lỗi không ghi ai làm thủ tục gì."
        )

    def refresh(self) -> None:
        name = list(NAMES)[self.which.choice.currentIndex()]
        self.ask(lambda office: _papers(office, name), lambda papers: self._show(name, papers))

    def stops(self) -> Sequence[QWidget]:
        return (self.which, self.list, self.do)

    def act(self) -> None:
        if self._papers:
            self.papers_wanted.emit(self._papers)
        else:
            self.say_problem("Danh sách không có hồ sơ nào để in.")

    def _show(self, name: str, papers: tuple[ListPaper, ...]) -> None:
        self._papers = papers
        self.say_problem("")
        self.post_office.setText(_post_office(papers))
        self.post_office.setVisible(bool(self.post_office.text()))
        rows = sum(paper.rows for paper in papers)
        self.head.title.setText(NAMES[name])
        self.head.set_note(f"{rows} hồ sơ" + (f", {len(papers)} tờ" if len(papers) > 1 else "") if rows else "không có")
        self.list.show_lines([line for paper in papers for line in lines_of(paper.content)])


def lines_of(content: object) -> list[Line]:
    """Return what a list says, a line a row; a village is a header."""
    if isinstance(content, UncollectedList):
        return [
            _line(row.number, row.applicant, _joined(row.village, row.phone), _waited(row.days)) for row in content.rows
        ]
    if isinstance(content, VillageList):
        header = Line(content.village, (Cell(content.village, FIT, Role.SECTION),), header=True)
        rows = [
            _line(f"{content.village} {place}", row.name, row.address, f"{row.number_tail} · {ERRANDS[row.errand]}")
            for place, row in enumerate(content.rows)
        ]
        return [header, *rows]
    if isinstance(content, ApologyList):
        return [
            _line(row.number, row.number, row.request, f"{date_words(row.was_due_on)} → {date_words(row.new_due_on)}")
            for row in content.rows
        ]
    if isinstance(content, PostalManifest):
        return [
            _line(row.number, row.recipient, row.address, row.tracking_number or "chưa gửi") for row in content.rows
        ]
    return []


def _post_office(papers: Sequence[ListPaper]) -> str:
    """Return which post office the list is for, "" where it is another list."""
    names = [paper.content.post_office for paper in papers if isinstance(paper.content, PostalManifest)]
    return f"Bưu cục nhận: {names[0]}. Đổi ở Cài đặt (Ctrl F8)." if names else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _waited(days: int) -> str:
    return f"đã chờ {days} ngày" if days else "có từ hôm nay"


def _papers(office: Office, name: str) -> tuple[ListPaper, ...]:
    try:
        return PRINTED_LISTS[name](office)
    except NothingToListError:
        return ()


def _line(id: str, first: str, second: str, third: str) -> Line:
    return Line(
        id,
        (
            Cell(first, 185, Role.NAME),
            Cell(second, role=Role.BODY, ink="ink2"),
            Cell(third, 165, Role.SECOND, "ink2", right=True),
        ),
    )
