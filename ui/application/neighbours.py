"""The commune's own network while the program is open: a server if a port is set, and a look at the named desks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.settings import Settings
from desk_app.usecases.office import Office
from ui.background import Background
from ui.composition.neighbours import EVERYWHERE, answering, round_with_neighbours

if TYPE_CHECKING:
    from ui.composition.neighbours import NeighbourServer, PeerRound

_LOOK_SECONDS = 60


class Neighbours(QObject):
    """`heard(count)`: so many events of other desks came over the own network, or own ones were proven by it."""

    heard = Signal(int)

    def __init__(
        self, lanes: Background, office: Callable[[], Office | None], parent: QObject, host: str = EVERYWHERE
    ) -> None:
        super().__init__(parent)
        self._lanes, self._office, self._host = lanes, office, host
        self._server: NeighbourServer | None = None
        self._port = ""
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)

    @property
    def port(self) -> int | None:
        """Where other desks are answered; None while nobody is."""
        return self._server.port if self._server else None

    def start(self) -> None:
        """Look now and every minute; a changed setting counts from the next look on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Answer where the settings say so, and ask the desks they name."""
        office = self._office()
        if office is None:
            return
        self._lanes.store(office.store.settings, lambda settings: self._go_by(office, settings))

    def stop(self) -> None:
        """Answer nobody any more."""
        self._timer.stop()
        if self._server is not None:
            self._server.close()
            self._server, self._port = None, ""

    def _go_by(self, office: Office, settings: Settings) -> None:
        if not self._timer.isActive():
            return
        if settings["lan_port"] != self._port:
            self._answer_on(office, settings["lan_port"])
        if settings["lan_peers"] and not self._is_asking:
            self._is_asking = True
            self._lanes.wire(
                lambda: round_with_neighbours(office, self._lanes.on_store_blocking), self._asked, self._not_asked
            )

    def _answer_on(self, office: Office, port: str) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        self._port = port
        if port:
            try:
                self._server = answering(office, self._lanes.on_store_blocking, int(port), self._host)
            except OSError:
                self._port = ""  # taken by another program: tried again in a minute
            else:
                self._server.__enter__()

    def _asked(self, rounds: tuple[PeerRound, ...]) -> None:
        self._is_asking = False
        count = sum(each.events + each.carried.proven for each in rounds)
        if count:
            self.heard.emit(count)

    def _not_asked(self, error: Exception) -> None:
        self._is_asking = False
