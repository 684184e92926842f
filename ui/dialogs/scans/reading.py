"""What the dialogs of scans ask the desk for."""

from dataclasses import dataclass

from desk_app.usecases.office import Office
from desk_app.usecases.scans import PaperScans, by_paper


@dataclass(frozen=True)
class ScansShown:
    """The scans of a dossier by paper, and where pages come from at this desk."""

    number: str
    papers: tuple[PaperScans, ...]
    scanner: str
    folder: str


def scans_shown(office: Office, number: str) -> ScansShown:
    """Return the scans of a dossier; DossierNotFoundError."""
    settings = office.store.settings()
    papers = by_paper(office.store.register.dossier(number), office.store.scans.of_dossier(number))
    return ScansShown(number, papers, settings["scanner"], settings["scan_folder"])
