"""How surely the codes of slips are read from the page: resolution, grain, blur and turn. Prints JSON.

Run from the project's folder: `python bench/codes_read.py [--slips N]`. For each paper, resolution and wear: how many
of N slips (each with another number) had the QR and the Code 128 read back right, in at most two passes.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    """Print, read back, count, and print one JSON object."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--slips", type=int, default=5)
    asked.add_argument("--dpi", type=int, nargs="+", default=[203, 300])
    arguments = asked.parse_args()
    slips = arguments.slips
    from printing.fonts import find_typeface
    from printing.paper import Paper
    from printing.press import press
    from tests.printing.codes_reader import BARCODE, QR, WORN, Wear, pages_of, read, worn
    from tests.printing.samples import PRINTED_AT, SEAL_TEXT, everyday

    typeface = find_typeface(None)
    wears = (*WORN, Wear("grain 40", grain=40), Wear("grain 20, turned", grain=20, turn=2))
    found: dict[str, dict[str, str]] = {}
    read_back = asked_for = 0
    for paper in (Paper.A4, Paper.A5):
        numbers = [f"000.00.18.H32-260424-{1001 + 37 * n}" for n in range(slips)]
        printed = [
            press(
                replace(everyday(), number=number, barcode_text=number),
                paper,
                print_number=1,
                printed_at=PRINTED_AT,
                typeface=typeface,
            )
            for number in numbers
        ]
        for dpi in arguments.dpi:
            pages = [pages_of(pdf, dpi)[0] for pdf in printed]
            for wear in wears:
                seen = [read(worn(page, wear), dpi) for page in pages]
                qr = sum(SEAL_TEXT in codes[QR] for codes in seen)
                bars = sum(number in codes[BARCODE] for number, codes in zip(numbers, seen, strict=True))
                read_back, asked_for = read_back + qr + bars, asked_for + 2 * slips
                found.setdefault(f"{paper.value} {dpi} dpi", {})[wear.name] = (
                    f"QR {qr}/{slips}, Code 128 {bars}/{slips}"
                )
    print(json.dumps({"slips": slips, "ratio": round(read_back / asked_for, 3), "read_back": found}, indent=1))


if __name__ == "__main__":
    main()
