"""Yes or no in one line, with what to say to the citizen and the next step."""

from dataclasses import dataclass

from desk_app.domain.events import Refused
from desk_app.domain.lifecycle import State
from desk_app.domain.reappointment import owes_apology
from desk_app.domain.terms import limit_of
from ui.office_time import at_office, moment_words
from ui.pages.hand_over.reading import Presented
from ui.tables.dossier_words import reading_of, working_days_between
from ui.widgets.clock import ClockState


@dataclass(frozen=True)
class Verdict:
    """`title` in 20 px, `under` what to say; `next_key` and `next_words` the step that helps, if any."""

    clock: ClockState
    title: str
    under: str
    next_key: str = ""
    next_words: str = ""

    @property
    def may_hand_over(self) -> bool:
        """Whether the result may go to its person now."""
        return self.clock is ClockState.READY


def verdict_of(presented: Presented) -> Verdict:
    """Return whether the result may be handed over, and if not, why and what comes next."""
    row, dossier = presented.row, presented.dossier
    if row.state is State.RESULT_READY and dossier.standing.posted:
        said = "Phát xong thì ghi đã phát; bưu điện trả lại thì kết quả nằm ở quầy và trả được tại đây."
        return Verdict(ClockState.PAUSE, "Kết quả đang ở bưu điện", said, "Alt+U", "Bưu chính đã phát")
    if row.state is State.RESULT_READY and owes_apology(dossier.standing, limit_of(dossier.terms)):
        said = f"{_when_ready(presented)} Xin lỗi bà con và in phiếu xin lỗi, rồi trả kết quả."
        return Verdict(ClockState.LATE, "Có kết quả, trễ hẹn và chưa xin lỗi", said, "Alt+X", "Xin lỗi và hẹn lại")
    if row.state is State.RESULT_READY:
        return Verdict(ClockState.READY, "Đúng hồ sơ, đã có kết quả", _when_ready(presented))
    if row.state is State.HANDED_OVER and dossier.handed_over_at is not None:
        given = f"Đã giao cho {dossier.collector} lúc {moment_words(dossier.handed_over_at)}."
        return Verdict(ClockState.DONE, "Kết quả này đã trả rồi", given, "Enter", "Xem hồ sơ")
    if row.state is State.REFUSED and isinstance(dossier.intake, Refused):
        told = f"Lý do đã báo: {dossier.intake.reason}"
        return Verdict(ClockState.DONE, "Hồ sơ này đã bị từ chối, không có kết quả", told, "Enter", "Xem hồ sơ")
    if row.state in (State.WITHDRAWN, State.STOPPED):
        words = "đã rút" if row.state is State.WITHDRAWN else "đã dừng giải quyết"
        return Verdict(ClockState.DONE, f"Hồ sơ này {words}, không có kết quả", "Mở hồ sơ để xem lý do.")
    if row.state is State.SUPPLEMENT_REQUESTED:
        said = "Đồng hồ đang dừng. Bà con mang giấy tờ đến thì nhấn Nhận bổ sung."
        return Verdict(ClockState.PAUSE, "Chưa có kết quả, đang chờ bổ sung giấy tờ", said, "Alt+B", "Nhận bổ sung")
    if row.state is State.OBLIGATION_REQUESTED:
        said = "Đồng hồ đang dừng. Bà con nộp xong thì ghi chứng từ."
        return Verdict(ClockState.PAUSE, "Chưa có kết quả, đang chờ nghĩa vụ tài chính", said, "Alt+V", "Đã thực hiện")
    reading = reading_of(row, presented.now, presented.calendar)
    if reading.clock is ClockState.LATE and row.due_at is not None:
        said = f"Đã hẹn {moment_words(row.due_at)}. Xin lỗi bà con; khi chuyên môn giao kết quả nhấn Có kết quả."
        return Verdict(ClockState.LATE, f"Chưa có kết quả, {reading.words.lower()}", said, "Alt+Q", "Có kết quả")
    due = f"Mời bà con trở lại {moment_words(row.due_at)}." if row.due_at else ""
    said = f"{due} Nếu chuyên môn vừa giao kết quả, nhấn Có kết quả."
    return Verdict(reading.clock, f"Chưa có kết quả, {_lower(reading.words)}", said, "Alt+Q", "Có kết quả")


def _when_ready(presented: Presented) -> str:
    row = presented.row
    if row.finished_at is None or row.due_at is None:
        return ""
    finished, due = at_office(row.finished_at), at_office(row.due_at)
    early = working_days_between(presented.calendar, finished.date(), due.date())
    if row.finished_at > row.due_at:
        return f"Có kết quả {moment_words(finished)}, sau giờ hẹn."
    return f"Xong trước hẹn {early} ngày, từ {moment_words(finished)}." if early else "Xong đúng hẹn, trong ngày hẹn."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
