"""The catalogue: every procedure of one version, found by code or by what a clerk types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desk_app.domain.errors import UnknownProcedureError
from desk_app.domain.procedure_facts import Fee, FeeTier, Limit, Procedure, RequiredPaper, Unit
from desk_app.domain.procedure_file import procedures_from_json
from desk_app.domain.text import fold_by_sound

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
    _haystacks: Mapping[str, tuple[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        haystacks = {code: _haystack(procedure) for code, procedure in self.procedures.items() if procedure.is_offered}
        object.__setattr__(self, "_haystacks", MappingProxyType(haystacks))

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
        words = fold_by_sound(text).replace(",", " ").split()
        found = [
            (_rank(names, words), code)
            for code, (names, everything) in self._haystacks.items()
            if all(word in everything for word in words)
        ]
        found.sort(key=lambda hit: hit[0])
        return [self.procedures[code] for _, code in found]


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


def _haystack(procedure: Procedure) -> tuple[str, str]:
    names = fold_by_sound(f"{procedure.short_name} {procedure.name}")
    return names, f"{names} {fold_by_sound(procedure.field)} {procedure.code}"


def _rank(names: str, words: list[str]) -> tuple[int, int]:
    """Order: the words as typed open the name, stand together in it, each begin a word of it, anything else."""
    phrase = " ".join(words)
    if names.startswith(phrase):
        return 0, len(names)
    if f" {phrase}" in names:
        return 1, names.index(f" {phrase}")
    begun = sum(f" {word}" in f" {names}" for word in words)
    return 2 + len(words) - begun, len(names)
