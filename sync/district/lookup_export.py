"""The look-up as files for any web server: one a dossier, named by a slow hash, and a page that asks for them."""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

from sync.district.lookup import ROUNDS, Answer, answer_of, file_name, shown_rows

_PAGE = ("index.html", "lookup.js")
_FOLDER = "d"


def export(folder: Path, now: datetime) -> tuple[int, int]:
    """Write the files that are not there or say something else, drop those of dossiers no longer shown.

    Returns how many dossiers are shown and how many files were written. OSError when the folder cannot be written.
    Costs some milliseconds a dossier: the name is slow on purpose.
    """
    wanted: dict[Path, bytes] = {}
    for row in shown_rows(now):
        name = file_name(row.number, row.lookup_code)
        wanted[folder / _FOLDER / name[:2] / f"{name}.json"] = _content(answer_of(row))
    pages = {folder / name: _page(name) for name in _PAGE}
    written = sum(_write(path, content) for path, content in {**wanted, **pages}.items())
    for path in (folder / _FOLDER).glob("*/*.json"):
        if path not in wanted:
            path.unlink()
    return len(wanted), written


def _content(answer: Answer) -> bytes:
    told = {"word": answer.word, "promised_on": _day(answer.promised_on), "changed_on": _day(answer.changed_on)}
    return json.dumps(told, ensure_ascii=False).encode()


def _day(on: date | None) -> str:
    return "" if on is None else f"{on.day:02}/{on.month:02}/{on.year}"


def _page(name: str) -> bytes:
    text = files("sync.district").joinpath(f"static/lookup/{name}").read_text(encoding="utf-8")
    return text.replace("ROUNDS", str(ROUNDS)).encode()


def _write(path: Path, content: bytes) -> bool:
    """A reader sees the old file or the new one, never half of one; one that says the same is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    draft.replace(path)
    return True
