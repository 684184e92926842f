"""`desk restore`: a dead machine's desk on a new one."""

import argparse
from pathlib import Path

from desk_app.domain.errors import BadInputError
from ui.cli.home import home_of
from ui.cli.output import say
from ui.cli.session import password_of
from ui.composition.coming_back import LeftAtDistrict, desk_come_back


class NothingToRestoreFromError(BadInputError):
    """Neither a folder nor a district with its code and the commune's was named."""


def restore(args: argparse.Namespace) -> None:
    """Make the desk anew from its second copy, a backup or the district (DESK_RECOVERY_CODE or a prompt)."""
    source: Path | LeftAtDistrict = Path(args.source)
    if not args.source:
        if not (args.enrol and args.agency_code and args.district):
            raise NothingToRestoreFromError()
        source = LeftAtDistrict(args.enrol, args.agency_code, args.desk)
    came = desk_come_back(
        home_of(args),
        source,
        password_of("DESK_RECOVERY_CODE", "Mã khôi phục: "),
        district_url=args.district,
        district_ca=args.ca,
        without_district=args.without_district,
        last_slip=args.last_slip or "",
        copy_dir=Path(args.copy) if args.copy else None,
    )
    say({"from_folder": came.from_folder, "from_district": came.from_elsewhere, "events": came.events}, args.json)
