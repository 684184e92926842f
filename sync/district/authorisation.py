"""Who may do what, in one table: role × action → scope. What is missing here is refused.

Every address names its action for every method it answers; an address or a method without one is refused too. What
a browser gets, page or file, may also be asked for its head alone (HEAD), as those who watch servers do: same right.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum


class Role(StrEnum):
    """What a person may be; the values are kept in the table of officers and typed on the command line."""

    NOBODY = "nobody"  # has not signed in
    OFFICER = "officer"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"

    @property
    def word(self) -> str:
        """What people read."""
        return _WORDS[self]


_WORDS = {
    Role.NOBODY: "Chưa đăng nhập",
    Role.OFFICER: "Cán bộ",
    Role.INSPECTOR: "Kiểm tra",
    Role.ADMINISTRATOR: "Quản trị",
}
GIVEN = (Role.OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR)


class Scope(Enum):
    """How much of it."""

    WHOLE = "whole"
    NO_NAMES = "no names"  # nothing by which a person is known


class Action(Enum):
    """What is done at an address."""

    SPEAK_AS_DEVICE = "speak as a device"  # the signature in the request decides, not a session
    LOAD_STYLE = "load the style sheet"
    ENTER = "sign in"
    LEAVE = "sign out"
    CHANGE_OWN_PASSWORD = "change one's own password"
    SEE_FLEET = "see the desks"
    SEE_DOSSIERS = "see dossiers"
    READ_SCANS = "read what was scanned"
    DECIDE = "decide on a dossier that a desk passed on"
    SEE_LEAGUE = "see the league of communes"
    SEE_PUBLICATIONS = "see what was published"
    PUBLISH = "publish a catalogue or calendar"
    LOOK_UP = "look a slip up"
    SEE_CONFLICTS = "see conflicts"
    SETTLE_CONFLICTS = "settle conflicts"
    SEE_CODES = "see one-time codes"
    MAKE_CODES = "make one-time codes"
    COMPARE_KEYS = "compare keys over the telephone"
    REVOKE_DEVICES = "take devices out of use"
    SEE_PEOPLE = "see people"
    CHANGE_PEOPLE = "change people"
    SEE_ACTS = "see who did what"


Rights = Mapping[Role, Scope]

_ANYBODY: Rights = dict.fromkeys(Role, Scope.WHOLE)
_SIGNED_IN: Rights = dict.fromkeys(GIVEN, Scope.WHOLE)
_ADMINISTRATOR: Rights = {Role.ADMINISTRATOR: Scope.WHOLE}

RIGHTS: Mapping[Action, Rights] = {
    Action.SPEAK_AS_DEVICE: _ANYBODY,
    Action.LOAD_STYLE: _ANYBODY,
    Action.ENTER: _ANYBODY,
    Action.LEAVE: _ANYBODY,
    Action.CHANGE_OWN_PASSWORD: _SIGNED_IN,
    Action.SEE_FLEET: _SIGNED_IN,
    Action.SEE_DOSSIERS: {Role.OFFICER: Scope.WHOLE, Role.INSPECTOR: Scope.NO_NAMES},
    Action.READ_SCANS: {Role.OFFICER: Scope.WHOLE},
    Action.DECIDE: {Role.OFFICER: Scope.WHOLE},
    Action.SEE_LEAGUE: _SIGNED_IN,
    Action.SEE_PUBLICATIONS: _SIGNED_IN,
    Action.PUBLISH: {Role.OFFICER: Scope.WHOLE},
    Action.LOOK_UP: _ANYBODY,
    Action.SEE_CONFLICTS: {Role.OFFICER: Scope.WHOLE, Role.INSPECTOR: Scope.WHOLE},
    Action.SETTLE_CONFLICTS: {Role.OFFICER: Scope.WHOLE},
    Action.SEE_CODES: _ADMINISTRATOR,
    Action.MAKE_CODES: _ADMINISTRATOR,
    Action.COMPARE_KEYS: _ADMINISTRATOR,
    Action.REVOKE_DEVICES: _ADMINISTRATOR,
    Action.SEE_PEOPLE: _ADMINISTRATOR,
    Action.CHANGE_PEOPLE: _ADMINISTRATOR,
    Action.SEE_ACTS: {Role.INSPECTOR: Scope.WHOLE, Role.ADMINISTRATOR: Scope.WHOLE},
}

_ASK, _HEAD, _DO = "GET", "HEAD", "POST"
_NO_HEAD = frozenset({"device-inbox"})  # desks ask for answers, never for a head: their doors stay as wire.md has them

ADDRESSES: Mapping[str, Mapping[str, Action]] = {
    "device-enrolments": {_DO: Action.SPEAK_AS_DEVICE},
    "device-events": {_DO: Action.SPEAK_AS_DEVICE},
    "device-inbox": {_ASK: Action.SPEAK_AS_DEVICE},
    "device-keys": {_DO: Action.SPEAK_AS_DEVICE},
    "device-lost-keys": {_DO: Action.SPEAK_AS_DEVICE},
    "device-log": {_DO: Action.SPEAK_AS_DEVICE},
    "device-commune": {_DO: Action.SPEAK_AS_DEVICE},
    "device-scans-missing": {_DO: Action.SPEAK_AS_DEVICE},
    "device-scans-parts": {_DO: Action.SPEAK_AS_DEVICE},
    "device-scans-chunks": {_DO: Action.SPEAK_AS_DEVICE},
    "style": {_ASK: Action.LOAD_STYLE},
    "sign-in": {_ASK: Action.ENTER, _DO: Action.ENTER},
    "sign-out": {_DO: Action.LEAVE},
    "home": {_ASK: Action.SEE_FLEET},
    "password": {_ASK: Action.CHANGE_OWN_PASSWORD, _DO: Action.CHANGE_OWN_PASSWORD},
    "desks": {_ASK: Action.SEE_FLEET},
    "desk": {_ASK: Action.SEE_FLEET},
    "revoke": {_DO: Action.REVOKE_DEVICES},
    "compared": {_DO: Action.COMPARE_KEYS},
    "enrolments": {_ASK: Action.SEE_CODES, _DO: Action.MAKE_CODES},
    "conflicts": {_ASK: Action.SEE_CONFLICTS},
    "settle": {_DO: Action.SETTLE_CONFLICTS},
    "dossiers": {_ASK: Action.SEE_DOSSIERS},
    "dossier": {_ASK: Action.SEE_DOSSIERS},
    "scan": {_ASK: Action.READ_SCANS},
    "decide": {_DO: Action.DECIDE},
    "league": {_ASK: Action.SEE_LEAGUE},
    "league-table": {_ASK: Action.SEE_LEAGUE},
    "publications": {_ASK: Action.SEE_PUBLICATIONS},
    "preview": {_DO: Action.PUBLISH},
    "send": {_DO: Action.PUBLISH},
    "lookup": {_ASK: Action.LOOK_UP, _DO: Action.LOOK_UP},
    "looked-up": {_ASK: Action.LOOK_UP},
    "people": {_ASK: Action.SEE_PEOPLE, _DO: Action.CHANGE_PEOPLE},
    "acts": {_ASK: Action.SEE_ACTS},
}


LEAVES_NO_ACT: Mapping[str, str] = {
    "device-events": "the log of batches is the record: the desk's seal, the receipt, their place in the tree",
    "device-keys": "a desk's own keys, wrapped by it; it compares them itself at every round",
    "device-log": "a desk reads its own log",
    "device-commune": "a desk reads its commune's logs",
    "device-scans-missing": "only where an event of the desk's log attached or removed the scan",
    "device-scans-parts": "only where an event of the desk's log attached the scan",
    "device-scans-chunks": "a desk reads its own scan",
    "preview": "nothing is sent or kept; sending is an act",
    "lookup": "anybody asks, nothing is kept but how often an address guessed wrong",
}
"""Addresses that take a form or a note and leave no line among the acts, and why; every other one leaves one."""


def scope_of(role: Role, action: Action) -> Scope | None:
    """Return how much of `action` a role may do; None: nothing."""
    return RIGHTS.get(action, {}).get(role)


def action_at(address: str | None, method: str) -> Action | None:
    """Return what `method` does at the address of that name; None: nobody may ask that."""
    return ADDRESSES.get(address or "", {}).get(_ASK if method == _HEAD and address not in _NO_HEAD else method)


def methods_at(address: str | None) -> list[str]:
    """Return what may be asked at the address of that name."""
    return [method for method in (_ASK, _HEAD, _DO) if action_at(address, method) is not None]
