"""How a page reaches the desk: work runs on the store lane, the answer comes back to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from desk_app.domain.errors import DeskError

if TYPE_CHECKING:  # the first paint waits for this module, not for the use cases
    from desk_app.usecases.office import Office

Answer = TypeVar("Answer")


class Lanes(Protocol):
    """The part of Background that a counter needs."""

    def store(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> object: ...


class Counter:
    """Hands work to the store lane together with the office opened there."""

    def __init__(self, lanes: Lanes, complain: Callable[[DeskError], object]) -> None:
        self._lanes = lanes
        self._complain = complain
        self._office: Office | None = None

    def open(self, office: Office) -> None:
        """Work from now on is done in this office."""
        self._office = office

    def close(self) -> Office | None:
        """No work from now on; return the office that was open."""
        office, self._office = self._office, None
        return office

    @property
    def is_open(self) -> bool:
        """Whether somebody is signed in."""
        return self._office is not None

    def ask(
        self,
        work: Callable[[Office], Answer],
        done: Callable[[Answer], object],
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Run `work` on the store lane, then `done` (or, for a DeskError, `failed`) in the window."""
        office = self._office
        if office is None:
            return
        tell = failed or self._complain

        def went_wrong(error: Exception) -> None:
            if not isinstance(error, DeskError):
                raise error
            tell(error)

        self._lanes.store(lambda: work(office), done, went_wrong)
