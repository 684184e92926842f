"""The machine's own viewer for a PDF: it is believed only when it says that it took the file."""

import os
import sys
from pathlib import Path

OPENER = "xdg-open"
SECONDS = 3.0


def shown_outside(path: Path, opener: str = OPENER, seconds: float = SECONDS) -> bool:
    """Open a file in the viewer that belongs to it; return whether one took it.

    Waits up to `seconds`: an opener that still runs is the viewer itself. Not on the window's thread.
    """
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            return False
        return True
    import subprocess  # not before something is to be shown

    quiet = subprocess.DEVNULL
    try:
        viewer = subprocess.Popen([opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    try:
        return viewer.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        viewer.returncode = 0  # it lives on without us; nobody waits for it any more
        return True
