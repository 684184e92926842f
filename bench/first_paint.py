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
from pathlib import Path

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

DESK = """
import gc
gc.disable()  # as ui.application does until the first paint
from datetime import datetime
from PySide6.QtWidgets import QApplication
from ui.look import Look
from ui.main_window import MainWindow
from ui.office_time import OFFICE
from ui.pages.sign_in import LastDay, Office, SignInPage
from ui.widgets.officers import OfficerRow
app = QApplication([])
Look().wear(app)
now = datetime(2026, 12, 9, 7, 22, tzinfo=OFFICE)
window = MainWindow("Quầy Một Cửa", "Xã Suối Hương · Quầy 1", [], lambda: now)
office = Office("Quầy Một Cửa", "Bộ phận Một cửa", "xã Suối Hương", "07:30-11:30", "0262 3851 117", "Bản 1")
officers = [OfficerRow(str(n), "Trần Thị Mỹ Hạnh", "Công chức Một cửa") for n in range(3)]
window.show_gate(SignInPage(office, officers, LastDay(18204, 7, now, now), lambda: now))
"""

# The watch stands outside both programs: when the window was painted, the process says so and ends.
WATCH = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        at, cpu, pss = time.time(), time.process_time(), []
        if sys.platform == "linux":
            pss = [line for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:")]
        modules = sorted({name.partition(".")[0] for name in sys.modules})
        print(json.dumps({"at": at, "cpu": cpu, "pss": int(pss[0].split()[1]) if pss else 0, "modules": modules}))
        app.quit()
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 768)
window.show()
app.exec()
"""

HEAVY = (
    *("reportlab", "httpx2", "cryptography", "argon2", "nacl", "barcode", "segno", "pypdfium2", "fontTools", "django"),
    *("sqlcipher3", "sqlite_utils", "zstandard", "msgspec", "pandas", "sqlalchemy"),
)


def one_start(program: Path, compiled: Path) -> tuple[float, float, float, list[str]]:
    """Run `program` in a fresh process; return ms to the first paint, CPU ms until then, PSS in KiB, modules."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONPYCACHEPREFIX": str(compiled)}
    if not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    started = time.time()
    done = subprocess.run([sys.executable, program], env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return (told["at"] - started) * 1000, told["cpu"] * 1000, told["pss"], told["modules"]


def measure(runs: int, folder: Path) -> dict[str, object]:
    """Start both programs in turn, `runs` times each after one that warms the cache."""
    programs = {"form": FORM, "sign_in": DESK}
    for name, program in programs.items():
        (folder / f"{name}.py").write_text(program + WATCH, "utf-8")
        one_start(folder / f"{name}.py", folder / "compiled")
    found: dict[str, list[tuple[float, float, float, list[str]]]] = {name: [] for name in programs}
    for _ in range(runs):
        for name in programs:
            found[name].append(one_start(folder / f"{name}.py", folder / "compiled"))
    wall, cpu, pss = ({name: statistics.median(run[at] for run in found[name]) for name in found} for at in range(3))
    return {
        "runs": runs,
        **{f"{name}_ms": round(value, 1) for name, value in wall.items()},
        **{f"{name}_cpu_ms": round(value, 1) for name, value in cpu.items()},
        **{f"{name}_pss_mib": round(value / 1024, 1) for name, value in pss.items()},
        "ratio": round(wall["sign_in"] / wall["form"], 3),
        "ratio_cpu": round(cpu["sign_in"] / cpu["form"], 3),
        "extra_modules": [name for name in HEAVY if name in found["sign_in"][0][3]],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="First paint of the sign-in against a plain form")
    parser.add_argument("--runs", type=int, default=9)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(parser.parse_args().runs, Path(folder))))


if __name__ == "__main__":
    main()
