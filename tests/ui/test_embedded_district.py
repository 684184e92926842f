"""The sample's own district is ready when it says so itself, and gives up in one sentence."""

import json
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from ui.composition.embedded_district import DistrictDidNotStartError, EmbeddedDistrict


def test_it_answers_as_soon_as_it_is_started_and_keeps_its_port(tmp_path: Path) -> None:
    with EmbeddedDistrict(tmp_path / "district") as first, urlopen(f"{first.url}/sign-in", timeout=10) as answer:
        assert answer.status == 200
        assert json.loads(first.status())["desks"] == 0
    with EmbeddedDistrict(tmp_path / "district", port=first.port) as again:
        assert again.url == first.url


def test_a_port_on_which_somebody_else_listens_is_not_taken_for_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        district = EmbeddedDistrict(tmp_path / "district", port=other.getsockname()[1])
        with pytest.raises(DistrictDidNotStartError) as refused:
            district.start()
    assert "Cannot listen" in str(refused.value.facts["said"])


def test_one_that_is_not_ready_in_time_is_ended(tmp_path: Path) -> None:
    with pytest.raises(DistrictDidNotStartError):
        EmbeddedDistrict(tmp_path / "district", patience=0.0).start()
