"""A slip too long for its sheet goes on a larger one by itself: nobody waits at a counter for a setting."""

from collections.abc import Callable
from typing import TypeVar

from desk_app.domain.errors import DeskError

Pressed = TypeVar("Pressed")

LARGER = {"a5": "a4", "a4_two": "a4"}
NAMED = {"a4": "A4", "a5": "A5", "a4_two": "hai liên A5", "roll80": "giấy cuộn 80 mm", "roll58": "giấy cuộn 58 mm"}
TOO_LONG = "SlipTooLongError"  # known by name: the screen's parts name no concrete room


def press_to_fit(press: Callable[[str], Pressed], paper: str) -> tuple[Pressed, str]:
    """Return what `press(paper)` gives and that paper, or the larger one where the slip is too long for it.

    Any other error of `press` comes through, and that of the larger sheet when it is too small as well.
    """
    try:
        return press(paper), paper
    except DeskError as error:
        larger = LARGER.get(paper)
        if larger is None or type(error).__name__ != TOO_LONG:
            raise
    return press(larger), larger


def larger_words(wanted: str, used: str) -> str:
    """Return the sentence that says why the paper is another one; empty when it is the one wanted."""
    if wanted == used:
        return ""
    return f"Giấy hẹn dài quá khổ {NAMED.get(wanted, wanted)} nên in trên {NAMED.get(used, used)}."
