"""Money as a Vietnamese paper writes it: dots between the thousands, and the amount in words."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_JOINT = "linh"
_SCALES = ("", "nghìn", "triệu")
MOST = 10**18 - 1
"""The most that can be spelled, in đồng."""


def dong(amount: int) -> str:
    """Return `8.000 đồng`; the number and its unit are kept together by whoever prints it."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def amount_in_words(amount: int, joint: str = "linh") -> str:
    """Return the amount as a receipt spells it, with a capital: `Một trăm linh năm nghìn đồng`.

    `amount` is in đồng, 0 to MOST; ValueError beyond. The wording is that of the Ministry of Finance's receipts:
    `linh` before a lone unit (`joint`; the south says `lẻ`), `mốt`, `tư` and `lăm` after a ten from twenty up,
    `không trăm` in the middle of a number, `nghìn` and `tỷ`.
    """
    if not 0 <= amount <= MOST:
        raise ValueError(f"no amount on a receipt: {amount}")
    words = _counted(amount) if amount else ["không"]
    return " ".join([joint if word == _JOINT else word for word in [*words, "đồng"]]).capitalize()


def _counted(number: int, *, is_inside: bool = False) -> list[str]:
    """Words of a number above 0; inside a longer number the leading hundreds are spoken even when they are zero."""
    billions, rest = divmod(number, 10**9)
    words = [*_counted(billions, is_inside=is_inside), "tỷ"] if billions else []
    is_inside = is_inside or bool(billions)
    for power in (2, 1, 0):
        group, rest = divmod(rest, 1000**power)
        if group:
            words += _group(group, is_inside=is_inside)
            words += [_SCALES[power]] if power else []
            is_inside = True
    return words


def _group(group: int, *, is_inside: bool) -> list[str]:
    """Words of 1 to 999."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or is_inside else []
    if tens == 0:
        between = [_JOINT] if words and units else []
        return words + between + ([_DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return words + _unit_after_ten(units, tens)


def _unit_after_ten(units: int, tens: int) -> list[str]:
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return [special.get(units, _DIGITS[units])] if units else []
