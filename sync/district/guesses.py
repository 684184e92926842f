"""Guessing passwords takes longer and longer: by account and by address, kept in the database, so no restart forgets.

An attempt is counted before its password is looked at, so that a hundred at once are a hundred; a right one takes its
count back.
"""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from sync.district.models import SignInGuess

_FORGOTTEN = timedelta(days=1)
_FIRST_WAIT = 5  # seconds, doubled with every further failure


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who is counted: `free` failures cost nothing, no wait is longer than `longest` seconds."""

    key: str
    free: int
    longest: int


def wait_after(failures: int, *, free: int, longest: int) -> int:
    """Return how many seconds the next attempt must wait after so many failures in a row."""
    beyond = failures - free
    return 0 if beyond < 0 else min(_FIRST_WAIT << min(beyond, 20), longest)


def begin_attempt(account: str, address: str, at: datetime) -> int:
    """Count an attempt and return 0, or return the seconds still to wait, uncounted."""
    return _begin(_subjects(account, address), at)


@dataclass(frozen=True, slots=True)
class LookupAttempt:
    """A public look-up: the seconds it must wait, and whether it was counted before it was looked at.

    Whoever has never been wrong of late costs no write; several at once may then be a few more than are free.
    """

    wait: int
    is_counted: bool


def begin_lookup(number: str, address: str, at: datetime) -> LookupAttempt:
    """Return whether a public look-up may be made; counted already where somebody guessed before."""
    subjects = _lookup_subjects(number, address)
    keys = [subject.key for subject in subjects]
    if not SignInGuess.objects.filter(subject__in=keys, failures__gt=0).exists():
        return LookupAttempt(0, is_counted=False)
    return LookupAttempt(_begin(subjects, at), is_counted=True)


def end_lookup(attempt: LookupAttempt, number: str, address: str, at: datetime, *, is_right: bool) -> None:
    """Only wrong look-ups are slowed down: count one that was not counted yet, take a right one back."""
    subjects = _lookup_subjects(number, address)
    if is_right and attempt.is_counted:
        keys = [subject.key for subject in subjects]
        SignInGuess.objects.filter(subject__in=keys, failures__gt=0).update(failures=F("failures") - 1)
    elif not is_right and not attempt.is_counted:
        _begin(subjects, at)


def _begin(subjects: tuple[_Subject, _Subject], at: datetime) -> int:
    with transaction.atomic():
        SignInGuess.objects.filter(last_at__lt=at - _FORGOTTEN).delete()
        for subject in subjects:
            SignInGuess.objects.get_or_create(subject=subject.key, defaults={"failures": 0, "last_at": at})
        keys = [subject.key for subject in subjects]
        rows = SignInGuess.objects.select_for_update().filter(subject__in=keys).order_by("subject")
        held = {row.subject: row for row in rows}
        wait = max(_still(held[subject.key], subject, at) for subject in subjects)
        if wait == 0:
            SignInGuess.objects.filter(subject__in=keys).update(failures=F("failures") + 1, last_at=at)
    return wait


def was_right(account: str, address: str) -> None:
    """Forget the account's failures; of the address take back this one only, or one account would free all others."""
    of_account, of_address = _subjects(account, address)
    with transaction.atomic():
        SignInGuess.objects.filter(subject=of_account.key).delete()
        SignInGuess.objects.filter(subject=of_address.key, failures__gt=0).update(failures=F("failures") - 1)


def _subjects(account: str, address: str) -> tuple[_Subject, _Subject]:
    # A hash: people type their password where the name belongs. Sixteen officers may sit behind one address.
    name = hashlib.sha256(account.encode()).hexdigest()
    return _Subject(f"account {name}", 3, 300), _Subject(f"address {_network(address)}", 15, 900)


def _lookup_subjects(number: str, address: str) -> tuple[_Subject, _Subject]:
    # Four characters of 23 kinds: at a guess in five minutes a code is safe for years. A village shares an address.
    name = hashlib.sha256(number.encode()).hexdigest()
    return _Subject(f"lookup {name}", 5, 300), _Subject(f"lookup from {_network(address)}", 30, 300)


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    # One line has 2^64 addresses of version 6.
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def _still(row: SignInGuess, subject: _Subject, at: datetime) -> int:
    wait = wait_after(row.failures, free=subject.free, longest=subject.longest)
    gone = (at - row.last_at).total_seconds()
    return max(0, int(wait - max(gone, 0) + 0.999))
