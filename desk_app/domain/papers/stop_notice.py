"""Mẫu số 05 of Circular 03/2025 (article 7), "Thông báo dừng giải quyết hồ sơ": on the citizen's own wish."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.slip import SlipPerson


@dataclass(frozen=True)
class StopNotice:
    """A stop notice. The circular of 2018 has none: printing it under that profile is refused.

    `asked_at`, `checked_at` and `stopped_at` are aware times, printed in office time: when the citizen asked (`way`:
    `trực tiếp tại quầy`), when the desk checked that no decision or result exists yet (`finding` says so) and from when
    the dossier rests. `given_back` is the sentence on papers and fees that go back. Both sides sign.
    """

    head: LetterHead
    codes: DossierCodes
    desk_name: str
    addressee: str
    applicant: SlipPerson
    request: str
    asked_at: datetime
    way: str
    reason: str
    checked_at: datetime
    finding: str
    stopped_at: datetime
    given_back: str
    asker_name: str
    officer_name: str
