"""Memory after a day's work: the real window after saves, searches and slips, against an empty form of the same size.

    python bench/memory.py [--times 100]

Prints one JSON object. Both processes live at the same time, so that what they share is halved for both alike. `ratio`
is PSS over PSS (goal 1.4), `ratio_rss` resident over resident, which other programs on the machine do not change;
`first_paint` is the desk before anyone signed in. Slips are pressed by a process beside the window: what it weighs
while it lives is `press_pss_mib`, and `ratio_with_press` counts it in; `done` is taken while it lives, `rested` when it
has ended, as it does some minutes after the last slip. Linux.
"""

# The desk that is measured imports this file too: what only the measuring needs is imported where it is used.
from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PASSWORD = "nắng sớm đồi chè xanh"
PROCEDURE = "1.004873"

TELL = """
def tell(**facts):
    import json
    for line in open("/proc/self/smaps_rollup"):
        name, _, value = line.partition(":")
        if name in ("Pss", "Rss", "Pss_Anon", "Pss_File"):
            facts[name.lower()] = int(value.split()[0])
    print(json.dumps(facts), flush=True)
"""

FORM_STAYS = """
window.resize(1366, 768)
window.show()
import sys, threading
from PySide6.QtCore import QTimer
def heard():
    sys.stdin.readline()
    tell()
    sys.stdin.readline()
    QTimer.singleShot(0, app, app.quit)
QTimer.singleShot(0, lambda: threading.Thread(target=heard, daemon=True).start())
app.exec()
"""

DESK = """
import sys
from PySide6.QtCore import QTimer
from ui.application.__main__ import main
from bench.memory import work
def painted(desk):
    tell(at="first_paint")
    QTimer.singleShot(0, lambda: work(desk, int(sys.argv[1]), tell))
sys.exit(main(["--home", sys.argv[2], "--print-folder", sys.argv[3]], painted))
"""


def work(desk, times: int, tell) -> None:  # type: ignore[no-untyped-def]
    """Sign in at the real window; save, search and print, each `times`; tell the memory before and after; leave."""
    from PySide6.QtCore import QCoreApplication, QEventLoop
    from PySide6.QtWidgets import QApplication

    from desk_app.domain.person import Person
    from desk_app.usecases.intake import Acknowledgement, Application, receive

    def application(place: int) -> Application:
        return Application(PROCEDURE, Person(f"Nguyễn Thị {place}", phone=f"09051{place:05}"))

    def wait(is_so) -> None:  # type: ignore[no-untyped-def]
        while not is_so():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    saved: list[Acknowledgement] = []
    printed: list[object] = []
    window = desk.window
    window.findChild(type(window.focusWidget()), "password").setText(PASSWORD)
    window.focusWidget().returnPressed.emit()
    wait(lambda: window.here == "intake")
    tell(at="signed_in")
    desk.runner.printed.connect(printed.append)
    for place in range(times):
        page = window.open("intake")
        desk.counter.ask(lambda office, place=place: receive(office, application(place), paper="a5"), saved.append)
        wait(lambda place=place: len(saved) > place)
        page.recorded.emit(saved[-1].number)
        page.print_wanted.emit(0)
        wait(lambda place=place: len(printed) > place)
    tell(at="saved_and_printed")
    for place in range(times):
        box = window.open("dossiers").search_box()
        box.setText(f"nguyen thi {place}")
        for _ in range(2):
            desk.on_store(lambda: None)
            QApplication.processEvents()
    tell(at="done", saved=len(saved), printed=len(printed))
    sys.stdin.readline()
    desk.workday.press.rest()
    desk.runner.between_prints(lambda: tell(at="rested"))
    sys.stdin.readline()
    window.close()
    QApplication.quit()


def measure(times: int, folder: Path, compiled: Path) -> dict[str, object]:
    """Run both, side by side, and return the figures."""
    import subprocess

    from bench.first_paint import FORM, make_desk

    folder.mkdir()
    make_desk(folder / "desk")
    (folder / "form.py").write_text(TELL + FORM + FORM_STAYS, "utf-8")
    (folder / "desk.py").write_text(TELL + DESK, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"

    def started(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words], env=environment, cwd=folder, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    with (
        started("form.py") as form,
        started("desk.py", str(times), str(folder / "desk"), str(folder / "slips")) as desk,
    ):
        steps = {}
        for line in desk.stdout or ():
            told = json.loads(line)
            steps[told["at"]] = told
            if told["at"] == "done":
                press = _children(desk.pid)
                _say(desk)
            if told["at"] == "rested":
                after = _children(desk.pid)
                break
        _say(form)
        empty = json.loads(form.stdout.readline()) if form.stdout else {}
        _say(form)
        _say(desk)
    if desk.returncode or "rested" not in steps:
        raise RuntimeError(f"the desk ended with {desk.returncode}")
    done = steps["done"]
    return {
        "times": times,
        "saved": done["saved"],
        "printed": done["printed"],
        "slips_in_folder": len(list((folder / "slips").glob("*.pdf"))),
        "form_pss_mib": _mib(empty["pss"]),
        **{f"{name}_pss_mib": _mib(told["pss"]) for name, told in steps.items()},
        **{f"{name}_anon_mib": _mib(told["pss_anon"]) for name, told in steps.items()},
        "form_rss_mib": _mib(empty["rss"]),
        "done_rss_mib": _mib(done["rss"]),
        "form_anon_mib": _mib(empty["pss_anon"]),
        "press_processes": len(press),
        "press_pss_mib": _mib(sum(press)),
        "press_processes_after_rest": len(after),
        "ratio": round(done["pss"] / empty["pss"], 3),
        "ratio_with_press": round((done["pss"] + sum(press)) / empty["pss"], 3),
        "ratio_rss": round(done["rss"] / empty["rss"], 3),
        "goal": 1.4,
    }


def _children(parent: int) -> list[int]:
    """Return the PSS, in KiB, of each process that this one started and that still lives."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if stat.read_text().rpartition(")")[2].split()[1] == str(parent):
                rollup = stat.with_name("smaps_rollup").read_text()
                found.append(int(rollup.partition("\nPss:")[2].split()[0]))
        except (OSError, IndexError):  # it ended while we looked
            continue
    return found


def _say(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        process.stdin.write("\n")
        process.stdin.flush()


def _mib(kib: int) -> float:
    return round(kib / 1024, 1)


def main() -> None:
    """Measure and print."""
    import argparse
    import tempfile

    asked = argparse.ArgumentParser(description="Memory of the desk after work, against an empty form")
    asked.add_argument("--times", type=int, default=100)
    times = asked.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "compiled"
        # The first start compiles the program's files, which an installed desk does not.
        measure(1, Path(folder) / "first", compiled)
        print(json.dumps(measure(times, Path(folder) / "second", compiled)))


if __name__ == "__main__":
    main()
