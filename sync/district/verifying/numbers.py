"""Numbers of dossiers that never came: a paper without an event, or a gap that a desk left on purpose."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

from desk_app.domain.dossier_number import DossierNumber, desk_of
from desk_app.domain.errors import DossierNumberError
from sync.district.models import Event, Hub
from sync.district.verifying.findings import Findings, Place
from sync.district.verifying.streams import INTAKES


def check_numbers(hub: Hub) -> Findings:
    """Yield a warning for each gap in a desk's numbers of a day."""
    place = Place("event", hub.agency_code)
    given: dict[tuple[str, date, int, int], set[int]] = defaultdict(set)
    intakes = Event.objects.filter(hub=hub.hub, kind__in=INTAKES, dossier__isnull=False)
    for text in intakes.values_list("dossier", flat=True).iterator():
        try:
            number = DossierNumber.parse(text)
        except DossierNumberError:
            continue
        desk = desk_of(number.counter)
        if number.agency == hub.agency_code and desk:
            given[number.agency, number.day, desk, number.counter // 1000].add(number.counter)
    for (agency, day, desk, _), counters in sorted(given.items()):
        for one, other in pairwise(sorted(counters)):
            if other - one > 1:
                lost = f"{one + 1}" if other - one == 2 else f"{one + 1} to {other - 1}"
                what = f"desk {desk} gave {one} and {other} and nothing between: {lost} never came"
                yield place.doubtful(what, None, str(DossierNumber(agency, day, other)))
