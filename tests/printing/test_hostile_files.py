"""Files that are no papers are refused, each with an error, and so a sentence, of its own."""

import io
import os
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from desk_app.domain import scan_errors as refusals
from desk_app.domain.scan_errors import ScanRefusedError
from printing.scanning.beside import PagesBeside
from printing.scanning.taking import MOST_MB, names_in_folder, read_file, read_from_folder
from tests.printing.sheets_to_scan import (
    as_bytes,
    endless_drawing,
    many_pages,
    noise,
    packed_objects,
    pdf,
    text_sheet,
)
from ui.messages import sentence_of


def small() -> Image.Image:
    return Image.new("L", (400, 300), "white")


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.png", bytes(30_000_000))
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head promises so many points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def moving() -> bytes:
    return as_bytes(small(), "PNG", save_all=True, append_images=[Image.new("L", (400, 300), "black")])


def locked() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("khoá", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
LAUNCH = b"<</S/Launch/F(cmd.exe)>>"
CARRIED = b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>"
HOSTILE: dict[str, tuple[str, Callable[[], bytes], type[ScanRefusedError]]] = {
    "zip bomb": ("ảnh.zip", zip_bomb, refusals.UnknownFileKindError),
    "zip bomb named as a picture": ("ảnh.png", zip_bomb, refusals.FileKindMismatchError),
    "100 megapixels": ("to.png", lambda: png_claiming(10_000, 10_000), refusals.ImageTooLargeError),
    "100 megapixels in truth": (
        "to.tif", lambda: as_bytes(Image.new("1", (10_000, 10_000)), "TIFF", compression="group4"),
        refusals.ImageTooLargeError,
    ),
    "a PDF that unpacks for ever": ("bom.pdf", endless_drawing, refusals.FileBombError),
    "a program in a PDF": ("a.pdf", lambda: pdf(SCRIPT, root=b"/OpenAction 4 0 R"), refusals.PdfScriptError),
    "a program behind escapes": (
        "a.pdf", lambda: pdf(SCRIPT.replace(b"JavaScript", b"J#61vaScript").replace(b"/JS", b"/#4aS")),
        refusals.PdfScriptError,
    ),
    "a program in packed objects": ("a.pdf", lambda: pdf(packed_objects(SCRIPT)), refusals.PdfScriptError),
    "a PDF that starts a program": ("a.pdf", lambda: pdf(LAUNCH), refusals.PdfAttachmentError),
    "a PDF that carries a file": (
        "a.pdf", lambda: pdf(CARRIED, b"<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream"),
        refusals.PdfAttachmentError,
    ),
    "a locked PDF": ("a.pdf", locked, refusals.PdfEncryptedError),
    "a PDF named as a picture": ("a.jpg", pdf, refusals.FileKindMismatchError),
    "two kinds in one": ("a.png", lambda: as_bytes(small(), "PNG") + zip_bomb(), refusals.FileKindMismatchError),
    "a picture cut short": ("a.jpg", lambda: as_bytes(text_sheet(72), "JPEG")[:9000], refusals.FileCutShortError),
    "a picture damaged inside": (
        "a.png", lambda: as_bytes(small(), "PNG")[:60] + as_bytes(small(), "PNG")[90:], refusals.FileCutShortError,
    ),
    "a PDF cut short": ("a.pdf", lambda: pdf()[:150], refusals.FileCutShortError),
    "a PDF that is none": ("a.pdf", lambda: b"%PDF-1.7\n" + noise(9000) + b"%%EOF", refusals.FileCutShortError),
    "100,000 pages": ("a.pdf", lambda: many_pages(100_000), refusals.TooManyPagesError),
    "pages of a TIFF without end": (
        "a.tif", lambda: as_bytes(Image.new("1", (8, 8)), "TIFF", save_all=True,
                                  append_images=[Image.new("1", (8, 8))] * 250),
        refusals.TooManyPagesError,
    ),
    "a moving picture": ("a.png", moving, refusals.AnimatedImageError),
    "a drawing with a program": (
        "a.svg", lambda: b"<svg xmlns='x'><script>1</script></svg>", refusals.UnknownFileKindError
    ),
    "a web page": ("a.html", lambda: b"<html><script>1</script>", refusals.UnknownFileKindError),
    "nothing at all": ("a.pdf", lambda: b"", refusals.UnknownFileKindError),
    "too large": ("a.pdf", lambda: b"%PDF-" + bytes(MOST_MB * 1024 * 1024), refusals.FileTooLargeError),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_of_its_own(what: str, tmp_path: Path) -> None:
    name, content, expected = HOSTILE[what]
    (tmp_path / name).write_bytes(content())
    with pytest.raises(ScanRefusedError) as told:
        PagesBeside().from_files([str(tmp_path / name)])
    assert type(told.value) is expected
    assert name in sentence_of(told.value) or expected is refusals.TooManyPagesError


def test_the_same_files_without_their_sting_are_taken() -> None:
    maker = PagesBeside()
    png, jpeg = as_bytes(small(), "PNG"), as_bytes(text_sheet(72), "JPEG")
    document = maker.from_bytes(
        [("a.pdf", pdf()), ("b.png", png), ("c.jpg", jpeg), ("d.tif", as_bytes(small(), "TIFF"))]
    )
    assert document.pages == 4


def test_a_link_a_folder_a_pipe_a_device_and_a_socket_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "thật.pdf").write_bytes(pdf())
    (tmp_path / "link.pdf").symlink_to(tmp_path / "thật.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.pdf"))
    for name, error in (
        ("link.pdf", refusals.LinkRefusedError), ("pipe.pdf", refusals.NotAPlainFileError),
        ("folder.pdf", refusals.NotAPlainFileError), ("s.pdf", refusals.NotAPlainFileError),
        ("không có.pdf", refusals.FileUnreadableError),
    ):  # fmt: skip
        with pytest.raises(ScanRefusedError) as told:
            read_file(tmp_path / name)
        assert type(told.value) is error, name
    with pytest.raises(refusals.NotAPlainFileError):
        read_file(Path("/dev/zero"))


@pytest.mark.parametrize(
    "name",
    ["../ngoài.pdf", "/etc/passwd", "..", ".", "", "a\\b.pdf", "con.pdf", "LPT1.pdf", "a\u202efdp.exe", "a\nb.pdf",
     "x" * 300 + ".pdf"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_hides_something_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    (tmp_path / "ngoài.pdf").write_bytes(pdf())
    with pytest.raises(refusals.FileNameRefusedError):
        read_from_folder(tmp_path / "trong", [name])


def test_a_folder_gives_its_scans_oldest_first_and_nothing_else(tmp_path: Path) -> None:
    for age, name in enumerate(("b.pdf", "a.PNG", "c.txt", "d.tiff")):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, ns=(age, age))
    assert names_in_folder(tmp_path) == ["b.pdf", "a.PNG", "d.tiff"]


@pytest.mark.parametrize(
    "greedy", ["while True: pass", "import os; os.abort()", "print('no answer')", "raise SystemExit(3)"]
)
def test_a_reader_that_hangs_dies_or_babbles_takes_nothing_with_it(greedy: str) -> None:
    maker = PagesBeside(seconds=0.5, command=(sys.executable, "-c", greedy))
    with pytest.raises(refusals.FileBombError):
        maker.from_bytes([("a.pdf", pdf())])


def test_the_reader_works_under_limits_of_memory_and_writes_no_file() -> None:
    asked = (
        "import sys, resource; sys.argv = ['x']; from printing.scanning import workshop; workshop._limit();"
        "print(resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_AS)[0] < 2 << 30);"
        "bytearray(1 << 31)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert "(0, 0) True" in done.stdout and "MemoryError" in done.stderr
