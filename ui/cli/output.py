"""How the command line speaks: JSON a line, or plain lines; errors as one sentence on stderr."""

import json
import sys
from collections.abc import Mapping
from typing import Any


def say(facts: Mapping[str, Any], as_json: bool) -> None:
    """Print one object: JSON on one line, or `name: value` lines. Flushed, for whoever waits at the other end."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False), flush=True)
        return
    for name, value in facts.items():
        print(f"{name}: {_plain(value)}", flush=True)


def complain(sentence: str) -> None:
    """Print one sentence on stderr."""
    print(" ".join(sentence.split()), file=sys.stderr, flush=True)


def _plain(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
