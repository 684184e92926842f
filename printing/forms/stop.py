"""Mẫu số 05 of Circular 03/2025, "Thông báo dừng giải quyết hồ sơ", on A4; its lines are data of the profile."""

from desk_app.domain.papers.stop_notice import StopNotice
from printing.dates import moment_in_words
from printing.forms.letter import draw_letter
from printing.forms.letter_content import Letter
from printing.forms.profiles import stop_of
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, keep_together


def draw_stop(setter: Setter, content: StopNotice, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a stop notice; FormNotInProfileError under the circular of 2018."""
    applicant = content.applicant
    values = {
        "addressee": content.addressee,
        "desk_name": content.desk_name,
        "applicant": applicant.name,
        "personal_number": applicant.masked_number,
        "address": applicant.address,
        "phone": keep_together(applicant.phone),
        "email": applicant.email,
        "number": content.codes.number,
        "request": content.request,
        "asked_at": moment_in_words(content.asked_at),
        "way": content.way,
        "reason": content.reason,
        "checked_at": moment_in_words(content.checked_at),
        "finding": content.finding,
        "stopped_at": moment_in_words(content.stopped_at),
        "given_back": content.given_back,
        "footer": content.head.footer,
    }
    words = stop_of(content.head.legal_profile)
    signers = (content.asker_name, content.officer_name)
    return draw_letter(setter, Letter(content.head, content.codes, words, values, signers), paper, copy)
