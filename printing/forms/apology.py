"""Mẫu số 04, the apology with the new date, on A4; its title is the circular's own."""

from desk_app.domain.papers.apology_letter import ApologyLetter
from printing.dates import OFFICE_TIME, day_in_words, moment_in_words
from printing.forms.letter import draw_letter
from printing.forms.letter_content import Letter
from printing.forms.profiles import letters_of
from printing.paper import Paper
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, keep_together


def draw_apology(setter: Setter, content: ApologyLetter, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of an apology."""
    values = {
        "addressee": content.addressee,
        "received_on": day_in_words(content.received_at.astimezone(OFFICE_TIME).date()).capitalize(),
        "body": content.body_name,
        "procedure": content.procedure,
        "personal_number": content.personal_number,
        "number": content.codes.number,
        "due_at": moment_in_words(content.due_at),
        "reason": content.reason,
        "new_due_on": day_in_words(content.new_due_on),
        "hotline": keep_together(content.head.hotline),
        "footer": content.head.footer,
    }
    letter = Letter(
        content.head,
        content.codes,
        letters_of(content.head.legal_profile).apology,
        values,
        (content.signer_name,),
        content.signer_title,
        content.signs_for,
        content.recipients,
    )
    return draw_letter(setter, letter, paper, copy)
