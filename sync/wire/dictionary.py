"""What both ends know before the first byte: a zstd dictionary, trained on made-up work, in versions that all stay.

A batch names its dictionary by hash. The newest one packs, every one unpacks; an end that lacks it says so and gets a
batch without, which is always understood.
"""

import hashlib
from functools import cache
from importlib.resources import files

import zstandard

_VERSIONS = ("1",)  # files beside this one, oldest first; `tests/sync/train_dictionary.py` makes a new one


@cache
def dictionaries() -> dict[bytes, bytes]:
    """Return every dictionary by name (the first 4 bytes of its SHA-256), at most 64 KiB each, the newest last."""
    folder = files("sync.wire").joinpath("dictionaries")
    contents = [folder.joinpath(f"{version}.zdict").read_bytes() for version in _VERSIONS]
    return {hashlib.sha256(content).digest()[:4]: content for content in contents}


@cache
def dictionary_name() -> bytes:
    """Return the name of the newest, with which this end packs."""
    return list(dictionaries())[-1]


@cache
def prepared(name: bytes) -> zstandard.ZstdCompressionDict:
    """Return the dictionary of that name as zstd wants it; KeyError for one that this end does not have."""
    return zstandard.ZstdCompressionDict(dictionaries()[name], dict_type=zstandard.DICT_TYPE_FULLDICT)
