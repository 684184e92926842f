"""The numbers of a day: which were given, which were left out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice

from db.engine import Connection
from db.projections.number_parts import parts_of
from desk_app.book_rows import DayGap, GapReason
from desk_app.domain.dossier_number import counters_between, counters_to, desk_of, first_counter

_MOST_COUNTERS = 20_000  # no office gives more in a day; a foreign number far above must not make the page endless


def given_on(connection: Connection, agency: str, on: date, desk: int) -> tuple[str, ...]:
    """Return the dossier numbers of a desk's day, lowest counter first."""
    beginning = f"{agency}-{on:%y%m%d}-"
    rows = connection.execute(
        "SELECT number FROM dossiers WHERE id > 0 AND number >= ? AND number < ?", (beginning, beginning[:-1] + ".")
    )
    numbers = [str(row[0]) for row in rows]
    return tuple(sorted((number for number in numbers if desk_of(_counter(number)) == desk), key=_counter))


def gaps_on(connection: Connection, agency: str, on: date, given: tuple[str, ...], desk: int) -> tuple[DayGap, ...]:
    """Return the counters between the first and the last of a day (given or reserved) that no dossier has."""
    counters = {_counter(number) for number in given}
    pads = _spans(connection, "SELECT first, last FROM pads WHERE on_day = ?", on.toordinal())
    skipped = _spans(
        connection, "SELECT first, last FROM skipped_numbers WHERE period = ? AND series = ?", on.toordinal(), agency
    )
    reserved = [span for span in (*pads, *skipped) if desk_of(span[1]) == desk]
    ends = [*counters, *(end for span in reserved for end in span)]
    if not ends:
        return ()
    spoiled, set_to = _spoiled(connection, on), _first_set(connection, desk)

    def reason_of(counter: int) -> tuple[GapReason, str]:
        if counter in spoiled:
            return GapReason.SPOILED, spoiled[counter]
        if _lies_in(counter, pads):
            return GapReason.PAD, ""
        if _lies_in(counter, skipped):
            return GapReason.RESTORE, ""
        return (GapReason.SET_HIGHER if counter < set_to else GapReason.UNKNOWN), ""

    missing = [
        counter for counter in islice(counters_to(min(ends), max(ends)), _MOST_COUNTERS) if counter not in counters
    ]
    return tuple(_grouped((counter, *reason_of(counter)) for counter in missing))


def _first_set(connection: Connection, desk: int) -> int:
    """Return the highest first number of a day that was ever set."""
    rows = connection.execute("SELECT value FROM setting_changes WHERE name = 'first_number'")
    values = [int(row[0]) for row in rows]
    return max((first_counter(desk, value) for value in values if value < 1000 or desk_of(value) == desk), default=0)


def _grouped(reasons: Iterable[tuple[int, GapReason, str]]) -> Iterator[DayGap]:
    """Neighbours with the same reason make one gap."""
    placed: list[tuple[int, GapReason, str, int]] = []
    run, before = 0, None
    for counter, reason, words in reasons:
        run += before is None or counters_between(before, counter) != 1
        placed.append((counter, reason, words, run))
        before = counter
    for (reason, words, _), members in groupby(placed, key=lambda each: each[1:]):
        counters = [each[0] for each in members]
        yield DayGap(counters[0], counters[-1], reason, words)


def _spans(connection: Connection, question: str, *values: object) -> list[tuple[int, int]]:
    return [(int(first), int(last)) for first, last in connection.execute(question, values)]


def _spoiled(connection: Connection, on: date) -> dict[int, str]:
    rows = connection.execute(
        "SELECT counter, reason FROM pad_sheets WHERE on_day = ? AND dossier = ''", (on.toordinal(),)
    )
    return {int(counter): str(reason) for counter, reason in rows}


def _lies_in(counter: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= counter <= last for first, last in spans)


def _counter(number: str) -> int:
    parts = parts_of(number)
    return 0 if parts is None else parts[3]
