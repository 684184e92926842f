"""The card that stops: nothing could be saved, and what is typed is still there."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from desk_app.domain.errors import BadInputError, DeskError
from ui.messages import message_of
from ui.office_time import at_office, date_words, hour_words
from ui.widgets.alert import StopCard
from ui.widgets.boxes import Column
from ui.widgets.button import Button, Kind


class StopPlace:
    """The top of the page, where at most one such card stands: `card`."""

    def __init__(self, place: Column) -> None:
        self._place = place
        self.card: StopCard | None = None

    def show(self, error: DeskError, now: datetime, hotline: str, save_again: Callable[[], object]) -> None:
        """Put the card of `error` there; what may go better the second time is offered again."""
        again = Button("Lưu lại", "Ctrl+Enter", Kind.PRIMARY, icon="refresh", name="save_again")
        again.clicked.connect(save_again)
        self.clear()
        self.card = stop_card(error, now, hotline, () if isinstance(error, BadInputError) else (again,))
        self._place.addWidget(self.card)

    def clear(self) -> None:
        """Take the card away."""
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None


def stop_card(error: DeskError, now: datetime, hotline: str, actions: tuple[Button, ...] = ()) -> StopCard:
    """Return the card for `error`: what happened, that nothing is lost, what to do; no data of a person in it."""
    message = message_of(error)
    number = error_number(error)
    call = f" Nếu cần giúp, gọi {hotline} và đọc mã {number}." if hotline else f" Mã để báo lại: {number}."
    return StopCard(
        "Chưa lưu được hồ sơ này",
        number,
        f"{hour_words(now)}, {date_words(at_office(now))}",
        message.happened,
        "những gì vừa gõ còn nguyên trên màn hình. Hồ sơ cũ vẫn tìm và xem được.",
        message.advice + call,
        actions,
    )


def error_number(error: DeskError) -> str:
    """Return a short number of the kind of error, the same on every machine: "Đ-4071"."""
    digest = hashlib.sha256(type(error).__name__.encode()).digest()
    return f"Đ-{int.from_bytes(digest[:2], 'big') % 9000 + 1000}"
