"""What is true of the line right now, in one sentence: how many dossiers are only here, last proof, what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.domain.errors import DeskError
from desk_app.ports import DeskStatus
from ui.clock_words import clock_words
from ui.messages import message_of
from ui.office_time import at_office, date_words, grouped, hour_words, weekday_words
from ui.widgets.status_bar import Sentence

LONG_SILENCE = timedelta(days=3)
# Failures of the line itself: nobody need do anything. Any other failure is the district's own word and needs a person.
RETRIED = frozenset({"DistrictUnreachableError", "DistrictAnswerError"})
NOT_SET_UP = frozenset({"DistrictNotNamedError", "EnrolCodeMissingError"})
PARTS_OF_THE_DAY = ((5, "rạng sáng"), (11, "sáng"), (13, "trưa"), (18, "chiều"), (24, "tối"))


@dataclass(frozen=True)
class ExchangeFacts:
    """What the sentence is made of.

    `sending` is (proven, still to come) in logged events, as the round counts them; with `before` (dossiers only here
    when the round began) the sentence counts dossiers. `failed` is why the last round did not finish, None once one
    did; `failing_since` its first failure in a row. `refused` are numbers of dossiers the district would not take.
    `stick_at` is when the stick was written whose receipt is still to come.
    `clock_off` is how far this machine's clock is from the district's.
    """

    status: DeskStatus
    now: datetime
    label: str = "huyện"
    sending: tuple[int, int] | None = None
    before: int | None = None
    sending_since: datetime | None = None
    failed: DeskError | None = None
    failing_since: datetime | None = None
    next_at: datetime | None = None
    stick_at: datetime | None = None
    refused: tuple[str, ...] = ()
    clock_off: timedelta | None = None
    hotline: str = ""

    @property
    def only_here(self) -> int:
        return self.status.only_here

    @property
    def upstream(self) -> str:
        """The upstream's label as it begins a sentence: "Huyện"."""
        return self.label[:1].upper() + self.label[1:]


def status_sentence(facts: ExchangeFacts) -> Sentence:
    """Return the one true sentence; its bold part says what exists only on this machine."""
    if facts.sending is not None:
        return _sending(facts, facts.sending)
    if facts.refused:
        return _refused(facts)
    if facts.clock_off is not None:
        bold = _bold(facts) if facts.only_here else _all_there(facts).bold.replace("này,", "này.")
        return Sentence("clock-exclamation", "soon", bold, clock_words(facts.clock_off))
    if not facts.only_here:
        return _all_there(facts) if facts.failed is None else _failing_idle(facts, facts.failed)
    return _waiting(facts) if facts.failed is None else _failing(facts, facts.failed)


def headline(facts: ExchangeFacts) -> Sentence:
    """Return the same for the exchange page: `bold` is its short title, `rest` the line under it."""
    sentence = status_sentence(facts)
    if facts.sending is not None:
        return Sentence(
            sentence.icon, sentence.tone, f"Đang gửi lên {facts.label}", f"{_so_far(facts, facts.sending)}."
        )
    return Sentence(sentence.icon, sentence.tone, sentence.bold.rstrip(".,"), _started(sentence.rest))


def next_words(moment: datetime, now: datetime) -> str:
    """Return when, as one says it: "22:14 tối nay", "07:40 sáng mai", "22:14, Thứ Sáu, 11/12/2026"."""
    there, here = at_office(moment), at_office(now)
    away = (there.date() - here.date()).days
    if away not in (0, 1):
        return full_words(moment)
    hour = there.hour
    part = (
        "rạng sáng" if hour < 5 else "sáng" if hour < 11 else "trưa" if hour < 13 else "chiều" if hour < 18 else "tối"
    )
    return f"{hour_words(moment)} {part} {('nay', 'mai')[away]}"


def full_words(moment: datetime) -> str:
    """Return "22:17, Thứ Ba, 08/12/2026"."""
    there = at_office(moment)
    return f"{hour_words(there)}, {weekday_words(there)}, {date_words(there)}"


def _bold(facts: ExchangeFacts) -> str:
    return f"{grouped(facts.only_here)} hồ sơ chỉ có trên máy này."


def _all_there(facts: ExchangeFacts) -> Sentence:
    proof = facts.status.last_exchange_at
    if not facts.status.dossiers:
        return Sentence("circle-check", "ok", "Máy này chưa nhận hồ sơ nào.", last_proof(facts) if proof else "")
    if proof is None:
        return Sentence("circle-check", "ok", f"{facts.upstream} đã nhận đủ mọi hồ sơ của máy này.")
    bold = f"{facts.upstream} đã nhận đủ mọi hồ sơ của máy này,"
    return Sentence("circle-check", "ok", bold, f"lúc {full_words(proof)}.")


def _waiting(facts: ExchangeFacts) -> Sentence:
    return Sentence("cloud-upload", "soon", _bold(facts), f"{last_proof(facts)} {_what_comes(facts)}".strip())


def last_proof(facts: ExchangeFacts) -> str:
    """Return until when the upstream has everything: "Huyện đã nhận mọi hồ sơ đến 22:17, Thứ Ba, 08/12/2026."."""
    proof = facts.status.last_exchange_at
    if proof is None:
        return f"{facts.upstream} chưa nhận lần nào."
    return f"{facts.upstream} đã nhận mọi hồ sơ đến {full_words(proof)}."


def _what_comes(facts: ExchangeFacts) -> str:
    if facts.stick_at is not None:
        return f"Đã chép ra USB lúc {next_words(facts.stick_at, facts.now)}, chờ USB mang biên nhận về."
    if facts.next_at is None:
        return "Máy chưa có địa chỉ để gửi; xin ghi ở trang Cài đặt."
    if facts.next_at <= facts.now:
        return "Máy sắp tự gửi tiếp."
    return f"Máy sẽ tự gửi tiếp lúc {next_words(facts.next_at, facts.now)}."


def _failing(facts: ExchangeFacts, failed: DeskError) -> Sentence:
    name = type(failed).__name__
    if name in NOT_SET_UP:
        return Sentence("cloud-upload", "soon", _bold(facts), message_of(failed).whole)
    if name not in RETRIED:
        return Sentence("alert-triangle", "late", _bold(facts), f"{message_of(failed).whole} Nhấn F8 để xem.")
    since = facts.failing_since or facts.status.last_exchange_at
    if since is not None and facts.now - since >= LONG_SILENCE:
        days = (facts.now - since).days
        words = f"{days} ngày chưa gửi được; hồ sơ vẫn an toàn. Xin {_call(facts)}."
        return Sentence("plug-connected-x", "late", _bold(facts), words)
    words = "Chưa nối được máy chủ; máy tự thử lại, không cần làm gì."
    return Sentence("plug-connected-x", "soon", _bold(facts), words)


def _failing_idle(facts: ExchangeFacts, failed: DeskError) -> Sentence:
    # A line that is down concerns nobody while nothing waits. What needs a person does: a district that was set up anew
    # no longer has what the older one proved, and a copied desk had better be found before it receives anything.
    if type(failed).__name__ in RETRIED | NOT_SET_UP:
        return _all_there(facts)
    said = message_of(failed)
    return Sentence("alert-triangle", "late", said.happened, f"{said.advice} Nhấn F8 để xem.")


def _call(facts: ExchangeFacts) -> str:
    return f"gọi {facts.hotline}" if facts.hotline else f"gọi {facts.label}"


def _refused(facts: ExchangeFacts) -> Sentence:
    bold = f"{len(facts.refused)} việc {facts.label} chưa nhận được,"
    which = facts.refused[0][-len("1203-2006") :]
    return Sentence("alert-triangle", "late", bold, f"hồ sơ …{which}. Các hồ sơ khác vẫn gửi. Nhấn F8 để xem.")


def _sending(facts: ExchangeFacts, sending: tuple[int, int]) -> Sentence:
    rest = "cứ làm việc bình thường."
    minutes = _minutes_left(facts, sending)
    if minutes is None:
        rest = "Cứ làm việc bình thường."
    elif minutes < 1:
        rest = f"Chưa đầy 1 phút nữa xong; {rest}"
    else:
        rest = f"Khoảng {minutes} phút nữa xong; {rest}"
    left = f", {grouped(facts.only_here)} hồ sơ còn chỉ có trên máy này" if facts.only_here else ""
    said = _so_far(facts, sending)
    return Sentence("refresh", "accent", f"Đang gửi: {said[:1].lower()}{said[1:]}{left}.", rest)


def _so_far(facts: ExchangeFacts, sending: tuple[int, int]) -> str:
    done, left = sending
    if facts.before is not None and facts.before >= facts.only_here:
        here = facts.before - facts.only_here
        return f"{facts.upstream} đã nhận {grouped(here)} trong {grouped(facts.before)} hồ sơ"
    return f"{facts.upstream} đã nhận {grouped(done)} trong {grouped(done + left)} việc"


def _minutes_left(facts: ExchangeFacts, sending: tuple[int, int]) -> int | None:
    done, left = sending
    if facts.sending_since is None or not done or facts.now <= facts.sending_since:
        return None
    seconds = (facts.now - facts.sending_since).total_seconds() * left / done
    return round(seconds / 60)


def _started(words: str) -> str:
    return words[:1].upper() + words[1:]
