"""The zstd dictionary: versions that stay as they are, and that are worth their place on work they never saw."""

from __future__ import annotations

from pathlib import Path

import zstandard

from sync.wire import dictionary
from sync.wire.dictionary import dictionaries, dictionary_name, prepared
from tests.sync.train_dictionary import SIZE, day, lives

SHIPPED = ["bb2ac33e"]  # by version; a desk may send with any of them for years, so none is ever made again


def test_every_version_is_there_byte_for_byte_and_the_newest_packs() -> None:
    assert [name.hex() for name in dictionaries()] == SHIPPED
    assert dictionary_name().hex() == SHIPPED[-1]
    files = sorted((Path(dictionary.__file__).parent / "dictionaries").glob("*.zdict"))
    assert len(files) == len(SHIPPED)
    assert all(10_000 < len(content) <= SIZE for content in dictionaries().values())


def test_it_saves_a_third_of_a_small_round_on_work_it_never_saw() -> None:
    for rows in (lives(9001, 40), day(77, 12)):
        raw = b"".join(rows[-12:])
        with_it = zstandard.ZstdCompressor(level=19, dict_data=prepared(dictionary_name())).compress(raw)
        assert len(with_it) < 0.67 * len(zstandard.ZstdCompressor(level=19).compress(raw))
