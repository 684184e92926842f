"""The catalogue: every procedure of one version, found by code or by what a clerk types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desk_app.domain.errors import UnknownProcedureError
from desk_app.domain.procedure_facts import Fee, FeeTier, Limit, Procedure, RequiredPaper, Unit
from desk_app.domain.procedure_file import procedures_from_json
from desk_app.domain.procedure_rank import Ranked, folded, rank, ranked

__all__ = [
    "Catalogue",
    "Fee",
    "FeeTier",
    "Limit",
    "Procedure",
    "RequiredPaper",
    "Unit",
    "catalogue_from_json",
    "required_papers",
]


@dataclass(frozen=True)
class Catalogue:
    """One version of all procedures, by code."""

    version: str
    procedures: Mapping[str, Procedure]
    _haystacks: tuple[Ranked, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        haystacks = tuple(
            ranked(procedure.code, procedure.short_name, procedure.name, procedure.field)
            for procedure in self.procedures.values()
            if procedure.is_offered
        )
        object.__setattr__(self, "_haystacks", haystacks)

    def get(self, code: str) -> Procedure:
        """Return the procedure with this code, offered here or not. UnknownProcedureError when there is none."""
        try:
            return self.procedures[code.strip()]
        except KeyError:
            raise UnknownProcedureError(code=code) from None

    def search(self, text: str) -> list[Procedure]:
        """Return the offered procedures that hold every word of `text`, best first; all of them for no text.

        Words are parts of the names, the field or the code, in any order, with or without accents, i or y alike.
        """
        words = folded(text).split()
        found = [each for each in self._haystacks if all(word in each.everything for word in words)]
        found.sort(key=lambda each: rank(each, words))
        return [self.procedures[each.code] for each in found]


def catalogue_from_json(text: str) -> Catalogue:
    """Return the catalogue of a file, or CatalogueError as `procedures_from_json` has it."""
    version, procedures = procedures_from_json(text)
    return Catalogue(version, MappingProxyType(procedures))


def required_papers(procedure: Procedure) -> tuple[RequiredPaper, ...]:
    """Return all required papers; of alternatives (one group) the first."""
    chosen: list[RequiredPaper] = []
    groups: set[str] = set()
    for paper in procedure.papers:
        if paper.required and (not paper.group or paper.group not in groups):
            chosen.append(paper)
            groups.add(paper.group)
    return tuple(chosen)
