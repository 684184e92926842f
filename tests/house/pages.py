"""How the documents are read: whole, by the rows of their tables, by what stands in backquotes."""

import re

from tests.house.places import ROOT


def text_of(name: str) -> str:
    """Return a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows_of(name: str) -> list[list[str]]:
    """Return the cells of every table row of a document, heads and rules left out."""
    rows = [line for line in text_of(name).splitlines() if line.startswith("| ")]
    cells = [re.split(r"(?<!\\)\|", row.strip("|")) for row in rows]  # what is in a cell is written \|
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells]


def quoted(text: str) -> list[str]:
    """Return what stands in backquotes, code blocks left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
