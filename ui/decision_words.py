"""What the upper body decided, in the words of the office, with the step that answers it."""

from collections.abc import Mapping

from desk_app.domain.decision_events import Decision, DecisionSeen, DistrictDecided, Verdict
from desk_app.domain.events import Event
from ui.office_time import date_words

_VERDICTS: Mapping[str, str] = {
    Verdict.TAKEN.value: "đã nhận hồ sơ",
    Verdict.SUPPLEMENT.value: "yêu cầu bổ sung",
    Verdict.GRANTED.value: "giải quyết",
    Verdict.DENIED.value: "từ chối",
    Verdict.RETURNED.value: "chuyển trả",
}
_NEXT: Mapping[str, str] = {
    Verdict.SUPPLEMENT.value: "Bước tiếp: Yêu cầu bổ sung (Alt B)",
    Verdict.GRANTED.value: "Bước tiếp: Có kết quả (Alt Q)",
    Verdict.DENIED.value: "Bước tiếp: Dừng giải quyết (Alt D), báo người dân",
    Verdict.RETURNED.value: "Bước tiếp: xem lý do, chuyển lại (Alt C)",
}
_UNFIT: Mapping[str, str] = {
    "state": "Quyết định đến khi hồ sơ không còn đang xử lý",
    "not_away": "Quyết định đến khi hồ sơ đang ở quầy",
}


def verdict_words(verdict: str) -> str:
    """Return the words of a verdict; a newer program's word as it came."""
    return _VERDICTS.get(verdict, verdict)


def decision_words(body: Event) -> tuple[str, str, str] | None:
    """Return (what, detail, tone) of a decision in a dossier's history, None for another event."""
    if isinstance(body, DecisionSeen):
        return "Đã xem quyết định", body.note, "neu"
    if not isinstance(body, DistrictDecided):
        return None
    decision = body.decision
    what = f"{(decision.office or 'cấp trên').capitalize()}: {verdict_words(decision.verdict)}"
    after = _UNFIT.get(body.unfit, body.unfit)
    tone = "late" if body.unfit or decision.verdict == Verdict.DENIED.value else "ready"
    return what, " · ".join(part.rstrip(".") for part in (*_facts(decision), after) if part), tone


def next_words(body: DistrictDecided) -> str:
    """Return the step that answers a decision; one that fits no longer asks for a word with those who made it."""
    if body.unfit:
        return "Bước tiếp: hỏi lại cấp trên, rồi ghi đã xem (Alt E)"
    return _NEXT.get(body.decision.verdict, "Bước tiếp: xem quyết định (Alt E)")


def _facts(decision: Decision) -> tuple[str, ...]:
    number = f"số {decision.result_number}" * bool(decision.result_number)
    signed = f"ký {date_words(decision.signed_on)}" if decision.signed_on else ""
    return decision.decided_by, decision.reason, ", ".join(decision.items), number, signed
