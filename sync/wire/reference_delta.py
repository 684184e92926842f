"""A catalogue or calendar as the change of an earlier one: 25 rows cost some hundred bytes instead of 30 kB."""

from __future__ import annotations

import zstandard

from sync.wire.limits import BATCH_RAW_MOST, WINDOW_MOST

SHORT = 8
"""So many bytes of a hash name the base in a question; what is unpacked is checked against the whole hash."""
_LEVEL = 19
_LEAST_WINDOW, _MOST_WINDOW = 18, 23


class DamagedReferenceError(ValueError):
    """What came does not unpack, or not to what was signed."""


def packed(text: bytes, base: bytes = b"") -> bytes:
    """Return the text as one zstd frame; with a `base` as its change of that."""
    window = max(_LEAST_WINDOW, min((len(text) + len(base)).bit_length(), _MOST_WINDOW))
    parameters = zstandard.ZstdCompressionParameters.from_level(_LEVEL, window_log=window, write_checksum=False)
    packer = zstandard.ZstdCompressor(dict_data=_dictionary(base), compression_params=parameters)
    return packer.compress(text)


def unpacked(content: bytes, base: bytes = b"") -> bytes:
    """Return the text again; DamagedReferenceError."""
    unpacker = zstandard.ZstdDecompressor(dict_data=_dictionary(base), max_window_size=WINDOW_MOST)
    try:
        size = zstandard.frame_content_size(content)
        if not 0 <= size <= BATCH_RAW_MOST:
            raise DamagedReferenceError("a text without size, or too large")
        return unpacker.decompress(content, max_output_size=BATCH_RAW_MOST)
    except zstandard.ZstdError as error:
        raise DamagedReferenceError("a text that does not unpack") from error


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict | None:
    if not base:
        return None
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
