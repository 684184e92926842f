"""What a file is, by its first bytes and never by its name; and what hides in a PDF, before anything opens it."""

import re
import zlib
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePath

from desk_app.domain.scan_errors import (
    FileCutShortError,
    FileKindMismatchError,
    PdfAttachmentError,
    PdfEncryptedError,
    PdfScriptError,
    UnknownFileKindError,
)
from printing.scanning.taking import TakenFile


class Kind(Enum):
    """The kinds that are taken in, and the endings each may have."""

    PDF = (".pdf",)
    JPEG = (".jpg", ".jpeg", ".jfif")
    PNG = (".png",)
    TIFF = (".tif", ".tiff")


_MAGIC = {
    b"%PDF-": Kind.PDF, b"\xff\xd8\xff": Kind.JPEG, b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"II*\x00": Kind.TIFF, b"MM\x00*": Kind.TIFF,
}  # fmt: skip
_ARCHIVE_ENDS = b"PK\x05\x06"
_ARCHIVE_TAIL = 66_000  # where a ZIP's directory may end
_TAIL = 2048
_ENDS = {Kind.PDF: b"%%EOF", Kind.JPEG: b"\xff\xd9", Kind.PNG: b"IEND\xaeB`\x82"}

_STREAM = re.compile(rb"stream\r?\n")
_END_OF_STREAM = b"endstream"
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_AFTER = rb"(?![A-Za-z0-9_.#-])"
_SCRIPT = re.compile(rb"/(?:JavaScript|JS)" + _AFTER)
_ACTION = re.compile(
    rb"/(?:Launch|EmbeddedFiles?|Filespec|RichMedia|Rendition|ImportData|SubmitForm|GoToE|XFA|Movie)" + _AFTER
)
_ENCRYPTED = re.compile(rb"/Encrypt" + _AFTER)
_REFUSED = ((_SCRIPT, PdfScriptError), (_ACTION, PdfAttachmentError), (_ENCRYPTED, PdfEncryptedError))
_MOST_UNPACKED = 16 * 1024 * 1024


def kind_of(file: TakenFile) -> Kind:
    """Return the kind; UnknownFileKindError, FileKindMismatchError, and for a PDF what `check_pdf` raises."""
    kind = next((kind for magic, kind in _MAGIC.items() if file.content.startswith(magic)), None)
    ending = PurePath(file.name).suffix.lower()
    if kind is None:
        of_ours = {each for known in Kind for each in known.value}
        raise (FileKindMismatchError if ending in of_ours and file.content else UnknownFileKindError)(name=file.name)
    if ending not in kind.value or _ARCHIVE_ENDS in file.content[-_ARCHIVE_TAIL:]:
        raise FileKindMismatchError(name=file.name)
    end = _ENDS.get(kind)
    if end is not None and end not in file.content[-_TAIL:]:
        raise FileCutShortError(name=file.name)
    if kind is Kind.PDF:
        check_pdf(file)
    return kind


def check_pdf(file: TakenFile) -> None:
    """Refuse a PDF that holds a program, starts or carries anything, or is locked; names may be hidden by escapes."""
    for part in _outside_of_pictures(file.content):
        plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), part) if b"#" in part else part
        for pattern, error in _REFUSED:
            if pattern.search(plain):
                raise error(name=file.name)


def _outside_of_pictures(content: bytes) -> Iterator[bytes]:
    """Yield what a reader takes for objects: everything but streams, and streams that hold objects, unpacked."""
    at, unpacked = 0, 0
    while (begins := _STREAM.search(content, at)) is not None:
        yield (head := content[at : begins.start()])
        ends = content.find(_END_OF_STREAM, begins.end())
        ends = len(content) if ends < 0 else ends
        if b"ObjStm" in _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), head[-1000:]):
            objects = _unpacked(content[begins.end() : ends], _MOST_UNPACKED - unpacked)
            unpacked += len(objects)
            yield objects
        at = ends
    yield content[at:]


def _unpacked(packed: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(packed, max(most, 1))
    except zlib.error:
        return packed  # packed otherwise: pdfium alone will look at it, and pictures are all it hands on
