"""A port that no network has is refused where it is typed, not at night."""

import pytest

from desk_app.settings import SettingShapeError, checked


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("district_url", "http://127.0.0.1:99999"),
        ("district_url", "https://may-chu.huyen:65536"),
        ("district_url", "https://[::1]:70000/x"),
        ("district_url", "http://localhost:0"),
        ("lan_port", "65536"),
        ("lan_port", "08765"),
    ],
)
def test_a_port_that_no_network_has_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingShapeError):
        checked(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("district_url", ""),
        ("district_url", "http://127.0.0.1:65535"),
        ("district_url", "http://[::1]:8000/quay"),
        ("district_url", "https://may-chu.huyen/x:99999"),
        ("lan_port", "65535"),
        ("lan_port", ""),
    ],
)
def test_a_port_that_may_be_is_taken(name: str, value: str) -> None:
    assert checked(name, value) == value
