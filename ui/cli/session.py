"""One command, one opened desk: password, opening, the second copy flushed, closing."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.domain.errors import BadInputError
from desk_app.usecases.office import Office
from ui.cli.output import complain
from ui.cli.words import text
from ui.clock_words import clock_words
from ui.composition.folders import default_home
from ui.composition.opening import open_office
from ui.messages import restored_sentence


class PasswordNeededError(BadInputError):
    """No DESK_PASSWORD, and nobody to ask."""


class PasswordEncodingError(BadInputError):
    """What the variable `variable` holds is no UTF-8 text: another keyboard could never type it again."""


class HomeUnusableError(BadInputError):
    """An empty text `home` was given as the data folder."""


def home_of(args: argparse.Namespace) -> Path:
    """Return the data folder named, or the usual one."""
    if args.home is None:
        return default_home()
    if not args.home.strip():
        raise HomeUnusableError(home=args.home)  # "$HOME_OF_DESK" unset: never the current folder
    return Path(args.home)


def password_of(variable: str = "DESK_PASSWORD", prompt: str = "Mật khẩu: ") -> str:
    """Return the password from the environment or a prompt."""
    password = os.environ.get(variable)
    if password is not None:
        try:
            return text(password)
        except argparse.ArgumentTypeError as error:
            raise PasswordEncodingError(variable=variable) from error
    if sys.stdin is None or not sys.stdin.isatty():
        raise PasswordNeededError(variable=variable)
    return getpass.getpass(prompt)


@contextmanager
def office_of(args: argparse.Namespace) -> Iterator[Office]:
    """Yield the opened desk; it is closed, with its second copy complete, whatever happens."""
    opened = open_office(home_of(args), password_of(), args.officer)
    try:
        if opened.restored:
            complain(restored_sentence(opened.restored))
        if opened.clock_off:
            complain(clock_words(opened.clock_off))
        yield opened.office
    finally:
        opened.office.store.close()
