"""How long a slip takes and what it weighs, beside the least reportlab can do with the same fonts. Prints JSON.

Run from the project's folder: `python bench/slip.py [--slips N] [--many N]`. `warm_ms` is the median of one everyday
A5 slip (goal 7), `kib` its weight (goal 32), `cold_ms` the first slip of a fresh process with its imports and cached
fonts. Every slip has its own number, look-up code, seal, applicant and times, so nothing kept from the last one
helps. `floor_ms` is one line in each of the three fonts on a reportlab canvas page, saved, in the same run; `ratio` is
`warm_ms / floor_ms`, the two run in turns. The `best` times are those of a moment when nothing else ran, the `cpu`
times the median of what the processor gave. `qr_ms` is the share of the QR. `many_in_one_file` is a file of as many
slips (goal 4 s for 1,000).
"""

import argparse
import io
import itertools
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desk_app.domain.slip import Slip

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


@dataclass(frozen=True)
class Times:
    """Runs of one work in milliseconds: on the wall's clock and on the processor's."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def run(self, work: Callable[[], object]) -> None:
        """Run once and note both."""
        began, worked = time.perf_counter(), time.process_time()
        work()
        self.cpu.append((time.process_time() - worked) * 1000)
        self.wall.append((time.perf_counter() - began) * 1000)


def median_ms(work: Callable[[], object], times: int) -> float:
    """Median of `times` runs, in milliseconds."""
    taken = Times()
    for _ in range(times):
        taken.run(work)
    return statistics.median(taken.wall)


def side_by_side(work: Callable[[], object], other: Callable[[], object], times: int) -> tuple[Times, Times]:
    """Times of two works run in turns, so that a busy machine slows both alike."""
    taken = (Times(), Times())
    for _ in range(times):
        for kept, done in zip(taken, (work, other), strict=True):
            kept.run(done)
    return taken


def of_its_own(slip: Slip, number: int) -> Slip:
    """The slip as it would be for another dossier of the same procedure."""
    chosen = random.Random(number)
    ends = ("Ánh", "Bình", "Cường", "Dũng", "Giang", "Hằng", "Khuê", "Lộc", "Mỹ", "Nguyệt", "Phượng", "Quỳnh", "Thảo")
    name = f"{chosen.choice(('Nguyễn', 'Trần', 'Lê', 'Phạm'))} {chosen.choice(ends)} {chosen.choice(ends)}"
    seal = list(slip.seal_text or "")
    chosen.shuffle(seal)
    counted = f"{slip.number[:-4]}{number % 10000:04d}"
    return replace(
        slip,
        number=counted,
        barcode_text=counted,
        sequence_text=f"1-{number}/2026-TTPVHCC",
        lookup_code="".join(chosen.choices("23456789ABCDEFGHJKMNPQRSTUVWXYZ", k=4)),
        seal_text="".join(seal),
        applicant=replace(slip.applicant, name=name, address=f"Số {number % 300}, thôn Tân Hải, xã Cam Lâm"),
        submitter_name=name,
        received_at=slip.received_at + timedelta(minutes=number),
    )


def floor(files: list[Path]) -> Callable[[], bytes]:
    """A canvas page with one line in each font: what no slip on reportlab can be quicker than."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    names = [path.stem for path in files]
    for name, path in zip(names, files, strict=True):
        pdfmetrics.registerFont(TTFont(name, path))

    def page() -> bytes:
        buffer = io.BytesIO()
        # Its types say that the name of a font is a float.
        canvas = Canvas(buffer, pagesize=(420, 595), pageCompression=1, invariant=1, initialFontName=names[0])  # type: ignore[arg-type]
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


def main() -> None:
    """Measure and print one JSON object."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--slips", type=int, default=100)
    asked.add_argument("--many", type=int, default=1000)
    given = asked.parse_args()
    slips, many = given.slips, given.many
    from printing.codes import matrix
    from printing.fonts import find_typeface
    from printing.paper import Paper
    from printing.press import press, press_many
    from tests.printing.samples import PRINTED_AT, everyday, longest

    numbers = itertools.count(1)
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        began = time.perf_counter()
        typeface = find_typeface(cache)
        cutting = (time.perf_counter() - began) * 1000
        dossiers = [of_its_own(everyday(), number) for number in range(10 * slips)]
        seals = iter([slip.seal_text or "" for slip in dossiers])
        long_ones = [of_its_own(longest(), number) for number in range(10 * slips)]

        def one(paper: Paper, of: list[Slip] = dossiers) -> Callable[[], bytes]:
            return lambda: press(
                of[next(numbers) % len(of)], paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface
            )

        page = floor(list(typeface.files.values()))
        for work in (one(Paper.A5), page):
            median_ms(work, 5)
        warm_times, floor_times = side_by_side(one(Paper.A5), page, slips)
        warm, least = statistics.median(warm_times.wall), statistics.median(floor_times.wall)
        a4_times = Times()
        for _ in range(slips):
            a4_times.run(one(Paper.A4))
        day_of = [(of_its_own(everyday(), number), 1) for number in range(many)]
        files: list[bytes] = []
        taken = Times()
        taken.run(lambda: files.append(press_many(day_of, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)))
        figures = {
            "slips": slips,
            "warm_ms": round(warm, 2),
            "warm_best_ms": round(min(warm_times.wall), 2),
            "warm_cpu_ms": round(statistics.median(warm_times.cpu), 2),
            "floor_best_ms": round(min(floor_times.wall), 2),
            "floor_cpu_ms": round(statistics.median(floor_times.cpu), 2),
            "warm_a4_ms": round(statistics.median(a4_times.wall), 2),
            "warm_a4_cpu_ms": round(statistics.median(a4_times.cpu), 2),
            "warm_two_pages_ms": round(median_ms(one(Paper.A5, long_ones), max(10, slips // 4)), 2),
            "qr_ms": round(median_ms(lambda: matrix(next(seals)), slips), 2),
            "floor_ms": round(least, 2),
            "ratio": round(warm / least, 2),
            "cold_ms": round(cold_ms(cache), 1),
            "cutting_fonts_once_ms": round(cutting, 1),
            "kib": round(max(len(one(Paper.A5)()) for _ in range(10)) / 1024, 1),
            "kib_a4": round(max(len(one(Paper.A4)()) for _ in range(10)) / 1024, 1),
            "kib_two_copies": round(len(one(Paper.A4_TWO)()) / 1024, 1),
            "kib_two_pages": round(len(one(Paper.A5, long_ones)()) / 1024, 1),
            "many": many,
            "many_in_one_file_s": round(taken.wall[0] / 1000, 2),
            "many_in_one_file_cpu_s": round(taken.cpu[0] / 1000, 2),
            "many_in_one_file_kib_each": round(len(files[0]) / 1024 / many, 2),
            "typeface": typeface.upright.name,
        }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
