"""What a stick may do to who reads it: nothing. Links, pipes, giants, floods, strange names; calls that fail."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.bundle.files import PART, content_of, names_in, write_whole
from sync.bundle.folder import (
    ANSWER_MOST,
    FILES_MOST,
    ROOT,
    EnvelopeName,
    devices_on,
    folder_made,
    folder_of,
)
from sync.errors import (
    StickFailedError,
    StickFullError,
    StickGoneError,
    StickLinkError,
    StickReadBackError,
    StickTooLargeError,
    StickTooManyError,
)

DEVICE = bytes(range(16))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the stick that nobody may reach through it."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"not for the stick")
    return secret


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


def test_a_file_is_the_old_one_or_the_new_one_and_reads_back(stick: Path) -> None:
    own = folder_made(stick, DEVICE)
    own.put_question(b"first")
    own.put_question(b"second")
    assert own.question() == b"second"
    assert [path.name for path in own.path.iterdir()] == ["question"]


def test_envelopes_come_in_the_order_of_their_events_and_strange_names_are_left_alone(stick: Path) -> None:
    own = folder_made(stick, DEVICE)
    for events in (EnvelopeName(2, 7, 9), EnvelopeName(1, 20, 30), EnvelopeName(1, 3, 19)):
        own.put_envelope(events, str(events).encode())
    for name in ("..\\..\\autorun.inf", "1-1-1.events.exe", "events", "-1-2.events", "１-1-1.events", "a" * 200):
        (own.path / name).write_bytes(b"strange")
    assert [str(name) for name, _ in own.envelopes()] == [
        "1-000000000003-000000000019.events",
        "1-000000000020-000000000030.events",
        "2-000000000007-000000000009.events",
    ]
    own.tidy(keep=frozenset({str(EnvelopeName(2, 7, 9))}))
    assert [str(name) for name, _ in own.envelopes()] == ["2-000000000007-000000000009.events"]
    assert (own.path / "..\\..\\autorun.inf").exists(), "what is not ours is nobody's to take away"


@pytest.mark.parametrize("name", ["answer", "question", "1-1-2.events"])
def test_a_link_is_not_followed(stick: Path, secret: Path, name: str) -> None:
    own = folder_made(stick, DEVICE)
    (own.path / name).symlink_to(secret)
    with pytest.raises(StickLinkError):
        content_of(own.path / name, ANSWER_MOST)


def test_a_link_where_a_folder_belongs_is_not_followed(stick: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (stick / ROOT).symlink_to(elsewhere)
    for act in (lambda: folder_made(stick, DEVICE), lambda: devices_on(stick)):
        with pytest.raises(StickLinkError):
            act()
    (stick / ROOT).unlink()
    (stick / ROOT).mkdir()
    (stick / ROOT / DEVICE.hex()).symlink_to(elsewhere)
    with pytest.raises(StickLinkError):
        folder_made(stick, DEVICE)
    with pytest.raises(StickLinkError):
        list(folder_of(stick, DEVICE).envelopes())
    assert list(elsewhere.iterdir()) == []


def test_writing_never_goes_through_a_link_that_lies_in_wait(stick: Path, secret: Path) -> None:
    own = folder_made(stick, DEVICE)
    (own.path / "answer").symlink_to(secret)
    (own.path / f"question{PART}").symlink_to(secret)
    own.put_answer(b"ours")
    own.put_question(b"ours too")
    assert secret.read_bytes() == b"not for the stick"
    assert (own.answer(), own.question()) == (b"ours", b"ours too")


def test_a_pipe_holds_nobody_up(stick: Path) -> None:
    own = folder_made(stick, DEVICE)
    os.mkfifo(own.path / "answer")
    with pytest.raises(StickLinkError):
        own.answer()


def test_a_giant_is_not_read(stick: Path) -> None:
    own = folder_made(stick, DEVICE)
    with (own.path / "answer").open("wb") as giant:
        giant.truncate(1 << 40)
    with pytest.raises(StickTooLargeError):
        own.answer()


def test_a_flood_of_files_is_not_listed(stick: Path) -> None:
    own = folder_made(stick, DEVICE)
    for number in range(FILES_MOST + 1):
        (own.path / f"1-{number}-{number}.events").touch()
    with pytest.raises(StickTooManyError):
        list(own.envelopes())
    with pytest.raises(StickTooManyError):
        names_in(own.path, 5)


def test_a_stick_that_was_pulled_out_is_said_to_be_gone(stick: Path) -> None:
    own = folder_made(stick, DEVICE)
    own.put_question(b"there")
    (own.path / "question").unlink()
    own.path.rmdir()
    with pytest.raises(StickGoneError):
        own.put_question(b"too late")
    with pytest.raises(StickGoneError):
        devices_on(stick / "nowhere")
    assert own.answer() is None


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.EIO, StickFailedError),
        (errno.ENOSPC, StickFullError),
        (errno.ENODEV, StickGoneError),
        (errno.EROFS, StickFailedError),
    ],
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_whatever_call_fails_the_old_file_is_still_whole(
    stick: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, error: type[Exception]
) -> None:
    own = folder_made(stick, DEVICE)
    own.put_question(b"old")
    real: Callable[..., Any] = Path.replace if call == "replace" else getattr(os, call)

    def fails(*arguments: Any, **more: Any) -> Any:
        if call == "close":
            real(*arguments)
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(Path if call == "replace" else os, call, fails)
        with pytest.raises(error):
            own.put_question(b"new")
    assert own.question() in (b"old", b"new")
    own.put_question(b"newest")
    assert own.question() == b"newest"


def test_a_stick_that_keeps_something_else_than_was_written_is_noticed(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda to, content: write(to, bytes(content)[:-1] + b"?"))
    with pytest.raises(StickReadBackError):
        write_whole(stick / "question", b"what was meant")
