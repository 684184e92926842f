"""Letters on a thermal roll say what they say on A4, in both circulars, and no line leaves the paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import ImageChops

from desk_app.domain.slip import LegalProfile, SlipMark
from printing.errors import FormNotInProfileError, PaperNotForFormError
from printing.fonts import Typeface
from printing.letters import VIETNAMESE
from printing.paper import Paper
from printing.press import press_form
from printing.rolls import ROLLS, Roll
from printing.thermal import press_roll
from tests.printing.codes_reader import QR, read
from tests.printing.pages import squeezed, text_of
from tests.printing.paper_samples import apology, refusal, stop, supplement
from tests.printing.samples import PRINTED_AT, SEAL_TEXT
from tests.printing.test_thermal import seen

OLD, NEW = LegalProfile.TT01_2018, LegalProfile.TT03_2025
LETTERS: dict[str, Callable[[], Any]] = {"supplement": supplement, "refusal": refusal, "stop": stop}
CASES = [(name, profile) for name in LETTERS for profile in (OLD, NEW) if (name, profile) != ("stop", OLD)]
EVERY = pytest.mark.parametrize(("name", "profile"), CASES, ids=[f"{name} {profile.name}" for name, profile in CASES])
EVERY_ROLL = pytest.mark.parametrize("roll", ROLLS, ids=lambda roll: roll.kind.value)
ONCE: Any = {"print_number": 1, "printed_at": PRINTED_AT}


def letter(name: str, profile: LegalProfile) -> Any:
    """A letter under a circular."""
    content = LETTERS[name]()
    return replace(content, head=replace(content.head, legal_profile=profile))


def words_of(text: str) -> set[str]:
    """What stands between spaces."""
    return set(text.replace("\xa0", " ").split())


@EVERY
@EVERY_ROLL
def test_the_roll_has_every_word_of_the_sheet(name: str, profile: LegalProfile, roll: Roll, typeface: Typeface) -> None:
    content = letter(name, profile)
    sheet, rolled = (text_of(press_form(content, paper, **ONCE, typeface=typeface)) for paper in (Paper.A4, roll.kind))
    missing = {word for word in words_of(sheet) if squeezed(word) not in squeezed(rolled)}
    assert missing == set()
    assert len(words_of(rolled)) > 80


@EVERY_ROLL
def test_a_word_left_out_would_be_noticed(roll: Roll, typeface: Typeface) -> None:
    sheet = text_of(press_form(supplement(), **ONCE, typeface=typeface))
    other = text_of(press_form(replace(supplement(), reason="ngắn."), roll.kind, **ONCE, typeface=typeface))
    assert any(squeezed(word) not in squeezed(other) for word in words_of(sheet))


@EVERY
@EVERY_ROLL
def test_nothing_reaches_over_the_edge_and_the_seal_is_read_back(
    name: str, profile: LegalProfile, roll: Roll, typeface: Typeface
) -> None:
    content = letter(name, profile)
    done = press_roll(content, roll, **ONCE, typeface=typeface)
    left, top, right, bottom = ImageChops.invert(seen(done.dots)).getbbox() or (0,) * 4
    assert left > 0 and top > 0 and right < roll.dots and done.dots.height - bottom < 24
    assert read(seen(done.dots), 203)[QR] == {content.codes.seal_text or content.head.sequence_text}


@EVERY_ROLL
def test_every_vietnamese_letter_marks_and_reprints_are_on_the_roll(roll: Roll, typeface: Typeface) -> None:
    content = replace(supplement(), reason=VIETNAMESE[:67] + " " + VIETNAMESE[67:])
    content = replace(content, head=replace(content.head, marks=frozenset({SlipMark.TRAINING})))
    text = squeezed(text_of(press_form(content, roll.kind, print_number=3, printed_at=PRINTED_AT, typeface=typeface)))
    assert squeezed(content.reason) in text
    assert squeezed("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ") in text and squeezed("IN LẠI LẦN 3") in text
    assert content.codes.seal_text == SEAL_TEXT


def test_an_apology_and_a_stop_of_2018_have_no_roll(typeface: Typeface) -> None:
    with pytest.raises(PaperNotForFormError):
        press_form(apology(), Paper.ROLL_80, **ONCE, typeface=typeface)
    with pytest.raises(FormNotInProfileError):
        press_form(letter("stop", OLD), Paper.ROLL_80, **ONCE, typeface=typeface)
