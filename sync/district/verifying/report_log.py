"""What a file says against the district's own log and events: its roots, and its figures where nothing came since."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from sync.district.league import line_of
from sync.district.league_file import cells_of, record_of
from sync.district.league_line import CommuneLine, Period
from sync.district.ledger import root_at
from sync.district.models import Hub
from sync.district.verifying.findings import Findings, Place
from sync.district.verifying.report import SealedFile

_PLACE = Place("log")
_CELLS = {"agency": 0, "since": 2, "until": 3, "as_of": 4}
_RECORD = {"agency": "agency", "since": "from", "until": "to", "as_of": "as_of"}


def check_against_log(file: SealedFile) -> Findings:
    """Yield where a file that is whole names another log than is held here, or figures that its events do not give."""
    if not file.table:
        return
    head, *rows = file.table
    for row in rows:
        yield from _row(head, row)


def _row(head: Sequence[str], row: Sequence[str]) -> Findings:
    said = _said(head, row)
    agency = said["agency"]
    hub = Hub.objects.filter(agency_code=agency).first()
    if hub is None:
        yield _PLACE.wrong(f"{agency} is no commune of this district")
        return
    size, root = int(said["log_size"]), bytes.fromhex(said["log_root"])
    if size > hub.log_size:
        yield _PLACE.wrong(f"{agency}: it was reckoned from {size} batches, and {hub.log_size} are held")
    elif root_at(hub.hub, size) != root:
        yield _PLACE.wrong(f"{agency}: the log it was reckoned from is not the beginning of the one held")
    elif size == hub.log_size:
        period = Period(
            date.fromisoformat(said["since"]), date.fromisoformat(said["until"]), datetime.fromisoformat(said["as_of"])
        )
        line = line_of(hub, period)
        if line.set_apart != int(said["set_apart"]):
            return  # a second history came since: other figures are no wonder
        again = _written(head, line, period)
        odd = [name for name, cell, anew in zip(head, row, again, strict=True) if cell != anew]
        if odd:
            yield _PLACE.wrong(f"{agency}: its events do not give these figures: {' · '.join(odd)}")


def _said(head: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if "log_root" in head:
        record = {name: json.loads(cell) for name, cell in zip(head, row, strict=True)}
        said = {name: record[its] for name, its in _RECORD.items()}
        return {
            **said,
            "log_size": str(record["log_size"]),
            "log_root": record["log_root"],
            "set_apart": record["set_apart"],
        }
    cells = {name: row[place] for name, place in _CELLS.items()}
    return {**cells, "log_size": row[-2], "log_root": row[-1], "set_apart": row[-3]}


def _written(head: Sequence[str], line: CommuneLine, period: Period) -> list[str]:
    if "log_root" in head:
        return [json.dumps(value, ensure_ascii=False) for value in record_of(line, period).values()]
    return cells_of(line, period)
