"""Half-typed receptions as texts that survive a crash: the one in hand, and those set aside."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import FeeLine
from ui.pages.intake.charge import PAID_WORDS, Charge
from ui.pages.intake.checklist import Checklist, Entry
from ui.pages.intake.typed import PersonText, Typed
from ui.widgets.check import Tick

DRAFT = "intake"
MOST_ASIDE = 9


@dataclass(frozen=True)
class PaperMark:
    """What was said about one paper; kept by name, so that a new catalogue harms nothing."""

    name: str
    tick: str
    originals: int
    copies: int
    reused_from: str = ""
    valid_until: str = ""
    note: str = ""


@dataclass(frozen=True)
class Draft:
    """One half-typed reception. `left_at` is the hour it was last touched, as words."""

    procedure: str = ""
    papers: tuple[PaperMark, ...] = ()
    typed: Typed = field(default_factory=Typed)
    left_at: str = ""
    charge: Charge = field(default_factory=Charge)

    @property
    def is_empty(self) -> bool:
        return not self.procedure and self.typed.is_empty


@dataclass(frozen=True)
class Drafts:
    """The draft in hand and those set aside, newest last."""

    current: Draft = field(default_factory=Draft)
    aside: tuple[Draft, ...] = ()

    def parked(self) -> "Drafts":
        """The one in hand is set aside."""
        if self.current.is_empty:
            return self
        return Drafts(Draft(), (*self.aside, self.current)[-MOST_ASIDE:])

    def taken_up(self) -> "Drafts":
        """The newest one set aside comes back; what was in hand takes its place."""
        if not self.aside:
            return self
        rest = self.aside[:-1]
        if not self.current.is_empty:
            rest = (*rest, self.current)
        return Drafts(self.aside[-1], rest)

    def dropped(self) -> "Drafts":
        """The newest one set aside is thrown away."""
        return replace(self, aside=self.aside[:-1])


def marks_of(checklist: Checklist) -> tuple[PaperMark, ...]:
    """Return what was said about the papers."""
    return tuple(
        PaperMark(entry.paper.name, entry.tick.value, entry.originals, entry.copies, *_reuse_marks(entry))
        for entry in checklist.entries
    )


def marked(checklist: Checklist, marks: tuple[PaperMark, ...]) -> Checklist:
    """Return the checklist with what the draft says about the papers it knows."""
    said = {mark.name: mark for mark in marks}
    entries = []
    for entry in checklist.entries:
        mark = said.get(entry.paper.name)
        if mark is not None:
            entry = replace(
                entry,
                tick=Tick(mark.tick),
                originals=mark.originals,
                copies=mark.copies,
                reused=_reused(mark),
                valid_until=None if mark.reused_from else _until(mark),
            )
        entries.append(entry)
    return Checklist(tuple(entries))


def _reuse_marks(entry: Entry) -> tuple[str, str, str]:
    paper = entry.reused
    until = paper.valid_until if paper else entry.valid_until
    return (paper.reused_from if paper else "", until.isoformat() if until else "", paper.note if paper else "")


def _reused(mark: PaperMark) -> SubmittedPaper | None:
    if not mark.reused_from:
        return None
    return SubmittedPaper(mark.name, copies=1, note=mark.note, reused_from=mark.reused_from, valid_until=_until(mark))


def _until(mark: PaperMark) -> date | None:
    return date.fromisoformat(mark.valid_until) if mark.valid_until else None


def to_text(drafts: Drafts) -> str:
    """Return the drafts as JSON."""
    return json.dumps(asdict(drafts), ensure_ascii=False)


def from_text(text: str | None) -> Drafts:
    """Return the drafts of a JSON text; a text of another make gives no drafts rather than a window that fails."""
    if not text:
        return Drafts()
    try:
        kept = json.loads(text)
        return Drafts(_draft(kept["current"]), tuple(_draft(each) for each in kept["aside"]))
    except (KeyError, TypeError, ValueError):
        return Drafts()


def _draft(kept: dict[str, object]) -> Draft:
    typed = dict(kept["typed"])  # type: ignore[call-overload]
    typed["applicant"] = PersonText(**typed["applicant"])
    typed["submitter"] = PersonText(**typed["submitter"])
    papers = tuple(PaperMark(**mark) for mark in kept["papers"])  # type: ignore[attr-defined]
    for mark in papers:
        Tick(mark.tick)
        _until(mark)
    said = dict(kept.get("charge", {}))  # type: ignore[call-overload]
    said["more"] = tuple(FeeLine(**line) for line in said.get("more", ()))
    charge = Charge(**said)
    charge = charge if charge.paid_by in PAID_WORDS else Charge()
    return Draft(str(kept["procedure"]), papers, Typed(**typed), str(kept["left_at"]), charge)
