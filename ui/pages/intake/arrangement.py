"""Where the parts of the page stand: sheet and right column, or folded sections over a strip."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.pages.intake.papers import Papers
from ui.pages.intake.parts import DraftCard, Folded, Later, SavedCard
from ui.pages.intake.person_section import PersonSection
from ui.pages.intake.procedure_box import ProcedureBox
from ui.pages.intake.promise_card import PromiseStrip
from ui.pages.intake.side import Side
from ui.pages.intake.typed import Typed
from ui.widgets.boxes import Column, Row
from ui.widgets.sheet import Sheet


class Arrangement:
    """Builds and places the parts; decides nothing but which of them are seen."""

    def __init__(self, content: Row, outer: Column) -> None:
        self.procedure = ProcedureBox()
        self.draft = DraftCard()
        self.saved = SavedCard()
        self.later = Later()
        self.papers = Papers()
        self.person = PersonSection()
        self.folded_papers = Folded(2, "Giấy tờ nộp", "folded_papers")
        self.folded_person = Folded(3, "Người nộp", "folded_person")
        self.side = Side()
        self.strip = PromiseStrip()
        self._strip_sheet = Sheet(padding=(16, 6, 10, 6))
        self._strip_row = Row(gap=16)
        self._strip_sheet.body.add(self._strip_row)
        self._strip_row.addWidget(self.strip, 1)
        self._strip_sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._work = QWidget()
        column = Column(self._work, gap=8)
        column.add(self.procedure, self.saved, self.draft, self.later, self.folded_papers, self.papers)
        column.setStretchFactor(self.papers, 100)
        column.add(self.folded_person, self.person)
        column.addStretch(1)  # white space belongs at the bottom, never between sections
        content.add(self._work, self.side)
        content.setStretchFactor(self._work, 1)
        outer.add(self._strip_sheet)
        self._compact = False
        self._chosen = False
        self._at_person = False
        self._stopped = False
        self.folded_papers.unfold_wanted.connect(self.go_to_papers)
        self.folded_person.unfold_wanted.connect(self.go_to_person)
        self._order()
        self._place()

    def sections(self) -> Sequence[QWidget]:
        """Return the first control of each section."""
        first = self.procedure.line
        person = self.folded_person if self.folded_person.isVisibleTo(self._work) else self.person.applicant.name.line
        papers = self.folded_papers if self.folded_papers.isVisibleTo(self._work) else self.papers.list
        return (first, papers, person, self.side.button)

    def show_chosen(self, chosen: bool) -> None:
        """Show the sections of a chosen procedure, or those that will come."""
        self._chosen, self._at_person = chosen, False
        self._place()

    def show_searching_person(self, typed: Typed) -> None:
        """Before a procedure is chosen, show the person as soon as one is there: a card was scanned."""
        if not self._chosen:
            self.person.setVisible(not typed.is_empty)
            self.later.setVisible(typed.is_empty)

    def go_to_papers(self) -> None:
        """Unfold the papers and go there."""
        self._at_person = False
        self._place()
        if self.papers.checklist.entries:
            self.papers.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go_to_person()

    def go_to_person(self) -> None:
        """Unfold the person and go there: to the first box that is empty, else to the name."""
        self._at_person = True
        self._place()
        applicant = self.person.applicant
        filled = bool(applicant.name.text and applicant.number.text)
        target = applicant.phone.line if filled and not applicant.phone.text else applicant.name.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_sets(self) -> None:
        """Unfold the person and go to the number of sets."""
        self._at_person = True
        self._place()
        self.person.sets.go_there()

    def set_compact(self, compact: bool) -> None:
        """Fold below 1100 px: one section open, the others in one line, the promise in a strip."""
        if compact == self._compact:
            return
        self._compact = compact
        here = QApplication.focusWidget()
        self._at_person = here is not None and self.person.isAncestorOf(here)
        if compact:
            self._strip_row.addWidget(self.side.button)
        else:
            self.side.take_button()
        self._order()
        self._place()

    def make_room(self, stopped: bool) -> None:
        """Fold what is not needed while a card that stops stands on top."""
        if stopped != self._stopped:
            self._stopped = stopped
            self._at_person = stopped or self._at_person
            self._place()

    def show_summaries(self) -> None:
        """Say in one line each what the folded sections hold."""
        checklist = self.papers.checklist
        still = len(checklist.open_places)
        parts = [f"{checklist.have} có"] * bool(checklist.have)
        parts += [f"{checklist.set_aside} không áp dụng"] * bool(checklist.set_aside)
        parts += [f"còn {still} chưa xem"] * bool(still)
        self.folded_papers.summary.show_text(" · ".join(parts))
        typed = self.person.read().applicant
        about = " · ".join(part for part in (typed.name, typed.personal_number, typed.address) if part)
        self.folded_person.summary.show_text(about or "quét thẻ, hoặc gõ tên")

    def _place(self) -> None:
        chosen, folds = self._chosen, (self._compact or self._stopped) and self._chosen
        self.later.setVisible(not chosen)
        self.procedure.fold(self._compact)
        self.papers.setVisible(chosen and not (folds and self._at_person))
        self.person.setVisible(chosen and not (folds and not self._at_person))
        self.folded_papers.setVisible(folds and self._at_person)
        self.folded_person.setVisible(folds and not self._at_person)
        self.side.setVisible(not self._compact or not chosen)
        self._strip_sheet.setVisible(self._compact and chosen)
        self.side.make_room(self._stopped)
        if chosen:
            self.show_summaries()

    def _order(self) -> None:
        """Tab follows the paper form: procedure, papers, person, who hands in, button."""
        stops: list[QWidget] = [self.procedure.line, self.folded_papers, self.papers.list, self.folded_person]
        applicant, submitter = self.person.applicant, self.person.submitter
        stops += [field.box for field in applicant.boxes()]
        stops += [applicant.return_by.box, self.person.claimed.box, self.person.claimed_reason.box, self.person.same]
        stops += [field.box for field in submitter.boxes()]
        stops += [submitter.authority.box, self.side.button]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)
