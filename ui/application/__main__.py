"""`python -m ui.application`: the desk's window. `--sample` opens the sample commune with a district of its own."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.composition.folders import default_home

if TYPE_CHECKING:
    from ui.application.program import Painted


class Arguments:
    """What the command line may say."""

    home: Path | None = None
    sample = False
    print_folder: Path | None = None


def main(words: Sequence[str] | None = None, painted: Painted | None = None) -> int:
    """Open the window and stay until it closes; return the exit status.

    `words` are the command line's, `painted(desk)` is called when the first page has been painted.
    """
    gc.disable()  # until the first paint: what is loaded until then stays anyway
    arguments = _read(sys.argv[1:] if words is None else words)
    if arguments.sample:
        return _sample(arguments, painted)
    return _window(arguments.home or default_home(), arguments.print_folder, "", painted)


def _read(words: Sequence[str]) -> Arguments:
    if not words:
        return Arguments()  # the everyday start; reading words costs 6 ms
    import argparse

    parser = argparse.ArgumentParser(prog="quay-mot-cua", description="Quầy Một Cửa: cửa sổ của quầy.")
    parser.add_argument("--home", type=Path, help="thư mục dữ liệu của quầy")
    parser.add_argument("--sample", action="store_true", help="mở xã mẫu, có máy chủ riêng trên máy này")
    parser.add_argument("--print-folder", type=Path, help="ghi giấy hẹn vào thư mục thay vì máy in")
    return parser.parse_args(words, Arguments())


def _sample(arguments: Arguments, painted: Painted | None) -> int:
    from ui.composition.embedded_district import DistrictDidNotStartError
    from ui.composition.sample import PASSWORD, sample_desk
    from ui.messages import sentence_of

    try:
        with sample_desk(arguments.home or default_home().with_name("quay-mot-cua-xa-mau")) as home:
            return _window(home, arguments.print_folder, f"Xã mẫu. Mật khẩu: {PASSWORD}", painted)
    except DistrictDidNotStartError as error:
        print(sentence_of(error), file=sys.stderr)
        return error.exit_status


def _window(home: Path, print_folder: Path | None, notice: str, painted: Painted | None) -> int:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.application.program import run

    return run(home, print_folder, notice, painted)


if __name__ == "__main__":
    raise SystemExit(main())
