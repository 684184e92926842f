"""The hand-over bag between counter and case officers: packed by scans, opened by one scan and its exceptions."""

from dataclasses import dataclass

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.events import Recorded, Started
from desk_app.domain.life_events import Forwarded
from desk_app.domain.lifecycle import Move, State
from desk_app.domain.moves import check_move
from desk_app.domain.office_events import BagPacked, BagReceived
from desk_app.domain.paper_name import PaperName
from desk_app.usecases.acts import ask_paper, cleaned
from desk_app.usecases.office import Office
from desk_app.usecases.progress import check_holder


class EmptyBagError(BadInputError):
    """A bag without a dossier."""


class InBagError(DeskError):
    """The dossier `number` lies in the bag `bag` for `to_name`, packed `packed_at` and opened by nobody."""


class BagNotFoundError(DeskError):
    """No bag has the code `bag`."""


class BagOpenedError(DeskError):
    """The bag `bag` was opened already."""


class NotInBagError(BadInputError):
    """`numbers` are called missing, but the list of the bag does not name them."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A bag that left: its code, the event, and the print of its list."""

    bag: str
    seq: int
    print_id: int | None


def check_free(office: Office, number: str) -> None:
    """Raise InBagError for a dossier in a bag under way: one folder of paper cannot be in two bags."""
    bag = office.store.books.bag_holding(number)
    if bag is not None:
        raise InBagError(number=number, bag=bag.bag, to_name=bag.to_name, packed_at=bag.packed_at)


def pack(
    office: Office,
    to_kind: str,
    to_name: str,
    numbers: tuple[str, ...],
    *,
    take_out: tuple[str, ...] = (),
    paper: str | None = "a4",
) -> Packed:
    """Record the bag and that each dossier in it goes to `to_name`; the list (bảng kê) goes to the print queue.

    Results on their way back to the desk (`to_kind` desk) change hands in the same way. All or nothing. A dossier in a
    bag nobody opened (InBagError) is packed only when `take_out` names it; the log keeps that it was taken out.
    """
    numbers = tuple(dict.fromkeys(numbers))
    if not numbers:
        raise EmptyBagError()
    check_holder(to_kind, to_name)
    name = cleaned(office, "to_name", to_name)
    today = office.clock.now().astimezone(OFFICE_ZONE).date()
    for number in numbers:
        if number not in take_out:
            check_free(office, number)
    freed = tuple(number for number in numbers if number in take_out and office.store.books.bag_holding(number))
    with office.store.unit_of_work(office.actor) as work:
        settings = work.settings()
        bag = f"T{settings['desk']}-{today:%y%m%d}-{office.store.outbox.head()[0] + 1}"  # the log's place is unique
        for number in numbers:
            dossier = work.dossier(number)
            if dossier.state is State.RECEIVED:
                work.append(Started(), dossier=number)
                dossier = work.dossier(number)
            if dossier.state is not State.RESULT_READY:
                check_move(dossier, Move.FORWARD)
                work.append(Forwarded(to_kind, name, None, bag=bag), dossier=number)
        recorded = work.append(BagPacked(bag, office.actor_name, name, numbers, freed))
        print_id = None if paper is None else ask_paper(work, "", PaperName("bag", recorded.seq), paper)
        work.commit()
    return Packed(bag, recorded.seq, print_id)


def taken_out(office: Office, bag: str) -> tuple[str, ...]:
    """Return what a bag still to be opened lists and cannot hold: it was seen in another bag since."""
    known = office.store.books.bag(bag)
    return known.taken_out if known and known.received_at is None else ()


def receive_bag(
    office: Office,
    bag: str,
    by_name: str,
    missing: tuple[str, ...] = (),
    surplus: tuple[str, ...] = (),
    note: str = "",
) -> Recorded:
    """Record that a bag was opened and what differed; no difference is the ordinary case and needs nothing typed."""
    name, note = cleaned(office, "by_name", by_name), cleaned(office, "note", note)
    known = office.store.books.bag(bag)
    if known is None:
        raise BagNotFoundError(bag=bag)
    if known.received_at is not None:
        raise BagOpenedError(bag=bag)
    strangers = tuple(number for number in missing if number not in known.numbers)
    if strangers:
        raise NotInBagError(bag=bag, numbers=strangers)
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(BagReceived(bag, name, missing, surplus, note))
        work.commit()
    return recorded
