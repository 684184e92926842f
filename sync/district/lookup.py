"""The public look-up: status and dates of one dossier for whoever holds its slip, nothing about anybody.

A number and its code make a name. On the server the name is made with the server's secret, so that nobody can make one
without asking, and asking is slowed down. In the files for a plain web server it is a slow hash that the reader's own
browser can make too: there a guess costs work and a request, and the web server must slow requests down.
"""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from desk_app.domain.lifecycle import State
from sync.district.dossier_search import is_running
from sync.district.hub import hub_of
from sync.district.models import DossierRow

_NUMBER = re.compile(r"[0-9A-Z.]{3,20}-[0-9]{6}-[0-9]{4,8}")
_LONGEST = 60
ROUNDS = 10_000
"""Of the slow hash: nothing to wait for on a telephone; all codes of one dossier cost a core a quarter of an hour."""
_SALT = b"quay-mot-cua/lookup/1"
_KEPT = timedelta(days=90)  # after its end a dossier is looked up no more


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is told: the official word of the state, the day promised last, the day of the latest change."""

    word: str
    promised_on: date | None
    changed_on: date


def normal(number: str, code: str) -> tuple[str, str]:
    """Return number and code as they stand on the slip, however they were typed."""
    number, code = ("".join(text.upper().replace("\x00", "").split())[:_LONGEST] for text in (number, code))
    return number, code


def found(number: str, code: str, now: datetime) -> DossierRow | None:
    """Return the dossier of this number and code; None for an unknown number and for a wrong code alike.

    Both take the same steps: one look by the key, one comparison that does not stop at the first difference.
    """
    row = _row(number)
    is_right = hmac.compare_digest(_hashed(_code(row)), _hashed(code))
    return row if row is not None and is_right and is_shown(row, now) else None


def named(number: str, name: str, secret: str, now: datetime) -> DossierRow | None:
    """Return the dossier whose name of this server this is; None alike for whatever is wrong."""
    row = _row(number)
    is_right = hmac.compare_digest(_hashed(server_name(number, _code(row), secret)), _hashed(name))
    return row if row is not None and is_right and is_shown(row, now) else None


def _row(number: str) -> DossierRow | None:
    """The number names its commune, whose dossiers are found by their key."""
    known = number if _NUMBER.fullmatch(number) else ""
    return DossierRow.objects.filter(hub=hub_of(known.split("-", maxsplit=1)[0]), number=known).first()


def _code(row: DossierRow | None) -> str:
    return row.lookup_code if row is not None and row.lookup_code else "\x00"


def is_shown(row: DossierRow, now: datetime) -> bool:
    """Whether a dossier is looked up still: while it is open, and some time after its end."""
    return is_running(row) or row.changed_at is None or now - row.changed_at < _KEPT


def answer_of(row: DossierRow) -> Answer:
    """Return what is told of a dossier."""
    promised = row.reappointed_at or row.due_at
    return Answer(
        State(row.status).word,
        None if promised is None or not is_running(row) else localdate(promised),
        localdate(row.changed_at or row.received_at),
    )


def server_name(number: str, code: str, secret: str) -> str:
    """Return the name under which the server answers: 32 hex digits nobody can make without its secret."""
    keyed = hmac.new(secret.encode(), f"lookup\0{number}\0{code}".encode(), hashlib.sha256)
    return keyed.hexdigest()[:32]


def file_name(number: str, code: str) -> str:
    """Return the name in the files: 32 hex digits of a slow hash of number and code."""
    return hashlib.pbkdf2_hmac("sha256", f"{number}|{code}".encode(), _SALT, ROUNDS, 16).hex()


def shown_rows(now: datetime) -> Iterator[DossierRow]:
    """Yield every dossier that can be looked up."""
    for row in DossierRow.objects.exclude(lookup_code="").order_by("hub", "number").iterator():
        if is_shown(row, now):
            yield row


def _hashed(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
