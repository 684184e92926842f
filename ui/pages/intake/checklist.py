"""The papers of a procedure as the clerk goes through them. Pure: every key gives a new list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk_app.domain.events import SubmittedPaper
from desk_app.domain.procedure import Procedure, RequiredPaper
from desk_app.domain.reuse import Offer, reused
from ui.widgets.check import Tick

PRESENTED = "present"
MOST = 99


@dataclass(frozen=True)
class Entry:
    """One paper: what the catalogue asks, what the clerk said, how many were handed in.

    `offer` is the same paper given here before; `reused` the line that takes it over, None for a paper on the table.
    `valid_until` is the last day of the paper on the table, where the clerk typed one.
    """

    paper: RequiredPaper
    tick: Tick
    originals: int
    copies: int
    offer: Offer | None = None
    reused: SubmittedPaper | None = None
    valid_until: date | None = None

    @property
    def untouched(self) -> Tick:
        """Required papers start unticked, conditional ones undecided."""
        return Tick.NO if self.paper.required else Tick.UNDECIDED

    @property
    def count_words(self) -> str:
        """Return "1 bản chính", "2 bản sao", "Xuất trình" or "Không áp dụng"."""
        if self.tick is Tick.NOT_APPLICABLE:
            return "Không áp dụng"
        if self.reused is not None:
            return "Dùng lại"
        if self.paper.kind == PRESENTED:
            return "Xuất trình"
        parts = [f"{self.originals} bản chính"] * bool(self.originals) + [f"{self.copies} bản sao"] * bool(self.copies)
        return " · ".join(parts) or "1 bản"


@dataclass(frozen=True)
class Checklist:
    """All papers of the chosen procedure."""

    entries: tuple[Entry, ...] = ()

    @property
    def open_places(self) -> tuple[int, ...]:
        """Places that still want a word: required papers not there, conditional ones nobody looked at."""
        return tuple(place for place, entry in enumerate(self.entries) if self._is_open(place, entry))

    @property
    def have(self) -> int:
        return sum(entry.tick is Tick.YES for entry in self.entries)

    @property
    def set_aside(self) -> int:
        return sum(entry.tick is Tick.NOT_APPLICABLE for entry in self.entries)

    def toggled(self, place: int) -> "Checklist":
        """Have it, or not; one of a group of alternatives settles the others."""
        entry = self.entries[place]
        tick = entry.untouched if entry.tick is Tick.YES else Tick.YES
        settled = self._with(place, replace(entry, tick=tick, reused=None))
        return settled._group_settled(place) if tick is Tick.YES else settled._group_open(place)

    def put_aside(self, place: int) -> "Checklist":
        """Does not apply, or back to the start."""
        entry = self.entries[place]
        aside = entry.tick is Tick.NOT_APPLICABLE
        tick = entry.untouched if aside else Tick.NOT_APPLICABLE
        return self._with(place, replace(entry, tick=tick, reused=None))

    def lasting(self, place: int, until: date | None) -> "Checklist":
        """The paper on the table counts until this day, the day included."""
        return self._with(place, replace(self.entries[place], valid_until=until))

    def offered(self, offers: Sequence[Offer]) -> "Checklist":
        """What this person gave here before; a paper taken over from a dossier that is not offered is open again."""
        by_name = {offer.required: offer for offer in offers}
        return Checklist(tuple(_offered(entry, by_name.get(entry.paper.name)) for entry in self.entries))

    def taken_over(self, place: int, reason: str = "") -> "Checklist":
        """Take the offered paper over, or back to the start; PaperExpiredError for an expired one without a reason."""
        entry = self.entries[place]
        if entry.offer is None:
            return self
        if entry.reused is not None:
            return self.toggled(place)
        line = reused(entry.offer, reason)
        return self._with(place, replace(entry, tick=Tick.YES, reused=line))._group_settled(place)

    def all_taken_over(self) -> "Checklist":
        """Take over every paper that is offered, still counts, and that nobody has said a word about."""
        checklist = self
        for place in range(len(self.entries)):
            entry = checklist.entries[place]
            if entry.offer is not None and not entry.offer.expired and entry.tick is entry.untouched:
                checklist = checklist.taken_over(place)
        return checklist

    @property
    def has_offers(self) -> bool:
        return any(entry.offer is not None for entry in self.entries)

    def rest_put_aside(self) -> "Checklist":
        """Every conditional paper that is not here does not apply; required ones are left for the clerk to see."""
        return Checklist(
            tuple(
                replace(entry, tick=Tick.NOT_APPLICABLE) if entry.tick is Tick.UNDECIDED else entry
                for entry in self.entries
            )
        )

    def counted(self, place: int, by: int) -> "Checklist":
        """More or fewer of what the catalogue asks for: originals, or copies where it asks for copies only."""
        entry = self.entries[place]
        if entry.paper.kind == PRESENTED or entry.tick is Tick.NOT_APPLICABLE or entry.reused is not None:
            return self
        if entry.paper.originals or not entry.paper.copies:
            return self._with(place, replace(entry, originals=min(max(entry.originals + by, 1), MOST)))
        return self._with(place, replace(entry, copies=min(max(entry.copies + by, 1), MOST)))

    def submitted(self) -> tuple[SubmittedPaper, ...]:
        """Return what goes into the log: the papers that are here."""
        return tuple(
            entry.reused
            or SubmittedPaper(
                entry.paper.name,
                entry.originals,
                entry.copies,
                note="xuất trình" if entry.paper.kind == PRESENTED else "",
                valid_until=entry.valid_until,
            )
            for entry in self.entries
            if entry.tick is Tick.YES
        )

    def _is_open(self, place: int, entry: Entry) -> bool:
        if entry.tick not in (Tick.NO, Tick.UNDECIDED):
            return False
        group = entry.paper.group
        return not group or not any(other.tick is Tick.YES for other in self.entries if other.paper.group == group)

    def _with(self, place: int, entry: Entry) -> "Checklist":
        return Checklist((*self.entries[:place], entry, *self.entries[place + 1 :]))

    def _group_settled(self, place: int) -> "Checklist":
        return self._group(place, Tick.NOT_APPLICABLE, (Tick.NO, Tick.UNDECIDED))

    def _group_open(self, place: int) -> "Checklist":
        return self._group(place, None, (Tick.NOT_APPLICABLE,))

    def _group(self, place: int, tick: Tick | None, of: tuple[Tick, ...]) -> "Checklist":
        group = self.entries[place].paper.group
        if not group:
            return self
        return Checklist(
            tuple(
                replace(entry, tick=tick or entry.untouched)
                if entry.paper.group == group and entry.tick in of and at != place
                else entry
                for at, entry in enumerate(self.entries)
            )
        )


def _offered(entry: Entry, offer: Offer | None) -> Entry:
    taken = entry.reused
    if taken is not None and (offer is None or offer.held.dossier != taken.reused_from):
        entry = replace(entry, tick=entry.untouched, reused=None)
    return replace(entry, offer=offer)


def checklist_of(procedure: Procedure) -> Checklist:
    """Return the untouched checklist of a procedure."""
    return Checklist(
        tuple(
            Entry(paper, Tick.NO if paper.required else Tick.UNDECIDED, paper.originals, paper.copies)
            for paper in procedure.papers
        )
    )
