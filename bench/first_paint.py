"""How long from the start of the process to the first paint: the sign-in against a plain form, in the same run.

    python bench/first_paint.py [--runs 7]

Prints one JSON object. `form` is the floor: a window of the same size with 25 labelled fields, tabs, a table and a
toolbar, in the style Qt comes with. `ratio` is median over median; the goal is 1.25. `extra_modules` must be empty: the
libraries of paper, wire and keys are not loaded before the first paint.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

FORM = """
from PySide6.QtWidgets import (QApplication, QFormLayout, QLineEdit, QMainWindow, QTableWidget, QTabWidget, QToolBar,
    QVBoxLayout, QWidget)
app = QApplication([])
window, whole, tabs = QMainWindow(), QWidget(), QTabWidget()
form_page, form = QWidget(), QFormLayout()
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
office = Office("Quầy Một Cửa", "Bộ phận Một cửa", "xã Suối Hương", "07:30-11:30, 13:30-17:00", "0262 3851 117", "Bản 1")
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
        pss = [line for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:")] if sys.platform == "linux" else []
        print(json.dumps({"at": time.time(), "pss_kib": int(pss[0].split()[1]) if pss else None,
            "modules": sorted({name.partition(".")[0] for name in sys.modules})}), flush=True)
        app.quit()
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 768)
window.show()
app.exec()
"""

HEAVY = ("reportlab", "httpx2", "cryptography", "argon2", "nacl", "barcode", "segno", "pypdfium2", "fontTools", "django",
         "sqlcipher3", "sqlite_utils", "zstandard", "msgspec")  # fmt: skip


def one_start(program: str, at: Path, number: int) -> dict[str, object]:
    """Run `program` in a fresh process; return milliseconds to the first paint, memory and modules."""
    path = at / f"{number}.py"
    path.write_text(program + WATCH, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    if not os.environ.get("DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    started = time.time()
    done = subprocess.run([sys.executable, str(path)], env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return {"ms": (told["at"] - started) * 1000, "pss_kib": told["pss_kib"], "modules": told["modules"]}


def measure(runs: int, at: Path) -> dict[str, object]:
    """Start both programs in turn, `runs` times each after one that warms the cache."""
    found: dict[str, list[dict[str, object]]] = {"form": [], "sign_in": []}
    for number in range(runs + 1):
        for name, program in (("form", FORM), ("sign_in", DESK)):
            told = one_start(program, at, number)
            if number:
                found[name].append(told)
    median = {name: statistics.median(float(str(told["ms"])) for told in all_told) for name, all_told in found.items()}
    memory = {
        name: statistics.median(int(str(told["pss_kib"] or 0)) for told in all_told) for name, all_told in found.items()
    }
    modules = found["sign_in"][0]["modules"]
    assert isinstance(modules, list)
    return {
        "runs": runs,
        "form_ms": round(median["form"], 1),
        "sign_in_ms": round(median["sign_in"], 1),
        "ratio": round(median["sign_in"] / median["form"], 3),
        "form_pss_mib": round(memory["form"] / 1024, 1),
        "sign_in_pss_mib": round(memory["sign_in"] / 1024, 1),
        "extra_modules": [name for name in HEAVY if name in modules],
    }


def main() -> None:
    import tempfile

    parser = argparse.ArgumentParser(description="First paint of the sign-in against a plain form")
    parser.add_argument("--runs", type=int, default=7)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(parser.parse_args().runs, Path(folder))))


if __name__ == "__main__":
    main()
