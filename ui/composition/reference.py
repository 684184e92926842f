"""The reference data that ships with the program."""

from importlib import resources


def shipped_catalogue() -> str:
    """Return the JSON text of the shipped catalogue of procedures."""
    return _text("procedures.json")


def shipped_calendar() -> str:
    """Return the JSON text of the shipped calendar."""
    return _text("calendar.json")


def _text(name: str) -> str:
    return resources.files("desk_app.catalogue").joinpath(name).read_text(encoding="utf-8")
