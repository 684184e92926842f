"""Papers as handed in, checked before they are written."""

from desk_app.domain.characters import clean_line
from desk_app.domain.errors import BadInputError, UnknownPaperError
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.procedure import Procedure, required_papers

ONLY_SHOWN = "xuất trình"  # the note of a paper that was looked at and taken home again
MOST_LINE, MOST_PAPER_NAME, MOST_PAPERS, MOST_COPIES = 300, 500, 100, 999


class TooManyPapersError(BadInputError):
    """More than `most` papers: no slip could list them."""


def required_as_submitted(procedure: Procedure) -> tuple[SubmittedPaper, ...]:
    """Return all required papers of a procedure as if handed in; of alternatives the first."""
    return tuple(
        SubmittedPaper(paper.name, paper.originals, paper.copies, note=ONLY_SHOWN if paper.kind == "present" else "")
        for paper in required_papers(procedure)
    )


def checked_papers(papers: tuple[SubmittedPaper, ...]) -> tuple[SubmittedPaper, ...]:
    """Return the papers fit to store; UnknownPaperError without a name or with a senseless count."""
    if len(papers) > MOST_PAPERS:
        raise TooManyPapersError(most=MOST_PAPERS)
    return tuple(_checked(paper) for paper in papers)


def _checked(paper: SubmittedPaper) -> SubmittedPaper:
    name = clean_line("papers.name", paper.name, MOST_PAPER_NAME)
    counts = (paper.originals, paper.copies, paper.certified)
    if not name or any(not 0 <= count <= MOST_COPIES for count in counts):
        raise UnknownPaperError(name=paper.name)
    note = clean_line("papers.note", paper.note, MOST_LINE)
    reused_from = clean_line("papers.reused_from", paper.reused_from, MOST_LINE)
    return SubmittedPaper(name, *counts, note, reused_from, paper.valid_until)
