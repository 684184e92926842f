"""Commands about the desk itself: setting up, exchange, checks, reference data, settings, officers, cards."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.card import read_card as card_of
from desk_app.domain.identity import personal_number_hints
from desk_app.settings import SETTINGS
from desk_app.usecases import upkeep
from ui.cli.home import home_of
from ui.cli.input_file import InputFileError
from ui.cli.output import say
from ui.cli.records import iso
from ui.cli.session import office_of, password_of
from ui.composition.exchange import Here, exchange_round
from ui.composition.keeping import officer_added, password_changed, password_recovered, rebuilt, verified
from ui.composition.neighbours import round_with_neighbours
from ui.composition.opening import FirstStart, create
from ui.composition.scan_sending import send_scans_between

if TYPE_CHECKING:
    from ui.composition.neighbours import PeerRound

NOT_SOUND = 3


def init(args: argparse.Namespace) -> None:
    """Set up a desk; print the recovery code, alone on the last line."""
    created = create(
        home_of(args),
        FirstStart(
            agency_code=args.agency_code,
            agency_name=args.agency_name,
            officer_name=args.officer_name,
            password=password_of(),
            desk=args.desk,
            first_number=args.first_number,
            parent_body=args.parent_body,
            place=args.place,
            hotline=args.hotline,
            legal_profile=args.legal_profile,
            district_url=args.district,
            enrol_code=args.enrol,
            district_ca=args.ca,
            copy_dir=Path(args.copy) if args.copy else None,
        ),
    )
    if args.json:
        say({"officer": created.officer_id, "recovery_code": created.recovery_code}, as_json=True)
        return
    print("Đã lập quầy. Mã khôi phục dưới đây chỉ hiện một lần: xin in hoặc chép ra giấy, cất vào phong bì niêm phong.")
    print(created.recovery_code, flush=True)


def sync(args: argparse.Namespace) -> None:
    """Do one round with the district, after one with the desks named on the commune's own network."""
    with office_of(args) as office:
        neighbours = round_with_neighbours(office)
        if neighbours and not office.store.settings()["district_url"]:
            say({"neighbours": _asked(neighbours)}, as_json=True)
            return
        result = exchange_round(office)
        scans = send_scans_between(office, Here(), at_any_hour=args.scans)
    told: dict[str, object] = {
        "sent": result.sent,
        "acknowledged": result.acknowledged,
        "pending": result.pending,
        "received": result.received,
        "of_others": result.of_others,
        **({"neighbours": _asked(neighbours)} if neighbours else {}),
    }
    if scans is not None:
        told |= {"scans": scans.whole, "scan_bytes": scans.sent_bytes, "scans_waiting": scans.waiting}
    say(told, as_json=True)


def _asked(neighbours: tuple["PeerRound", ...]) -> list[dict[str, object]]:
    return [{"desk": each.peer.desk, "events": each.events, "reached": each.error is None} for each in neighbours]


def status(args: argparse.Namespace) -> None:
    """Print counts and proofs."""
    with office_of(args) as office:
        now = office.store.register.status()
        compared = office.store.outbox.identity().comparison()
    say(
        {
            "dossiers": now.dossiers,
            "only_here": now.only_here,
            "last_exchange_at": iso(now.last_exchange_at),
            "seq": now.seq,
            "head": now.head.hex(),
            "comparison": compared,
        },
        as_json=True,
    )


def verify(args: argparse.Namespace) -> int:
    """Check chain, projections, second copy and the files of scans; exit status 0 sound, 3 not."""
    with office_of(args) as office:
        verdict = verified(office)
    found = {"sound": verdict.sound, "events": verdict.events, "findings": list(verdict.findings)}
    say(found | ({"scans": list(verdict.scans)} if verdict.scans else {}), args.json)
    return 0 if verdict.sound and not verdict.scans else NOT_SOUND


def rebuild(args: argparse.Namespace) -> None:
    """Make all tables anew from the log."""
    with office_of(args) as office:
        events = rebuilt(office)
    say({"events": events}, args.json)


def read_card(args: argparse.Namespace) -> None:
    """Print what the QR text of an identity card says."""
    card = card_of(args.text)
    hints = personal_number_hints(card.personal_number, card.birth_on, card.sex or "")
    say(
        {
            "personal_number": card.personal_number,
            "old_number": card.old_number,
            "name": card.name,
            "birth_on": card.birth_on.isoformat() if card.birth_on else None,
            "sex": card.sex,
            "address": card.address,
            "issued_on": card.issued_on.isoformat() if card.issued_on else None,
            "extra": list(card.extra),
            "hints": [hint.kind.value if hasattr(hint, "kind") else str(hint) for hint in hints],
        },
        args.json,
    )


def import_catalogue(args: argparse.Namespace) -> None:
    """Put a catalogue file in force."""
    text = _text_of(args.file)
    with office_of(args) as office:
        say({"catalogue_version": upkeep.import_catalogue(office, text)}, args.json)


def import_calendar(args: argparse.Namespace) -> None:
    """Put a calendar file in force as the base."""
    text = _text_of(args.file)
    with office_of(args) as office:
        say({"calendar_version": upkeep.import_calendar(office, text)}, args.json)


def change_day(args: argparse.Namespace) -> None:
    """Log the commune's own word on a day."""
    with office_of(args) as office:
        upkeep.change_day(office, args.on, "" if args.type == "ordinary" else args.type, args.name, args.reason)
        say({"on": args.on.isoformat(), "calendar_version": office.store.calendar().version}, args.json)


def settings(args: argparse.Namespace) -> None:
    """Print all settings, print one, or change one."""
    with office_of(args) as office:
        if args.value is not None:
            upkeep.change_setting(office, args.name, args.value)
        now = office.store.settings()
        names = [args.name] if args.name else [setting.name for setting in SETTINGS]
        say({name: now[name] for name in names}, args.json)


def officer_add(args: argparse.Namespace) -> None:
    """Let another person sign in; the new password comes from DESK_NEW_PASSWORD or a prompt."""
    with office_of(args) as office:
        officer_id = officer_added(office, args.name, password_of("DESK_NEW_PASSWORD", "Mật khẩu của cán bộ mới: "))
    say({"officer": officer_id, "name": args.name}, args.json)


def officer_password(args: argparse.Namespace) -> None:
    """Change the signed-in officer's password; the new one from DESK_NEW_PASSWORD or a prompt."""
    with office_of(args) as office:
        password_changed(office, password_of("DESK_NEW_PASSWORD", "Mật khẩu mới: "))
        say({"officer": office.actor}, args.json)


def officer_recover(args: argparse.Namespace) -> None:
    """Give an officer a new password by the recovery code (DESK_RECOVERY_CODE or a prompt)."""
    officer_id = password_recovered(
        home_of(args),
        password_of("DESK_RECOVERY_CODE", "Mã khôi phục: "),
        args.name,
        password_of("DESK_NEW_PASSWORD", "Mật khẩu mới: "),
    )
    say({"officer": officer_id}, args.json)


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise InputFileError(path=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise InputFileError(path=path, reason="UTF-8") from error
