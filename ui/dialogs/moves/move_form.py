"""What makes a move a form: prepared from the dossier, done with the answers. Both run on the store lane."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from desk_app.domain.dossier import Dossier
from desk_app.domain.events import SubmittedPaper
from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Form
from ui.office_time import at_office


@dataclass(frozen=True)
class MoveForm:
    """`prepare` returns the form with its defaults, `do` records what was answered; `done` says so afterwards."""

    prepare: Callable[[Office, str], Form]
    do: Callable[[Office, str, Answers], Acted]
    done: str


def today_of(office: Office) -> date:
    """Return the day at the office."""
    return at_office(office.clock.now()).date()


def dossier_of(office: Office, number: str) -> Dossier:
    """Return the dossier; DossierNotFoundError."""
    return office.store.register.dossier(number)


def named(papers: Iterable[SubmittedPaper], names: tuple[str, ...]) -> tuple[SubmittedPaper, ...]:
    """Return the papers of these names, once each."""
    wanted = list(names)
    return tuple(paper for paper in papers if paper.name in wanted and not wanted.remove(paper.name))  # type: ignore[func-returns-value]


def names_of(papers: Iterable[SubmittedPaper], *, originals: bool = False) -> tuple[str, ...]:
    """Return the names of papers that lie with the dossier; `originals`: only those of which we hold the original."""
    return tuple(paper.name for paper in papers if not originals or (paper.originals and not _only_shown(paper)))


def _only_shown(paper: SubmittedPaper) -> bool:
    """A paper that was presented went home with its owner at once."""
    return paper.note.lower().startswith("xuất trình")
