"""The statement of somebody who lost the slip and takes the result all the same."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import LetterHead
from desk_app.domain.slip import SlipPerson


@dataclass(frozen=True)
class LostDossier:
    """One dossier whose slip is lost."""

    number: str
    request: str
    received_on: date


@dataclass(frozen=True)
class LostSlipStatement:
    """What the person declares; `card` is the paper that was shown (`thẻ căn cước`), `stated_at` when."""

    head: LetterHead
    person: SlipPerson
    card: str
    dossiers: tuple[LostDossier, ...]
    stated_at: datetime
    officer_name: str
