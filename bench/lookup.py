"""The public look-up under load: questions a second over one server, beside the cheapest page it has; and the files.

Prints JSON. `asked` is number and code typed, answered and followed to its page (two requests, no cache between);
`answered` is the page alone, as a cache that has run out asks for it; `floor` is the style sheet. Guesses are right
ones: a wrong one waits. `export_ms` is what one dossier costs `district lookup export`.
"""

import argparse
import http.client
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from desk_app.domain.events import Received
from sync.desk.exchange import run_round
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

EVENTS, SECONDS, VISITORS = 2000, 5.0, 8


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--events", type=int, default=EVENTS, help="events of the desk behind it")
    asked.add_argument("--seconds", type=float, default=SECONDS, help="how long each is asked")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        district = RealDistrict(Path(folder) / "district").start()
        outbox = FakeOutbox(seed=1)
        outbox.work(wanted.events)
        run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock())
        slips = _slips(outbox)
        pages = [_page_of(district.port, *slip) for slip in slips[:50]]
        rates = {
            "asked_per_second": _rate(wanted.seconds, lambda turn: _ask(district.port, *slips[turn % len(slips)])),
            "answered_per_second": _rate(wanted.seconds, lambda turn: _get(district.port, pages[turn % len(pages)])),
            "floor_per_second": _rate(wanted.seconds, lambda turn: _get(district.port, "/style.css")),
        }
        started = time.perf_counter()
        district.run("status")  # what any command costs
        begun = time.perf_counter()
        district.run("lookup", "export", f"{folder}/public")
        exported = max(0.0, time.perf_counter() - begun - (begun - started))
        district.stop()
    figures = {name: round(rate, 1) for name, rate in rates.items()}
    ratio = rates["floor_per_second"] / rates["answered_per_second"]
    figures["export_ms"] = round(exported * 1000 / len(slips), 1)
    shown = {"dossiers": len(slips), "visitors": VISITORS, **figures, "ratio": round(ratio, 2)}
    json.dump(shown, sys.stdout, indent=1)
    print()


def _slips(outbox: FakeOutbox) -> list[tuple[str, str]]:
    first = ((number, history[0].body) for number, history in outbox.by_dossier().items())
    return [(number, body.lookup_code) for number, body in first if isinstance(body, Received)]


def _rate(seconds: float, once: Callable[[int], object]) -> float:
    """Return how often a second `once` was done by VISITORS at a time."""
    until, done = time.perf_counter() + seconds, [0] * VISITORS

    def visit(place: int) -> None:
        while time.perf_counter() < until:
            once(place + VISITORS * done[place])
            done[place] += 1

    visitors = [threading.Thread(target=visit, args=(place,)) for place in range(VISITORS)]
    started = time.perf_counter()
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return sum(done) / (time.perf_counter() - started)


def _ask(port: int, number: str, code: str) -> None:
    _get(port, _page_of(port, number, code))


def _page_of(port: int, number: str, code: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/lookup", urlencode({"number": number, "code": code}), kind)
    answer = line.getresponse()
    answer.read()
    line.close()
    assert answer.status == 302, answer.status
    return answer.headers["Location"]


def _get(port: int, path: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    line.close()
    assert answer.status == 200, answer.status


if __name__ == "__main__":
    main()
