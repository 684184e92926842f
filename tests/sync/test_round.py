"""A whole round with a real district over loopback."""

from dataclasses import replace
from datetime import datetime

import msgspec
import pytest

from desk_app.domain.dossier import dossier_of
from desk_app.domain.events import Received, Started, UnknownEvent
from desk_app.ports import Enrolment
from sync.desk.exchange import Phase, Progress, RoundResult, run_round
from sync.errors import EnrolCodeMissingError, EnrolCodeRefusedError, ForkError
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict
from tests.sync.synthetic_day import Happening


def _desk(seed: int) -> FakeOutbox:
    return FakeOutbox(seed=seed, agency_code=f"000.00.{seed:02d}.H32")


def _round(outbox: FakeOutbox, district: RealDistrict, code: str) -> RoundResult:
    return run_round(outbox, outbox.signer, district.url, code, clock=StillClock())


def _with_another_salt(happening: Happening) -> Happening:
    assert isinstance(happening.body, Received)
    return replace(happening, body=replace(happening.body, salt=bytes(16)))


def test_a_first_round_enrols_sends_everything_and_proves_it(district: RealDistrict) -> None:
    outbox = _desk(1)
    outbox.work(1300)
    shown: list[Progress] = []
    # Opening, enrolment and, between the two batches it takes, the first receipt are events too.
    result = run_round(
        outbox,
        outbox.signer,
        district.url,
        district.code(1, "000.00.01.H32"),
        clock=StillClock(),
        progress=shown.append,
    )
    assert result == RoundResult(sent=1303, acknowledged=1303, pending=0, received=0)
    assert outbox.enrolment is not None
    assert outbox.exchanges == [StillClock().at]
    assert shown[0] == Progress(Phase.ENROLLING, 0, 1)
    assert shown[-1] == Progress(Phase.SENDING, 1303, 0)
    assert len(district.events(outbox.device)) == 1303


def test_the_district_shows_every_dossier_as_its_events_tell_it(district: RealDistrict) -> None:
    outbox = _desk(3)
    outbox.work(120)
    _round(outbox, district, district.code(1, "000.00.03.H32"))
    told = {number: dossier_of(events) for number, events in outbox.by_dossier().items()}
    lines = [line for line in district.dossiers() if line["agency"] == "000.00.03.H32"]
    assert {line["number"]: line["status"] for line in lines} == {
        number: int(dossier.state) for number, dossier in told.items()
    }
    for line in lines:
        dossier = told[line["number"]]
        assert datetime.fromisoformat(line["due_at"]) == dossier.due_at
        assert line["name"] == dossier.intake.applicant.name
        assert line["procedure"] == dossier.intake.terms.code


def test_what_the_district_publishes_reaches_every_desk_once(own_district: RealDistrict) -> None:
    district = own_district
    outbox = FakeOutbox(seed=4)
    calendar = ROOT / "desk_app" / "catalogue" / "calendar.json"
    catalogue = ROOT / "desk_app" / "catalogue" / "procedures.json"
    _round(outbox, district, district.code())
    district.run("publish", "calendar", str(calendar))
    district.run("publish", "catalogue", str(catalogue))
    result = _round(outbox, district, "")
    assert (result.received, result.pending) == (2, 0)
    assert [(item.seq, item.subject, item.content) for item in outbox.inbox] == [
        (1, "calendar", calendar.read_bytes()),
        (2, "catalogue", catalogue.read_bytes()),
    ]
    assert _round(outbox, district, "") == RoundResult(0, 0, 0, 0)
    late = FakeOutbox(seed=5, desk=2)
    assert _round(late, district, district.code(2)).received == 2


def test_nothing_new_costs_one_small_question(district: RealDistrict) -> None:
    outbox = _desk(6)
    _round(outbox, district, district.code(1, "000.00.06.H32"))
    events = len(outbox.events)
    assert _round(outbox, district, "") == RoundResult(0, 0, 0, 0)
    assert len(outbox.events) == events


def test_a_code_is_for_one_desk_and_one_key(district: RealDistrict) -> None:
    code = district.code(1, "000.00.07.H32")
    outbox = _desk(7)
    other_key = FakeOutbox(seed=8, agency_code="000.00.07.H32")
    other_desk = FakeOutbox(seed=7, desk=2, agency_code="000.00.07.H32")
    other_commune = FakeOutbox(seed=7, agency_code="000.00.08.H32")
    for wrong in (other_desk, other_commune):
        with pytest.raises(EnrolCodeRefusedError):
            _round(wrong, district, code)
    _round(outbox, district, code.lower().replace("-", " "))
    with pytest.raises(EnrolCodeRefusedError):
        _round(other_key, district, code)
    with pytest.raises(EnrolCodeMissingError):
        _round(other_key, district, "")
    with pytest.raises(EnrolCodeRefusedError):
        _round(other_key, district, "AAAA-BBBB-CCCC-DDDD")


def test_the_same_desk_may_repeat_its_code_after_a_lost_answer(district: RealDistrict) -> None:
    code = district.code(1, "000.00.09.H32")
    outbox = CutShort(seed=9, agency_code="000.00.09.H32")
    with pytest.raises(KeyboardInterrupt):
        _round(outbox, district, code)
    assert outbox.enrolment is None
    assert _round(outbox, district, code).pending == 0


class CutShort(FakeOutbox):
    """A desk that is switched off between the district's first answer and its own log."""

    def enrolled(self, enrolment: Enrolment) -> None:
        if not self.exchanges:
            self.exchanges.append(self.day.day)
            raise KeyboardInterrupt
        super().enrolled(enrolment)


def test_two_machines_with_one_identity_are_found_and_neither_loses_data(district: RealDistrict) -> None:
    outbox = _desk(10)
    outbox.work(20)
    _round(outbox, district, district.code(1, "000.00.10.H32"))
    twin = outbox.copied()
    shared = twin.head()[0]
    outbox.append(Happening(Started("here"), None, outbox.day.day, "cb01"))
    twin.append(Happening(Started("there"), None, outbox.day.day, "cb01"))
    _round(outbox, district, "")
    with pytest.raises(ForkError):
        _round(twin, district, "")
    assert (twin.epoch, _round(twin, district, "").pending) == (2, 0)
    assert district.events(twin.device, 2) == twin.sent_events()[shared:]
    outbox.append(Happening(Started("again"), None, outbox.day.day, "cb01"))
    assert _round(outbox, district, "").pending == 0
    assert district.events(outbox.device) == outbox.sent_events()
    assert district.rows("SELECT count(*), count(DISTINCT batch_hash) FROM quarantined") == [(1, 1)]
    assert district.rows("SELECT count(*) FROM stream WHERE forked_at IS NOT NULL") == [(1,)]


def test_a_desk_put_back_to_an_older_copy_is_told_so(district: RealDistrict) -> None:
    code = district.code(1, "000.00.11.H32")
    outbox = _desk(11)
    _round(outbox, district, code)
    older = outbox.copied()
    outbox.work(5)
    _round(outbox, district, "")
    older.append(Happening(Started(), None, older.day.day, "cb01"))
    with pytest.raises(ForkError):
        _round(older, district, "")
    assert _round(older, district, "").pending == 0


def test_events_of_a_newer_desk_are_kept_and_block_nothing(district: RealDistrict) -> None:
    outbox = _desk(12)
    newer = UnknownEvent(its_kind=77, its_version=1, row=msgspec.msgpack.encode(["later", 1]))
    outbox.append(Happening(newer, None, outbox.day.day, "cb01"))
    outbox.work(10)
    assert _round(outbox, district, district.code(1, "000.00.12.H32")).pending == 0
    assert district.rows("SELECT seq, kind, reason FROM parked WHERE kind = 77") == [(2, 77, "newer program")]
    assert district.events(outbox.device) == outbox.sent_events()


def test_an_erased_body_travels_as_its_digest(district: RealDistrict) -> None:
    outbox = _desk(13)
    outbox.work(30)
    erased = next(event.seq for event in outbox.events if len(event.body or b"") > 150)
    outbox.erase(erased)
    assert _round(outbox, district, district.code(1, "000.00.13.H32")).pending == 0
    assert district.events(outbox.device) == outbox.sent_events()
    assert district.rows("SELECT count(*) FROM event WHERE body IS NULL")[0][0] >= 1


def test_a_dossier_whose_salt_the_district_lacks_travels_with_its_digests(district: RealDistrict) -> None:
    outbox = _desk(14)
    outbox.work(6)
    intake = next(event.seq for event in outbox.events if len(event.body or b"") > 150)
    outbox.erase(intake)  # the salt goes with the body, later moves of the dossier keep theirs
    code = district.code(1, "000.00.14.H32")
    assert _round(outbox, district, code).pending == 0
    assert district.events(outbox.device) == outbox.sent_events()
    number = outbox.header_of(intake).dossier
    moves = [
        event.seq for event in outbox.events if event.seq > intake and outbox.header_of(event.seq).dossier == number
    ]
    assert moves
    noted = district.rows("SELECT device, seq, doubt FROM unproven ORDER BY seq")
    assert [(seq, doubt) for device, seq, doubt in noted if device == outbox.device] == [(seq, 1) for seq in moves]


def test_a_number_given_twice_by_mistake_blocks_nothing(district: RealDistrict) -> None:
    outbox = _desk(15)
    received, printed = outbox.day.happenings(2)
    again = _with_another_salt(received)
    for happening in (received, printed, again, printed):
        outbox.append(happening)
    assert _round(outbox, district, district.code(1, "000.00.15.H32")).pending == 0
    outbox.append(printed)
    assert _round(outbox, district, "").pending == 0
    assert district.events(outbox.device) == outbox.sent_events()
    assert district.rows("SELECT seq, reason FROM parked WHERE kind = 20") == [(4, "the dossier exists already")]


def test_a_salt_that_the_district_has_wrong_is_settled_by_the_seal(district: RealDistrict) -> None:
    first, second = (
        _desk(16),
        FakeOutbox(seed=17, desk=2, agency_code="000.00.16.H32"),
    )
    received, printed = first.day.happenings(2)
    first.append(received)
    _round(first, district, district.code(1, "000.00.16.H32"))
    second.append(_with_another_salt(received))
    second.erase(2)
    second.append(printed)
    assert _round(second, district, district.code(2, "000.00.16.H32")).pending == 0
    noted = district.rows("SELECT device, seq, doubt FROM unproven")
    assert [(seq, doubt) for device, seq, doubt in noted if device == second.device] == [(3, 2)]
