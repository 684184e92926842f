"""Fault harnesses write thousands of small desks: in memory where the machine offers it, their syncs are recorded."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def bench_disk() -> Iterator[Path]:
    """Return an empty folder on the quickest disk there is."""
    yield from _quick_folder()


@pytest.fixture(scope="module")
def module_disk() -> Iterator[Path]:
    """Return such a folder for a whole module."""
    yield from _quick_folder()


def _quick_folder() -> Iterator[Path]:
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)
