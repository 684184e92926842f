"""How long a slip takes and what it weighs, beside the least reportlab can do with the same fonts. Prints JSON.

Run from the project's folder: `python bench/slip.py [--slips N] [--book N]`. With `--book` it is the time and weight
of N different slips in one file (the batch of a month), and of resuming it in the middle; its floor is as many pages
of the reportlab canvas in one file. `warm_ms` is the median of one everyday A5 slip
(goal 7), `kib` its weight (goal 32), `cold_ms` the first slip of a fresh process with its imports and cached fonts.
`floor_ms` is one line in each of the three fonts on a reportlab canvas page, saved, in the same run; `ratio` is
`warm_ms / floor_ms`, the two run in turns; the `best` times are those of a
moment when nothing else ran. `qr_ms` is the share of the QR, which segno computes.
"""

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

COLD = """
import sys, time
sys.path.insert(0, {root!r})
from tests.printing.samples import PRINTED_AT, everyday
began = time.perf_counter()
from pathlib import Path
from printing.fonts import find_typeface
from printing.paper import Paper
from printing.press import press
press(everyday(), Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=find_typeface(Path({cache!r})))
print((time.perf_counter() - began) * 1000)
"""


def median_ms(work: Callable[[], object], times: int) -> float:
    """Median of `times` runs, in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def side_by_side(
    work: Callable[[], object], other: Callable[[], object], times: int
) -> tuple[list[float], list[float]]:
    """Times in ms of two works run in turns, so that a busy machine slows both alike; sorted."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for kept, done in zip(taken, (work, other), strict=True):
            began = time.perf_counter()
            done()
            kept.append((time.perf_counter() - began) * 1000)
    return sorted(taken[0]), sorted(taken[1])


def floor(files: list[Path], pages: int = 1) -> Callable[[], bytes]:
    """Canvas pages with one line in each font: what no slip on reportlab can be quicker than."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    names = [path.stem for path in files]
    for name, path in zip(names, files, strict=True):
        pdfmetrics.registerFont(TTFont(name, path))

    def page() -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(420, 595), pageCompression=1, invariant=1, initialFontName=names[0])
        for _ in range(pages):
            for number, name in enumerate(names):
                canvas.setFont(name, 11)
                canvas.drawString(40, 500 - 20 * number, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return page


def cold_ms(cache: Path) -> float:
    """The first slip of a fresh process, median of five."""
    root = Path(__file__).resolve().parent.parent
    program = COLD.format(root=str(root), cache=str(cache))
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(5)
    ]
    return statistics.median(float(run.stdout) for run in runs)


def book_figures(count: int) -> dict[str, object]:
    """The batch: every slip has its own person, number and seal, as those of a month have."""
    from printing.book import press_book
    from printing.fonts import find_typeface
    from printing.paper import Paper
    from tests.printing.samples import PRINTED_AT, SEAL_TEXT, everyday

    names = ("Nguyễn Thị Hồng Ánh", "H'Hen Niê Kđăm", "Công Tằng Tôn Nữ Hoàng Quỳnh Như", "Võ Văn Tám", "Lê Quốc Dũng")
    slips = []
    for n in range(count):
        person = replace(everyday().applicant, name=f"{names[n % 5]} {n}", address=f"Số {n}, thôn Tân Hải, xã Cam Lâm")
        tail = f"{1001 + n}"
        seal = SEAL_TEXT[: -len(tail)] + tail
        number = f"000.00.18.H32-260424-{tail}"
        slips.append((replace(everyday(), applicant=person, number=number, barcode_text=number, seal_text=seal), 1))
    with tempfile.TemporaryDirectory() as folder:
        typeface = find_typeface(Path(folder))
        began, worked = time.perf_counter(), time.process_time()
        book = press_book(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
        whole, busy = time.perf_counter() - began, time.process_time() - worked
        began = time.perf_counter()
        press_book(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface, from_page=book.pages // 2 + 1)
        resumed = time.perf_counter() - began
        page = floor(list(typeface.files.values()), count)
        began = time.perf_counter()
        page()
        least = time.perf_counter() - began
    return {
        "book_slips": count,
        "book_s": round(whole, 2),
        "book_processor_s": round(busy, 2),
        "book_ms_each": round(1000 * whole / count, 2),
        "resumed_in_the_middle_s": round(resumed, 2),
        "floor_s": round(least, 2),
        "ratio": round(whole / least, 2),
        "book_kib_each": round(len(book.pdf) / 1024 / count, 2),
        "goal_s": round(4 * count / 1000, 3),
    }


def main() -> None:
    """Measure and print one JSON object."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--slips", type=int, default=100)
    asked.add_argument("--book", type=int, default=0, help="so many different slips in one file")
    options = asked.parse_args()
    if options.book:
        print(json.dumps(book_figures(options.book), indent=1))
        return
    slips = options.slips
    from printing.codes import matrix
    from printing.fonts import find_typeface
    from printing.paper import Paper
    from printing.press import press, press_many
    from tests.printing.samples import PRINTED_AT, SEAL_TEXT, everyday, longest

    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        began = time.perf_counter()
        typeface = find_typeface(cache)
        cutting = (time.perf_counter() - began) * 1000

        def one(paper: Paper) -> Callable[[], bytes]:
            return lambda: press(everyday(), paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface)

        def two_pages() -> bytes:
            return press(longest(), Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=typeface)

        page = floor(list(typeface.files.values()))
        for work in (one(Paper.A5), page):
            median_ms(work, 5)
        warm_times, floor_times = side_by_side(one(Paper.A5), page, slips)
        warm, least = statistics.median(warm_times), statistics.median(floor_times)
        began = time.perf_counter()
        day = press_many([(everyday(), 1)] * slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
        day_ms = (time.perf_counter() - began) * 1000
        figures = {
            "slips": slips,
            "warm_ms": round(warm, 2),
            "warm_best_ms": round(warm_times[0], 2),
            "floor_best_ms": round(floor_times[0], 2),
            "warm_a4_ms": round(median_ms(one(Paper.A4), slips), 2),
            "warm_two_pages_ms": round(median_ms(two_pages, max(10, slips // 4)), 2),
            "qr_ms": round(median_ms(lambda: matrix(SEAL_TEXT), slips), 2),
            "floor_ms": round(least, 2),
            "ratio": round(warm / least, 2),
            "cold_ms": round(cold_ms(cache), 1),
            "cutting_fonts_once_ms": round(cutting, 1),
            "kib": round(len(one(Paper.A5)()) / 1024, 1),
            "kib_a4": round(len(one(Paper.A4)()) / 1024, 1),
            "kib_two_copies": round(len(one(Paper.A4_TWO)()) / 1024, 1),
            "kib_two_pages": round(len(two_pages()) / 1024, 1),
            "many_in_one_file_ms_each": round(day_ms / slips, 2),
            "many_in_one_file_kib_each": round(len(day) / 1024 / slips, 2),
            "typeface": typeface.upright.name,
        }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
