"""Lists that are printed as they stand: no event stands behind them, so they are made anew each time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier import Dossier
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DeskError
from desk_app.domain.life_events import Apologised
from desk_app.domain.lifecycle import State
from desk_app.domain.papers.apology_list import ApologyList, PublishedApology
from desk_app.domain.papers.letter_head import LetterHead
from desk_app.domain.papers.postal_manifest import PostalManifest, PostalRow
from desk_app.domain.papers.uncollected_list import UncollectedList, WaitingResult
from desk_app.domain.papers.village_list import Errand, VillageList, VillageRow
from desk_app.domain.person import Person
from desk_app.register_rows import ApologyRow, DossierRow
from desk_app.usecases.office import Office
from desk_app.usecases.sheets import office_head

_LONG_AGO = datetime(2000, 1, 1, tzinfo=OFFICE_ZONE)
_ERRANDS = {State.RESULT_READY: Errand.COLLECT, State.SUPPLEMENT_REQUESTED: Errand.SUPPLEMENT}
NO_VILLAGE = "các hồ sơ chưa ghi thôn"


class NothingToListError(DeskError):
    """The list `name` has no row: there is nothing to print."""


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A list ready for the press: `content` is a dataclass of `desk_app.domain.papers`, `rows` how many it names."""

    title: str
    content: object
    rows: int


def uncollected(office: Office) -> tuple[ListPaper, ...]:
    """Return the results that nobody fetched, longest first; NothingToListError."""
    today = _today(office)
    rows = tuple(
        WaitingResult(
            number=each.dossier.number,
            applicant=each.dossier.name,
            village=each.dossier.village,
            phone=_asker(office, each.dossier).phone,
            ready_on=_day(each.ready_at),
            days=(today - _day(each.ready_at)).days,
            told=f"{_day(each.told_at):%d/%m}" if each.told_at else "",
        )
        for each in office.store.lists.uncollected()
    )
    content = UncollectedList(_head(office), today, rows, office.actor_name)
    return _papers("uncollected", "danh-sach-chua-nhan-ket-qua", content, len(rows))


def villages(office: Office) -> tuple[ListPaper, ...]:
    """Return one list a village: who shall fetch a result or bring what is missing; NothingToListError."""
    papers = []
    last_days = {each.dossier.number: each.answer_by for each in office.store.lists.waiting_for_supplement()}
    for place, rows in enumerate(office.store.lists.by_village(tuple(_ERRANDS)).values(), 1):
        village = rows[0].village
        content = VillageList(
            head=_head(office),
            village=village or NO_VILLAGE,
            addressee=f"Trưởng {village}" if village else "người chuyển giấy",
            head_name="",
            rows=tuple(
                VillageRow(
                    name=row.name,
                    address=_asker(office, row).address,
                    number_tail=str(DossierNumber.parse(row.number).counter),
                    errand=_ERRANDS[row.state],
                    on=last_days.get(row.number) or _today(office),
                )
                for row in rows
            ),
            officer_name=office.actor_name,
        )
        papers.append(ListPaper(f"danh-sach-thon-{place}", content, len(rows)))
    if not papers:
        raise NothingToListError(name="village")
    return tuple(papers)


def apologies(office: Office) -> tuple[ListPaper, ...]:
    """Return the apologies still to be published, oldest first; NothingToListError."""
    found = office.store.lists.apologies(_LONG_AGO, office.clock.now() + timedelta(days=1), unpublished=True)
    head, today = _head(office), _today(office)
    content = ApologyList(
        head=head,
        first_day=min((_day(row.apologised_at) for row in found), default=today),
        last_day=max((_day(row.apologised_at) for row in found), default=today),
        words=f"{head.agency_name} xin lỗi những ông (bà), tổ chức có hồ sơ sau đây vì đã để quá ngày hẹn trả kết quả.",
        rows=tuple(_apology(office, row) for row in found),
        signer_title="NGƯỜI PHỤ TRÁCH",
        signer_name=found[-1].signed_by if found else "",
    )
    return _papers("apology", "danh-sach-xin-loi", content, len(found))


def postal(office: Office) -> tuple[ListPaper, ...]:
    """Return what the post shall fetch or has: ready results to be sent, and what is not delivered yet."""
    posted = {each.dossier.number: each.tracking for each in office.store.lists.posted()}
    waiting = [each.dossier.number for each in office.store.lists.uncollected()]
    dossiers = [office.store.register.dossier(number) for number in (*waiting, *posted)]
    rows = tuple(
        PostalRow(
            number=dossier.number,
            recipient=_person(dossier).name,
            address=_person(dossier).address,
            phone=_person(dossier).phone,
            tracking_number=posted.get(dossier.number, ""),
        )
        for dossier in dossiers
        if dossier.return_by == "post" or dossier.number in posted
    )
    settings = office.store.settings()
    content = PostalManifest(_head(office), settings["post_office"] or settings["place"], rows, office.actor_name)
    return _papers("postal", "danh-muc-buu-chinh", content, len(rows))


PRINTED_LISTS: Mapping[str, Callable[[Office], tuple[ListPaper, ...]]] = {
    "uncollected": uncollected,
    "village": villages,
    "apology": apologies,
    "postal": postal,
}
"""The lists that can be printed, by name."""


def _papers(name: str, title: str, content: object, rows: int) -> tuple[ListPaper, ...]:
    if not rows:
        raise NothingToListError(name=name)
    return (ListPaper(title, content, rows),)


def _apology(office: Office, row: ApologyRow) -> PublishedApology:
    dossier = office.store.register.dossier(row.dossier.number)
    event = next(event for event in dossier.history if isinstance(event.body, Apologised))
    body = event.body
    assert isinstance(body, Apologised)  # the generator above looked for nothing else
    was, new = row.dossier.due_at, row.dossier.reappointed_at
    return PublishedApology(
        number=row.dossier.number,
        request=row.dossier.procedure_name,
        letter=f"{body.letter_sequence}/PXL",
        was_due_on=_day(was or row.apologised_at),
        new_due_on=_day(new or row.apologised_at),
        reason=row.reason,
    )


def _asker(office: Office, row: DossierRow) -> Person:
    return _person(office.store.register.dossier(row.number))


def _person(dossier: Dossier) -> Person:
    """Whom to reach: who handed the papers in, where that was somebody else."""
    return dossier.submitter or dossier.applicant


def _head(office: Office) -> LetterHead:
    return office_head(office.store.settings(), _today(office))


def _today(office: Office) -> date:
    return _day(office.clock.now())


def _day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()
