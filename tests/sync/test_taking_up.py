"""After an upgrade the district shows what the older program could only store."""

import sys

from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.conftest import MakeDistrict
from tests.sync.fake_outbox import FakeOutbox

_OLDER = (sys.executable, "-m", "tests.sync.older_district")


def test_what_was_parked_is_taken_up_when_the_district_is_upgraded(make_district: MakeDistrict) -> None:
    upgraded, straight = make_district(), make_district()
    older_program, upgraded.program = upgraded.program, _OLDER
    outbox = FakeOutbox(seed=81)
    outbox.work(60)
    for district in (upgraded, straight):
        district.start()
        desk = outbox.copied()
        assert run_round(desk, desk.signer, district.url, district.code(), clock=StillClock()).pending == 0
    assert upgraded.rows("SELECT count(*) FROM parked WHERE reason = 'newer program'")[0][0] > 3
    assert upgraded.dossiers() != straight.dossiers()
    assert upgraded.stop() == ""
    upgraded.program = older_program
    upgraded.start()
    assert upgraded.rows("SELECT count(*) FROM parked") == [(0,)]
    assert upgraded.dossiers() == straight.dossiers()
    assert upgraded.run("rebuild") == f"{len(straight.dossiers())} dossiers\n"
    assert upgraded.dossiers() == straight.dossiers()
    assert upgraded.stop() == straight.stop() == ""
