"""What goes to the post office (bưu chính công ích) in one load: the *danh mục bưu chính*."""

from dataclasses import dataclass

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class PostalRow:
    """One item. Without a `tracking_number` its cell stays free for the label that the post office sticks on."""

    number: str
    recipient: str
    address: str
    phone: str
    contents: str = ""
    tracking_number: str = ""


@dataclass(frozen=True)
class PostalManifest:
    """One load handed to a post office."""

    head: LetterHead
    post_office: str
    rows: tuple[PostalRow, ...]
    officer_name: str
