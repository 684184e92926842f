"""One visit, one go: the results of a person are handed over together, and what must be signed is printed."""

from dataclasses import dataclass, replace

from desk_app.domain.events import SubmittedPaper
from desk_app.domain.lifecycle import Move
from desk_app.domain.moves import moves_of
from desk_app.domain.paper_name import PaperName
from desk_app.usecases import handover, slips
from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office

STATEMENT = "Cam đoan mất giấy hẹn"


@dataclass(frozen=True)
class Giving:
    """Who takes it, by what proof; `lost_slip` prints the statement, `returned` are originals given back."""

    collector: str
    relation: str
    proof: str
    authority: str = ""
    lost_slip: bool = False
    returned: tuple[str, ...] = ()


def give(office: Office, number: str, giving: Giving) -> Acted:
    """Hand one result over; a receipt is printed when originals go back with it."""
    papers = office.store.register.dossier(number).papers
    returned = tuple(
        SubmittedPaper(paper.name, originals=paper.originals) for paper in papers if paper.name in giving.returned
    )
    done = handover.hand_over(
        office,
        number,
        giving.collector,
        giving.relation,
        giving.proof,
        authority=giving.authority,
        statement=STATEMENT if giving.lost_slip else "",
        returned=returned,
        paper="" if returned else None,
    )
    if giving.lost_slip:
        slips.ask_print(office, number, name=PaperName("lost-slip", done.seq))
    return done


def give_together(office: Office, numbers: tuple[str, ...], giving: Giving) -> tuple[Acted, ...]:
    """Hand over the first, and of the others all that may be: what is late without apology, or posted, stays.

    The originals go back with the first alone. Raises what hand_over raises for the first; nothing is given then.
    """
    first = give(office, numbers[0], giving)
    register, alone = office.store.register, replace(giving, returned=())
    free = [number for number in numbers[1:] if Move.HAND_OVER in moves_of(register.dossier(number))]
    return (first, *(give(office, number, alone) for number in free))
