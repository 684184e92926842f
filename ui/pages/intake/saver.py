"""Saves once what was pressed once; the answer comes back as a signal."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Recorded
from desk_app.usecases.intake import Acknowledgement, Application, receive, refuse
from desk_app.usecases.office import Office
from desk_app.usecases.registration import register
from desk_app.usecases.same_visit import receive_and_hand_over
from ui.counter import Counter
from ui.pages.intake.desk import keep_drafts
from ui.pages.intake.draft import Drafts
from ui.pages.intake.promise_card import short_day
from ui.tables.dossier_words import counter_of


@dataclass(frozen=True)
class Saved:
    """What is true now, in words, and the dossier; `print_id` of the slip that is asked for, `took_in` a person's."""

    words: str
    facts: str
    number: str
    print_id: int | None = None
    took_in: bool = False


def _received(got: Acknowledgement, application: Application) -> Saved:
    printing = ", đang in" if got.print_id is not None else ""
    facts = f"{application.applicant.name} · hẹn trả {short_day(got.due_at)}"
    return Saved(f"Đã lưu {counter_of(got.number)}{printing}", facts, got.number, got.print_id, took_in=True)


def _handed_over(got: Acknowledgement, application: Application) -> Saved:
    collector = (application.submitter or application.applicant).name
    return Saved(f"Đã nhận và trả {counter_of(got.number)}", f"đã trả cho {collector}", got.number)


def _refused(got: Recorded, application: Application) -> Saved:
    number = got.header.dossier or ""
    return Saved(f"Đã từ chối, lưu số {counter_of(number)}", application.applicant.name, number)


def _registered(number: str, application: Application) -> Saved:
    facts = f"{application.applicant.name} · chưa hẹn ngày, chờ kiểm tra giấy tờ"
    return Saved(f"Đã đăng ký {counter_of(number)}", facts, number)


class Saver(QObject):
    """Signals `saved(Saved)` after the commit; `failed(DeskError)` when nothing was saved."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, counter: Counter, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self.is_busy = False

    def receive(self, application: Application, left: Drafts) -> None:
        """Take the dossier in and let its slip be printed; `left` are the drafts that stay."""

        def save(office: Office) -> Acknowledgement:
            acknowledgement = receive(office, application, paper="")
            keep_drafts(office, left)
            return acknowledgement

        self.is_busy = True
        self._counter.ask(save, lambda got: self._told(_received(got, application)), self._failed)

    def receive_and_hand_over(self, application: Application, left: Drafts) -> None:
        """Take the dossier in and hand its result over in the same visit; `left` are the drafts that stay."""

        def save(office: Office) -> Acknowledgement:
            acknowledgement = receive_and_hand_over(office, application)
            keep_drafts(office, left)
            return acknowledgement

        self.is_busy = True
        self._counter.ask(save, lambda got: self._told(_handed_over(got, application)), self._failed)

    def refuse(self, application: Application, reason: str, left: Drafts) -> None:
        """Turn the dossier away with its reason."""

        def save(office: Office) -> Recorded:
            recorded = refuse(office, application, reason)
            keep_drafts(office, left)
            return recorded

        self.is_busy = True
        self._counter.ask(save, lambda got: self._told(_refused(got, application)), self._failed)

    def register(self, application: Application, channel: str, left: Drafts) -> None:
        """Register a dossier that came without its person."""

        def save(office: Office) -> str:
            number = register(office, application, channel)
            keep_drafts(office, left)
            return number

        self.is_busy = True
        self._counter.ask(save, lambda number: self._told(_registered(number, application)), self._failed)

    def _told(self, saved: Saved) -> None:
        self.is_busy = False
        self.saved.emit(saved)

    def _failed(self, error: DeskError) -> None:
        self.is_busy = False
        self.failed.emit(error)
