"""`python -m ui.day.clerk`: the real window with a clerk's hands; tells what it did, one JSON object a line."""

import argparse
import json
import sys
import traceback
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk_app.domain.lifecycle import State
from desk_app.domain.procedure import catalogue_from_json
from desk_app.ports import PrintState
from desk_app.usecases.office import Office
from ui.application.desk_window import DeskWindow, Start
from ui.application.program import dress
from ui.background import Background
from ui.composition.reference import shipped_catalogue
from ui.composition.sample import PASSWORD
from ui.day.hands import Hands
from ui.day.people import Visitor, visitors
from ui.day.slip_reader import barcode_of
from ui.pages.dossiers.page import DossiersPage
from ui.pages.intake.page import IntakePage

_PICTURES = ("intake", "dossiers", "hand_over", "today", "prints", "exchange", "settings", "officers")
_SEND_SECONDS = 90.0


def main() -> int:
    """Do a part of the day; return 0 when everything asked for happened."""
    arguments = _arguments().parse_args()
    app = QApplication(sys.argv[:1])
    dress(app)
    troubles: list[BaseException] = []
    lanes = Background(lambda error: _trouble(troubles, error))
    desk = DeskWindow(Start(arguments.out / "desk", arguments.out / "slips"), lanes)
    sys.excepthook = lambda kind, error, trace: _trouble(troubles, error)
    clerk = Clerk(desk, arguments.out, troubles)
    desk.window.resize(1366, 768)
    desk.window.show()
    desk.window.activateWindow()
    desk.begin()
    clerk.picture("sign_in")
    clerk.sign_in()
    clerk.answer_questions()
    people = visitors(catalogue_from_json(shipped_catalogue()), arguments.last + 1)
    first = arguments.first
    if first and clerk.find_again(people[first]):
        first += 1
    for place in range(first, arguments.last + 1):
        clerk.take_in(place, people[place])
    if arguments.finish:
        clerk.finish_and_hand_over(arguments.finish)
        clerk.take_pictures()
    if arguments.send:
        clerk.send()
    desk.window.close()
    if troubles:
        raise troubles[0]
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="clerk")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first", type=int, required=True)
    parser.add_argument("--last", type=int, required=True)
    parser.add_argument("--finish", type=int, default=0)
    parser.add_argument("--send", action="store_true")
    return parser


class Clerk:
    """What a clerk does all day, at the real window."""

    def __init__(self, desk: DeskWindow, out: Path, troubles: list[BaseException]) -> None:
        self._desk, self._out, self._troubles = desk, out, troubles
        self._window = desk.window
        self._hands = Hands(desk.window)
        self._recorded: list[str] = []

    def sign_in(self) -> None:
        """Type the password and enter."""
        QApplication.processEvents()
        self._window.activateWindow()  # without a screen there is no window manager to do it
        self._wait(lambda: QApplication.focusWidget() is not None, "the sign-in page")
        self._hands.write(PASSWORD)
        self._hands.press("Enter")
        self._wait(lambda: self._window.here == "intake", "signing in")
        self._intake.recorded.connect(self._recorded.append)

    def answer_questions(self) -> None:
        """After a crash: say of each slip in doubt whether it came out, by what lies in the tray."""
        self._hands.wait_until(_moments(40), "a moment")
        asked = self._asked()
        if asked:
            self._hands.press("F7")
        for _ in range(asked):
            self._hands.press("Alt+2")
        self._wait(lambda: not self._asked(), "the questions about slips")
        tell(asked=asked)

    def find_again(self, visitor: Visitor) -> bool:
        """After a crash in the middle of a save: search on the screen for the dossier, not to take it twice."""
        self._hands.press("F3", "Ctrl+F")
        page = self._dossiers
        self._hands.write(visitor.personal_number)
        self._wait(lambda: page.found_for == visitor.personal_number, f"looking for {visitor.name}")
        numbers = [row.id for row in page.list.rows]
        for number in numbers:
            tell(saved=number)
        self.picture("after_crash")
        self._hands.press("Ctrl+F", "Esc")
        return bool(numbers)

    def take_in(self, place: int, visitor: Visitor) -> None:
        """One person at the counter, from procedure to slip."""
        hands, page = self._hands, self._intake
        hands.press("F2")
        self._wait(lambda: self._window.here == "intake" and page.procedure.chosen is None, "a fresh intake")
        hands.write(visitor.procedure)
        self._wait(lambda: page.procedure.results.lines, f"finding procedure {visitor.procedure}")
        hands.press("Enter")
        self._wait(lambda: page.procedure.chosen is not None, f"procedure {visitor.procedure}")
        self._tick_papers(page)
        self._name_person(page, visitor)
        if place == 3:
            self.picture("intake_ready")
        tell(saving=place)
        before = len(self._recorded)
        hands.press("Ctrl+Enter")
        self._wait(lambda: len(self._recorded) > before, f"saving dossier {place}")
        tell(saved=self._recorded[-1])

    def finish_and_hand_over(self, count: int) -> None:
        """Scan slips in the tray: first the results are ready, then half of them are collected."""
        slips = sorted((self._out / "slips").glob("*_1.pdf"))
        self._wait(lambda: not self._desk.runner.is_busy, "the printer")
        for place, slip in enumerate(slips[:count]):
            number = barcode_of(slip)
            self._hands.press("F3")
            self._hands.scan(number)
            self._wait(lambda number=number: self._shown(number), f"dossier {number}")
            self._hands.press("Alt+Q")
            self._wait(self._is_asked, "the question what the result is called")
            self._hands.press("Enter")
            self._wait_state(number, State.RESULT_READY)
            self._wait(lambda: not self._is_asked(), "the end of that question")
            tell(finished=number)
            if place % 2 == 0:
                self._hands.press("F5")
                self._hands.scan(number)
                self._wait(lambda: self._window.here == "hand_over", "the hand-over page")
                self._wait(lambda: self._may_give(), "the result on the hand-over page")
                self._hands.press("Alt+1", "Ctrl+Enter")
                self._wait_state(number, State.HANDED_OVER)
                tell(handed_over=number)

    def take_pictures(self) -> None:
        """Leave a picture of every page."""
        for name in _PICTURES:
            self._window.open(name)
            self.look_around()
            self.picture(name)

    def look_around(self) -> None:
        """Give the page that was opened time to show what it asked for."""
        self._hands.wait_until(_moments(40), "a moment")

    def picture(self, name: str) -> None:
        """Leave a picture of the window as it is, the first time it is asked for."""
        path = self._out / "screens" / f"{name}.png"
        if path.exists():
            return
        QApplication.processEvents()
        self._window.grab().save(str(path))
        tell(pictures=name)

    def send(self) -> None:
        """Send now, and let the desk try again by itself while the line drops, until nothing is only here."""
        self._hands.press("F8", "Ctrl+Enter")
        self._wait(lambda: self._waiting() == 0, "everything at the district", _SEND_SECONDS)
        self._wait(lambda: not self._desk.rounds.is_running, "the end of the round")
        self._hands.wait_until(_moments(40), "a moment")
        self.picture("exchange_done")

    # Inside

    @property
    def _intake(self) -> IntakePage:
        page = self._window.page("intake")
        assert isinstance(page, IntakePage)
        return page

    @property
    def _dossiers(self) -> DossiersPage:
        page = self._window.page("dossiers")
        assert isinstance(page, DossiersPage)
        return page

    @property
    def _office(self) -> Office:
        office = self._desk.session.office
        assert office is not None
        return office

    def _tick_papers(self, page: IntakePage) -> None:
        """Tick what is required, of alternatives the first; set the rest aside."""
        for _ in range(len(page.papers.checklist.entries)):
            checklist = page.papers.checklist
            required = [place for place in checklist.open_places if checklist.entries[place].paper.required]
            if required:
                self._hands.press("Home", *["↓"] * required[0], "Space")
        if page.papers.checklist.open_places:
            self._hands.press("Alt+K")

    def _name_person(self, page: IntakePage, visitor: Visitor) -> None:
        if visitor.by_card:
            self._hands.scan(visitor.card_text)
            self._wait(lambda: page.person.applicant.name.text == visitor.name, f"the card of {visitor.name}")
            return
        self._hands.press("Enter")
        fields = (visitor.name, visitor.personal_number, f"{visitor.birth_on:%d%m%Y}")
        for text in fields:
            self._hands.write(text)
            self._hands.press("Tab")
        self._hands.press(*["↓"] * (1 if visitor.sex == "Nam" else 2), "Tab")
        self._hands.write(visitor.address)
        self._hands.press("Tab")
        self._hands.write(visitor.phone)

    def _asked(self) -> int:
        register = self._office.store.register
        return len(self._desk.on_store(lambda: register.prints((PrintState.ASK,))))

    def _shown(self, number: str) -> bool:
        return self._window.here == "dossiers" and self._dossiers.number == number

    def _is_asked(self) -> bool:
        return self._dossiers.moves.dialog is not None

    def _wait_state(self, number: str, state: State) -> None:
        register = self._office.store.register
        self._wait(lambda: self._desk.on_store(lambda: register.row(number).state) is state, f"{number}: {state.name}")

    def _may_give(self) -> bool:
        button = self._window.page("hand_over").primary()
        return button is not None and button.isVisible() and button.isEnabled()

    def _waiting(self) -> int:
        outbox = self._office.store.outbox
        return int(self._desk.on_store(outbox.waiting))

    def _wait(self, is_so, what: str, seconds: float = 60.0) -> None:  # type: ignore[no-untyped-def]
        def so() -> bool:
            if self._troubles:
                raise self._troubles[0]
            return bool(is_so())

        self._hands.wait_until(so, what, seconds)


def _trouble(troubles: list[BaseException], error: BaseException) -> None:
    traceback.print_exception(error)
    troubles.append(error)


def tell(**facts: object) -> None:
    """Say one line to whoever started this window."""
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def _moments(count: int):  # type: ignore[no-untyped-def]
    left = iter(range(count))
    return lambda: next(left, None) is None


if __name__ == "__main__":
    raise SystemExit(main())
