"""Whatever the line does, every event arrives exactly once and nothing is believed that is not proven."""

from collections.abc import Iterator

import pytest

from tests.sync.fake_outbox import FakeOutbox
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.faulty_line import FaultyLine
from tests.sync.real_district import RealDistrict


@pytest.fixture(scope="module")
def line(district: RealDistrict) -> Iterator[FaultyLine]:
    with FaultProxy(district.port) as proxy:
        yield FaultyLine(district, proxy, FakeOutbox(seed=20), district.code())


@pytest.mark.parametrize("kind", ["hello", "push", "pull"])
@pytest.mark.parametrize("harm", Harm, ids=lambda harm: harm.name.lower())
def test_a_harmed_request_or_answer_is_cured_by_the_next_round(line: FaultyLine, kind: str, harm: Harm) -> None:
    assert line.case(kind, harm) == []


@pytest.mark.parametrize("harm", [Harm.RESET_AFTER, Harm.TRUNCATE_REQUEST, Harm.ERROR_BEFORE, Harm.HTML_AFTER])
def test_a_line_that_fails_for_a_whole_round_is_cured_by_the_next(line: FaultyLine, harm: Harm) -> None:
    assert line.case("push", harm, times=20) == []


@pytest.mark.parametrize("kind", ["hello", "push", "pull"])
def test_a_kept_connection_that_drops_between_two_requests_costs_no_round(line: FaultyLine, kind: str) -> None:
    before = len(line.errors)
    assert line.case(kind, Harm.DROP_NEXT) == []
    assert line.errors[before:] == []
