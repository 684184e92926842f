"""A process that has loaded the `desk` command and forks for every call: a call's own work, without the loading.

Each call is a process of its own with its own words, environment, standard files, exit status and end. It is started as
`python -m tests.journeys.warm_process DESCRIPTOR` with one end of a socket; `Warm` in `command.py` holds the other.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import socket
import sys

LOADED = "ui.cli.desk"
LARGEST = 1 << 20


def main() -> None:
    """Answer until the other end closes: a question is JSON and three descriptors, the answer an exit status."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    importlib.import_module(LOADED)
    gc.freeze()
    while True:
        question, descriptors, _, _ = socket.recv_fds(channel, LARGEST, 3)
        if not question:
            return
        child = os.fork()
        if child == 0:
            channel.close()
            _become(json.loads(question), descriptors)
            return
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        channel.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(question: dict[str, object], descriptors: list[int]) -> None:
    for place, descriptor in enumerate(descriptors):
        os.dup2(descriptor, place)
        os.close(descriptor)
    environment, words = question["environment"], question["words"]
    assert isinstance(environment, dict) and isinstance(words, list)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [LOADED, *words]
    del sys.modules[LOADED]  # it runs as the program now, not as what was loaded
    runpy.run_module(LOADED, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
