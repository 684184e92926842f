"""The desk's settings: each is a row with a name, a default and a sentence; a change is a logged event."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from desk_app.domain.characters import clean_line
from desk_app.domain.errors import BadInputError
from desk_app.domain.papers.folder_label import LABEL_FORMATS


class UnknownSettingError(BadInputError):
    """No setting is called `name`."""


class SettingValueError(BadInputError):
    """`value` is not allowed for the setting `name`; `allowed` says what is."""


class SettingShapeError(BadInputError):
    """The setting `name` is written otherwise than `value`: as `example`."""


class SettingFixedError(BadInputError):
    """The setting `name` was decided at set-up and stays."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, the value until changed, what it means, and the values allowed (empty: any text)."""

    name: str
    default: str
    meaning: str
    allowed: tuple[str, ...] = ()


YES_NO = ("yes", "no")
PAPERS = ("a4", "a5", "a4_two", "roll80", "roll58")
"""Sheets and thermal rolls: the values of `printing.paper.Paper`."""

SETTINGS: tuple[Setting, ...] = (
    Setting("agency_code", "", "Mã định danh của cơ quan, đứng đầu mã hồ sơ"),
    Setting("agency_name", "", "Tên xã, phường, đặc khu như in trên giấy, ví dụ: xã Suối Hương"),
    Setting("desk_name", "Trung tâm Phục vụ hành chính công", "Tên quầy như in trên giấy"),
    Setting("parent_body", "", "Đơn vị chủ quản in ở góc trái giấy, ví dụ: Ủy ban nhân dân xã Suối Hương"),
    Setting("place", "", "Địa danh đứng trước ngày tháng trên giấy"),
    Setting("hotline", "", "Số điện thoại in trên giấy hẹn"),
    Setting("desk", "1", "Số quầy, chữ số hàng nghìn của số trong ngày", tuple("123456789")),
    Setting("first_number", "1", "Số đầu ngày của quầy (các số giấy đã cấp đứng trước)"),
    Setting("legal_profile", "TT03/2025", "Bộ biểu mẫu đang dùng", ("TT01/2018", "TT03/2025")),
    Setting("slip_pattern", "{desk}-{sequence}/{year}-{suffix}", "Cách ghi “Số:” của giấy tiếp nhận"),
    Setting("slip_suffix", "TTPVHCC", "Ký hiệu sau “Số:”; bộ mẫu 2018 thường dùng BPTNTKQ"),
    Setting("paper", "a5", "Khổ giấy của giấy hẹn", PAPERS),
    Setting("barcode", "full", "Mã vạch mang cả mã hồ sơ hay chỉ chữ số", ("full", "digits")),
    Setting("full_personal_number_on_paper", "no", "In đủ số định danh trên giấy", YES_NO),
    Setting("keep_hour", "no", "Hẹn đúng giờ đã nhận thay vì cuối buổi làm việc", YES_NO),
    Setting("printer", "", "Tên máy in; để trống là máy in mặc định"),
    Setting("roll_printer", "", "Máy in nhiệt cho giấy cuộn, nhận điểm ảnh ESC/POS; để trống là in như giấy tờ khác"),
    Setting("roll_cut", "yes", "Máy in nhiệt tự cắt giấy", YES_NO),
    Setting("label_format", "2x4", "Loại tờ nhãn hồ sơ: số nhãn ngang × dọc", LABEL_FORMATS),
    Setting("label_right", "0", "Dời nhãn sang phải, mm (số âm: sang trái)"),
    Setting("label_down", "0", "Dời nhãn xuống dưới, mm (số âm: lên trên)"),
    Setting("upstream_label", "huyện", "Cách gọi máy chủ cấp trên trên màn hình"),
    Setting("district_url", "", "Địa chỉ máy chủ cấp trên"),
    Setting("enrol_code", "", "Mã ghi danh một lần do máy chủ cấp"),
    Setting("district_ca", "", "Tệp chứng chỉ gốc của máy chủ cấp trên"),
    Setting("lan_port", "", "Cổng trả lời các quầy khác của xã trong mạng nội bộ; để trống là tắt"),
    Setting("lan_peers", "", "Các quầy khác trong mạng nội bộ, ví dụ: 2=192.168.1.12:8765 3=192.168.1.13:8765"),
    Setting("footer", "", "Một câu của xã in ở chân giấy"),
    Setting("signer_name", "", "Người ký phiếu xin lỗi, ví dụ chủ tịch hoặc người được giao ký thay"),
    Setting("signer_title", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "Chức danh in trên chữ ký phiếu xin lỗi"),
    Setting("supplement_days", "10", "Số ngày làm việc để người dân bổ sung giấy tờ"),
    Setting("post_office", "", "Bưu cục nhận kết quả gửi bưu chính, ví dụ: Bưu điện Văn hóa xã Suối Hương"),
    Setting("scanner", "", "Máy quét, như lệnh desk scan devices gọi; để trống là máy đầu tiên tìm thấy"),
    Setting("scan_folder", "", "Thư mục máy quét để tệp vào, ví dụ C:\\Quet hoặc /home/quay/quet"),
    Setting("scan_hours", "20-6", "Giờ được gửi bản quét lên máy chủ; 0-24 là cả ngày"),
    Setting("scan_daily_mb", "100", "Mỗi ngày gửi nhiều nhất bấy nhiêu MB bản quét; 0 là không gửi"),
    Setting("lock_minutes", "3", "Số phút không dùng thì tự khóa quầy"),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_MOST = 300


@dataclass(frozen=True, slots=True)
class _Shape:
    pattern: re.Pattern[str]
    example: str


_PORT = r"0*(6553[0-5]|655[0-2]\d|65[0-4]\d{2}|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})"
# looks ahead over an address that names its port
_NO_STRANGE_PORT = rf"(?!https?://[^/]*:(?!{_PORT}(/|$))\d+(/|$))"
_MILLIMETRES = _Shape(re.compile(r"-?(1?[0-9]|20)(\.[0-9])?"), "-20…20, 1.5")
_SHAPES = {
    "agency_code": _Shape(re.compile(r"[0-9A-Z.]{3,20}"), "000.00.18.H32"),
    "first_number": _Shape(re.compile(r"[0-9]{1,4}"), "1, 38, 1038"),
    "agency_name": _Shape(re.compile(r".+"), "xã Suối Hương"),
    "desk_name": _Shape(re.compile(r".+"), "Trung tâm Phục vụ hành chính công"),
    "district_url": _Shape(
        # plain HTTP reaches this machine only: told to whoever types it, not to the first round at night
        re.compile(_NO_STRANGE_PORT + r"(https://\S+|http://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(/\S*)?)?"),
        "https://may-chu.huyen:8443; http chỉ dùng được trên chính máy này",
    ),
    "lan_port": _Shape(re.compile(rf"((?=[1-9][0-9]{{3}}){_PORT})?"), "8765"),
    "lan_peers": _Shape(
        re.compile(r"([1-9]=[A-Za-z0-9.-]+:[0-9]{1,5}([ ,]+(?=.)|$))*"), "2=192.168.1.12:8765 3=192.168.1.13:8765"
    ),
    "label_right": _MILLIMETRES,
    "label_down": _MILLIMETRES,
    "supplement_days": _Shape(re.compile(r"[1-9][0-9]?"), "1–99"),
    "scan_hours": _Shape(re.compile(r"(1?[0-9]|2[0-3])-(1?[0-9]|2[0-4])"), "20-6, 0-24"),
    "scan_daily_mb": _Shape(re.compile(r"[0-9]{1,5}"), "0–99999"),
    "lock_minutes": _Shape(re.compile(r"[1-9]|1[0-5]"), "1–15"),
    "slip_suffix": _Shape(re.compile(r"[0-9A-ZĐ.-]{0,20}"), "TTPVHCC"),
}


def setting_named(name: str) -> Setting:
    """Return the setting; UnknownSettingError otherwise."""
    if name not in _BY_NAME:
        raise UnknownSettingError(name=name)
    return _BY_NAME[name]


def checked(name: str, value: str) -> str:
    """Return `value` as it may be stored.

    SettingValueError, SettingShapeError, TextTooLongError or ForbiddenCharacterError otherwise.

    A wrong value would not only look wrong: numbers and slips are made from these for ever after.
    """
    setting = setting_named(name)
    value = clean_line(name, value, _MOST)
    if setting.allowed and value not in setting.allowed:
        raise SettingValueError(name=name, value=value, allowed=setting.allowed)
    shape = _SHAPES.get(name)
    if shape is not None and not shape.pattern.fullmatch(value):
        raise SettingShapeError(name=name, value=value, example=shape.example)
    if name == "slip_pattern":
        _check_slip_pattern(value)
    return value


def is_fixed(name: str) -> bool:
    """Return whether a setting is decided at set-up for good: two desks with one number would give one number twice."""
    return name in ("agency_code", "desk")


def _check_slip_pattern(pattern: str) -> None:
    fields = {"desk", "sequence", "year", "suffix"}
    try:
        parts = list(Formatter().parse(pattern))
        plain = all(not spec and not conversion for _, field, spec, conversion in parts if field is not None)
        named = {field for _, field, _, _ in parts if field is not None}
    except ValueError:
        plain, named = False, set()
    if not plain or not named <= fields or "sequence" not in named:
        raise SettingShapeError(name="slip_pattern", value=pattern, example="{desk}-{sequence}/{year}-{suffix}")


class Settings:
    """All settings as they stood at one moment: changes over the defaults. Hashable by identity, never changed."""

    def __init__(self, changes: Mapping[str, str]) -> None:
        self._changes = dict(changes)

    def __getitem__(self, name: str) -> str:
        return self._changes.get(name, setting_named(name).default)

    @property
    def desk(self) -> int:
        """The desk number, 1 to 9."""
        return int(self["desk"])

    @property
    def keep_hour(self) -> bool:
        """Whether the hour of reception is promised instead of the end of service."""
        return self["keep_hour"] == "yes"

    def with_change(self, name: str, value: str) -> "Settings":
        """Return the settings after one more change."""
        return Settings({**self._changes, name: value})
