"""Mẫu số 03, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", on A4."""

from desk_app.domain.papers.refusal_letter import RefusalLetter
from printing.forms.letter import draw_letter
from printing.forms.letter_content import Letter
from printing.forms.letter_flow import Values
from printing.forms.profiles import letters_of
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, keep_together

NATIONAL_HOTLINE = "18001096"


def draw_refusal(setter: Setter, content: RefusalLetter, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a refusal."""
    applicant = content.applicant
    values: Values = {
        "desk_name": content.desk_name,
        "applicant": applicant.name,
        "personal_number": applicant.masked_number,
        "address": applicant.address,
        "phone": keep_together(applicant.phone),
        "email": applicant.email,
        "number": content.codes.number,
        "request": content.request,
        "reason": content.reason,
        "national_hotline": NATIONAL_HOTLINE,
        "hotline": keep_together(content.head.hotline),
        "footer": content.head.footer,
    }
    words = letters_of(content.head.legal_profile).refusal
    signers = (content.submitter_name, content.officer_name)
    return draw_letter(setter, Letter(content.head, content.codes, words, values, signers), paper, copy)
