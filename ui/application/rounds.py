"""Rounds with the district: at night in the desk's own slot, by day now and then, at once when asked."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from ui.background import Background
from ui.composition.exchange import Pace, RoundPlan, exchange_round_between
from ui.composition.scan_sending import ScanPace, send_scans_between

_LOOK_SECONDS = 20


class Rounds(QObject):
    """Keeps trying for ever. `progressed(done, left)`, `finished(RoundResult)`, `failed(DeskError)`, `planned(at)`."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    planned = Signal(object)
    _told = Signal(object)

    def __init__(
        self, lanes: Background, office: Callable[[], Office | None], now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lanes, self._office, self._now = lanes, office, now
        self._plan: RoundPlan | None = None
        self._pace, self._scan_pace = Pace(), ScanPace()
        self.is_running = False
        self.last_error: DeskError | None = None
        self._told.connect(lambda told: self.progressed.emit(told.done, told.left))
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self._look)

    @property
    def next_at(self) -> datetime | None:
        """When the next round begins by itself; None without a district."""
        return self._plan.next_at if self._plan else None

    def start(self, plan: RoundPlan | None) -> None:
        """Plan rounds from now on (None: this desk has no district)."""
        self._plan = plan
        self._timer.start()
        self.planned.emit(self.next_at)

    def something_waits(self, count: int) -> None:
        """Let a small round by day come, if so many dossiers are only here."""
        if self._plan is not None and not self.is_running:
            self._plan = self._plan.with_waiting(self._now(), count)

    def send_now(self) -> None:
        """Begin a round at once, unless one is under way."""
        office = self._office()
        if office is None or self.is_running:
            return
        self.is_running = True
        self._lanes.wire(
            lambda: exchange_round_between(office, self._lanes.on_store_blocking, self._tell, self._pace),
            self._went_well,
            self._went_wrong,
        )

    def told(self, error: DeskError) -> None:
        """Hear of a trouble that another carrier met; said until a round goes well."""
        self.last_error = error
        self.failed.emit(error)

    def _tell(self, progress: object) -> None:
        self._told.emit(progress)  # from the wire lane; Qt carries it over

    def _look(self) -> None:
        if self._plan is not None and self._now() >= self._plan.next_at:
            self.send_now()

    def _went_well(self, result: object) -> None:
        self.is_running, self.last_error = False, None
        self._planned(went_well=True)
        self.finished.emit(result)
        self._send_scans()

    def _send_scans(self) -> None:
        """Let scans go after the data; a round that is wanted meanwhile stops them between two parts."""
        office, lanes = self._office(), self._lanes
        if office is None or self.is_running:
            return

        def send() -> object:
            return send_scans_between(
                office, lanes.on_store_blocking, stop=lambda: self.is_running or lanes.is_closing, pace=self._scan_pace
            )

        # A line that breaks over a scan is no news: the next round says how the line is, and scans go on after it.
        lanes.wire(send, lambda _: None, lambda _: None)

    def _went_wrong(self, error: Exception) -> None:
        self.is_running = False
        self._planned(went_well=False)
        if isinstance(error, DeskError):
            self.last_error = error
            self.failed.emit(error)

    def _planned(self, *, went_well: bool) -> None:
        if self._plan is not None:
            self._plan = self._plan.after(self._now(), went_well=went_well)
            self.planned.emit(self._plan.next_at)
