"""The one page that says how the day went."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What was counted; every number comes from the log, the district, or the files themselves."""

    dossiers: int
    procedures: int
    by_card: int
    finished: int
    handed_over: int
    slips: int
    killed_after: int
    lost: int
    doubled: int
    line_drops: int
    events: int
    events_proven: int
    events_at_district: int
    events_waiting: int
    dossiers_at_district: int
    seconds: float
    pictures: tuple[str, ...]


def write_summary(out: Path, figures: DayFigures) -> Path:
    """Write `README.md` into the folder; return its path."""
    pictures = "\n".join(f"![{name}](screens/{name}.png)" for name in figures.pictures)
    page = out / "README.md"
    page.write_text(
        f"""# Một ngày ở quầy, không màn hình

Quầy của xã Suối Hương (xã mẫu, người và việc đều bịa ra). Cửa sổ thật, phím thật, phiếu thật, máy chủ thật.

| | |
|---|---:|
| Hồ sơ nhận | {figures.dossiers} |
| Số thủ tục khác nhau | {figures.procedures} |
| Nhận bằng quét thẻ căn cước | {figures.by_card} |
| Giấy hẹn in ra (`slips/`) | {figures.slips} |
| Có kết quả | {figures.finished} |
| Đã trả, quét mã vạch trên giấy hẹn | {figures.handed_over} |
| Máy bị ngắt điện (kill -9) sau hồ sơ thứ | {figures.killed_after} |
| Hồ sơ mất sau khi ngắt điện | {figures.lost} |
| Số bị cấp hai lần | {figures.doubled} |
| Đường truyền đứt khi đang gửi | {figures.line_drops} lần |
| Việc ghi trong nhật ký | {figures.events} |
| Việc máy chủ đã nhận | {figures.events_at_district} |
| Việc có biên nhận của máy chủ | {figures.events_proven} |
| Việc còn chờ biên nhận (không kể chính các biên nhận) | {figures.events_waiting} |
| Hồ sơ ở máy chủ | {figures.dossiers_at_district} |
| Cả ngày mất | {figures.seconds:.0f} giây |

{pictures}
""",
        encoding="utf-8",
    )
    return page
