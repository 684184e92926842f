"""A whole round with a real district over loopback."""

from datetime import datetime

import msgspec
import pytest

from desk_app.domain.dossier import dossier_of
from desk_app.domain.events import Started, UnknownEvent
from desk_app.ports import Enrolment
from sync.desk.exchange import Phase, Progress, RoundResult, run_round
from sync.errors import EnrolCodeMissingError, EnrolCodeRefusedError, ForkError
from tests.sync.clocks import StillClock
from tests.sync.conftest import MakeDistrict
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict
from tests.sync.synthetic_day import Happening


def test_a_first_round_enrols_sends_everything_and_proves_it(make_district: MakeDistrict) -> None:
    district = make_district()
    outbox = FakeOutbox(seed=1)
    outbox.work(300)
    shown: list[Progress] = []
    # Opening, enrolment and, between the two batches it takes, the first receipt are events too.
    result = run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock(), progress=shown.append)
    assert result == RoundResult(sent=303, acknowledged=303, pending=0, received=0)
    assert outbox.enrolment is not None
    assert outbox.exchanges == [StillClock().at]
    assert shown[0] == Progress(Phase.ENROLLING, 0, 1)
    assert shown[-1] == Progress(Phase.SENDING, 303, 0)
    assert district.counts()["events"] == 303


def test_the_district_shows_every_dossier_as_its_events_tell_it(make_district: MakeDistrict) -> None:
    district = make_district()
    outbox = FakeOutbox(seed=3)
    outbox.work(120)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    told = {number: dossier_of(events) for number, events in outbox.by_dossier().items()}
    assert {line["number"]: line["status"] for line in district.dossiers()} == {
        number: int(dossier.state) for number, dossier in told.items()
    }
    for line in district.dossiers():
        dossier = told[line["number"]]
        assert datetime.fromisoformat(line["due_at"]) == dossier.due_at
        assert line["name"] == dossier.intake.applicant.name
        assert line["procedure"] == dossier.intake.terms.code
        assert line["agency"] == "000.00.18.H32"


def test_what_the_district_publishes_reaches_every_desk_once(make_district: MakeDistrict) -> None:
    district = make_district()
    outbox = FakeOutbox(seed=4)
    calendar = ROOT / "desk_app" / "catalogue" / "calendar.json"
    catalogue = ROOT / "desk_app" / "catalogue" / "procedures.json"
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    district.run("publish", "calendar", str(calendar))
    district.run("publish", "catalogue", str(catalogue))
    result = run_round(outbox, outbox.signer, district.url, "", clock=StillClock())
    assert (result.received, result.pending) == (2, 0)
    assert [(item.seq, item.subject, item.content) for item in outbox.inbox] == [
        (1, "calendar", calendar.read_bytes()),
        (2, "catalogue", catalogue.read_bytes()),
    ]
    assert run_round(outbox, outbox.signer, district.url, "", clock=StillClock()) == RoundResult(0, 0, 0, 0)
    late = FakeOutbox(seed=5, desk=2)
    assert run_round(late, late.signer, district.url, district.code(2), clock=StillClock()).received == 2


def test_nothing_new_costs_one_small_question(district: RealDistrict) -> None:
    outbox = FakeOutbox(seed=6, agency_code="000.00.06.H32")
    run_round(outbox, outbox.signer, district.url, district.code(1, "000.00.06.H32"), clock=StillClock())
    events = len(outbox.events)
    assert run_round(outbox, outbox.signer, district.url, "", clock=StillClock()) == RoundResult(0, 0, 0, 0)
    assert len(outbox.events) == events


def test_a_code_is_for_one_desk_and_one_key(district: RealDistrict) -> None:
    code = district.code(1, "000.00.07.H32")
    outbox = FakeOutbox(seed=7, agency_code="000.00.07.H32")
    other_key = FakeOutbox(seed=8, agency_code="000.00.07.H32")
    other_desk = FakeOutbox(seed=7, desk=2, agency_code="000.00.07.H32")
    other_commune = FakeOutbox(seed=7, agency_code="000.00.08.H32")
    for wrong in (other_desk, other_commune):
        with pytest.raises(EnrolCodeRefusedError):
            run_round(wrong, wrong.signer, district.url, code, clock=StillClock())
    run_round(outbox, outbox.signer, district.url, code.lower().replace("-", " "), clock=StillClock())
    with pytest.raises(EnrolCodeRefusedError):
        run_round(other_key, other_key.signer, district.url, code, clock=StillClock())
    with pytest.raises(EnrolCodeMissingError):
        run_round(other_key, other_key.signer, district.url, "", clock=StillClock())
    with pytest.raises(EnrolCodeRefusedError):
        run_round(other_key, other_key.signer, district.url, "AAAA-BBBB-CCCC-DDDD", clock=StillClock())


def test_the_same_desk_may_repeat_its_code_after_a_lost_answer(district: RealDistrict) -> None:
    code = district.code(1, "000.00.09.H32")
    outbox = CutShort(seed=9, agency_code="000.00.09.H32")
    with pytest.raises(KeyboardInterrupt):
        run_round(outbox, outbox.signer, district.url, code, clock=StillClock())
    assert outbox.enrolment is None
    assert run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending == 0


class CutShort(FakeOutbox):
    """A desk that is switched off between the district's first answer and its own log."""

    def enrolled(self, enrolment: Enrolment) -> None:
        if not self.exchanges:
            self.exchanges.append(self.day.day)
            raise KeyboardInterrupt
        super().enrolled(enrolment)


def test_two_machines_with_one_identity_are_found_and_neither_loses_data(make_district: MakeDistrict) -> None:
    district = make_district()
    outbox = FakeOutbox(seed=10)
    outbox.work(20)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    twin = outbox.copied()
    outbox.append(Happening(Started("here"), None, outbox.day.day, "cb01"))
    twin.append(Happening(Started("there"), None, outbox.day.day, "cb01"))
    run_round(outbox, outbox.signer, district.url, "", clock=StillClock())
    for _ in range(2):
        with pytest.raises(ForkError):
            run_round(twin, twin.signer, district.url, "", clock=StillClock())
    outbox.append(Happening(Started("again"), None, outbox.day.day, "cb01"))
    assert run_round(outbox, outbox.signer, district.url, "", clock=StillClock()).pending == 0
    assert district.counts()["events"] == outbox.acknowledged()
    assert district.rows("SELECT count(*), count(DISTINCT batch_hash) FROM quarantined") == [(1, 1)]
    assert district.rows("SELECT count(*) FROM stream WHERE forked_at IS NOT NULL") == [(1,)]


def test_a_desk_put_back_to_an_older_copy_is_told_so(district: RealDistrict) -> None:
    code = district.code(1, "000.00.11.H32")
    outbox = FakeOutbox(seed=11, agency_code="000.00.11.H32")
    run_round(outbox, outbox.signer, district.url, code, clock=StillClock())
    older = outbox.copied()
    outbox.work(5)
    run_round(outbox, outbox.signer, district.url, "", clock=StillClock())
    older.append(Happening(Started(), None, older.day.day, "cb01"))
    with pytest.raises(ForkError):
        run_round(older, older.signer, district.url, "", clock=StillClock())


def test_events_of_a_newer_desk_are_kept_and_block_nothing(make_district: MakeDistrict) -> None:
    district = make_district()
    outbox = FakeOutbox(seed=12)
    newer = UnknownEvent(its_kind=77, its_version=1, row=msgspec.msgpack.encode(["later", 1]))
    outbox.append(Happening(newer, None, outbox.day.day, "cb01"))
    outbox.work(10)
    assert run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock()).pending == 0
    assert district.rows("SELECT seq, kind, reason FROM parked") == [(2, 77, "newer program")]
    assert district.events() == outbox.sent_events()


def test_an_erased_body_travels_as_its_digest(make_district: MakeDistrict) -> None:
    district = make_district()
    outbox = FakeOutbox(seed=13)
    outbox.work(30)
    erased = next(event.seq for event in outbox.events if len(event.body or b"") > 150)
    outbox.erase(erased)
    assert run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock()).pending == 0
    assert district.events() == outbox.sent_events()
    assert district.rows(f"SELECT body FROM event WHERE seq = {erased}") == [(None,)]


def test_a_dossier_whose_salt_the_district_lacks_travels_with_its_digests(district: RealDistrict) -> None:
    outbox = FakeOutbox(seed=14, agency_code="000.00.14.H32")
    outbox.work(6)
    intake = next(event.seq for event in outbox.events if len(event.body or b"") > 150)
    outbox.erase(intake)  # the salt goes with the body, later moves of the dossier keep theirs
    code = district.code(1, "000.00.14.H32")
    assert run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending == 0
