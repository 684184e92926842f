"""`desk restore`: a dead machine's desk on a new one."""

import argparse
from pathlib import Path

from ui.cli.output import say
from ui.cli.session import home_of, password_of
from ui.composition.coming_back import desk_come_back


def restore(args: argparse.Namespace) -> None:
    """Make the desk anew from its second copy or a backup, and from the district (DESK_RECOVERY_CODE or a prompt)."""
    came = desk_come_back(
        home_of(args),
        Path(args.source),
        password_of("DESK_RECOVERY_CODE", "Mã khôi phục: "),
        district_url=args.district,
        without_district=args.without_district,
        last_slip=args.last_slip or "",
        copy_dir=Path(args.copy) if args.copy else None,
    )
    say({"from_folder": came.from_folder, "from_district": came.from_elsewhere, "events": came.events}, args.json)
