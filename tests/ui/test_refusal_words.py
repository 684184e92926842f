"""Every reason of the wire has words and a next step; a dossier says what is true of it and no more."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from desk_app.usecases import intake, tracking
from desk_app.usecases.refusals import refusal_noted
from sync.wire.messages import Reason
from tests.desks import application, make_office
from ui.pages.dossiers.detail import district_words
from ui.refusal_words import refusal_words

TONIGHT = datetime.fromisoformat("2026-12-09T22:17:00+07:00")
OF_THE_ENROLMENT = {Reason.CODE_REFUSED}  # answers no batch


@pytest.mark.parametrize("reason", sorted(set(Reason) - OF_THE_ENROLMENT))
def test_every_reason_for_which_a_batch_is_refused_has_words_of_its_own(reason: Reason) -> None:
    why, step = refusal_words(reason.name)
    assert refusal_words("99") != (why, step)
    assert step.endswith(".")


def test_a_dossier_says_when_the_district_took_it_in(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    number = intake.receive(office, application()).number
    outbox, last = office.store.outbox, office.store.outbox.head()[0]

    def words() -> str:
        return district_words(tracking.show(office, number), "huyện")[0]

    assert words() == "Có việc chỉ trên máy này"
    refusal_noted(office.store, "TOO_LARGE", 1, last, TONIGHT)
    assert words() == "Huyện chưa nhận, lý do: nhấn F8"
    outbox.receipt_stored(last, TONIGHT, b"receipt")
    assert words() == "Huyện đã nhận lúc 22:17, 09/12/2026"
    outbox.rewind(0)
    assert words() == "Huyện chưa nhận, lý do: nhấn F8", "refused, proven, lost again: refused until it is proven anew"
    detail = replace(tracking.show(office, number), refused=None)
    assert district_words(detail, "huyện")[0] == "Có việc chỉ trên máy này"
    office.store.close()
