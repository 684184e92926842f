"""`python -m ui.day`: a whole day, checked at its end. Exit status 1 when a slip, an event or a receipt is missing."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from desk_app.domain.procedure import catalogue_from_json
from ui.composition.embedded_district import EmbeddedDistrict
from ui.composition.opening import open_office
from ui.composition.reference import shipped_catalogue
from ui.composition.sample import PASSWORD, create_sample
from ui.day.clerk_process import ClerkFailedError, ClerkProcess
from ui.day.line import Line
from ui.day.people import visitors
from ui.day.summary import DayFigures, write_summary

DOSSIERS = 40
KILLED_AT = 17
FINISHED = 12


@dataclass
class Told:
    """What the clerk's windows told over the day."""

    saved: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    handed_over: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def take(self, told: dict[str, str]) -> None:
        """Remember one line."""
        for what in ("saved", "finished", "handed_over", "pictures"):
            if what in told:
                getattr(self, what).append(told[what])


def main() -> int:
    """Do the day into the folder named; return 0 when nothing is missing."""
    arguments = argparse.ArgumentParser(prog="day", description="Một ngày ở quầy, không màn hình.")
    arguments.add_argument("--out", type=Path, default=Path("demo"))
    out: Path = arguments.parse_args().out.resolve()
    began = time.monotonic()
    _clear(out)
    told = Told()
    with EmbeddedDistrict(out / "district") as district:
        line = Line(district.port)
        create_sample(out / "desk", district, url=f"http://127.0.0.1:{line.port}")
        try:
            _first_half(out, told)
            line.cut_after(0)
            line.cut_after(90)
            _second_half(out, told)
        except ClerkFailedError as error:
            print(f"day: {error}", file=sys.stderr)
            print((out / "clerk.log").read_text(encoding="utf-8")[-4000:], file=sys.stderr)
            return 1
        figures = _figures(out, told, district, line.drops, time.monotonic() - began)
        line.close()
    page = write_summary(out, figures)
    missing = _missing(out, told, figures)
    for sentence in missing:
        print(f"day: {sentence}", file=sys.stderr)
    print(f"{figures.dossiers} hồ sơ, {figures.slips} giấy hẹn, {figures.events_at_district} việc ở máy chủ: {page}")
    return 1 if missing else 0


def _clear(out: Path) -> None:
    for name in ("desk", "district", "slips", "screens"):
        shutil.rmtree(out / name, ignore_errors=True)
    for name in ("slips", "screens"):
        (out / name).mkdir(parents=True)
    (out / "clerk.log").unlink(missing_ok=True)


def _first_half(out: Path, told: Told) -> None:
    clerk = ClerkProcess(["--out", str(out), "--first", "0", "--last", str(DOSSIERS - 1)], out / "clerk.log")
    while (word := clerk.next()) is not None:
        told.take(word)
        if word.get("saving") == KILLED_AT:
            for last in clerk.kill():
                told.take(last)
            return
    raise ClerkFailedError("the window closed before it could be killed")


def _second_half(out: Path, told: Told) -> None:
    clerk = ClerkProcess(
        ["--out", str(out), "--first", str(KILLED_AT), "--last", str(DOSSIERS - 1), "--finish", str(FINISHED),
         "--send"],
        out / "clerk.log",
    )  # fmt: skip
    while (word := clerk.next()) is not None:
        told.take(word)


def _figures(out: Path, told: Told, district: EmbeddedDistrict, drops: int, seconds: float) -> DayFigures:
    opened = open_office(out / "desk", PASSWORD)
    try:
        store = opened.office.store
        status = store.register.status()
        acknowledged, waiting = store.outbox.acknowledged(), store.outbox.waiting()
        procedures = {store.register.row(number).procedure_code for number in told.saved}
        lost = sum(not store.register.find(number) for number in told.saved)
    finally:
        opened.office.store.close()
    there = [json.loads(row)["number"] for row in district.dossiers()]
    stored = int(json.loads(district.status())["events"])
    people = visitors(catalogue_from_json(shipped_catalogue()), DOSSIERS)
    return DayFigures(
        dossiers=status.dossiers,
        procedures=len(procedures),
        by_card=sum(person.by_card for person in people),
        finished=len(told.finished),
        handed_over=len(told.handed_over),
        slips=len(list((out / "slips").glob("*.pdf"))),
        killed_after=KILLED_AT,
        lost=lost,
        doubled=len(told.saved) - len(set(told.saved)) + len(there) - len(set(there)),
        line_drops=drops,
        events=status.seq,
        events_proven=acknowledged,
        events_at_district=stored,
        events_waiting=waiting,
        dossiers_at_district=len(there),
        seconds=seconds,
        pictures=tuple(told.pictures),
    )


def _missing(out: Path, told: Told, figures: DayFigures) -> list[str]:
    sentences = []
    if figures.lost or figures.doubled:
        sentences.append(f"{figures.lost} hồ sơ mất, {figures.doubled} số trùng")
    if len(set(told.saved)) < DOSSIERS - 1 or figures.dossiers < DOSSIERS:
        sentences.append(f"chỉ có {figures.dossiers} hồ sơ")
    slips = {path.name.split("_")[0] for path in (out / "slips").glob("*.pdf")}
    if unprinted := set(told.saved) - slips:
        sentences.append(f"thiếu giấy hẹn của {', '.join(sorted(unprinted))}")
    if figures.dossiers_at_district != figures.dossiers:
        sentences.append(f"máy chủ có {figures.dossiers_at_district} trong {figures.dossiers} hồ sơ")
    if figures.events_waiting or figures.events_at_district != figures.events_proven:
        sentences.append(
            f"{figures.events_waiting} việc chưa có biên nhận; máy chủ có {figures.events_at_district} việc, "
            f"biên nhận đến việc {figures.events_proven}"
        )
    if figures.line_drops < 2:
        sentences.append("đường truyền không đứt đủ hai lần")
    if not figures.handed_over or not figures.finished:
        sentences.append("không trả được hồ sơ nào")
    verified = subprocess.run(
        [sys.executable, "-m", "ui.cli.desk", "verify", "--home", str(out / "desk")],
        capture_output=True, text=True, check=False, env=_with_password(),
    )  # fmt: skip
    if verified.returncode != 0:
        sentences.append(f"sổ không khớp: {verified.stdout} {verified.stderr}")
    return sentences


def _with_password() -> dict[str, str]:
    return {**os.environ, "DESK_PASSWORD": PASSWORD, "PYTHONUTF8": "1"}


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        print("Đã dừng giữa chừng; chạy lại thì làm lại từ đầu ngày.", file=sys.stderr, flush=True)
        raise SystemExit(130) from None
