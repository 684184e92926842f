"""Labels stand where the sheet has them, from any first label on and with any shift, and carry codes that read."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from desk_app.domain.papers import folder_label
from desk_app.domain.papers.folder_label import FolderLabel, LabelSheets, places_on
from printing.fonts import Typeface
from printing.label_formats import LABEL_FORMATS, LabelFormat, Placement
from printing.press import press_form
from tests.printing.codes_reader import BARCODE, Wear, pages_of, read, worn
from tests.printing.drawn import facts_of
from tests.printing.pages import squeezed, text_of, texts_of
from tests.printing.samples import PRINTED_AT
from tests.printing.sheet_samples import labels

EVERY_FORMAT = pytest.mark.parametrize("kind", LABEL_FORMATS, ids=lambda kind: kind.name)


def press_labels(labels: Sequence[FolderLabel], placement: Placement, *, typeface: Typeface) -> bytes:
    content = LabelSheets(tuple(labels), placement.format.name, placement.first, placement.right, placement.down)
    return press_form(content, print_number=1, printed_at=PRINTED_AT, typeface=typeface)


def test_the_formats_a_clerk_can_choose_are_those_that_can_be_printed() -> None:
    assert tuple(kind.name for kind in LABEL_FORMATS) == folder_label.LABEL_FORMATS
    assert [places_on(kind.name) for kind in LABEL_FORMATS] == [kind.count for kind in LABEL_FORMATS]


def boxes_of(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Left, top, right, bottom in mm from the top left corner, of everything drawn, page by page."""
    pages = []
    for facts in facts_of(pdf):
        height = float(facts[0].split()[2])
        edges = [[float(edge) for edge in fact.split()[1:5]] for fact in facts[1:]]
        scale = 25.4 / 72
        pages.append(
            [(x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale) for x0, y0, x1, y1 in edges]
        )
    return pages


@EVERY_FORMAT
def test_a_format_fits_its_sheet(kind: LabelFormat) -> None:
    assert kind.left * 2 + kind.across * kind.width + (kind.across - 1) * kind.gap_across == pytest.approx(210, abs=1)
    assert kind.top + kind.down * (kind.height + kind.gap_down) <= 297
    assert len({other.name for other in LABEL_FORMATS}) == len(LABEL_FORMATS)


@EVERY_FORMAT
@pytest.mark.parametrize(("first", "right", "down"), [(1, 0, 0), (3, 0, 0), (8, 1.5, -2.0), (5, -0.7, 3.3)])
def test_nothing_is_printed_outside_its_label(
    kind: LabelFormat, first: int, right: float, down: float, typeface: Typeface
) -> None:
    placement = Placement(kind, first, right, down)
    content = tuple(replace(label, applicant="NGUYỄN THỊ HỒNG ÁNH " * 8) for label in labels(3))
    for number, label in enumerate(content):
        pdf = press_labels([label], Placement(kind, placement.first, right, down), typeface=typeface)
        _, left, top = placement.place(0)
        for x0, y0, x1, y1 in boxes_of(pdf)[0]:
            assert left + 3 <= x0 and x1 <= left + kind.width - 3, number
            assert top + 1.5 <= y0 and y1 <= top + kind.height - 1.5, number


@EVERY_FORMAT
@pytest.mark.parametrize("first", [1, 2, 7, 8])
def test_labels_begin_at_the_first_free_one_and_go_on_over_sheets(
    kind: LabelFormat, first: int, typeface: Typeface
) -> None:
    content = labels(kind.count + 3)
    pages = texts_of(press_labels(content, Placement(kind, first), typeface=typeface))
    on_first = kind.count - first + 1
    for number, label in enumerate(content):
        assert label.number in pages[0 if number < on_first else 1 + (number - on_first) // kind.count]
    assert len(pages) == 1 + -(-(len(content) - on_first) // kind.count)


def test_places_run_along_the_rows() -> None:
    placement = Placement(LABEL_FORMATS[0], first=2)
    places = [placement.place(number) for number in range(9)]
    assert places[0] == pytest.approx((0, 4.65 + 99.1 + 2.5, 13.1))
    assert places[1] == pytest.approx((0, 4.65, 13.1 + 67.7))
    assert places[7] == pytest.approx((1, 4.65, 13.1))
    assert all(after > before for before, after in pairwise([(page, y, x) for page, x, y in places]))


@pytest.mark.parametrize("first", [0, 9, -1])
def test_a_label_that_the_sheet_does_not_have_is_refused(first: int) -> None:
    with pytest.raises(ValueError):
        Placement(LABEL_FORMATS[0], first)


@EVERY_FORMAT
@pytest.mark.parametrize("wear", [Wear("clean"), Wear("turned", turn=2)], ids=lambda wear: wear.name)
def test_every_label_is_read_back(kind: LabelFormat, wear: Wear, typeface: Typeface) -> None:
    pdf = press_labels(labels(6), Placement(kind, 2), typeface=typeface)
    found = read(worn(pages_of(pdf, 300)[0], wear), 300)[BARCODE]
    assert {code[:-1] for code in found} == {f"260424{1042 + n}" for n in range(6)}


@EVERY_FORMAT
@pytest.mark.parametrize("name", ["Ẩ" * 200, "CÔNG TẰNG TÔN NỮ " * 11, "H'Hen Niê Kđăm", "Y Wơl Êban Rơ\u0306ng", "È"])
def test_a_name_is_never_cut(kind: LabelFormat, name: str, typeface: Typeface) -> None:
    label = replace(labels(1)[0], applicant=name)
    assert squeezed(name) in squeezed(text_of(press_labels([label], Placement(kind), typeface=typeface)))


def test_only_the_name_of_the_procedure_is_cut_and_says_so(typeface: Typeface) -> None:
    text = text_of(press_labels(labels(2)[1:], Placement(), typeface=typeface))
    assert "gắn liền với đất, cấp Giấy" in text and "…" in text
    assert "…" not in text_of(press_labels(labels(1), Placement(), typeface=typeface))


def test_no_label_is_an_empty_sheet(typeface: Typeface) -> None:
    assert texts_of(press_labels([], Placement(), typeface=typeface)) == [""]
