"""A commune sees its own head, hotline and paper before it keeps a setting."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from desk_app.domain.papers.specimen import specimen_slip
from printing.errors import UnprintableCharacterError
from printing.fonts import Typeface
from printing.paper import Paper
from printing.press import press
from printing.preview import preview
from tests.printing.pages import text_of
from tests.printing.samples import PRINTED_AT
from tests.printing.sheet_samples import head

HEAD = head("1-1/2026-TTPVHCC")
DESK = "Trung tâm Phục vụ hành chính công xã Cam Lâm"


@pytest.mark.parametrize("paper", list(Paper), ids=str)
def test_every_paper_has_a_picture_that_changes_with_the_settings(paper: Paper, typeface: Typeface) -> None:
    shown = preview(HEAD, DESK, paper, at=PRINTED_AT, typeface=typeface)
    image = Image.open(io.BytesIO(shown))
    assert image.width > 300 and image.height > 300
    for changed in (
        replace(HEAD, hotline="0258 3 111 222"),
        replace(HEAD, parent_body="Ủy ban nhân dân phường Ba Ngòi"),
    ):
        assert preview(changed, DESK, paper, at=PRINTED_AT, typeface=typeface) != shown


def test_a_specimen_is_worth_nothing_and_shows_the_settings(typeface: Typeface) -> None:
    slip = specimen_slip(HEAD, DESK, PRINTED_AT)
    text = text_of(press(slip, Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=typeface))
    assert "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in text
    assert "0258 3 863 000" in text and "ỦY BAN NHÂN DÂN XÃ CAM LÂM" in text and "Nguyễn Văn Mẫu" in text


def test_a_name_that_cannot_be_printed_is_told_before_it_is_kept(typeface: Typeface) -> None:
    with pytest.raises(UnprintableCharacterError):
        preview(replace(HEAD, agency_name="Trung tâm 漢"), DESK, Paper.A5, at=PRINTED_AT, typeface=typeface)
