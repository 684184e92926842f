"""The fixed words of the control slip and of the register: law, word for word; two circulars, one shape."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ControlWording:
    """Every fixed word of the control slip under one circular; `attached` is empty where the form has no such line."""

    state: str
    motto: str
    sequence: str
    title: str
    number: str
    solving: str
    cooperating: str
    attached: str
    received: str
    due: str
    columns: tuple[tuple[str, ...], ...]
    gives: str
    receives: str
    giver: str
    receiver: str
    hour: str
    minute: str
    notes: tuple[str, ...]
    foot: str


@dataclass(frozen=True)
class RegisterWording:
    """Every fixed word of the register under one circular; `grouped` stands over the last columns, from `columns` on.

    `cover_*` and `blank_note` are the desk's own.
    """

    state: str
    motto: str
    sequence: str
    title: str
    book: str
    field: str
    columns: tuple[str, ...]
    grouped: str
    grouped_columns: tuple[str, ...]
    blank_note: str
    cover_opened: str
    cover_from: str
    cover_closed: tuple[str, ...]
    cover_pages: str
    foot: str
