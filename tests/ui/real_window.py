"""Pictures of the real window, signed in, on a real desk: `xvfb-run -a python -m tests.ui.real_window FOLDER`.

Every page in light, dark, compact and at 150 %, after a small morning at the counter. To be looked at.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk_app.domain.procedure import catalogue_from_json
from ui.application.desk_window import DeskWindow, Start
from ui.application.program import dress
from ui.background import Background
from ui.composition.opening import create
from ui.composition.reference import shipped_catalogue
from ui.composition.sample import sample_first_start
from ui.day.clerk import Clerk
from ui.day.people import visitors
from ui.look import look
from ui.resources.tokens import DARK, LIGHT

PAGES = ("intake", "dossiers", "hand_over", "today", "office_day", "prints", "exchange", "settings", "officers")
LOOKS = {
    "": (LIGHT, 100, (1366, 768)),
    "-dark": (DARK, 100, (1366, 768)),
    "-compact": (LIGHT, 100, (910, 490)),
    "-150": (LIGHT, 150, (1920, 1035)),
}
RECEIVED, FINISHED = 6, 2


def main() -> None:
    """Do the morning and take the pictures; a trouble in the window ends it."""
    folder = Path(sys.argv[1])
    (folder / "screens").mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    dress(app)
    troubles: list[BaseException] = []
    with TemporaryDirectory() as home:
        create(Path(home) / "desk", sample_first_start())
        desk = DeskWindow(Start(Path(home) / "desk", folder / "slips"), Background(troubles.append))
        clerk = Clerk(desk, folder, troubles)
        desk.window.resize(1366, 768)
        desk.window.show()
        desk.begin()
        clerk.picture("sign_in")
        clerk.sign_in()
        for place, visitor in enumerate(visitors(catalogue_from_json(shipped_catalogue()), RECEIVED)):
            clerk.take_in(place, visitor)
        clerk.finish_and_hand_over(FINISHED)
        for suffix, (tokens, percent, size) in LOOKS.items():
            look().show_in(app, tokens, percent)
            desk.window.resize(*size)
            for name in PAGES:
                desk.window.open(name)
                clerk.look_around()
                clerk.picture(f"{name}{suffix}")
        desk.window.close()
    if troubles:
        raise troubles[0]


if __name__ == "__main__":
    main()
