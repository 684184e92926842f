"""Invented people and the business they come with; the same list every day."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from desk_app.domain.procedure import Catalogue

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
)
_MIDDLE_F = ("Thị", "Thị Mỹ", "Thị Hồng", "Ngọc", "Thị Thuý", "Thị Kim", "Diệu")
_MIDDLE_M = ("Văn", "Hữu", "Đức", "Quốc", "Minh", "Thành", "Xuân")
_GIVEN_F = ("Ánh", "Tiên", "Hạnh", "Phượng", "Nguyệt", "Yến", "Diễm", "Quỳnh", "Hường", "Tuyết")
_GIVEN_M = ("Đạt", "Dũng", "Hiếu", "Khải", "Lộc", "Nghĩa", "Sỹ", "Thuận", "Vượng", "Ẩn")
_HIGHLAND = (
    "Y Wơl Niê",
    "H'Hen Niê",
    "Y Thuần Byă",
    "H'Bia Êban",
    "K'Brếp",
    "H’Ngăm Êñuôl",
    "Ksor H'Nhung",
    "Rơ Châm Plơi",
)
_HAMLETS = ("Thôn 1", "Thôn 4", "Buôn Đrang", "Buôn Ea Mhăr", "Tổ dân phố Tân Hải", "Thôn Đồng Tâm")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone at the counter: what they are typed or scanned as, and the procedure they ask for."""

    name: str
    personal_number: str
    birth_on: date
    sex: str
    address: str
    phone: str
    procedure: str
    by_card: bool

    @property
    def card_text(self) -> str:
        """What the QR of the identity card says."""
        issued = date(2021, 4, 15) + timedelta(days=self.birth_on.day)
        return "|".join(
            (
                self.personal_number, "", self.name, f"{self.birth_on:%d%m%Y}", self.sex, self.address,
                f"{issued:%d%m%Y}",
            )
        )  # fmt: skip


def visitors(catalogue: Catalogue, count: int, seed: int = 20261121) -> list[Visitor]:
    """Return `count` people with at least a dozen different procedures among 40; every second shows a card."""
    chance = Random(seed)
    offered = sorted(
        (procedure for procedure in catalogue.procedures.values() if procedure.handled_by == "commune"),
        key=lambda procedure: procedure.code,
    )
    chosen = chance.sample(offered, 16)
    return [_visitor(chance, place, chosen[place % len(chosen)].code) for place in range(count)]


def _visitor(chance: Random, place: int, procedure: str) -> Visitor:
    female = chance.random() < 0.5
    if place % 6 == 5:
        name = _HIGHLAND[place // 6 % len(_HIGHLAND)]
    elif female:
        name = f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE_F)} {chance.choice(_GIVEN_F)}"
    else:
        name = f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE_M)} {chance.choice(_GIVEN_M)}"
    birth_on = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    century = (0 if birth_on.year < 2000 else 2) + (1 if female else 0)
    number = f"066{century}{birth_on.year % 100:02d}{chance.randrange(1_000_000):06d}"
    return Visitor(
        name=name,
        personal_number=number,
        birth_on=birth_on,
        sex="Nữ" if female else "Nam",
        address=f"{chance.choice(_HAMLETS)}, xã Suối Hương, tỉnh Đắk Lắk",
        phone=f"09{chance.randrange(10**8):08d}",
        procedure=procedure,
        by_card=place % 2 == 0,
    )
