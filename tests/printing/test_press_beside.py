"""The press beside the desk: the same paper as in the desk, whatever happens to its process."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.slip import Slip, SlipMark
from printing.errors import FontMissingError, PressEndedError, SlipTooLongError, UnprintableCharacterError
from printing.fonts import Typeface
from printing.forms.registry import CONTENTS
from printing.order import PaperOrder, order_frame, order_in, refusal_frame, refusal_in
from printing.paper import Paper
from printing.press import press, press_recovery
from printing.press_beside import PressBeside, PressFaultError
from tests.printing.samples import PRINTED_AT, everyday, highland, longest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faces-beside")


@pytest.fixture
def beside(cache: Path) -> Iterator[PressBeside]:
    made = PressBeside(cache)
    yield made
    made.close()
    assert made.process_id is None


def ordered(beside: PressBeside, slip: Slip | None = None) -> bytes:
    return beside.press(slip or everyday(), "a5", print_number=1, printed_at=PRINTED_AT)


def pressed_here(typeface: Typeface) -> bytes:
    return press(everyday(), Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=typeface)


def running(beside: PressBeside) -> int:
    beside.warm()
    process = beside.process_id
    assert process is not None
    return process


def is_gone(process: int) -> bool:
    """Not even a zombie is left."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("paper", list(Paper))
def test_the_process_presses_the_same_bytes_as_the_desk_itself(
    beside: PressBeside, typeface: Typeface, paper: Paper
) -> None:
    for number, slip in enumerate((everyday(), longest(), highland()), 1):
        here = press(slip, paper, print_number=number, printed_at=PRINTED_AT, typeface=typeface)
        assert beside.press(slip, paper.value, print_number=number, printed_at=PRINTED_AT) == here


def test_the_sheet_with_the_recovery_code_is_the_same_too(beside: PressBeside, typeface: Typeface) -> None:
    words = ("xã Suối Hương", "Trần Thị Mỹ Hạnh", "7K2P-" * 7 + "9QRT", date(2026, 4, 24))
    assert beside.press_recovery(*words) == press_recovery(*words, typeface=typeface)


@pytest.mark.parametrize("slip", [everyday(), longest(), highland(), replace(everyday(), marks=frozenset(SlipMark))])
def test_an_order_arrives_as_it_was_given(slip: Slip) -> None:
    order = PaperOrder(slip, "a5", 2, PRINTED_AT)
    assert order_in(order_frame(order), CONTENTS) == order


def test_what_cannot_be_printed_is_refused_with_its_facts_and_the_next_slip_comes_out(
    beside: PressBeside, typeface: Typeface
) -> None:
    with pytest.raises(UnprintableCharacterError) as refused:
        ordered(beside, replace(everyday(), request="giấy 𓀀"))
    assert refused.value.facts == {"character": "𓀀", "name": "U+13000 EGYPTIAN HIEROGLYPH A001"}
    before = beside.process_id
    assert ordered(beside) == pressed_here(typeface) and beside.process_id == before


@pytest.mark.parametrize(
    "error",
    [
        FontMissingError(looked_for=("/usr/share/a.ttf", "b.ttf")),
        SlipTooLongError(number="000.00.18.H32-260424-1042"),
        UnprintableCharacterError("𓀀", "EGYPTIAN HIEROGLYPH A001"),
    ],
)
def test_every_refusal_comes_back_as_it_was_raised(error: FontMissingError) -> None:
    _, content = refusal_frame(error)
    again = refusal_in(content)
    assert (type(again), again.facts) == (type(error), error.facts)


def test_a_bug_over_there_says_where_and_never_what_was_printed(beside: PressBeside) -> None:
    with pytest.raises(PressFaultError, match=r"ValueError at enum\.py:\d+ < .*press_process\.py:\d+") as fault:
        beside.press(everyday(), "a5 of Nguyễn Thị Hồng Ánh", print_number=1, printed_at=PRINTED_AT)
    assert "Nguyễn" not in str(fault.value)


def test_a_process_killed_between_two_slips_is_not_noticed(beside: PressBeside, typeface: Typeface) -> None:
    first = running(beside)
    os.kill(first, signal.SIGKILL)
    assert ordered(beside) == pressed_here(typeface)
    assert beside.process_id != first and is_gone(first)


def test_a_process_killed_in_the_middle_of_a_slip_is_not_noticed(beside: PressBeside, typeface: Typeface) -> None:
    ordered(beside)
    first = running(beside)
    os.kill(first, signal.SIGSTOP)  # it takes the order and does not answer
    with ThreadPoolExecutor(1) as desk:
        slip = desk.submit(ordered, beside)
        os.kill(first, signal.SIGKILL)
        assert slip.result(30) == pressed_here(typeface)
    assert is_gone(first)


def test_a_process_that_hangs_is_stopped_and_the_slip_comes_from_another(cache: Path, typeface: Typeface) -> None:
    beside = PressBeside(cache, seconds=5)
    ordered(beside)
    first = running(beside)
    os.kill(first, signal.SIGSTOP)
    try:
        assert ordered(beside) == pressed_here(typeface)
        assert is_gone(first)
    finally:
        beside.close()


@pytest.mark.parametrize(
    "breaks",
    [
        "pass",
        "import sys; sys.stdin.buffer.read(5); sys.exit(3)",
        "import os, sys; sys.stdin.buffer.read(5); os.write(1, b'\\0\\0\\0\\x09\\x02half')",
    ],
)
def test_a_press_that_ends_over_a_slip_again_and_again_is_said_and_not_waited_for(cache: Path, breaks: str) -> None:
    beside = PressBeside(cache, command=(sys.executable, "-c", breaks))
    with pytest.raises(PressEndedError):
        ordered(beside)
    assert beside.process_id is None


def test_a_press_that_cannot_even_start_is_said(cache: Path) -> None:
    beside = PressBeside(cache, command=(str(cache / "no-such-program"),))
    beside.warm()
    with pytest.raises(PressEndedError):
        ordered(beside)


def test_what_a_library_prints_does_not_spoil_an_answer(cache: Path) -> None:
    noisy = (
        "import sys; import printing.press_process as room; pressed = room.press_content\n"
        "def loud(*slip, **how):\n    print('a warning', flush=True)\n    return pressed(*slip, **how)\n"
        "room.press_content = loud; room.main(room.Path(sys.argv[1]))"
    )
    beside = PressBeside(cache, command=(sys.executable, "-c", noisy, str(cache)))
    try:
        assert ordered(beside).startswith(b"%PDF")
    finally:
        beside.close()


def test_a_resting_press_is_gone_and_the_next_slip_starts_another(beside: PressBeside, typeface: Typeface) -> None:
    first = running(beside)
    assert running(beside) == first
    beside.rest()
    assert is_gone(first) and beside.process_id is None
    assert ordered(beside) == pressed_here(typeface)


def test_a_desk_that_is_killed_leaves_no_press_behind(cache: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from printing.press_beside import PressBeside\n"
        "beside = PressBeside(Path(sys.argv[1])); beside.warm(); print(beside.process_id, flush=True)\n"
        "sys.stdin.read()"
    )
    desk = subprocess.Popen(
        [sys.executable, "-c", program, str(cache)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with desk:
        assert desk.stdout is not None
        watched = os.pidfd_open(int(desk.stdout.readline()))
        desk.kill()
    try:
        assert select.select([watched], [], [], 30)[0]
    finally:
        os.close(watched)


def test_the_process_holds_nothing_of_the_desk_neither_handles_nor_window_nor_database(
    beside: PressBeside, tmp_path: Path
) -> None:
    with (tmp_path / "desk.db").open("wb"), (tmp_path / "desk.lock").open("wb"):
        ordered(beside)
        process = Path(f"/proc/{running(beside)}")
        handles = [str(handle.readlink()) for handle in (process / "fd").iterdir()]
        maps = (process / "maps").read_text()
    assert len(handles) == 4 and not any(str(tmp_path) in handle for handle in handles)
    assert not any(name in maps for name in ("Qt6", "sqlcipher", "sqlite", "sodium"))


def test_the_desks_end_loads_none_of_the_libraries_of_paper() -> None:
    heavy = ("reportlab", "PIL", "segno", "barcode", "fontTools", "printing.press", "ssl", "PySide6")
    asked = f"import sys, ui.composition.press_beside; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
