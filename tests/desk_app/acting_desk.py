"""A desk on which somebody does anything at all: legal moves, illegal ones, senseless facts; by the use cases alone."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DeskError
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import FeeLine
from desk_app.domain.lifecycle import possible_moves
from desk_app.usecases import (
    amendment,
    apology,
    bags,
    closing,
    closures,
    ending,
    fees,
    handover,
    intake,
    pads,
    progress,
    registration,
    supplement,
)
from desk_app.usecases.office import Office
from tests.desk_app.life_desk import BURIAL, CERTIFY, LANDSCAPE, POOR
from tests.desks import SetClock, application

CODES = (BURIAL, CERTIFY, LANDSCAPE, POOR)
NAMES = ("Y Wơl Niê", "Đào Thị Hoà", "Nguyễn Văn An")
PAPERS = ((), (SubmittedPaper("Đơn", 1, 0),), (SubmittedPaper("Đơn", -1, 0),))
Act = Callable[[], object]


class ActingDesk:
    """Does one act at a time; `done` counts by name what was written, `refused` what was not."""

    def __init__(self, office: Office, seed: int) -> None:
        self._office = office
        self._chance = random.Random(seed)
        self.numbers: list[str] = []
        self.done: dict[str, int] = {}
        self.refused: dict[str, int] = {}

    def step(self) -> str:
        """Let time pass and do something; return its name, marked with `-` when it was refused."""
        clock = self._office.clock
        assert isinstance(clock, SetClock)
        clock.at += timedelta(minutes=self._chance.choice((1, 7, 60, 240, 1500)))
        name, act = self._act()
        try:
            act()
        except DeskError:
            self.refused[name] = self.refused.get(name, 0) + 1
            return f"-{name}"
        self.done[name] = self.done.get(name, 0) + 1
        return name

    def _act(self) -> tuple[str, Act]:
        acts = self._for_the_office() if self._chance.random() < 0.3 or not self.numbers else self._for_a_dossier()
        name = self._chance.choice(tuple(acts))
        return name, acts[name]

    def _for_the_office(self) -> dict[str, Act]:
        office, pick, today = self._office, self._chance.choice, self._today()
        some = tuple(self._chance.sample(self.numbers, min(len(self.numbers), 3)))
        last = today + timedelta(days=self._chance.randrange(-1, 3))
        written = [closure.seq for closure in office.store.books.closures()]
        return {
            "receive": self._receive,
            "receive again": self._receive,
            "register": lambda: self.numbers.append(registration.register(office, self._application(), "bưu chính")),
            "refuse": lambda: intake.refuse(office, self._application(), pick(("", "sai nơi"))),
            "declare": lambda: closures.declare_closure(
                office, closures.days_between(today, last), "bão", paper=pick((None, "a4"))
            ),
            "undo": lambda: closures.undo_closure(office, pick([*written, 3]), "bão tan"),
            "pack": lambda: bags.pack(office, pick(("desk", "officer", "bird")), pick(("", "Lê An")), some),
            "pad": lambda: pads.reserve_pad(office, self._chance.randrange(0, 4)),
            "close": lambda: closing.close_day(office, "Y Một", pick(("Y Một", "Y Hai"))),
        }

    def _for_a_dossier(self) -> dict[str, Act]:
        office, pick, late = self._office, self._chance.choice, self._claim()
        number = pick(self.numbers[-5:] if self._chance.random() < 0.8 else self.numbers)
        reason, who = pick(("lý do", "lý do", "")), pick((*NAMES, ""))
        items = ((pick((self._listed(number), "Giấy khen")), ""),)
        wish = ending.Stop(reason, fees_returned=pick((0, 8000, -1)))
        hop = progress.Hop(pick(("desk", "officer", "body", "bird")), who, late)
        change = amendment.Amendment(
            reason, name=pick((None, *NAMES)), procedure=pick((None, None, *CODES)), return_by=pick((None, "post"))
        )
        request = supplement.SupplementRequest(items, reason, None, pick(("", "lệnh")), who)
        letter = apology.Apology(reason, pick((None, None, self._today() + timedelta(days=9))))
        fee = (FeeLine("Lệ phí", 1, pick((8000, -1))),)
        acts: dict[str, Act] = {
            "accept": lambda: registration.accept(office, number, claimed_at=late),
            "turn-away": lambda: registration.turn_away(office, number, reason, claimed_at=late),
            "start": lambda: progress.start(office, number, claimed_at=late),
            "finish": lambda: progress.finish(office, number, claimed_at=late),
            "finish again": lambda: progress.finish(office, number, "xong"),
            "forward": lambda: progress.forward(office, number, hop, claimed_at=late),
            "supplement": lambda: supplement.request_supplement(office, number, request, claimed_at=late),
            "supplemented": lambda: supplement.receive_supplement(office, number, pick(PAPERS), claimed_at=late),
            "obligation": lambda: supplement.request_obligation(office, number, reason, pick((None, 5, -5))),
            "settled": lambda: supplement.settle_obligation(office, number, reason, claimed_at=late),
            "apologise": lambda: apology.apologise(office, number, letter, claimed_at=late),
            "tell": lambda: apology.tell(office, number, "late", pick(("sms", "pigeon"))),
            "publish": lambda: apology.publish(office, number, "bảng tin"),
            "hand_over": lambda: handover.hand_over(office, number, who, returned=pick(PAPERS), claimed_at=late),
            "post": lambda: handover.post(office, number, reason),
            "delivered": lambda: handover.delivered(office, number, who),
            "post-returned": lambda: handover.post_returned(office, number, reason),
            "withdraw": lambda: ending.withdraw(office, number, reason, pick(PAPERS), claimed_at=late),
            "stop": lambda: ending.stop(office, number, wish, claimed_at=late),
            "reopen": lambda: ending.reopen(office, number, reason, who, claimed_at=late),
            "amend": lambda: amendment.amend(office, number, change, claimed_at=late),
            "shelve": lambda: progress.shelve(office, number, "Kệ 3"),
            "fees": lambda: fees.record_fees(office, number, fee),
        }
        if self._chance.random() < 0.6:
            moves = possible_moves(office.store.register.row(number).state)
            return {name: act for name, act in acts.items() if name in {move.value for move in moves}} or acts
        return acts

    def _receive(self) -> None:
        self.numbers.append(intake.receive(self._office, self._application()).number)

    def _application(self) -> intake.Application:
        return application(self._chance.choice((*NAMES, "")), self._chance.choice((*CODES, "9.999999")))

    def _listed(self, number: str) -> str:
        terms = self._office.store.register.dossier(number).terms
        return self._office.store.catalogue().get(terms.code).papers[0].name

    def _claim(self) -> datetime | None:
        hours = self._chance.choice((0, 0, 0, 1, 30, -5))
        return self._office.clock.now() - timedelta(hours=hours) if hours else None

    def _today(self) -> date:
        return self._office.clock.now().astimezone(OFFICE_ZONE).date()
