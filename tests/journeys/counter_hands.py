"""A counter that is at work when the current goes: two dossiers saved and sealed, nothing closed."""

from pathlib import Path

from desk_app.usecases.intake import receive
from tests.journeys.command import line
from ui.cli.application_line import read_line
from ui.composition.opening import open_office
from ui.composition.spooling import spool_renewed


def received_and_sealed(home: str, password: str) -> None:
    """Receive two dossiers at the desk in `home` and seal them; the desk stays open."""
    office = open_office(Path(home), password, None).office
    for name in ("Một", "Hai"):
        receive(office, read_line(line(name)).application)
    spool_renewed(office)
