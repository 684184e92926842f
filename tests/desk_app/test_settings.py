"""A setting that would spoil numbers or slips is refused before it is logged."""

from pathlib import Path

import pytest

from desk_app.domain.errors import BadInputError, DossierNotFoundError
from desk_app.settings import SETTINGS, Settings, UnknownSettingError, checked
from desk_app.usecases import intake, tracking, upkeep
from tests.desks import SetClock, application, make_office


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slip_pattern", "{nothing}"),
        ("slip_pattern", "{desk.__class__}"),
        ("slip_pattern", "{desk!r}-{sequence}"),
        ("slip_pattern", "{sequence:>9999}"),
        ("slip_pattern", "{desk}"),
        ("slip_pattern", "{"),
        ("agency_code", "xin chao"),
        ("agency_code", "H3"),
        ("first_number", "99999999999"),
        ("first_number", "-1"),
        ("lock_minutes", "0"),
        ("lock_minutes", "16"),
        ("paper", "papyrus"),
        ("hotline", "0262\u202e3851"),
        ("place", "x" * 5000),
    ],
)
def test_a_value_that_would_spoil_something_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadInputError):
        checked(name, value)


def test_every_default_that_is_there_is_allowed() -> None:
    assert [
        setting.name for setting in SETTINGS if setting.default and checked(setting.name, setting.default) == ""
    ] == []
    assert Settings({})["paper"] == "a5"


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(UnknownSettingError):
        checked("colour", "red")


def test_desk_number_and_agency_code_stay(tmp_path: Path) -> None:
    office = make_office(tmp_path / "desk")
    try:
        for name, value in (("desk", "2"), ("agency_code", "000.00.19.H32"), ("first_number", "2038")):
            with pytest.raises(BadInputError):
                upkeep.change_setting(office, name, value)
        upkeep.change_setting(office, "desk", "1")
        upkeep.change_setting(office, "first_number", "38")
        assert intake.receive(office, application()).number.endswith("-1038")
    finally:
        office.store.close()


def test_an_act_by_a_part_number_means_todays_and_nothing_else(tmp_path: Path) -> None:
    clock = SetClock()
    office = make_office(tmp_path / "desk", clock)
    try:
        old = intake.receive(office, application()).number
        clock.at = clock.at.replace(day=10)
        with pytest.raises(DossierNotFoundError):
            tracking.number_meant(office, "1001")
        assert tracking.number_scanned(office, "1001") == old
        new = intake.receive(office, application()).number
        assert tracking.number_meant(office, "1001") == new
        assert tracking.number_meant(office, "261209-1001") == old
        for part in ("1", "01", "001", ""):
            with pytest.raises(DossierNotFoundError):
                tracking.number_meant(office, part)
    finally:
        office.store.close()
