"""The beginning of a dossier as its bytes lie: only what a district's list shows, read in one go.

The places are those of `Received` and `Refused`; fields at the end are left out, a test compares the rest.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

EARLIEST, LATEST = -(2**45), 2**47  # milliseconds that a column takes: years 855 to 6429
_Milliseconds = Annotated[int, msgspec.Meta(ge=EARLIEST, le=LATEST)]


class TermsRow(msgspec.Struct, array_like=True, frozen=True):
    """The procedure's code and name."""

    code: str
    name: str


class PromiseRow(msgspec.Struct, array_like=True, frozen=True):
    """The time promised, milliseconds."""

    due_at: _Milliseconds


class PersonRow(msgspec.Struct, array_like=True, frozen=True):
    """The applicant's name."""

    name: str


class ReceivedRow(msgspec.Struct, array_like=True, frozen=True):
    """A reception."""

    salt: bytes
    lookup_code: str
    slip_sequence: int
    legal_profile: str
    terms: TermsRow
    promise: PromiseRow
    applicant: PersonRow


class RefusedRow(msgspec.Struct, array_like=True, frozen=True):
    """A refusal at the counter."""

    salt: bytes
    legal_profile: str
    terms: TermsRow
    applicant: PersonRow
