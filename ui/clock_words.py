"""What is said when the machine's clock is doubted: one calm sentence, and the counter goes on."""

from datetime import timedelta


def clock_words(off: timedelta) -> str:
    """Return by how much the clock is off and what to do about it."""
    return f"Đồng hồ máy lệch {_span(off)}; xin chỉnh giờ. Vẫn nhận hồ sơ được."


def _span(off: timedelta) -> str:
    minutes = round(abs(off.total_seconds()) / 60)
    if minutes < 60:
        return f"{minutes} phút"
    return f"{round(minutes / 60)} giờ" if minutes < 48 * 60 else f"{round(minutes / 60 / 24)} ngày"
