"""`district league`: the communes by how much was late; as a file it is sealed."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sync.district.acts import Deed
from sync.district.command_acts import did
from sync.district.errors import DistrictInputError
from sync.district.opening import open_district


def add_league(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to the parser's."""
    league = commands.add_parser("league", parents=[shared], help="print the communes by how much was late")
    league.add_argument("--from", dest="since", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    league.add_argument("--to", dest="until", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    league.add_argument("--as-of", type=_moment, metavar="ISO", help="judge open dossiers as of this time")
    league.add_argument("--json", action="store_true")
    league.add_argument("--csv", action="store_true")
    league.set_defaults(run=_league)


def _league(arguments: argparse.Namespace) -> None:
    open_district(arguments.home, arguments.database)
    from django.conf import settings
    from django.utils import timezone

    from sync.district.league import league
    from sync.district.league_file import sealed_csv, sealed_json
    from sync.district.league_line import period_of

    now = timezone.now()
    period = period_of(arguments.since, arguments.until, now)
    if arguments.as_of is not None:
        if not 2000 < arguments.as_of.year <= now.year + 1:
            raise DistrictInputError(f"--as-of {arguments.as_of.date()} is no time at which a desk was or will be")
        period = replace(period, as_of=arguments.as_of)
    lines = league(period)
    if arguments.csv or arguments.json:
        sealed = (sealed_csv if arguments.csv else sealed_json)(lines, period, settings.DISTRICT_KEYS, now)
        did(arguments.home, Deed.LEAGUE_GIVEN, f"{period.since} – {period.until}")
        sys.stdout.flush()
        sys.stdout.buffer.write(sealed)  # byte for byte: the seal is over these
        sys.stdout.buffer.flush()
        return
    for line in lines:
        rate = "-" if line.rate is None else f"{line.rate / 100:.2f} %"
        print(f"{line.agency}  {line.late}/{line.counted}  {rate}  {line.commune}")


def _moment(typed: str) -> datetime:
    moment = datetime.fromisoformat(typed)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{typed} names no zone, as 2026-12-01T00:00:00+07:00 does")
    return moment
