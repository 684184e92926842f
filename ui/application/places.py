"""The pages and where they stand in the rail; each is loaded when first opened."""

from collections.abc import Callable, Sequence
from importlib import import_module

from ui.application.source_lines import forget_source_lines
from ui.counter import Counter
from ui.widgets.page import Page, Place

AT_THE_COUNTER = "Tại quầy"
IN_THE_DAY = "Trong ngày"
THE_DESK = "Quầy này"

_PAGES: tuple[tuple[Place, str, str], ...] = (
    (Place("intake", "Tiếp nhận", "file-plus", "F2", AT_THE_COUNTER), "ui.pages.intake.page", "IntakePage"),
    (Place("dossiers", "Hồ sơ", "folder-search", "F3", AT_THE_COUNTER), "ui.pages.dossiers.page", "DossiersPage"),
    (Place("hand_over", "Trả kết quả", "file-check", "F4", AT_THE_COUNTER), "ui.pages.hand_over.page", "HandOverPage"),
    (Place("today", "Hôm nay", "calendar-event", "F5", IN_THE_DAY), "ui.pages.today.page", "TodayPage"),
    (
        Place("office_day", "Sổ ngày", "briefcase", "Ctrl+F5", IN_THE_DAY),
        "ui.pages.office_day.page",
        "OfficeDayPage",
    ),
    (Place("prints", "In giấy", "printer", "F7", IN_THE_DAY), "ui.pages.prints.page", "PrintsPage"),
    (Place("exchange", "Đồng bộ", "refresh", "F8", IN_THE_DAY), "ui.pages.exchange.page", "ExchangePage"),
    (Place("settings", "Cài đặt", "settings", "Ctrl+F8", THE_DESK), "ui.pages.settings.page", "SettingsPage"),
    (Place("officers", "Cán bộ", "users", "Ctrl+F9", THE_DESK), "ui.pages.officers.page", "OfficersPage"),
)


def places(counter: Counter, made: Callable[[str, Page], object]) -> Sequence[tuple[Place, Callable[[], Page]]]:
    """Return every place with the maker of its page; `made(name, page)` is told of each page once, to connect it."""

    def maker(name: str, module: str, page_class: str) -> Callable[[], Page]:
        def make() -> Page:
            page: Page = getattr(import_module(module), page_class)(counter)
            forget_source_lines()
            made(name, page)
            return page

        return make

    return [(place, maker(place.name, module, page_class)) for place, module, page_class in _PAGES]
