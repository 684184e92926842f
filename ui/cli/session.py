"""One command, one opened desk: password, opening, the second copy flushed, closing."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from desk_app.domain.errors import BadInputError, DeskError
from desk_app.usecases.office import Office
from ui.cli.home import home_of
from ui.cli.output import complain
from ui.cli.words import text
from ui.clock_words import clock_words
from ui.composition.keeping import office_closed
from ui.composition.opening import open_office
from ui.composition.spooling import answers_taken
from ui.messages import restored_sentence, sentence_of


class PasswordNeededError(BadInputError):
    """No DESK_PASSWORD, and nobody to ask."""


class RecoveryCodeNeededError(BadInputError):
    """No DESK_RECOVERY_CODE, and nobody to ask."""


class PasswordEncodingError(BadInputError):
    """What the variable `variable` holds is no UTF-8 text: another keyboard could never type it again."""


def password_of(variable: str = "DESK_PASSWORD", prompt: str = "Mật khẩu: ") -> str:
    """Return the password from the environment or a prompt."""
    password = os.environ.get(variable)
    if password is not None:
        try:
            return text(password)
        except argparse.ArgumentTypeError as error:
            raise PasswordEncodingError(variable=variable) from error
    if sys.stdin is None or not sys.stdin.isatty():
        if variable == "DESK_RECOVERY_CODE":
            raise RecoveryCodeNeededError(variable=variable)
        raise PasswordNeededError(variable=variable)
    return getpass.getpass(prompt)


@contextmanager
def office_of(args: argparse.Namespace) -> Iterator[Office]:
    """Yield the opened desk; it is closed, sealed for the night and with its second copy complete, whatever happens."""
    opened = open_office(home_of(args), password_of(), args.officer)
    try:
        if opened.restored:
            complain(restored_sentence(opened.restored))
        if opened.clock_off:
            complain(clock_words(opened.clock_off))
        _take_in(opened.office)
        yield opened.office
    finally:
        office_closed(opened.office)


def _take_in(office: Office) -> None:
    """What the courier brought; a trouble with it is said and holds nobody up."""
    try:
        taken = answers_taken(office)
    except DeskError as error:
        complain(sentence_of(error))
        return
    for trouble in (taken.forked, taken.unbelieved):
        if trouble is not None:
            complain(sentence_of(trouble))
