"""The village of an address."""

import unicodedata

import pytest

from desk_app.domain.village import village_of


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("thôn 3, xã Suối Hương, tỉnh Đắk Lắk", "thôn 3"),
        ("Số 12 đường Hùng Vương, Thôn  Đoàn Kết, xã Suối Hương", "thôn Đoàn Kết"),
        ("Buôn Ea Súp, xã Suối Hương", "buôn Ea Súp"),
        ("bản Nà Lốc", "bản Nà Lốc"),
        ("thon 3 , xa Suoi Huong", "thôn 3"),
        ("Tổ 5, khu phố 2, phường An Bình", "tổ 5"),
        ("tổ dân phố 7, phường Tân Lập", "tổ dân phố 7"),
        ("TDP 7, phường Tân Lập", "tổ dân phố 7"),
        ("TDP. 7, phường Tân Lập", "tổ dân phố 7"),
        ("xóm Mới - xã Suối Hương", "xóm Mới"),
        ("Ấp 4", "ấp 4"),
        ("xã Suối Hương, tỉnh Đắk Lắk", ""),
        ("45 Tổng Đốc Phương", ""),
        ("Bảng Lĩnh", ""),
        ("thôn", ""),
        ("", ""),
    ],
)
def test_an_address_names_its_village(address: str, village: str) -> None:
    assert village_of(address) == village
    assert village_of(unicodedata.normalize("NFD", address)) == village
