"""What a procedure asks of a citizen: its legal limit, its papers and its fee."""

from dataclasses import dataclass
from datetime import time
from enum import Enum

COMMUNE = "commune"


class Unit(Enum):
    """How a legal limit is counted."""

    SAME_DAY = "same_day"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    IMMEDIATE = "immediate"


@dataclass(frozen=True, slots=True)
class Limit:
    """A legal limit; `cutoff` (office time) is the last instant of a same-day reception, `note` what is not counted."""

    value: int
    unit: Unit
    cutoff: time | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError(f"a limit of {self.value}")


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One paper of a procedure, counted for one set; papers of one `group` are alternatives."""

    name: str
    kind: str
    originals: int
    copies: int
    required: bool
    condition: str = ""
    form: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class FeeTier:
    """The price of pages `from_page` to `to_page` (None: and all after)."""

    from_page: int
    to_page: int | None
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class Fee:
    """What a procedure costs, in đồng. `set_by_province` with 0 means not known here, not free."""

    amount_vnd: int
    per: str
    set_by_province: bool
    rule_text: str = ""
    tiers: tuple[FeeTier, ...] = ()
    max_vnd_per_copy: int | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One administrative procedure as a catalogue version has it. `extended_limit` is a total, not an addition."""

    code: str
    name: str
    short_name: str
    field: str
    limit: Limit
    extended_limit: Limit | None
    fee: Fee
    papers: tuple[RequiredPaper, ...]
    result_name: str
    interlinked: bool
    interlinked_with: str
    handled_by: str
    certainty: str
    result_code: str = ""

    @property
    def is_offered(self) -> bool:
        """Is it received at this desk? Residence belongs to the commune police's own system."""
        return self.handled_by == COMMUNE
