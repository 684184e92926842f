"""The card of the dossier somebody came for."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Finished
from desk_app.usecases.acts import newest
from ui.look import look
from ui.office_time import at_office, date_words, hour_words, weekday_words
from ui.pages.hand_over.collectors import Collectors
from ui.pages.hand_over.reading import Presented
from ui.pages.hand_over.verdict import Verdict, verdict_of
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.button import Button, Kind
from ui.widgets.check import Check
from ui.widgets.clock import ClockGlyph, ClockState
from ui.widgets.sheet import Divider, SectionTitle, Sheet
from ui.widgets.text import Elided, Text

BUTTON_WIDE = 300
MOST_SHELF = 8


class VerdictBand(Sheet):
    """Glyph, verdict in 20 px, what to say; tinted like the dossier's clock. The counter of the day stands large."""

    def __init__(self) -> None:
        super().__init__("ready", padding=(20, 14, 20, 14))
        self.glyph = ClockGlyph(ClockState.READY, 40)
        self.title = Text("", Role.VERDICT, "ready", wrap=True)
        self.title.setObjectName("verdict")
        self.under = Text("", Role.BODY, "ink", wrap=True)
        self.number = Text("", Role.SHELF, "ready")
        words = Column(gap=1)
        words.add(self.title, self.under)
        row = Row(gap=16)
        row.add(self.glyph, words, self.number)
        row.setStretchFactor(words, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_verdict(self, verdict: Verdict, number: str) -> None:
        """Say it in the colour of its clock."""
        tone = verdict.clock.value
        self.set_tone(tone)
        self.glyph.show_state(verdict.clock, verdict.title)
        self.title.setText(verdict.title)
        self.under.setText(verdict.under)
        self.number.setText(number)
        for text in (self.title, self.number):
            text.set_ink(tone)


class PresentedCard(Sheet):
    """Verdict, facts, who takes it, and the button; without a result the button is absent, not grey."""

    def __init__(self) -> None:
        super().__init__(padding=(18, 18, 18, 18), gap=14)
        self.verdict: Verdict | None = None
        self._compact = False
        self.band = VerdictBand()
        self.facts = _Facts()
        self.collectors = Collectors()
        self._who = SectionTitle("Ai đến nhận?", 1)
        self.give = Button("Trả kết quả", "Enter", Kind.PRIMARY, icon="check", big=True, name="hand_over")
        self.give.setMinimumWidth(BUTTON_WIDE)
        self.lost = Check("Mất giấy hẹn, in giấy cam đoan", "lost_slip")
        self.back = Button("Trả bản chính", "Alt+O", icon="copy", name="give_back")
        self.returned: tuple[str, ...] = ()
        self.steps = {
            "Alt+Q": Button("Có kết quả", "Alt+Q", icon="circle-check", name="next_step"),
            "Alt+X": Button("Xin lỗi và hẹn lại", "Alt+X", Kind.PRIMARY, name="apologise"),
            "Alt+U": Button("Bưu chính đã phát", "Alt+U", name="post_delivered"),
            "Alt+L": Button("Bưu chính trả lại", "Alt+L", name="post_returned"),
            "Alt+B": Button("Nhận bổ sung", "Alt+B", icon="file-plus", name="supplemented"),
            "Alt+V": Button("Đã thực hiện nghĩa vụ", "Alt+V", icon="check", name="settled"),
        }
        self.next = self.steps["Alt+Q"]
        self.look_up = Button("Xem hồ sơ", "Alt+M", icon="folder-search", name="open_dossier")
        self._line = Divider()
        asked = Row(gap=12)
        asked.add(self._who, self.lost)
        asked.setStretchFactor(self._who, 1)
        foot = Row(gap=12)
        foot.add(self.look_up, self.back, 1, *self.steps.values(), self.give)
        self.body.add(self.band, self.facts, self._line, asked, self.collectors, 1)
        self.body.addLayout(foot)

    def set_compact(self, compact: bool) -> None:
        """Keep the verdict, the person, the answers and the button where there is little height."""
        self._compact = compact
        self.facts.set_compact(compact)
        self._line.setVisible(not compact)
        self._who.setVisible(not compact and self.verdict is not None and self.verdict.may_hand_over)
        worn = look()
        side = worn.px(10 if compact else 18)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(worn.px(8 if compact else 14))

    def show_presented(self, presented: Presented) -> None:
        """Show the dossier and what may be done with it."""
        self.verdict = verdict_of(presented)
        ready = self.verdict.may_hand_over
        self.band.show_verdict(self.verdict, _shelf(presented))
        self.facts.show_presented(presented)
        self.collectors.show_dossier(presented.dossier)
        self.collectors.setVisible(ready)
        self.give.setVisible(ready)
        for widget in (self._line, self._who):
            widget.setVisible(ready and not self._compact)
        self.lost.setVisible(ready and presented.proof != "slip")
        self.lost.setChecked(presented.proof == "card")
        self.give_back(())
        self.back.setVisible(ready and bool(presented.originals))
        offered = {self.verdict.next_key, "Alt+L"} if self.verdict.next_key == "Alt+U" else {self.verdict.next_key}
        for key, button in self.steps.items():
            button.setVisible(key in offered)
        step = self.steps.get(self.verdict.next_key)
        focus = self.give if ready else step or self.look_up
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_back(self, names: tuple[str, ...]) -> None:
        """Show how many originals go back with the result."""
        self.returned = names
        self.back.set_verb(f"Trả {len(names)} bản chính" if names else "Trả bản chính")

    @property
    def has_lost_slip(self) -> bool:
        """Whether the statement of a lost slip is wanted."""
        return self.lost.isVisibleTo(self) and self.lost.isChecked()


class _Facts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name = Text("", Role.DIALOG)
        self._procedure = Elided("", Role.CARD)
        self._number = Text("", Role.FIGURES_STRONG).selectable()
        self._received = Text("", Role.LEAD_STRONG)
        self._due = Text("", Role.LEAD_STRONG)
        self.result = Elided("", Role.LEAD_STRONG)
        self._more: list[QWidget] = []
        grid = Grid(self, gap=2)
        pairs = (("Chủ hồ sơ", self._name), ("Thủ tục", self._procedure), ("Số hồ sơ", self._number))
        dates = (("Nhận", self._received), ("Hẹn trả", self._due), ("Kết quả", self.result))
        columns: tuple[tuple[tuple[str, QWidget], ...], ...] = (pairs, dates)
        for column, facts in enumerate(columns):
            for place, (label, value) in enumerate(facts):
                named = Text(label, Role.SMALL, "ink2")
                named.setContentsMargins(0, look().px(8), 0, 0)
                grid.addWidget(named, 2 * place, column)
                if place == 2:
                    self._more += [named, value]
                grid.addWidget(value, 2 * place + 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        """Leave out what the slip says anyway."""
        for widget in self._more:
            widget.setVisible(not compact)

    def show_presented(self, presented: Presented) -> None:
        dossier = presented.dossier
        self._name.setText(dossier.applicant.name)
        self._procedure.show_text(dossier.terms.name)
        self._number.setText(dossier.number)
        self._received.setText(_when(dossier.received_at))
        promised = dossier.standing.promised_at
        self._due.setText(_when(promised) if promised else "không hẹn")
        said = " · ".join(part for part in (_way(dossier), *_result(dossier)) if part)
        self.result.show_text(said[:1].upper() + said[1:])


def _shelf(presented: Presented) -> str:
    """Return where the result lies if that is short enough to be large, else the counter."""
    place = presented.dossier.place
    return place if 0 < len(place) <= MOST_SHELF else presented.row.number.rsplit("-", 1)[-1]


def _result(dossier: Dossier) -> tuple[str, ...]:
    """Return what the result is called and its number, as far as somebody said so."""
    done = newest(dossier, Finished)
    if done is None or not isinstance(done.body, Finished):
        return ()
    return (f"số {done.body.result_number}" if done.body.result_number else "", done.body.result)


def _way(dossier: Dossier) -> str:
    if len(dossier.place) > MOST_SHELF:
        return f"để ở {dossier.place}"
    if dossier.return_by == "post":
        return "gửi bưu điện"
    return "" if any(_result(dossier)) else "trả tại quầy"


def _when(moment: datetime) -> str:
    there = at_office(moment)
    return f"{weekday_words(there)}, {date_words(there)} {hour_words(there)}"
