"""Mẫu số 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", on A4."""

from desk_app.domain.papers.supplement_letter import SupplementLetter
from printing.forms.letter import draw_letter
from printing.forms.letter_content import Letter
from printing.forms.letter_flow import Values
from printing.forms.profiles import letters_of
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, keep_together


def draw_supplement(setter: Setter, content: SupplementLetter, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a supplement request."""
    applicant = content.applicant
    values: Values = {
        "applicant": applicant.name,
        "request": content.request,
        "address": applicant.address,
        "phone": keep_together(applicant.phone),
        "email": applicant.email,
        "items": content.items,
        "reason": content.reason,
        "contact": content.contact,
        "contact_phone": keep_together(content.contact_phone),
        "footer": content.head.footer,
    }
    words = letters_of(content.head.legal_profile).supplement
    return draw_letter(setter, Letter(content.head, content.codes, words, values, (content.officer_name,)), paper, copy)
