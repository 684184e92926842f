"""Bodies as their bytes lie: only what a district's list shows, read in one go.

The places are those of the events of the same names; fields at the end are left out, a test compares the rest.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

EARLIEST, LATEST = -(2**45), 2**47  # milliseconds that a column takes: years 855 to 6429
_Milliseconds = Annotated[int, msgspec.Meta(ge=EARLIEST, le=LATEST)]


class Row(msgspec.Struct, array_like=True, frozen=True):
    """A body, read by place."""


class TermsRow(Row, frozen=True):
    """The procedure's code and name, and whether its limit is in days or hours."""

    code: str
    name: str
    field: str = ""
    limit_value: int = 0
    limit_unit: str = ""


class PromiseRow(Row, frozen=True):
    """The time promised, milliseconds."""

    due_at: _Milliseconds


class PersonRow(Row, frozen=True):
    """The applicant's name."""

    name: str


class ReceivedRow(Row, frozen=True):
    """A reception."""

    salt: bytes
    lookup_code: str
    slip_sequence: int
    legal_profile: str
    terms: TermsRow
    promise: PromiseRow
    applicant: PersonRow


class RefusedRow(Row, frozen=True):
    """A refusal at the counter."""

    salt: bytes
    legal_profile: str
    terms: TermsRow
    applicant: PersonRow


class RegisteredRow(Row, frozen=True):
    """A registration."""

    salt: bytes
    terms: TermsRow
    applicant: PersonRow


class AcceptedRow(Row, frozen=True):
    """A registered dossier taken in."""

    lookup_code: str
    slip_sequence: int
    legal_profile: str
    promise: PromiseRow


class SupplementReceivedRow(Row, frozen=True):
    """What was missing came."""

    papers: Any
    promise: PromiseRow
    note: str = ""
    reappointed: PromiseRow | None = None


class ObligationSettledRow(Row, frozen=True):
    """A financial obligation was settled."""

    receipt: str
    promise: PromiseRow
    note: str = ""
    reappointed: PromiseRow | None = None


class ForwardedRow(Row, frozen=True):
    """Another holds it."""

    to_kind: str
    to_name: str


class DecisionRow(Row, frozen=True):
    """A decision: which, on what, and its word."""

    decision: bytes
    number: str
    verdict: str


class DistrictDecidedRow(Row, frozen=True):
    """A decision of the upper body, and why it fits no longer; empty: it does."""

    decision: DecisionRow
    unfit: str = ""


class ApologisedRow(Row, frozen=True):
    """The apology with its new day."""

    legal_profile: str
    letter_sequence: int
    reason: str
    promise: PromiseRow


class ReopenedRow(Row, frozen=True):
    """Work goes on."""

    reason: str
    approved_by: str
    promise: PromiseRow | None = None
    reappointed: PromiseRow | None = None


class AmendedRow(Row, frozen=True):
    """The record was put right."""

    reason: str
    same_day: bool
    applicant: PersonRow | None = None
    submitter: Any = None
    papers: Any = None
    terms: TermsRow | None = None
    promise: PromiseRow | None = None


class DueDateMovedRow(Row, frozen=True):
    """A closure moved the day."""

    closure: int
    promise: PromiseRow
    reappointed: PromiseRow | None = None
