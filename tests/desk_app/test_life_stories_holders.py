"""Who holds a dossier and whose the lateness is; bags, pads, the post: what leaves the counter and what comes back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.book_rows import Bag
from desk_app.domain.errors import DeskError, IllegalMoveError
from desk_app.domain.lifecycle import State
from desk_app.domain.office_events import BagPacked, PadReserved
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.slip import Slip
from desk_app.domain.timeliness import timeliness_of
from desk_app.usecases import amendment, apology, bags, handover, pads, progress, work_lists
from desk_app.usecases.contents import content_of
from desk_app.usecases.office import Office
from desk_app.usecases.progress import Hop
from tests.desk_app.life_desk import BURIAL, dossier_of, go_to, moment, read_back, seq_of, take_in

LAND_OFFICE = "Chi nhánh Văn phòng Đăng ký đất đai"


@pytest.fixture
def number(office: Office) -> str:
    """A dossier due on Monday 14 December 2026."""
    return take_in(office, "2026-12-09 08:00", BURIAL)


def test_a_dossier_of_two_bodies_has_two_dates(office: Office, number: str) -> None:
    theirs = moment("2026-12-11 17:00")
    done = progress.forward(office, number, Hop("body", LAND_OFFICE, theirs), paper="a4")
    slip = content_of(office, number, PaperName(RECEIPT, done.seq))
    assert isinstance(slip, Slip) and slip.stage is not None
    assert (slip.due_at, slip.stage.body, slip.stage.due_at) == (moment("2026-12-14 17:00"), LAND_OFFICE, theirs)
    (held,) = office.store.lists.held_by("body", LAND_OFFICE)
    assert (held.number, held.holder) == (number, LAND_OFFICE)
    assert LAND_OFFICE in read_back(office, number, PaperName("control", done.seq))


def test_lateness_is_split_among_those_who_held_it_to_the_second(office: Office, number: str) -> None:
    progress.start(office, number)
    go_to(office, "2026-12-10 09:00")
    progress.forward(office, number, Hop("officer", "Lê An"))
    go_to(office, "2026-12-15 09:00")
    progress.forward(office, number, Hop("body", LAND_OFFICE))
    go_to(office, "2026-12-16 09:00")
    progress.forward(office, number, Hop("desk"))
    go_to(office, "2026-12-16 15:00")
    progress.finish(office, number)
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    shares = dict(found.late_seconds_by_holder)
    assert found.kind == "late" and sum(shares.values()) == found.late_seconds
    rounded = {holder: round(seconds / 3600) for holder, seconds in shares.items()}
    assert rounded == {"officer: Lê An": 16, f"body: {LAND_OFFICE}": 24, "desk": 6}


@pytest.mark.parametrize("hop", [Hop("officer", " "), Hop("body"), Hop("bird", "Y"), Hop("", "Y")])
def test_nobody_in_particular_holds_nothing(office: Office, number: str, hop: Hop) -> None:
    before = seq_of(office)
    with pytest.raises(progress.HolderError):
        progress.forward(office, number, hop)
    assert seq_of(office) == before


def test_a_bag_moves_its_dossiers_or_none_of_them(office: Office, number: str) -> None:
    other = take_in(office, "2026-12-09 09:00", BURIAL, "Y Hai")
    ended = take_in(office, "2026-12-09 09:10", BURIAL, "Y Ba")
    progress.finish(office, ended)
    handover.hand_over(office, ended, "Y Ba")
    before = seq_of(office)
    with pytest.raises(IllegalMoveError):
        bags.pack(office, "officer", "Lê An", (number, ended))
    with pytest.raises(progress.HolderError):
        bags.pack(office, "officer", "", (number,))
    with pytest.raises(bags.EmptyBagError):
        bags.pack(office, "officer", "Lê An", ())
    assert seq_of(office) == before
    packed = bags.pack(office, "officer", "Lê An", (number, other, number))
    assert {row.number for row in office.store.lists.held_by("officer", "Lê An")} == {number, other}
    said = read_back(office, "", PaperName("bag", packed.seq))
    assert all(part in said for part in (packed.bag, number, other, "Lê An"))
    first = content_of(office, "", PaperName("bag", packed.seq))
    amendment.amend(office, number, amendment.Amendment("gõ nhầm", name="Người Khác"))
    assert content_of(office, "", PaperName("bag", packed.seq)) == first
    (under_way,) = office.store.books.bags_under_way()
    assert under_way.bag == packed.bag
    with pytest.raises(bags.NotInBagError):
        bags.receive_bag(office, packed.bag, "Lê An", missing=(ended,))
    bags.receive_bag(office, packed.bag, "Lê An", missing=(other,), surplus=(ended,), note="thiếu một")
    opened = office.store.books.bag(packed.bag)
    assert opened is not None and (opened.missing, opened.surplus) == ((other,), (ended,))
    assert (opened.received_by, opened.note, opened.received_at is not None) == ("Lê An", "thiếu một", True)


def test_one_dossier_lies_in_one_bag(office: Office, number: str) -> None:
    other = take_in(office, "2026-12-09 09:00", BURIAL, "Y Hai")
    first = bags.pack(office, "officer", "Lê An", (number,))
    before = seq_of(office)
    with pytest.raises(bags.InBagError) as refused:
        bags.pack(office, "officer", "Đỗ Bình", (other, number))
    assert (refused.value.facts["bag"], refused.value.facts["to_name"]) == (first.bag, "Lê An")
    assert seq_of(office) == before
    second = bags.pack(office, "officer", "Đỗ Bình", (other, number), take_out=(number, other))
    body = office.store.register.event(second.seq).body
    assert isinstance(body, BagPacked) and body.taken_out == (number,)
    assert bags.taken_out(office, first.bag) == (number,)
    assert office.store.books.bag_holding(number) == replace(known(office, second.bag), taken_out=())
    bags.receive_bag(office, second.bag, "Đỗ Bình")
    assert office.store.books.bag_holding(number) is None  # nor the first one, which nobody will ever open
    bags.pack(office, "desk", "", (number,))
    bags.receive_bag(office, first.bag, "Lê An", missing=bags.taken_out(office, first.bag))
    assert known(office, first.bag).missing == (number,)


def test_what_lay_in_another_bag_besides_is_free_again(office: Office, number: str) -> None:
    other = take_in(office, "2026-12-09 09:00", BURIAL, "Y Hai")
    first = bags.pack(office, "officer", "Lê An", (number,))
    second = bags.pack(office, "officer", "Đỗ Bình", (other,))
    go_to(office, "2026-12-09 11:00")
    bags.receive_bag(office, second.bag, "Đỗ Bình", surplus=(number,))
    assert office.store.books.bag_holding(number) is None
    assert bags.taken_out(office, first.bag) == (number,)


def known(office: Office, bag: str) -> Bag:
    found = office.store.books.bag(bag)
    assert found is not None
    return found


def test_results_come_back_to_the_desk_in_a_bag(office: Office, number: str) -> None:
    progress.forward(office, number, Hop("officer", "Lê An"))
    bags.pack(office, "desk", "", (number,))
    assert office.store.lists.held_by("officer", "Lê An") == ()
    assert office.store.register.row(number).holder_kind == "desk"


def test_a_result_in_the_post_comes_back_and_goes_out_again(office: Office, number: str) -> None:
    progress.finish(office, number)
    with pytest.raises(handover.NotPostedError):
        handover.delivered(office, number, "Y Một")
    handover.post(office, number, "EB111VN", "M-1")
    (posted,) = office.store.lists.posted()
    assert (posted.tracking, posted.manifest) == ("EB111VN", "M-1")
    assert work_lists.uncollected(office) == ()
    with pytest.raises(handover.PostedError):
        handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên")
    with pytest.raises(handover.PostedError):
        handover.post(office, number, "EB222VN")
    handover.post_returned(office, number, "đi vắng")
    assert [entry.row.number for entry in work_lists.uncollected(office)] == [number]
    handover.post(office, number, "EB222VN", "M-2")
    done = handover.delivered(office, number, "Nguyễn Thị Thuỷ Tiên")
    assert done.state is State.HANDED_OVER and office.store.lists.posted() == ()
    assert "bưu chính" in read_back(office, number, PaperName("return-receipt", done.seq), "a5")


def test_a_pad_takes_its_numbers_out_of_the_day(office: Office, number: str) -> None:
    recorded = pads.reserve_pad(office, 3)
    assert isinstance(recorded.body, PadReserved)
    (pad,) = office.store.books.pads(date(2026, 12, 9))
    assert (pad.first, pad.last, len(pad.free)) == (1002, 1004, 3)
    following = take_in(office, "2026-12-09 09:00", BURIAL, "Y Hai")
    assert following.endswith("-1005")
    sheets = [f"000.00.18.H32-261209-{counter}" for counter in pad.free]
    said = read_back(office, "", PaperName("pad", recorded.seq))
    assert all(sheet in said for sheet in sheets)
    pads.spoil_sheet(office, sheets[0], "rách")
    before = seq_of(office)
    for sheet, reason in ((sheets[0], "rách"), (sheets[1], " "), (following, "nhầm"), (number, "nhầm")):
        with pytest.raises(DeskError):
            pads.spoil_sheet(office, sheet, reason)
    for sheets_wanted in (0, 201, -1):
        with pytest.raises(pads.PadSizeError):
            pads.reserve_pad(office, sheets_wanted)
    assert seq_of(office) == before
    (pad,) = office.store.books.pads()
    assert (pad.spoiled, pad.free) == ((1002,), (1003, 1004))


def test_apologised_and_told_can_be_counted(office: Office, number: str) -> None:
    other = take_in(office, "2026-12-09 09:00", BURIAL, "Y Hai")
    go_to(office, "2026-12-11 09:00")
    apology.apologise(office, number, apology.Apology("quá tải"))
    go_to(office, "2026-12-16 09:00")
    apology.tell(office, other, "late", "phone")
    day = moment("2026-12-14 00:00")
    facts = {
        row.dossier.number: (row.told_at is not None, row.apologised_at is not None)
        for row in office.store.lists.late_facts(day, day + timedelta(days=1), office.clock.now())
    }
    assert facts == {number: (False, True), other: (True, False)}
