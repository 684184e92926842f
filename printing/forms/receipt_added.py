"""Lines the desk adds to Mẫu số 01 where they apply: fees, the second date of an interlinked dossier, a new date."""

from desk_app.domain.money import amount_in_words, dong
from desk_app.domain.slip import Slip, SlipFee, SlipReappointment, SlipStage
from printing.dates import moment_in_words
from printing.fonts import Style
from printing.parts.fields import Field, field
from printing.text import Span, keep_together

FEES = "Phí, lệ phí"


def fees_of(slip: Slip) -> Field | None:
    """Every fee with its amount and why it is not taken; the sum in figures and words. None without fees."""
    if not slip.fees:
        return None
    total = sum(fee.amount for fee in slip.fees)
    words = f"{keep_together(dong(total))} ({amount_in_words(total)})"
    if len(slip.fees) == 1 and not slip.fees[0].exemption:
        return field(FEES, f"{slip.fees[0].name}: {words}")
    return field(FEES, f"{'; '.join(map(_fee, slip.fees))}. Tổng cộng: {words}")


def _fee(fee: SlipFee) -> str:
    told = f"{fee.name}: {keep_together(dong(fee.amount))}"
    return f"{told} ({fee.exemption})" if fee.exemption else told


def stage_of(stage: SlipStage) -> Field:
    """The receiving body's own date below the date of the whole."""
    return field(f"Trong đó, thời gian trả kết quả tại {stage.body}", moment_in_words(stage.due_at))


def reappointed_of(reappointment: SlipReappointment) -> Field:
    """The first promise, under the new one: it goes on deciding whether the result is late."""
    letter = keep_together(f" số {reappointment.letter}") if reappointment.letter else ""
    told = f"Hẹn lại một lần theo phiếu xin lỗi{letter}; hẹn lần đầu: {moment_in_words(reappointment.original_due_at)}"
    return Field((Span(told, Style.ITALIC),), small=True)
