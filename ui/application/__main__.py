"""`python -m ui.application`: the desk's window. `--sample` opens the sample commune with a district of its own."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from ui.composition.machine import default_home


def main() -> int:
    """Open the window and stay until it closes; return the exit status."""
    arguments = _arguments().parse_args()
    with _sample(arguments) as (home, notice):
        return _window(home, arguments.print_folder, notice)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quay-mot-cua", description="Quầy Một Cửa: cửa sổ của quầy.")
    parser.add_argument("--home", type=Path, help="thư mục dữ liệu của quầy")
    parser.add_argument("--sample", action="store_true", help="mở xã mẫu, có máy chủ riêng trên máy này")
    parser.add_argument("--print-folder", type=Path, help="ghi giấy hẹn vào thư mục thay vì máy in")
    return parser


@contextlib.contextmanager
def _sample(arguments: argparse.Namespace) -> Iterator[tuple[Path, str]]:
    if not arguments.sample:
        yield arguments.home or default_home(), ""
        return
    from ui.composition.sample import PASSWORD, sample_desk

    with sample_desk(arguments.home or default_home().with_name("quay-mot-cua-xa-mau")) as home:
        yield home, f"Xã mẫu. Mật khẩu: {PASSWORD}"


def _window(home: Path, print_folder: Path | None, notice: str) -> int:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.application.program import run

    return run(home, print_folder, notice)


if __name__ == "__main__":
    raise SystemExit(main())
