"""The label for a dossier's folder, as the dossier stands, on the kind of label sheet the desk has."""

from dataclasses import replace

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import BadInputError
from desk_app.domain.papers.folder_label import FolderLabel, LabelSheets, places_on
from desk_app.settings import Settings
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.paper_scene import PaperScene
from desk_app.usecases.receipts import sequence_text, slip_sequence_of


class LabelPlaceError(BadInputError):
    """A sheet of labels has the places 1 to `most`, not `value`."""


def label(scene: PaperScene, sheet: Settings) -> LabelSheets:
    """Return the label of one dossier on the label sheets of the settings `sheet`: those that lie in the printer now.

    PaperNotThereError for one that was promised no day, NoSlipError if refused."""
    dossier, settings = scene.dossier, scene.settings
    sequence, due_at = slip_sequence_of(dossier), dossier.standing.promised_at
    if due_at is None:
        raise PaperNotThereError(number=dossier.number, form="label")
    made = FolderLabel(
        agency=settings["agency_name"],
        number=dossier.number,
        lookup_code=scene.codes.lookup_code,
        applicant=dossier.applicant.name,
        request=dossier.terms.name,
        due_at=due_at,
        sheets=sum(paper.originals + paper.certified + paper.copies for paper in dossier.papers),
        book=f"Số {sequence_text(settings, sequence, DossierNumber.parse(dossier.number).day)}",
    )
    return LabelSheets((made,), sheet["label_format"], 1, float(sheet["label_right"]), float(sheet["label_down"]))


def starting_at(content: object, first: int) -> object:
    """Return the labels from the `first` free one of the sheet on (1 is the top left one); LabelPlaceError.

    Any other paper has no such place: only 1 is one.
    """
    most = places_on(content.format) if isinstance(content, LabelSheets) else 1
    if not 1 <= first <= most:
        raise LabelPlaceError(value=first, most=most)
    return replace(content, first=first) if isinstance(content, LabelSheets) else content
