"""What a slip would look like under settings that nobody has kept yet."""

from dataclasses import replace
from datetime import datetime

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.papers.specimen import specimen_slip
from desk_app.domain.slip import Slip
from desk_app.settings import Settings
from desk_app.usecases.paper_scene import desk_name
from desk_app.usecases.receipts import sequence_text
from desk_app.usecases.sheets import office_head

SEEN_ON_A_SLIP = frozenset(
    {
        "agency_name", "desk_name", "parent_body", "place", "hotline", "footer", "legal_profile", "paper",
        "slip_pattern", "slip_suffix",
    }
)  # fmt: skip
"""The settings that change the look of a slip."""


def specimen(settings: Settings, at: datetime) -> Slip:
    """Return a slip of an invented person as these settings would print it at `at`, marked as worth nothing."""
    at = at.astimezone(OFFICE_ZONE)
    head = replace(office_head(settings, at.date()), sequence_text=sequence_text(settings, 1, at.date()))
    return specimen_slip(head, desk_name(settings), at)
