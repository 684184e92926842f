"""A print that the print service took is watched until it came out, was given up, or nobody waits for it any more."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.errors import DeskError

LOOK_EVERY_MS = 400
SLOW_AFTER_LOOKS = 50
SLOW = "slow"
TROUBLES = {
    "paper": "Máy in hết giấy. Xin thêm giấy; bản này sẽ tự ra.",
    "jam": "Máy in kẹt giấy. Xin lấy tờ kẹt ra; bản này sẽ tự ra.",
    "cover": "Nắp máy in đang mở. Xin đóng lại; bản này sẽ tự ra.",
    "ink": "Máy in hết mực. Xin thay mực; bản này sẽ tự ra.",
    "offline": "Chưa nối được máy in. Xin xem nguồn và dây; nối lại là bản này tự ra.",
    "stopped": "Máy in đang dừng. Xin xem máy in; chạy lại là bản này tự ra.",
    "none": "Không thấy máy in nữa. Xin xem máy in có bị gỡ khỏi máy này không.",
    SLOW: "Máy in chưa báo xong. Xin xem máy in và khay giấy.",
}
GIVEN_UP = "Máy in đã bỏ bản in này, giấy chưa ra. Xin xem máy in rồi in lại."


@dataclass(frozen=True)
class JobNews:
    """What became of a job (waiting, done, failed, unknown) and, while it waits, what holds it up ("" unknown)."""

    state: str
    trouble: str = ""


Look = Callable[[object], JobNews]


class JobWatch(QObject):
    """`ended(came out)` once; `held(sentence)` whenever what holds it up is another thing, "" when nothing does now.

    `look(job)` runs where `beside` runs things, off the window's thread.
    """

    ended = Signal(bool)
    held = Signal(str)
    _seen = Signal(object, object)

    def __init__(self, look: Look, beside: Callable[[Callable[[], object]], object], parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._beside = look, beside
        self._job: object = None
        self._looks, self._said = 0, ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        self._seen.connect(self._take)

    @property
    def is_watching(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def follow(self, job: object) -> None:
        """Watch this job from now on."""
        self._job, self._looks, self._said = job, 0, ""
        self._ask()

    def stop(self) -> None:
        """Watch no more."""
        self._job = None
        self._timer.stop()

    def _ask(self) -> None:
        job = self._job
        self._beside(lambda: self._seen.emit(job, self._looked_at(job)))

    def _looked_at(self, job: object) -> JobNews:
        try:
            return self._look(job)
        except (DeskError, OSError):  # the print is neither done nor lost: look again
            return JobNews("waiting")

    def _take(self, job: object, news: JobNews) -> None:
        if job is not self._job or job is None:
            return
        if news.state != "waiting":
            self.stop()
            # A job the service has forgotten left it long ago: services forget what is done, not what waits.
            self.ended.emit(news.state != "failed")
            return
        self._looks += 1
        trouble = news.trouble or (SLOW if self._looks > SLOW_AFTER_LOOKS else "")
        if trouble != self._said:
            self._said = trouble
            self.held.emit(TROUBLES.get(trouble, ""))
        self._timer.start()
