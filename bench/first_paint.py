"""How long from the start of the process to the first paint: the sign-in against a plain form, in the same run.

    python bench/first_paint.py [--runs 9]

Prints one JSON object. `form` is the floor: an empty form of the same size with 25 labelled fields, tabs, a table and a
toolbar, written as one would by hand. `ratio` is median over median of the clock on the wall, `ratio_cpu` the same of
processor time (steadier on a busy machine); the goal is 1.25. Both start with compiled Python files, as an installed
desk does. `extra_modules` must be empty: the libraries of paper, wire and keys are not loaded before the first paint.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FORM = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (QApplication, QFormLayout, QLineEdit, QMainWindow, QTableWidget, QTabWidget, QToolBar,
    QVBoxLayout, QWidget)
app = QApplication([])
window, whole, tabs = QMainWindow(), QWidget(), QTabWidget()
form_page, form = QWidget(), QFormLayout()
form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
form_page.setLayout(form)
for number in range(25):
    form.addRow(f"Ô {number}", QLineEdit())
tabs.addTab(form_page, "Một")
tabs.addTab(QTableWidget(20, 6), "Hai")
box = QVBoxLayout(whole)
box.addWidget(tabs)
bar = QToolBar()
for number in range(6):
    bar.addAction(f"Việc {number}")
window.addToolBar(bar)
window.setCentralWidget(whole)
"""

# The real program, started as on any day: without words, on the desk that DESK_HOME names.
DESK = """
import sys
from ui.application.__main__ import main
def painted(desk):
    from PySide6.QtWidgets import QApplication, QWidget
    page = desk.window.findChild(QWidget, "password")
    tell(page is not None and page.isVisible())
    QApplication.quit()
sys.exit(main([], painted))
"""

# Both programs tell the same facts at the same moment: a turn of the event loop after the window was painted.
TELL = """
def tell(seen):
    import json, sys, time
    at, cpu, pss = time.time(), time.process_time(), []
    if sys.platform == "linux":
        pss = [line for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:")]
    modules = sorted({name.partition(".")[0] for name in sys.modules})
    facts = {"at": at, "cpu": cpu, "pss": int(pss[0].split()[1]) if pss else 0, "modules": modules, "seen": seen}
    print(json.dumps(facts), flush=True)
"""

WATCH = """
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        tell(True)
        app.quit()
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 768)
window.show()
app.exec()
"""

PROGRAMS = {"form": TELL + FORM + WATCH, "sign_in": TELL + DESK}

HEAVY = (
    *("reportlab", "httpx2", "cryptography", "argon2", "nacl", "barcode", "segno", "pypdfium2", "fontTools", "django"),
    *("sqlcipher3", "sqlite_utils", "zstandard", "msgspec", "pandas", "sqlalchemy"),
)


OFFICERS = ("Trần Thị Mỹ Hạnh", "Nguyễn Văn Bình", "Lê Thị Đào")
PASSWORD = "nắng sớm đồi chè xanh"


@dataclass(frozen=True)
class FirstPaint:
    """One start: ms on the wall and of processor until the first paint, PSS in KiB then, modules, what was seen."""

    wall_ms: float
    cpu_ms: float
    pss_kib: int
    modules: frozenset[str]
    seen: bool


def make_desk(home: Path) -> None:
    """Set up a desk with three officers that was used and closed, as any desk is at its second start."""
    from ui.composition import keeping
    from ui.composition.opening import FirstStart, create, open_office

    create(home, FirstStart("000.00.18.H32", "xã Suối Hương", OFFICERS[0], PASSWORD))
    office = open_office(home, PASSWORD).office
    for name in OFFICERS[1:]:
        keeping.officer_added(office, name, PASSWORD)
    keeping.office_left(office)
    office.store.close()  # the store of the memory room


def one_start(program: Path, home: Path, compiled: Path) -> FirstPaint:
    """Run `program` in a fresh process, its Python files compiled in `compiled`."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"DESK_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled)}
    if not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, str(program)]
    started = time.time()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    wall = (told["at"] - started) * 1000
    return FirstPaint(wall, told["cpu"] * 1000, told["pss"], frozenset(told["modules"]), told["seen"])


def measure(runs: int, folder: Path) -> dict[str, object]:
    """Start both programs in turn, `runs` times each after one that warms the cache."""
    make_desk(folder / "desk")
    for name, program in PROGRAMS.items():
        (folder / f"{name}.py").write_text(program, "utf-8")
        one_start(folder / f"{name}.py", folder / "desk", folder / "compiled")
    found: dict[str, list[FirstPaint]] = {name: [] for name in PROGRAMS}
    for _ in range(runs):
        for name in PROGRAMS:
            found[name].append(one_start(folder / f"{name}.py", folder / "desk", folder / "compiled"))
    assert all(start.seen for starts in found.values() for start in starts)
    wall, cpu, pss = (
        {name: statistics.median(getattr(start, fact) for start in found[name]) for name in found}
        for fact in ("wall_ms", "cpu_ms", "pss_kib")
    )
    return {
        "runs": runs,
        **{f"{name}_ms": round(value, 1) for name, value in wall.items()},
        **{f"{name}_cpu_ms": round(value, 1) for name, value in cpu.items()},
        **{f"{name}_pss_mib": round(value / 1024, 1) for name, value in pss.items()},
        "ratio": round(wall["sign_in"] / wall["form"], 3),
        "ratio_cpu": round(cpu["sign_in"] / cpu["form"], 3),
        "ratio_best": round(
            min(start.wall_ms for start in found["sign_in"]) / min(start.wall_ms for start in found["form"]), 3
        ),
        "goal": 1.25,
        "extra_modules": [name for name in HEAVY if name in found["sign_in"][0].modules],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="First paint of the sign-in against a plain form")
    parser.add_argument("--runs", type=int, default=9)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(parser.parse_args().runs, Path(folder))))


if __name__ == "__main__":
    main()
