"""What went wrong with a stick, one plain sentence each, for whoever typed the command."""

from collections.abc import Mapping
from types import MappingProxyType

from desk_app.domain.errors import DeskError

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "StickGoneError": "There is no stick at {folder}, or it was pulled out; put it in again and repeat the command",
        "StickFullError": "The stick at {folder} is full; make room and repeat the command",
        "StickFailedError": "The stick at {folder} cannot be used ({reason}); try again or take another",
        "StickReadBackError": "{name} reads differently from what was just written; take another stick",
        "StickLinkError": "{name} on the stick is a link or no plain file; it was not followed",
        "StickTooLargeError": "{name} on the stick is larger than anything a desk writes; it was not read",
        "StickTooManyError": "{name} on the stick holds more names than desks ever write; it was not read",
        "StickEmptyError": "No desk laid anything on the stick at {folder}; see whether it is the right stick",
        "StickEnvelopesRefusedError": "Not taken from desk {device} ({reason}): {name}; {count} such in all",
        "StickQuestionMissingError": "Desk {device} laid no question on the stick and gets no answer; write it again",
        "StickQuestionDamagedError": "The question of desk {device} is damaged or of another desk; it gets no answer",
        "StickRequestDamagedError": "The enrolment of desk {device} is damaged or of another desk; it gets no answer",
        "StickRequestRefusedError": "Desk {device} was not taken in ({reason}); its stick tells it so",
        "StickScansNotKeptError": "The disk for scans took no more ({reason}); make room and repeat the command",
    }
)

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "GAP": "what comes before them is missing",
        "FORK": "they contradict what this desk sent before",
        "DAMAGED": "damaged, or of another desk",
        "NOT_ENROLLED": "this district does not know the desk",
        "CODE_REFUSED": "the one-time code is not good",
        "TOO_LARGE": "too large",
        "SALT": "the key to a dossier is missing here",
        "REVOKED": "this device was taken out of use",
    }
)


def stick_sentence(error: DeskError) -> str:
    """Return the sentence; what it names is cut short and kept on one line."""
    sentence = _SENTENCES.get(type(error).__name__, "The stick cannot be used")
    shown = {name: "".join(filter(str.isprintable, str(fact)))[:120] for name, fact in error.facts.items()}
    if "reason" in shown:
        shown["reason"] = _REASONS.get(shown["reason"], shown["reason"])
    return sentence.format_map(shown)
