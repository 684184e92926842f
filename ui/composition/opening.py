"""Setting up a desk and opening it: here the real rooms meet the use cases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from db.desk_home import RestoredNotice, create_desk, officers_of, open_desk
from db.errors import OfficerUnknownError, WrongPasswordError
from desk_app.domain.dossier_number import first_counter
from desk_app.domain.errors import DeskError
from desk_app.domain.person import clean_name
from desk_app.settings import checked
from desk_app.usecases.office import Office
from desk_app.usecases.printable import check_letters
from sync.desk.address import address_of
from sync.wire.codec import MessagePackCodec
from ui.composition.doorstep import PROGRAM
from ui.composition.folders import default_cache
from ui.composition.machine import SystemChance, SystemClock
from ui.composition.paper import PaperLetters
from ui.composition.reference import shipped_calendar, shipped_catalogue
from ui.messages import sentence_of

_KIND_OF_PLACE = re.compile(r"^(xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)
_AGENCY_CODE = re.compile(r"[0-9A-Z.]{3,20}")


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What the assistant or `desk init` asks; empty text where nothing was said."""

    agency_code: str
    agency_name: str
    officer_name: str
    password: str
    desk: int = 1
    first_number: int = 1
    parent_body: str = ""
    place: str = ""
    hotline: str = ""
    legal_profile: str = "TT03/2025"
    district_url: str = ""
    enrol_code: str = ""
    district_ca: str = ""
    copy_dir: Path | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """A desk was set up: the recovery code is shown once and printed."""

    officer_id: str
    recovery_code: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened desk; `restored` says what was rebuilt on the way, `clock_off` how far the clock is off."""

    office: Office
    restored: RestoredNotice | None
    clock_off: timedelta = timedelta(0)


def create(home: Path, first: FirstStart) -> Created:
    """Set up a desk in `home`; it is closed again afterwards. Needs no line."""
    settings, officer_name = _settings(first), clean_name(first.officer_name)
    check_letters(PaperLetters(default_cache()), (*settings.items(), ("name", officer_name)))
    created = create_desk(
        home,
        codec=MessagePackCodec(),
        clock=SystemClock(),
        chance=SystemChance(),
        officer_name=officer_name,
        password=first.password,
        settings=settings,
        catalogue_json=shipped_catalogue(),
        calendar_json=shipped_calendar(),
        copy_dir=first.copy_dir,
        program=PROGRAM,
    )
    return Created(created.officer_id, created.recovery_code)


def open_office(home: Path, password: str, officer: str | None = None) -> Opened:
    """Open the desk for an officer (id or name; left out: whoever this password fits). Wrong: WrongPasswordError."""
    known = officers_of(home)
    wanted = [known_id for known_id, name in known if officer in (None, known_id, name)]
    if not wanted:
        raise OfficerUnknownError(name=officer)
    for officer_id in wanted[:-1]:
        try:
            return _open(home, officer_id, password)
        except WrongPasswordError:
            continue
    return _open(home, wanted[-1], password)


def _open(home: Path, officer_id: str, password: str) -> Opened:
    clock, chance = SystemClock(), SystemChance()
    codec = MessagePackCodec()
    opened = open_desk(home, codec=codec, clock=clock, chance=chance, officer=officer_id, password=password)
    name = dict(opened.store.register.officers()).get(officer_id, officer_id)
    letters = PaperLetters(default_cache())
    office = Office(opened.store, clock, chance, officer_id, name, letters)
    return Opened(office, opened.restored, opened.store.watch_clock(officer_id))


def field_problem(name: str, value: str) -> str | None:
    """Return a sentence against an answer of the assistant, None when it will do."""
    try:
        if name in ("officer_name", "agency_name"):
            clean_name(value)
        if name == "agency_code" and not _AGENCY_CODE.fullmatch(value):
            return "Mã cơ quan gồm chữ số, chữ hoa và dấu chấm, ví dụ 000.00.18.H32."
    except DeskError as error:
        return sentence_of(error)
    return None


def _settings(first: FirstStart) -> Mapping[str, str]:
    first_counter(first.desk, first.first_number)
    agency_name = checked("agency_name", first.agency_name)
    if first.district_url:
        address_of(first.district_url)  # the one who types it is told, not the one who first sends
    named = {
        "agency_code": first.agency_code,
        "agency_name": agency_name,
        "parent_body": first.parent_body or f"Ủy ban nhân dân {_within_a_line(agency_name)}",
        "place": first.place or _KIND_OF_PLACE.sub("", agency_name),
        "hotline": first.hotline,
        "desk": str(first.desk),
        "first_number": str(first.first_number),
        "legal_profile": first.legal_profile,
        "district_url": first.district_url,
        "enrol_code": first.enrol_code,
        "district_ca": first.district_ca,
    }
    return {name: checked(name, value) for name, value in named.items() if value}


def _within_a_line(agency_name: str) -> str:
    """“Xã Ea Tul” begins a line; after other words it is “xã Ea Tul” (Decree 30/2020, annex II)."""
    kind = _KIND_OF_PLACE.match(agency_name)
    return agency_name if kind is None else kind[0].lower() + agency_name[kind.end() :]
