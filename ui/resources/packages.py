"""Where the files of an installed package lie, found without importing it."""

from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Path | None:
    """Return the folder of the installed `package`, or None. Its code is not run: nothing is imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])
