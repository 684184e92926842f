"""Sticks for the exchange page: which are plugged in, carried on the wire lane, told in one sentence."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from ui.background import Background
from ui.composition.bundle import StickRead, StickWritten, stick_read, stick_written
from ui.office_time import grouped
from ui.pages.exchange.stick import Carry, Done, Failed, StickService

_WHERE_STICKS_ARE = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_MOST_SHOWN = 6


def stick_service(lanes: Background, office: Callable[[], Office | None], label: Callable[[], str]) -> StickService:
    """Return what the page needs; a stick may be slow, so it is waited for where the line is."""

    def carried(carry: Callable[[Office, Path], str]) -> Carry:
        def on_the_wire_lane(folder: str, done: Done, failed: Failed) -> None:
            here = office()
            if here is None:
                return

            def went_wrong(error: Exception) -> None:
                assert isinstance(error, DeskError)  # the lane hands over no other
                failed(error)

            lanes.wire(lambda: carry(here, Path(folder)), done, went_wrong)

        return on_the_wire_lane

    return StickService(
        sticks_plugged_in,
        carried(lambda here, folder: written_words(stick_written(here, folder, lanes.on_store_blocking), label())),
        carried(lambda here, folder: read_words(stick_read(here, folder, lanes.on_store_blocking), label())),
    )


def sticks_plugged_in() -> tuple[tuple[str, str], ...]:
    """Return (folder, words) of the volumes that look like sticks and can be written, the system's own left out."""
    system = QStorageInfo.root().device()
    found = [
        (volume.rootPath(), _words(volume))
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and not volume.isReadOnly() and volume.device() != system
        if volume.rootPath().startswith(_WHERE_STICKS_ARE) or volume.rootPath()[1:3] == ":/"
    ]
    return tuple(found[:_MOST_SHOWN])


def _words(volume: QStorageInfo) -> str:
    free = f"{volume.bytesAvailable() / 1e9:.1f}".replace(".", ",")
    return f"{volume.displayName()}, còn trống {free} GB"


def written_words(written: StickWritten, label: str) -> str:
    """Return what lies on the stick, what still waits, and when the acknowledgement comes; scans counted apart."""
    left = ""
    if written.scans_left:
        left = f" Còn {grouped(written.scans_left)} bản quét để lần chép sau."
    if written.asks_in and not written.files and not written.scans:
        return (
            f"Đã chép đơn ghi danh ra USB, rút USB được rồi. Xin giữ USB như giữ mã ghi danh và đưa đến {label}; hồ sơ "
            "chép được sau khi trả lời về."
        )
    if not written.events and not written.scans:
        return f"Không có việc nào chờ gửi; USB mang câu hỏi đi để nhận tin của {label} về.{left}"
    what = f"{grouped(written.dossiers)} hồ sơ" if written.dossiers else f"{grouped(written.events)} việc"
    scans = f"{grouped(written.scans)} bản quét"
    what = f"{what} và {scans}" if written.events and written.scans else scans if written.scans else what
    stays = "hồ sơ vẫn tính là chỉ có trên máy này" if written.events else "bản quét vẫn tính là chưa gửi"
    return (
        f"Đã chép {what} ra USB, rút USB được rồi. Xin đưa USB đến {label}; biên nhận về theo USB, "
        f"đến lúc đó {stays}.{left}"
    )


def read_words(read: StickRead, label: str) -> str:
    """Return what the stick proved, and what still waits."""
    upstream = f"{label[:1].upper()}{label[1:]}"
    if read.digits:
        digits = read.digits.replace(" ", "\N{NO-BREAK SPACE}")
        return (
            f"{upstream} đã ghi danh quầy này. Xin gọi {label} đọc cho nhau dãy số {digits}; khớp rồi thì chép hồ "
            "sơ ra USB."
        )
    came = f" {upstream} đã nhận {grouped(read.scans)} bản quét." if read.scans else ""
    came += f" {grouped(read.scans_refused)} bản quét {label} chưa nhận." if read.scans_refused else ""
    came += f" {upstream} gửi về {read.received} mục." if read.received else ""
    if read.is_old and read.only_here:
        return f"Trả lời trên USB là của lần chép trước, không còn dùng được. Xin chép ra USB lần nữa.{came}"
    left = f"Còn {grouped(read.only_here)} hồ sơ chỉ có trên máy này"
    if read.again:
        return f"Có tệp {label} chưa nhận được. {left}; xin chép ra USB lần nữa.{came}"
    if read.only_here:
        proven = "Đã có biên nhận cho phần chép ra USB." if read.acknowledged else "USB không mang biên nhận mới."
        return f"{proven} {left}.{came}"
    return f"{upstream} đã nhận đủ mọi hồ sơ của máy này.{came}"
