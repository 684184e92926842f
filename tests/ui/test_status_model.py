"""The sentence of the line against the truth, in every state a small model can reach: nothing is called received that
no receipt proves, nothing proven is called missing."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from db.last_status import read_status
from db.store import DeskStore
from desk_app.domain.errors import DeskError
from desk_app.usecases import intake, progress, tracking
from desk_app.usecases.refusals import refusal_in_force, refusal_noted
from desk_app.usecases.stick import stick_left, stick_under_way
from sync.errors import (
    BatchRefusedError,
    CertificateRefusedError,
    DistrictUnreachableError,
    EnrolCodeMissingError,
    EnrolCodeRefusedError,
    ForkError,
    OtherDistrictError,
)
from tests.desks import SetClock, application, make_office
from tests.scale import many
from ui.composition.exchange import DistrictNotNamedError
from ui.office_time import OFFICE
from ui.pages.dossiers.detail import district_words
from ui.status_sentence import ExchangeFacts, headline, status_sentence

URL = "https://may-chu.huyen"
FAILURES: tuple[DeskError, ...] = (
    DistrictUnreachableError(url=URL, reason="down"), OtherDistrictError(url=URL), EnrolCodeMissingError(url=URL),
    EnrolCodeRefusedError(url=URL), CertificateRefusedError(url=URL, reason="hết hạn"), DistrictNotNamedError(),
)  # fmt: skip
_UNTIL = re.compile(r"đã nhận mọi hồ sơ đến (?:trước )?(\d\d):(\d\d), [^,]+, (\d\d)/(\d\d)/(\d{4})")
_ONLY_HERE = re.compile(r"([\d.]+) hồ sơ (?:còn )?chỉ có trên máy này")
_OF = re.compile(r"đã nhận ([\d.]+) trong ([\d.]+) hồ sơ")
_REFUSED = re.compile(r"([\d.]+) hồ sơ huyện chưa nhận được")


class Line(RuleBasedStateMachine):
    """A real desk; a district that is only a number; and the truth, kept apart."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="status"))
        self.clock = SetClock()
        self.office = make_office(self.home / "desk", self.clock, {"district_url": URL, "enrol_code": "7K3M"})
        self.numbers: list[str] = []
        self.proven = 0  # the truth: the receipts that came, less what was lost again
        self.stick: tuple[datetime, int] | None = None
        self.failed: DeskError | None = None
        self.failing_since: datetime | None = None
        self.sending: tuple[int, int] | None = None
        self.before: int | None = None
        self.has_jumped = False

    def teardown(self) -> None:
        self.office.store.close()
        shutil.rmtree(self.home)

    @property
    def head(self) -> int:
        return self.office.store.outbox.head()[0]

    def only_here(self) -> list[str]:
        dossier = self.office.store.register.dossier
        return [number for number in self.numbers if dossier(number).last_seq > self.proven]

    # What happens at the counter and on the line.

    @rule(minutes=st.integers(1, 6000))
    def time_goes_on(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)

    @rule()
    def received(self) -> None:
        self.numbers.append(intake.receive(self.office, application()).number)

    @precondition(lambda self: self.numbers)
    @rule(which=st.integers(0, 99))
    def started(self, which: int) -> None:
        number = self.numbers[which % len(self.numbers)]
        if self.office.store.register.dossier(number).state.value == 2:
            progress.start(self.office, number)

    @rule()
    def round_begins(self) -> None:
        self.sending, self.before = (0, self.office.store.outbox.waiting()), len(self.only_here())

    @rule(share=st.floats(0, 1))
    def receipt_comes(self, share: float) -> None:
        outbox = self.office.store.outbox
        up_to = self.proven + int((self.head - self.proven) * share)
        if up_to > self.proven:
            outbox.receipt_stored(up_to, self.clock.at, b"receipt")
            self.proven = up_to
        if self.sending is not None:
            self.sending = (self.sending[0] + 1, outbox.waiting())

    @rule()
    def round_ends_well(self) -> None:
        self.office.store.outbox.receipt_stored(self.head, self.clock.at, b"receipt")
        self.proven = max(self.proven, self.head - 1)
        self.office.store.outbox.exchange_noted(self.clock.at)
        self.failed = self.failing_since = self.sending = self.before = None

    @rule(failure=st.sampled_from(FAILURES))
    def round_fails(self, failure: DeskError) -> None:
        self.failed, self.failing_since = failure, self.failing_since or self.clock.at
        self.sending = self.before = None

    @rule(share=st.floats(0, 1))
    def district_lost_some(self, share: float) -> None:
        to = int(self.proven * share)
        self.office.store.outbox.rewind(to)
        self.proven = min(self.proven, to)

    @rule()
    def another_machine_is_found(self) -> None:
        self.office.store.outbox.epoch_opened(0)
        self.round_fails(ForkError(seq=self.proven))

    @precondition(lambda self: self.head > self.proven)
    @rule()
    def refused(self) -> None:
        refusal_noted(self.office.store, "DAMAGED", self.proven + 1, self.head, self.clock.at)
        self.round_fails(BatchRefusedError(url=URL, reason="DAMAGED", first=self.proven + 1, last=self.head))

    @rule()
    def stick_is_written(self) -> None:
        self.stick = self.clock.at, self.head
        stick_left(self.office.store, *self.stick)

    @precondition(lambda self: self.stick is not None and self.stick[1] > self.proven)
    @rule()
    def stick_comes_back(self) -> None:
        assert self.stick is not None
        at, last = self.stick
        self.office.store.outbox.receipt_stored(last, self.clock.at, b"receipt")
        self.proven = last
        self.office.store.outbox.exchange_noted(at)

    @rule(hours=st.integers(-30, 30))
    def clock_jumps(self, hours: int) -> None:
        self.clock.jump(timedelta(hours=hours))
        self.has_jumped = self.has_jumped or hours != 0

    # What is said.

    @invariant()
    def what_is_said_is_true(self) -> None:
        for sentence in (status_sentence, headline):
            wrong = lies(self, sentence)
            assert not wrong, wrong

    @invariant()
    def each_dossier_says_what_is_proven_of_it(self) -> None:
        missing = self.only_here()
        for number in self.numbers[-3:]:
            words = district_words(tracking.show(self.office, number), "huyện")[0]
            assert ("đã nhận" in words) is (number not in missing), words

    @invariant()
    def the_sign_in_page_counts_what_is_only_here(self) -> None:
        store = self.office.store
        assert isinstance(store, DeskStore)
        store.remember_status()
        kept = read_status(self.home / "desk")
        assert kept is not None and kept.only_here == len(self.only_here())


def facts_of(line: Line) -> ExchangeFacts:
    """Return what the window would make the sentence of."""
    store = line.office.store
    clock_off, refused = store.watch_clock(line.office.actor), refusal_in_force(store)
    return ExchangeFacts(
        status=store.register.status(), now=line.clock.at, sending=line.sending, before=line.before,
        sending_since=line.clock.at - timedelta(minutes=1) if line.sending else None, failed=line.failed,
        failing_since=line.failing_since, next_at=line.clock.at + timedelta(minutes=9),
        stick_at=stick_under_way(store), refused=refused.numbers if refused else (), clock_off=clock_off or None,
    )  # fmt: skip


def lies(line: Line, sentence: Callable[[ExchangeFacts], Any], **told: Any) -> list[str]:
    """Return what a sentence says that is not so; `told` are facts that a control gets wrong."""
    facts = replace(facts_of(line), **told)
    said = sentence(facts)
    words, missing = f"{said.bold} {said.rest}", len(line.only_here())
    wrong = [] if not missing or not re.search("nhận đủ|đã gửi", words) else ["all is there"]
    wrong += [f"{count} only here" for count in _ONLY_HERE.findall(words) if count != str(missing)]
    wrong += [f"{count} refused" for count in _REFUSED.findall(words) if int(count) > missing]
    wrong += [f"{done} of {whole}" for done, whole in _OF.findall(words) if int(whole) - int(done) != missing]
    until = _UNTIL.search(words)
    if until and not line.has_jumped:
        hour, minute, day, month, year = map(int, until.groups())
        moment = datetime(year, month, day, hour, minute, tzinfo=OFFICE)
        events = [event for number in line.numbers for event in line.office.store.register.dossier(number).history]
        late = [event.seq for event in events if event.header.recorded_at < moment and event.seq > line.proven]
        wrong += [f"event {seq} was there until then" for seq in late]
    is_out = line.stick is not None and line.stick[1] > line.proven
    wrong += ["a stick is under way"] * ("chép ra USB" in words and not is_out)
    nothing_else = facts.failed is None and facts.sending is None and not facts.refused
    if nothing_else and not missing and line.numbers and "nhận đủ" not in words:
        wrong.append("something is missing")
    return wrong


def test_the_sentence_is_true_in_every_state_of_the_line() -> None:
    run_state_machine_as_test(
        Line,
        settings=settings(
            max_examples=many(25, 600), stateful_step_count=30, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.fixture
def line() -> Any:
    line = Line()
    yield line
    line.teardown()


def test_a_desk_that_counts_what_was_sent_as_received_is_caught(line: Line) -> None:
    line.round_ends_well()
    line.received()
    trusting = replace(line.office.store.register.status(), only_here=0, waiting_since=None)
    assert lies(line, status_sentence) == []
    assert "all is there" in lies(line, status_sentence, status=trusting)


def test_a_desk_that_forgets_what_the_district_lost_is_caught(line: Line) -> None:
    line.received()
    line.time_goes_on(60)
    line.round_ends_well()
    line.district_lost_some(0.0)
    line.received()
    forgetful = replace(line.office.store.register.status(), waiting_since=None)
    assert lies(line, status_sentence) == []
    assert lies(line, status_sentence, status=forgetful)


def test_a_stick_that_is_back_is_not_waited_for(line: Line) -> None:
    line.received()
    line.stick_is_written()
    assert "chép ra USB" in status_sentence(facts_of(line)).rest
    line.stick_comes_back()
    assert lies(line, status_sentence) == []
    line.received()
    assert lies(line, status_sentence, stick_at=line.clock.at) == ["a stick is under way"]
