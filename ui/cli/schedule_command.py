"""`desk schedule`: the courier at night by the system's own timer."""

import argparse
from pathlib import Path

from ui.cli.home import home_of
from ui.cli.output import say, say_line
from ui.composition.scheduling import files_of, job_for, place, put_in_force, taken_away, usual_folder


def schedule(args: argparse.Namespace) -> None:
    """Put the courier into this machine's timer, at this desk's own time of the evening; needs no password."""
    home = home_of(args)
    job = job_for(home)
    if args.show:
        for name, text in files_of(job).items():
            say_line(f"# {name}")
            say_line(text)
        return
    folder = Path(args.to) if args.to else usual_folder(home)
    if args.remove:
        say({"removed": [str(path) for path in taken_away(job, folder)]}, args.json)
        return
    placed = place(job, folder)
    say({"files": [str(path) for path in placed.files], "at": placed.clock}, args.json)
    if not args.to:
        put_in_force(placed)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this command takes."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--show", action="store_true", help="chỉ in ra, không ghi gì")
    ways.add_argument("--remove", action="store_true", help="bỏ lịch đã đặt")
    parser.add_argument("--to", default="", metavar="DIR", help="chỉ ghi tệp vào đây, không báo cho hệ thống")
