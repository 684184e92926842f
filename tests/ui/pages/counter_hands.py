"""What a clerk does at Tiếp nhận, for the tests of that page."""

from tests.ui.pages.stage import Stage
from ui.pages.intake.page import IntakePage

MARRIAGE_STATUS = "1.004873"
CARD = "066198004217||Nguyễn Thị Thuỷ Tiên|14081998|Nữ|Thôn 4, xã Suối Hương, tỉnh Đắk Lắk|15042021"
OTHER_CARD = "066089001234|241000111|Y Wơl Niê Kđăm|02011989|Nam|Buôn Đrang, xã Suối Hương|15042021"


def page_of(stage: Stage) -> IntakePage:
    assert isinstance(stage.page, IntakePage)
    return stage.page


def choose_marriage_status(stage: Stage) -> None:
    stage.write("hon nhan")
    stage.press("Enter")


def settle_papers(stage: Stage) -> None:
    stage.press("Space", "Space", "Alt+K")


def type_person(stage: Stage) -> None:
    stage.write("Nguyễn Thị Thuỷ Tiên")
    stage.press("Tab")
    stage.write("066198004217")
    stage.press("Tab")
    stage.write("14081998")
    stage.press("Tab", "↓", "↓", "Tab")
    stage.write("Thôn 4, xã Suối Hương")
    stage.press("Tab")
    stage.write("0905 318 246")
