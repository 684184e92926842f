"""People of the district who may sign in to the web pages: their roles and passwords. Every change leaves an act."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from sync.district.acts import Deed, note_act
from sync.district.authorisation import GIVEN, Role
from sync.district.errors import DistrictInputError
from sync.district.models import Officer

ONE_TIME_LASTS = timedelta(days=1)
_DISTRICT = 0
_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # none that looks like another when it is read out


class LastAdministratorError(DistrictInputError):
    """Nobody would be left who may bring people in."""


class OfficerKnownError(DistrictInputError):
    """Somebody has this name already."""


class WeakPasswordError(DistrictInputError):
    """A password is too short, the old one, or holds the name."""


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """A person in the list."""

    name: str
    role: Role
    is_active: bool
    has_one_time: bool
    last_sign_in_at: datetime | None


def normal_password(typed: str) -> str:
    """Return a password in the one form that is compared: NFC, then NFKC."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", typed))


def normal_name(typed: str) -> str:
    """Return a name in its one form; DistrictInputError for none or one too long."""
    name = unicodedata.normalize("NFKC", typed.strip())
    if not name or len(name) > 150 or not name.isprintable():
        raise DistrictInputError("A name has 1 to 150 characters")
    return name


def add_officer(name: str, password: str, role: Role | None, by: str, at: datetime) -> None:
    """Let `name` sign in with `password` (15 characters or more), or change the password; DistrictInputError.

    Without a `role` a known person keeps theirs, a new one is an officer. An account that was closed is opened again.
    """
    name, password = normal_name(name), normal_password(password)
    _check(password, name)
    with transaction.atomic():
        officer, is_new = Officer.objects.get_or_create(
            hub=_DISTRICT, name=name, defaults={"role": (role or Role.OFFICER).value}
        )
        wanted = role or Role(officer.role)
        Officer.objects.filter(pk=officer.pk).update(role=wanted.value, one_time_until=None)
        user, _ = User.objects.get_or_create(username=name)
        user.is_active = True
        user.set_password(password)
        user.save()
        note_act(by, Deed.OFFICER_ADDED if is_new else Deed.PASSWORD_GIVEN, at, subject=name, note=wanted.word)


def bring_in(name: str, role: Role, by: str, at: datetime) -> str:
    """Return the one-time password of a new person, to be changed at the first sign-in; OfficerKnownError."""
    name = normal_name(name)
    with transaction.atomic():
        if User.objects.filter(username=name).exists():
            raise OfficerKnownError(f"{name} is known already")
        Officer.objects.update_or_create(hub=_DISTRICT, name=name, defaults={"role": role.value})
        user = User(username=name)
        note_act(by, Deed.OFFICER_ADDED, at, subject=name, note=role.word)
        return _one_time(user, name, at)


def give_password(name: str, by: str, at: datetime) -> str:
    """Return a new one-time password for a person who forgot theirs; DistrictInputError for an unknown name."""
    with transaction.atomic():
        user = _user(name)
        note_act(by, Deed.PASSWORD_GIVEN, at, subject=name)
        return _one_time(user, name, at)


def change_role(name: str, role: Role, by: str, at: datetime) -> None:
    """Give a person another role; LastAdministratorError."""
    with transaction.atomic():
        _user(name)
        if role is not Role.ADMINISTRATOR:
            _not_the_last(name)
        Officer.objects.filter(hub=_DISTRICT, name=name).update(role=role.value)
        note_act(by, Deed.ROLE_CHANGED, at, subject=name, note=role.word)


def open_account(name: str, *, is_open: bool, by: str, at: datetime) -> None:
    """Open or close a person's account; a closed one is out at once, whatever page it shows. LastAdministratorError."""
    with transaction.atomic():
        user = _user(name)
        if not is_open:
            _not_the_last(name)
        user.is_active = is_open
        user.save()
        note_act(by, Deed.OFFICER_ENABLED if is_open else Deed.OFFICER_DISABLED, at, subject=name)


def change_own_password(user: User, password: str, at: datetime) -> None:
    """Set the password a person chose; WeakPasswordError."""
    password, name = normal_password(password), user.get_username()
    _check(password, name)
    if user.check_password(password):
        raise WeakPasswordError("The new password is the old one")
    with transaction.atomic():
        user.set_password(password)
        user.save()
        Officer.objects.filter(hub=_DISTRICT, name=name).update(one_time_until=None)
        note_act(name, Deed.PASSWORD_CHANGED, at)


def has_expired(name: str, at: datetime) -> bool:
    """Whether a person's password is a one-time one that lay unused too long."""
    return bool(Officer.objects.filter(hub=_DISTRICT, name=name, one_time_until__lte=at).exists())


def officer_lines() -> list[OfficerLine]:
    """Return every person, by name."""
    users = {user.username: user for user in User.objects.all()}
    return [
        OfficerLine(
            row.name, Role(row.role), users[row.name].is_active, row.one_time_until is not None,
            users[row.name].last_login,
        )
        for row in Officer.objects.filter(hub=_DISTRICT).order_by("name") if row.name in users
    ]  # fmt: skip


def role_of(typed: str) -> Role:
    """Return the role that was chosen; DistrictInputError for one that nobody is given."""
    for role in GIVEN:
        if typed == role.value:
            return role
    raise DistrictInputError("A role is " + ", ".join(role.value for role in GIVEN))


def _user(name: str) -> User:
    user = User.objects.select_for_update().filter(username=name).first()
    if user is None or not Officer.objects.filter(hub=_DISTRICT, name=name).exists():
        raise DistrictInputError("Nobody has this name")
    return user


def _one_time(user: User, name: str, at: datetime) -> str:
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    user.set_password(password)
    user.save()
    Officer.objects.filter(hub=_DISTRICT, name=name).update(one_time_until=at + ONE_TIME_LASTS)
    return password


def _not_the_last(name: str) -> None:
    others = Officer.objects.filter(hub=_DISTRICT, role=Role.ADMINISTRATOR.value).exclude(name=name)
    is_one = Officer.objects.filter(hub=_DISTRICT, name=name, role=Role.ADMINISTRATOR.value).exists()
    names = list(others.values_list("name", flat=True))
    if is_one and not User.objects.filter(username__in=names, is_active=True).exists():
        raise LastAdministratorError("Nobody would be left who may bring people in")


def _check(password: str, name: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise WeakPasswordError("A password has at least 15 characters") from error
    if len(name) > 3 and name.casefold() in password.casefold():
        raise WeakPasswordError("A password does not hold the name")
