"""Which data folder a command is about. Light to import: the courier loads neither database nor Qt."""

import argparse
from pathlib import Path

from desk_app.domain.errors import BadInputError
from ui.composition.folders import default_home


class HomeUnusableError(BadInputError):
    """An empty text `home` was given as the data folder."""


def home_of(args: argparse.Namespace) -> Path:
    """Return the data folder named, or the usual one."""
    if args.home is None:
        return default_home()
    if not args.home.strip():
        raise HomeUnusableError(home=args.home)  # "$HOME_OF_DESK" unset: never the current folder
    return Path(args.home)
