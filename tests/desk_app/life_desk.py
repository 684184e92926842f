"""A real desk whose clock a test sets by day and hour, and the papers it prints read as text."""

import io
from datetime import date, datetime

from pypdf import PdfReader

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier import Dossier
from desk_app.domain.paper_name import PaperName
from desk_app.usecases import intake
from desk_app.usecases.contents import content_of
from desk_app.usecases.office import Office
from printing.contents import press_content
from tests.desks import MARRIAGE, SetClock, application

BURIAL = "1.001731"  # 3 working days, 3 papers
POOR = "1.011607"  # 15 calendar days
LANDSCAPE = "1.002693"  # 10 working days
CERTIFY = "2.000815"  # the same day


def moment(text: str) -> datetime:
    """Return office time from `2026-12-09 10:26`."""
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE)


def go_to(office: Office, text: str) -> None:
    """Set the desk's clock."""
    assert isinstance(office.clock, SetClock)
    office.clock.at = moment(text)


def take_in(office: Office, at: str, procedure: str = MARRIAGE, name: str = "Nguyễn Thị Thuỷ Tiên") -> str:
    """Receive a dossier at a time; return its number."""
    go_to(office, at)
    return intake.receive(office, application(name, procedure)).number


def dossier_of(office: Office, number: str) -> Dossier:
    """Return a dossier as it stands."""
    return office.store.register.dossier(number)


def due_on(office: Office, number: str) -> date:
    """Return the day that decides."""
    due_at = dossier_of(office, number).due_at
    assert due_at is not None
    return due_at.astimezone(OFFICE_ZONE).date()


def seq_of(office: Office) -> int:
    """Return how long the log is."""
    return office.store.outbox.head()[0]


def read_back(office: Office, number: str, name: PaperName, paper: str = "a4") -> str:
    """Return the text of a paper as its PDF has it, in one line."""
    at = office.clock.now()
    return text_of(press_content(content_of(office, number, name), paper, print_number=1, printed_at=at))


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
