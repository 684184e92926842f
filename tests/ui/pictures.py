"""Pictures of every page and part: `python -m tests.ui.pictures FOLDER`. To be looked at, and shown in the docs."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import scenes
from ui.look import Look
from ui.resources.tokens import DARK, LIGHT

SIZE = (1366, 768)


def take(folder: Path, name: str, make: Callable[[], QWidget], size: tuple[int, int] = SIZE) -> None:
    """Make the scene, give it time to settle, and write it to `folder`."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = make()
    window.resize(*size)
    window.show()
    window.activateWindow()
    for _ in range(5):
        app.processEvents()
    window.grab().save(str(folder / f"{name}.png"))
    window.close()
    window.deleteLater()
    app.processEvents()


def main() -> None:
    folder = Path(sys.argv[1])
    wanted = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look()
    look.wear(app)
    for name, make in scenes.SCENES.items():
        if wanted and not any(part in name for part in wanted):
            continue
        look.show_in(app, DARK if name.endswith("-dark") else LIGHT, 150 if name.endswith("-150") else 100)
        take(folder, name, make, (910, 490) if "compact" in name else SIZE)


if __name__ == "__main__":
    main()
