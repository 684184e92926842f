"""Which paper a name means: the newest of its form or a certain one, and what it goes by."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DeskError
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.papers.folder_label import LabelSheets
from desk_app.usecases import amendment, handover, progress, slips, supplement, upkeep
from desk_app.usecases.amendment import Amendment
from desk_app.usecases.contents import UnknownFormError, content_of, wanted_paper
from desk_app.usecases.labels import LabelPlaceError, starting_at
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.office import Office
from tests.desk_app.life_desk import dossier_of, go_to, read_back, take_in
from tests.desk_app.office import shipped
from tests.desks import MARRIAGE, SetClock, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "desk", SetClock(datetime(2026, 12, 9, 8, 30, tzinfo=OFFICE_ZONE)))
    yield made
    made.store.close()


def test_the_newest_slip_is_printed_after_an_amendment_and_the_first_one_on_request(office: Office) -> None:
    number = take_in(office, "2026-12-09 09:00")
    assert slips.next_print(office, number)[0].form == RECEIPT
    amended = amendment.amend(office, number, Amendment("ghi nhầm tên", name="Nguyễn Thị Thủy Tiên"))
    intent, slip = slips.next_print(office, number)
    assert intent.form == f"receipt@{amended.seq}"
    assert slip.applicant.name == "Nguyễn Thị Thủy Tiên"  # type: ignore[attr-defined]
    dossier = dossier_of(office, number)
    first = wanted_paper(dossier, f"receipt@{dossier.history[0].seq}")
    assert content_of(office, number, first).applicant.name == "Nguyễn Thị Thuỷ Tiên"  # type: ignore[attr-defined]
    assert wanted_paper(dossier, "receipt") == PaperName(RECEIPT, amended.seq)


def test_a_slip_is_not_taken_from_an_event_of_another_dossier_or_of_nothing(office: Office) -> None:
    number, other = take_in(office, "2026-12-09 09:00"), take_in(office, "2026-12-09 09:05", name="Lò Thị Mỷ")
    elsewhere = dossier_of(office, other).history[0].seq
    for text in (f"receipt@{elsewhere}", "receipt@99999", "receipt@1", f"supplement@{elsewhere}", "supplement"):
        with pytest.raises(PaperNotThereError):
            wanted_paper(dossier_of(office, number), text)
    for text in ("poem", "@12", "receipt@x", ""):
        with pytest.raises(UnknownFormError):
            wanted_paper(dossier_of(office, number), text)


def test_the_label_says_the_day_that_holds_now_and_lies_where_the_settings_say(office: Office) -> None:
    number = take_in(office, "2026-12-09 09:00")
    upkeep.change_setting(office, "label_format", "3x7")
    upkeep.change_setting(office, "label_right", "-1.5")
    go_to(office, "2026-12-10 09:00")
    name = office.store.catalogue().get(MARRIAGE).papers[0].name
    supplement.request_supplement(office, number, supplement.SupplementRequest(((name, ""),), "mờ"))
    go_to(office, "2026-12-14 09:00")
    supplement.receive_supplement(office, number, ())
    label = content_of(office, number, wanted_paper(dossier_of(office, number), "label"))
    assert isinstance(label, LabelSheets)
    assert (label.format, label.first, label.right, label.down) == ("3x7", 1, -1.5, 0.0)
    (one,) = label.labels
    assert one.due_at == dossier_of(office, number).standing.promised_at
    assert number in read_back(office, number, wanted_paper(dossier_of(office, number), "label"))
    assert starting_at(label, 21).first == 21  # type: ignore[attr-defined]
    for place in (0, 22):
        with pytest.raises(LabelPlaceError):
            starting_at(label, place)


def test_only_labels_begin_at_a_place(office: Office) -> None:
    slip = slips.slip_for(office, take_in(office, "2026-12-09 09:00"))
    assert starting_at(slip, 1) is slip
    with pytest.raises(DeskError):
        starting_at(slip, 2)


def test_a_limit_in_hours_is_judged_by_the_sessions_in_force_when_work_ended(office: Office) -> None:
    text = json.loads(shipped("procedures.json"))
    (procedure,) = [each for each in text["procedures"] if each["code"] == MARRIAGE]
    procedure["limit"] |= {"value": 8, "unit": "working_hour"}
    upkeep.import_catalogue(office, json.dumps(text | {"version": "2026-12-09-gio"}))
    number = take_in(office, "2026-12-09 15:00")  # Wednesday: due in the afternoon of Thursday
    go_to(office, "2026-12-10 14:00")
    progress.finish(office, number)
    done = handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên", paper="a5")
    name = PaperName("return-receipt", done.seq)
    first = content_of(office, number, name)
    assert first.timeliness == "đúng hạn"  # type: ignore[attr-defined]
    upkeep.change_working_time(office, 3, ("07:30-11:30", "14:15-17:45"), "mùa hè")
    assert office.store.calendar() != office.store.register.calendar_as_of(done.seq)
    assert content_of(office, number, name) == first
