"""Who did what: every address that changes something leaves a line, and so does every command that does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk_app.domain.life_events import Forwarded
from sync.desk.exchange import run_round
from sync.desk.kept_keys import lost_keys
from sync.district.acts import Deed
from sync.district.authorisation import ADDRESSES, GIVEN, LEAVES_NO_ACT, Role
from sync.district.command_acts import keep_act
from sync.errors import ForkError
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict
from tests.sync.synthetic_day import Happening
from tests.sync.visitor import PASSWORD, Visitor

AGENCY, OTHER = "000.00.18.H32", "000.00.62.H32"
CALENDAR = ROOT / "desk_app" / "catalogue" / "calendar.json"


@dataclass
class Town:
    """A district with a person of every role, a desk that passed a dossier on, and one that was copied."""

    district: RealDistrict
    desk: FakeOutbox = field(default_factory=lambda: FakeOutbox(seed=61))
    copied: FakeOutbox = field(default_factory=lambda: FakeOutbox(seed=62, agency_code=OTHER))
    visitors: dict[Role, Visitor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in GIVEN:
            person = ("--name", role.word, "--role", role.value)
            self.district.run("officer", "add", *person, env={"DISTRICT_PASSWORD": PASSWORD})
            self.visitors[role] = Visitor(self.district)
            assert self.visitors[role].sign_in(name=role.word) == 302
        self.desk.work(12)
        self.desk.append(Happening(Forwarded("body", "Sở Tư pháp", None), self.number, WallClock().now(), "cb01"))
        self.round(self.desk, self.district.code(1, AGENCY))
        self.copied.work(4)
        self.round(self.copied, self.district.code(1, OTHER))
        twin = self.copied.copied()
        self.copied.work(6)
        self.round(self.copied)
        twin.work(3)
        with pytest.raises(ForkError):
            self.round(twin)

    @property
    def number(self) -> str:
        """A dossier that is under way and with another body."""
        begun = [header.dossier for header in map(self.desk.header_of, range(1, 13)) if header.kind == 22]
        assert begun[-1] is not None
        return begun[-1]

    def round(self, desk: FakeOutbox, code: str = "") -> None:
        run_round(desk, desk.signer, self.district.url, code, clock=WallClock())

    def post(self, who: Role, path: str, shown: str = "/password", /, **typed: str) -> None:
        """Fill in a form as somebody; it must be taken."""
        visitor = self.visitors[who]
        visitor.get(shown)
        assert visitor.post(path, **typed) in (200, 302), visitor.said

    def acts(self) -> list[str]:
        return [deed for (deed,) in self.district.rows("SELECT deed FROM act ORDER BY at, act")]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(RealDistrict(tmp_path_factory.mktemp("district")).start())
    yield town
    for visitor in town.visitors.values():
        visitor.close()
    assert town.district.stop() == ""


def _enrol(town: Town) -> None:
    code, desk = town.district.code(7, AGENCY), FakeOutbox(seed=63, desk=7)
    town.round(desk, code)


def _lose_keys(town: Town) -> None:
    assert lost_keys(town.district.code(1, AGENCY), AGENCY, 1, town.district.url) == town.desk.kept_keys()


def _sign_in(town: Town) -> None:
    visitor = Visitor(town.district)
    assert visitor.sign_in(name=Role.OFFICER.word) == 302
    visitor.close()


def _sign_out(town: Town) -> None:
    visitor = Visitor(town.district)
    assert visitor.sign_in(name=Role.OFFICER.word) == 302
    visitor.get("/password")
    assert visitor.post("/sign-out") == 302
    visitor.close()


def _settle(town: Town) -> None:
    hub = town.district.rows("SELECT hub FROM quarantined")[0][0]
    subject = f"fork/{town.copied.device.hex()}/1"
    town.post(
        Role.OFFICER, "/conflicts/settle", "/conflicts", hub=str(hub), subject=subject, up_to=str(2**50), note="máy cũ"
    )


def _decide(town: Town) -> None:
    hub = town.district.rows("SELECT hub FROM hub WHERE agency_code = '000.00.18.H32'")[0][0]
    path = f"/decisions/{hub}/{town.number}"
    town.post(Role.OFFICER, path, verdict="taken")


DONE: Mapping[str, Callable[[Town], None]] = {
    "device-enrolments": _enrol,
    "device-lost-keys": _lose_keys,
    "sign-in": _sign_in,
    "sign-out": _sign_out,
    "password": lambda town: town.post(
        Role.INSPECTOR, "/password", old=PASSWORD, new=f"{PASSWORD} mới", again=f"{PASSWORD} mới"
    ),
    "enrolments": lambda town: town.post(
        Role.ADMINISTRATOR, "/enrolments", agency_code=AGENCY, desk="3", lasts="1", name=""
    ),
    "compared": lambda town: town.post(Role.ADMINISTRATOR, f"/desks/{town.desk.device.hex()}/compared"),
    "revoke": lambda town: town.post(Role.ADMINISTRATOR, f"/desks/{town.copied.device.hex()}/revoke", reason="mất"),
    "settle": _settle,
    "decide": _decide,
    "send": lambda town: town.post(
        Role.OFFICER, "/publications/send", subject="calendar", text=CALENDAR.read_text(encoding="utf-8")
    ),
    "people": lambda town: town.post(Role.ADMINISTRATOR, "/people", what="add", name="Người Mới", role="officer"),
}
"""How each address that changes something is made to do so."""


def test_every_address_that_takes_a_form_is_done_here_or_says_why_it_leaves_no_line() -> None:
    changing = {name for name, row in ADDRESSES.items() if "POST" in row}
    assert changing == set(DONE) | set(LEAVES_NO_ACT)
    assert set(DONE) & set(LEAVES_NO_ACT) == set()
    assert all(len(why) > 20 for why in LEAVES_NO_ACT.values())


@pytest.mark.parametrize("address", DONE)
def test_an_act_leaves_a_line(town: Town, address: str) -> None:
    before = town.acts()
    DONE[address](town)
    fresh = town.acts()[len(before) :]
    made = {"device-enrolments": Deed.DEVICE_TAKEN_IN, "device-lost-keys": Deed.KEYS_GIVEN, "sign-out": Deed.SIGNED_OUT}
    assert fresh and fresh[-1] == made.get(address, Deed(fresh[-1]))
    assert Deed.REFUSED not in fresh


def test_looking_leaves_no_line(town: Town) -> None:
    before = town.acts()
    for path in ("/desks", "/dossiers", "/league", "/publications", "/conflicts"):
        town.visitors[Role.OFFICER].get(path)
    assert town.acts() == before
    town.visitors[Role.OFFICER].get("/league.csv")
    assert town.acts()[len(before) :] == [Deed.LEAGUE_GIVEN]


def test_every_command_that_changes_something_or_gives_it_out_leaves_a_line(own_home: Path, tmp_path: Path) -> None:
    district = RealDistrict(own_home)
    district.code()
    copy, laid = tmp_path / "copy", tmp_path / "keys"
    code = district.run("keys", "backup", str(laid)).splitlines()[-1]
    district.run("keys", "rotate")
    district.run("keys", "replace", "--stolen-since", "2026-01-01")
    district.run("backup", str(copy))
    district.run("publish", "calendar", str(CALENDAR))
    district.run("rebuild")
    district.run("scans", "--check")
    district.run("league", "--from", "2026-12-01", "--to", "2026-12-31", "--csv")
    district.run("restore", str(copy))
    district.run("keys", "restore", str(laid), "--older", env={"DISTRICT_KEYS_CODE": code})
    district.run("status")
    said = dict(district.rows("SELECT deed, note FROM act WHERE officer LIKE '(lệnh%'"))
    assert {Deed(deed) for deed in said} == {
        Deed.CODE_MADE, Deed.PUBLISHED, Deed.KEYS_BACKED_UP, Deed.KEYS_ROTATED, Deed.KEYS_REPLACED, Deed.BACKED_UP,
        Deed.LIST_REBUILT, Deed.SCANS_CHECKED, Deed.LEAGUE_GIVEN, Deed.PUT_BACK, Deed.KEYS_PUT_BACK,
    } - {Deed.PUBLISHED}  # fmt: skip
    # What was published after the copy is gone with the tables that were replaced; of commands every line came again.
    assert said[Deed.PUT_BACK].startswith("epoch 2, ") and said[Deed.KEYS_REPLACED].startswith(
        "lộ từ 2026-01-01 00:00+07:00, "
    )


def test_an_act_that_waits_is_taken_up_once_and_a_damaged_one_stays(own_home: Path) -> None:
    district = RealDistrict(own_home)
    district.code()
    for _ in range(2):
        keep_act(own_home, Deed.BACKED_UP, datetime(2026, 12, 1, tzinfo=UTC), subject="x")
        (own_home / "acts" / "1-broken.json").write_text("{", encoding="utf-8")
        district.run("status")
    assert district.rows("SELECT count(*) FROM act WHERE deed = 'backed up'") == [(1,)]
    left = [path.name for path in (own_home / "acts").iterdir() if path.is_file()]
    assert left == ["1-broken.json"]
    assert (own_home / "acts").stat().st_mode & 0o777 == 0o700
