"""`python -m tests.sync.simulation SEED` replays one seed; `--seeds FIRST COUNT` judges many, `--broken` a control.

With `--sticks` sticks go back and forth beside the line, with `--night` couriers carry what was sealed, with
`--commune` several desks of one commune hear of each other. `--keys` lets the district's keys change in any of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from tests.sync.simulation.broken import BROKEN, BROKEN_NIGHTS, BROKEN_STICKS
from tests.sync.simulation.broken_commune import BROKEN_COMMUNES, BROKEN_KEYS
from tests.sync.simulation.carriers import BROKEN_CARRIERS, CarryingWorld
from tests.sync.simulation.checker import Verdict
from tests.sync.simulation.commune import CommuneWorld
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.keys import Rotating
from tests.sync.simulation.night import NightWorld
from tests.sync.simulation.sticks import StickWorld
from tests.sync.simulation.world import World

_SHOWN = 10
_CONTROLS = MappingProxyType(
    {**BROKEN, **BROKEN_STICKS, **BROKEN_NIGHTS, **BROKEN_COMMUNES, **BROKEN_CARRIERS, **BROKEN_KEYS}
)


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 when everything was sound, 1 when not; a line a bad seed, then the sums as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.simulation")
    parser.add_argument("seed", type=int, nargs="?")
    parser.add_argument("--seeds", type=int, nargs=2, metavar=("FIRST", "COUNT"))
    parser.add_argument("--broken", choices=sorted(_CONTROLS))
    parser.add_argument("--commune", action="store_true", help="several desks of one commune, on real databases")
    parser.add_argument("--carriers", action="store_true", help="desks of a commune that carry each other's batches")
    parser.add_argument("--keys", action="store_true", help="in any of them: the district's keys are rotated and lost")
    parser.add_argument("--night", action="store_true", help="with spools, couriers and mornings")
    parser.add_argument("--until-bad", action="store_true", help="stop at the first seed that is not sound")
    parser.add_argument("--sticks", action="store_true", help="sticks go back and forth beside the line")
    asked = parser.parse_args(argv)
    is_night = asked.night or asked.broken in BROKEN_NIGHTS
    make: type[World] = StickWorld if asked.sticks else NightWorld if is_night else World
    if asked.commune or asked.broken in BROKEN_COMMUNES:
        make = CommuneWorld
    if asked.carriers or asked.broken in BROKEN_CARRIERS:
        make = CarryingWorld
    if asked.keys or asked.broken in BROKEN_KEYS:
        make = type("RotatingWorld", (Rotating, make), {})
    district = SimulatedDistrict()
    if asked.broken:
        _CONTROLS[asked.broken](district)
    if asked.seeds is None:
        world = make(asked.seed or 0, district)
        verdict = world.run()
        print("\n".join(world.trace))
        _say(world.seed, verdict)
        return 0 if verdict.is_sound else 1
    seeds = range(asked.seeds[0], asked.seeds[0] + asked.seeds[1])
    return _many(make, district, seeds, until_bad=asked.until_bad)


def _many(make: type[World], district: SimulatedDistrict, seeds: range, *, until_bad: bool) -> int:
    sums: Counter[str] = Counter()
    met: Counter[str] = Counter()
    bad: list[int] = []
    for seed in seeds:
        world = make(seed, district)
        verdict = world.run()
        met += world.line.met
        met += Counter(line.split(":")[0] for line in world.trace)
        sums += Counter(_counts(verdict))
        if not verdict.is_sound:
            bad.append(seed)
            if len(bad) <= _SHOWN:
                _say(seed, verdict)
            if until_bad:
                break
    print(json.dumps({"seeds": len(seeds), "bad": len(bad), **{**_counts(Verdict()), **sums}, "met": met}))
    return 1 if bad else 0


def _counts(verdict: Verdict) -> dict[str, int]:
    names = ("events", "lost", "duplicated", "unexpected", "recovered")
    return {**{name: getattr(verdict, name) for name in names}, "wrong": len(verdict.wrong)}


def _say(seed: int, verdict: Verdict) -> None:
    print(f"seed {seed}: {json.dumps(_counts(verdict))} {'; '.join(verdict.wrong[:3])}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
