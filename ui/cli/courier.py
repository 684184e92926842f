"""`desk courier`, also as a small program of its own (`python -m ui.cli.courier`) for the system's timer."""

import argparse
import sys
from collections.abc import Sequence
from datetime import timedelta

from desk_app.domain.errors import DeskError
from ui.cli.home import home_of
from ui.cli.output import complain, say
from ui.composition.courier import carried_delivered, spool_delivered
from ui.messages import message_of, sentence_of

MINUTES = 360  # from the slot in the evening into the small hours
FOR_OTHERS = 10  # each of the commune's other desks, which have a courier of their own


class SpoolLeftError(DeskError):
    """The courier gave up for now: `delivered` items went, `left` stay, `trouble` says what the last one was."""


def courier(args: argparse.Namespace) -> None:
    """Carry what is sealed to the district, nobody signed in; needs no password."""
    went = spool_delivered(home_of(args), timedelta(minutes=args.minutes))
    others = carried_delivered(home_of(args), timedelta(minutes=min(args.minutes, FOR_OTHERS)))
    told = {"for_others": sum(each.delivered for each in others), "left_of_others": sum(each.left for each in others)}
    if went is None:
        say({"delivered": 0, "left": None, "trouble": "busy", **told}, args.json)
        return
    trouble = "" if went.trouble is None else type(went.trouble).__name__
    say({"delivered": went.delivered, "left": went.left, "trouble": trouble, **told}, args.json)
    if went.left:
        words = "chờ mở quầy" if went.trouble is None else message_of(went.trouble).happened.rstrip(".")
        raise SpoolLeftError(delivered=went.delivered, left=went.left, trouble=words)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this command takes."""
    parser.add_argument("--minutes", type=int, default=MINUTES, metavar="N", help="thử lại trong bao lâu; 0: một lần")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the courier alone; exit status 0: nothing is left, 1: something is, or it could not."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="desk courier", description="Gửi phần đã niêm phong lên huyện.")
    parser.add_argument("--home", metavar="DIR", help="thư mục dữ liệu của quầy")
    parser.add_argument("--json", action="store_true")
    add_options(parser)
    try:
        courier(parser.parse_args(arguments))
    except DeskError as error:
        complain(sentence_of(error))
        return error.exit_status
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
