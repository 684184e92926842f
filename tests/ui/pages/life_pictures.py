"""Pictures of a dossier's life and of each move's form: `python -m tests.ui.pages.life_pictures FOLDER [dark]`.

To be looked at.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.person import Person
from desk_app.usecases import apology, handover, progress, supplement
from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from tests.desks import SetClock, application, make_office
from tests.ui.pages.move_hands import Hands
from ui.application.program import dress
from ui.look import look
from ui.resources.tokens import DARK, LIGHT

SIZES = {"": (1366, 768), "-690": (1280, 690), "-compact": (910, 490)}
MOVES = {
    "supplement": "Alt+B", "forward": "Alt+C", "amend": "Alt+S", "withdraw": "Alt+R", "stop": "Alt+D",
    "finish": "Alt+Q", "called": "Alt+G", "shelve": "Alt+O", "fees": "Alt+F", "more": "Alt+W",
}  # fmt: skip


def at(clock: SetClock, day: int, hour: int = 9, minute: int = 12) -> None:
    clock.at = datetime(2026, 12, day, hour, minute, tzinfo=OFFICE_ZONE)


def lived(office: Office, clock: SetClock) -> dict[str, str]:
    """Return a dossier in each place of its life, by what it shows."""
    numbers = {}
    at(clock, 1, 8, 51)
    for name in ("waiting", "away", "late", "again", "posted", "ended"):
        brought = application("Nguyễn Thị Thuỷ Tiên")
        brought = replace(brought, submitter=Person("Y Wơl Niê Kđăm", phone="0905111222"), authority="Giấy số 12")
        numbers[name] = receive(office, brought, paper="a5").number
        progress.shelve(office, numbers[name], "Ngăn 3, kệ B")
    at(clock, 1, 10, 5)
    for name in ("waiting", "away", "again"):
        progress.forward(office, numbers[name], progress.Hop("officer", "H'Hen Niê, Tư pháp – Hộ tịch"))
    at(clock, 2)
    asked = supplement.SupplementRequest(
        (("Giấy tờ chứng minh nơi cư trú", "bản sao có chứng thực"),),
        "Thiếu giấy chứng minh nơi cư trú",
        date(2027, 1, 4),
    )
    supplement.request_supplement(office, numbers["waiting"], asked)
    at(clock, 3, 14, 30)
    apology.tell(office, numbers["waiting"], "supplement", "phone", "người nhà nghe máy")
    supplement.request_supplement(office, numbers["again"], asked)
    at(clock, 7, 8, 5)
    came = (SubmittedPaper("Giấy tờ chứng minh nơi cư trú", certified=1),)
    supplement.receive_supplement(office, numbers["again"], came, paper="")
    progress.finish(office, numbers["posted"], result=progress.Result("Giấy xác nhận", "125/GXN"))
    at(clock, 8)
    apology.apologise(office, numbers["posted"], apology.Apology("Chờ kết quả xác minh", date(2026, 12, 10)))
    handover.post(office, numbers["posted"], "EB123456789VN", "3/BK")
    apology.apologise(office, numbers["ended"], apology.Apology("Chờ xác minh", date(2026, 12, 10)))
    progress.finish(office, numbers["ended"])
    handover.hand_over(office, numbers["ended"], "Nguyễn Thị Thuỷ Tiên", paper=None)
    at(clock, 9, 10, 26)
    numbers["fresh"] = receive(office, application("Đỗ Đức Quỳnh"), paper="a5").number
    return numbers


def main() -> None:
    folder, dark = Path(sys.argv[1]), "dark" in sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    dress(app)
    look().show_in(app, DARK if dark else LIGHT, 100)
    tail = "-dark" if dark else ""
    with TemporaryDirectory() as home:
        clock = SetClock()
        office = make_office(Path(home) / "desk", clock)
        for name, number in lived(office, clock).items():
            hands = Hands(office, number)

            def picture(what: str, hands: Hands = hands) -> None:
                for suffix, size in SIZES.items():
                    hands.stage.window.resize(*size)
                    hands.stage.settle()
                    hands.stage.window.grab().save(str(folder / f"{what}{suffix}{tail}.png"))
                hands.stage.window.resize(*SIZES[""])
                hands.stage.settle()

            picture(f"life-{name}")
            for what, chord in (MOVES if name == "fresh" else EXTRA.get(name, {})).items():
                hands.press(chord)
                if what in DURING:
                    DURING[what](hands)
                picture(f"move-{what}")
                hands.press("Esc")
            hands.stage.close()
        office.store.close()


def _typed_procedure(hands: Hands) -> None:
    hands.fill("procedure", "giam ho")


EXTRA = {
    "waiting": {"supplemented": "Alt+B"},
    "late": {"apologise": "Alt+X"},
    "posted": {"delivered": "Alt+U", "published": "Alt+K"},
    "ended": {"reopen": "Alt+H"},
}
DURING: dict[str, Callable[[Hands], None]] = {"amend": _typed_procedure}


if __name__ == "__main__":
    main()
