"""One JSON object from a script becomes one act on a dossier; every mistake is named.

Each move has a reader of its own fields. `claimed_at` is understood by all of them: when it truly happened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.domain.events import SubmittedPaper
from desk_app.usecases import amendment, apology, ending, fees, handover, progress, registration, supplement
from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from ui.cli.json_fields import (
    FieldError,
    count_in,
    date_in,
    fee_lines_in,
    known_fields,
    papers_in,
    person_in,
    text_in,
    time_in,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActReader:
    """The fields a move understands beside `claimed_at`, and what does it."""

    fields: frozenset[str]
    do: Callable[[Office, str, Row], Acted]


def perform(office: Office, number: str, move: str, row: Row) -> Acted:
    """Do one act; FieldError for unknown fields, else the errors of the act."""
    reader = READERS[move]
    return reader.do(office, number, known_fields(row, reader.fields | {"claimed_at"}))


def _start(office: Office, number: str, row: Row) -> Acted:
    return progress.start(office, number, text_in(row, "note"), claimed_at=time_in(row, "claimed_at"))


def _finish(office: Office, number: str, row: Row) -> Acted:
    result = progress.Result(
        text_in(row, "result"), text_in(row, "result_number"), text_in(row, "signed_by"), date_in(row, "signed_on")
    )
    note = text_in(row, "note")
    return progress.finish(office, number, note, result=result, claimed_at=time_in(row, "claimed_at"))


def _forward(office: Office, number: str, row: Row) -> Acted:
    hop = progress.Hop(
        text_in(row, "to_kind") or "officer",
        text_in(row, "to"),
        time_in(row, "their_due_at"),
        text_in(row, "word"),
        text_in(row, "note"),
    )
    return progress.forward(office, number, hop, claimed_at=time_in(row, "claimed_at"), paper=_paper(row))


def _supplement(office: Office, number: str, row: Row) -> Acted:
    request = supplement.SupplementRequest(
        items=_items(row.get("items", ())),
        reason=text_in(row, "reason"),
        answer_by=date_in(row, "answer_by"),
        override_reason=text_in(row, "override_reason"),
        override_by=text_in(row, "override_by"),
    )
    return supplement.request_supplement(
        office, number, request, claimed_at=time_in(row, "claimed_at"), paper=text_in(row, "paper")
    )


def _supplemented(office: Office, number: str, row: Row) -> Acted:
    return supplement.receive_supplement(
        office,
        number,
        _papers(row, "papers"),
        text_in(row, "note"),
        claimed_at=time_in(row, "claimed_at"),
        paper=_paper(row),
    )


def _obligation(office: Office, number: str, row: Row) -> Acted:
    amount = count_in(row, "amount", 0) if row.get("amount") is not None else None
    return supplement.request_obligation(
        office, number, text_in(row, "notice"), amount, text_in(row, "note"), claimed_at=time_in(row, "claimed_at")
    )


def _settled(office: Office, number: str, row: Row) -> Acted:
    return supplement.settle_obligation(
        office,
        number,
        text_in(row, "receipt"),
        text_in(row, "note"),
        claimed_at=time_in(row, "claimed_at"),
        paper=_paper(row),
    )


def _apologise(office: Office, number: str, row: Row) -> Acted:
    letter = apology.Apology(
        text_in(row, "reason"), date_in(row, "new_on"), text_in(row, "signed_by"), text_in(row, "signed_as")
    )
    return apology.apologise(office, number, letter, claimed_at=time_in(row, "claimed_at"), paper=text_in(row, "paper"))


def _tell(office: Office, number: str, row: Row) -> Acted:
    return apology.tell(
        office,
        number,
        text_in(row, "about") or "late",
        text_in(row, "channel"),
        text_in(row, "note"),
        claimed_at=time_in(row, "claimed_at"),
    )


def _publish(office: Office, number: str, row: Row) -> Acted:
    return apology.publish(office, number, text_in(row, "place"), claimed_at=time_in(row, "claimed_at"))


def _hand_over(office: Office, number: str, row: Row) -> Acted:
    return handover.hand_over(
        office,
        number,
        text_in(row, "to", required=True),
        text_in(row, "relation") or "applicant",
        text_in(row, "proof") or "slip",
        authority=text_in(row, "authority"),
        statement=text_in(row, "statement"),
        returned=_papers(row, "returned"),
        claimed_at=time_in(row, "claimed_at"),
        paper=_paper(row),
    )


def _post(office: Office, number: str, row: Row) -> Acted:
    return handover.post(
        office, number, text_in(row, "tracking"), text_in(row, "manifest"), claimed_at=time_in(row, "claimed_at")
    )


def _delivered(office: Office, number: str, row: Row) -> Acted:
    return handover.delivered(office, number, text_in(row, "to"), claimed_at=time_in(row, "claimed_at"))


def _post_returned(office: Office, number: str, row: Row) -> Acted:
    return handover.post_returned(office, number, text_in(row, "reason"), claimed_at=time_in(row, "claimed_at"))


def _withdraw(office: Office, number: str, row: Row) -> Acted:
    return ending.withdraw(
        office, number, text_in(row, "reason"), _papers(row, "returned"), claimed_at=time_in(row, "claimed_at")
    )


def _stop(office: Office, number: str, row: Row) -> Acted:
    wish = ending.Stop(
        reason=text_in(row, "reason"),
        asked_at=time_in(row, "asked_at"),
        asked_way=text_in(row, "asked_way"),
        finding=text_in(row, "finding"),
        returned=_papers(row, "returned"),
        fees_returned=count_in(row, "fees_returned", 0),
    )
    return ending.stop(office, number, wish, claimed_at=time_in(row, "claimed_at"), paper=text_in(row, "paper"))


def _reopen(office: Office, number: str, row: Row) -> Acted:
    return ending.reopen(
        office, number, text_in(row, "reason"), text_in(row, "approved_by"), claimed_at=time_in(row, "claimed_at")
    )


def _amend(office: Office, number: str, row: Row) -> Acted:
    changes = {field: text_in(row, field) for field in _AMENDABLE if row.get(field) is not None}
    submitter = person_in(row, "submitter") if row.get("submitter") is not None else None
    papers = papers_in(row.get("papers", "required"))  # "required": nothing is said of them
    change = amendment.Amendment(text_in(row, "reason"), **changes, submitter=submitter, papers=papers)
    return amendment.amend(office, number, change, claimed_at=time_in(row, "claimed_at"), paper=text_in(row, "paper"))


def _accept(office: Office, number: str, row: Row) -> Acted:
    return registration.accept(
        office,
        number,
        papers_in(row.get("papers")),
        text_in(row, "return_by") or "counter",
        claimed_at=time_in(row, "claimed_at"),
        paper=_paper(row),
    )


def _turn_away(office: Office, number: str, row: Row) -> Acted:
    return registration.turn_away(
        office, number, text_in(row, "reason"), claimed_at=time_in(row, "claimed_at"), paper=text_in(row, "paper")
    )


def _shelve(office: Office, number: str, row: Row) -> Acted:
    return progress.shelve(office, number, text_in(row, "place"), claimed_at=time_in(row, "claimed_at"))


def _fees(office: Office, number: str, row: Row) -> Acted:
    return fees.record_fees(
        office,
        number,
        fee_lines_in(row, "lines"),
        text_in(row, "paid_by"),
        text_in(row, "receipt"),
        claimed_at=time_in(row, "claimed_at"),
    )


def _items(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list | tuple):
        raise FieldError(field="items", wanted="list of names, or of name and note")
    return tuple(_item(each) for each in value)


def _item(value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict):
        raise FieldError(field="items", wanted="name and note")
    row = known_fields(value, ("name", "note"))
    return text_in(row, "name", required=True), text_in(row, "note")


def _papers(row: Row, field: str) -> tuple[SubmittedPaper, ...]:
    return papers_in(row.get(field)) or ()


def _paper(row: Row) -> str | None:
    return text_in(row, "paper") if "paper" in row else None


_AMENDABLE = ("name", "address", "phone", "email", "personal_number", "procedure", "return_by")


def _reader(do: Callable[[Office, str, Row], Acted], *fields: str) -> ActReader:
    return ActReader(frozenset(fields), do)


READERS: Mapping[str, ActReader] = {
    "accept": _reader(_accept, "papers", "return_by", "paper"),
    "refuse": _reader(_turn_away, "reason", "paper"),
    "start": _reader(_start, "note"),
    "forward": _reader(_forward, "to_kind", "to", "their_due_at", "word", "note", "paper"),
    "supplement": _reader(_supplement, "items", "reason", "answer_by", "override_reason", "override_by", "paper"),
    "supplemented": _reader(_supplemented, "papers", "note", "paper"),
    "obligation": _reader(_obligation, "notice", "amount", "note"),
    "settled": _reader(_settled, "receipt", "note", "paper"),
    "apologise": _reader(_apologise, "reason", "new_on", "signed_by", "signed_as", "paper"),
    "tell": _reader(_tell, "about", "channel", "note"),
    "publish": _reader(_publish, "place"),
    "finish": _reader(_finish, "note", "result", "result_number", "signed_by", "signed_on"),
    "hand-over": _reader(_hand_over, "to", "relation", "proof", "authority", "statement", "returned", "paper"),
    "post": _reader(_post, "tracking", "manifest"),
    "delivered": _reader(_delivered, "to"),
    "post-returned": _reader(_post_returned, "reason"),
    "withdraw": _reader(_withdraw, "reason", "returned"),
    "stop": _reader(_stop, "reason", "asked_at", "asked_way", "finding", "returned", "fees_returned", "paper"),
    "reopen": _reader(_reopen, "reason", "approved_by"),
    "amend": _reader(_amend, "reason", *_AMENDABLE, "submitter", "papers", "paper"),
    "shelve": _reader(_shelve, "place"),
    "fees": _reader(_fees, "lines", "paid_by", "receipt"),
}
"""Every move of `desk act`, by its word."""
