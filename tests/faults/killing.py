"""Kill -9 at the n-th call of a child: what every harness of kills shares. Fork only in a program of one thread."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

# What the child does, given the end to read one byte from before it goes on, and the end to say its words into: it
# says one byte when it is ready to be watched, then reads, and ends by itself with status 0.
Child = Callable[[int, int], None]
# One try with a kill at the n-th call of a name: whether that was the child's end, and what is wrong afterwards.
Trial = Callable[[str, int], tuple[bool, str]]


@dataclass
class Tally:
    """What all trials together came to."""

    trials: int = 0
    killed: int = 0
    by_call: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, call: str, nth: int, killed: bool, problem: str) -> None:
        self.trials += 1
        if killed:
            self.killed += 1
            self.by_call[call] = self.by_call.get(call, 0) + 1
        if problem:
            self.wrong.append(f"{call} {nth}: {problem}")

    def in_words(self) -> str:
        return json.dumps(asdict(self))


def tried_at_every_call(strides: Mapping[str, int], trial: Trial) -> Tally:
    """Try each call by its name, at the first and then `stride` further, until the child comes to its end without."""
    tally = Tally()
    for call, stride in strides.items():
        nth, killed = 1, True
        while killed:
            killed, problem = trial(call, nth)
            tally.count(call, nth, killed, problem)
            nth += stride
    return tally


def killed_at(call: str, nth: int, child: Child, meanwhile: Callable[[], None] | None = None) -> tuple[bool, bytes]:
    """Whether the n-th `call` was the child's end, and what it said; `meanwhile` is done again and again until then."""
    words, said = os.pipe()
    start, ready = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(words)
        os.close(ready)
        child(start, said)
        os._exit(0)
    os.close(said)
    os.close(start)
    os.read(words, 1)
    tracer = attached(number, call, nth)
    os.close(ready)
    status = ended(number, meanwhile)
    heard = b""
    while block := os.read(words, 4096):
        heard += block
    os.close(words)
    tracer.wait()
    return status == -9, heard


def ended(child: int, meanwhile: Callable[[], None] | None = None) -> int:
    """Wait for the child's end and return its status, below zero a signal's; `meanwhile` keeps it served."""
    if meanwhile is None:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = (0, 0)
    while status[0] == 0:
        meanwhile()
        status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status[1])


def attached(child: int, call: str, nth: int) -> subprocess.Popen[bytes]:
    """Return the tracer that will kill the child, once it watches it."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(child), "-o", "/dev/null", "-e", f"trace={call}",
         "-e", f"inject={call}:signal=KILL:when={nth}"],
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert tracer.stderr is not None
    os.set_blocking(tracer.stderr.fileno(), True)
    select.select([tracer.stderr], [], [], 10)
    os.read(tracer.stderr.fileno(), 4096)  # "Process … attached"
    return tracer
