"""How the command line speaks: JSON a line, or plain lines; errors as one sentence on stderr."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from desk_app.domain.errors import DeskError


class AnswerLostError(DeskError):
    """The answer could not be written to the output: `reason`. What was done stays done."""


def say(facts: Mapping[str, Any], as_json: bool) -> None:
    """Print one object: JSON on one line, or `name: value` lines. Flushed, for whoever waits at the other end."""
    if as_json:
        say_line(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        say_line(f"{name}: {_plain(value)}")


def say_line(line: str) -> None:
    """Print one line, flushed; AnswerLostError when the output takes no more (a full disk), not for a closed pipe."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop(sys.stdout)
        raise AnswerLostError(reason=error.strerror) from error


def complain(sentence: str) -> None:
    """Print one sentence on stderr."""
    try:
        print(" ".join(sentence.split()), file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)  # nobody can be told; the exit status still says it


def _drop(stream: TextIO) -> None:
    """Python would try to write the rest again when it ends: another exit status, or a complaint in its own words."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _plain(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
