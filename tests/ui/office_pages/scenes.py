"""Scenes of the pages around the counter, each on a desk of its own."""

from collections.abc import Callable
from datetime import date

import pypdfium2
from PySide6.QtGui import QImage

from desk_app.domain.errors import DeskError
from desk_app.ports import PrintState
from desk_app.usecases import day_prints, slips, upkeep
from desk_app.usecases.refusals import refusal_noted
from desk_app.usecases.stick import stick_left
from tests.ui.office_pages.stage import LAST_NIGHT, NOW, TONIGHT, Stage
from ui.composition import keeping
from ui.composition.folders import default_cache
from ui.composition.paper import Press
from ui.job_watch import TROUBLES
from ui.main_window import MainWindow
from ui.opened_pdf import OpenedPdf
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.stick import StickService
from ui.pages.officers.page import OfficersPage
from ui.pages.prints.page import PrintsPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.reading import List


def _exchange(stage: Stage) -> tuple[MainWindow, ExchangePage]:
    stage.clock.at = NOW
    window = stage.window("exchange", ExchangePage)
    page = window.page("exchange")
    assert isinstance(page, ExchangePage)
    page.show_next(TONIGHT)
    page.show_night("22:17")
    return window, page


def _after_a_good_night() -> Stage:
    stage = Stage()
    stage.receive(("Đỗ Đức Quỳnh", "Vũ Đình Khuê"))
    stage.clock.at = LAST_NIGHT
    stage.prove()
    stage.clock.at = NOW
    return stage


def exchange_waiting() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    return _exchange(stage)[0]


def exchange_sending() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    window, page = _exchange(stage)
    page.show_progress(0, 14)
    stage.prove()
    stage.receive(("Cao Thị Nghĩa", "Y Wơl Niê Kđăm"))
    page.show_progress(9, 2)
    return window


def exchange_failed() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    window, page = _exchange(stage)
    page.show_failure("Chưa nối được máy chủ. Hồ sơ vẫn an toàn trên máy này; máy tự thử lại, không cần làm gì.")
    return window


def exchange_stick() -> MainWindow:
    """A stick is under way, and another is asked for."""
    stage = _after_a_good_night()
    stage.receive()
    stick_left(stage.office.store, NOW, stage.office.store.outbox.head()[0])
    window, page = _exchange(stage)
    places = (("/media/usb1", "KINGSTON, còn trống 3,2 GB"), ("/media/usb2", "SANDISK, còn trống 7,0 GB"))
    page.stick.serve(StickService(lambda: places, lambda *_: None, lambda *_: None))
    page.stick.ask(back=False)
    return window


def exchange_refused() -> MainWindow:
    """The district would not take two dossiers."""
    stage = _after_a_good_night()
    numbers = stage.receive()
    last = stage.office.store.register.dossier(numbers[1]).last_seq
    refusal_noted(stage.office.store, "DAMAGED", stage.office.store.outbox.acknowledged() + 1, last, NOW)
    return _exchange(stage)[0]


def exchange_stick_under_way() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    stick_left(stage.office.store, NOW, stage.office.store.outbox.head()[0])
    return _exchange(stage)[0]


def _render(pdf: bytes) -> QImage:
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=2)
    data = bytes(bitmap.buffer)
    document.close()
    return QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888).copy()


def prints_page(stage: Stage) -> tuple[MainWindow, PrintsPage]:
    """Return the page with slips pressed for real."""
    press = Press(default_cache())

    def pdf_of(
        print_id: int, done: Callable[[bytes, str], None], failed: Callable[[DeskError], None] | None = None
    ) -> None:
        row = slips.print_row(stage.office, print_id)
        slip = slips.slip_for(stage.office, row.intent.number)
        done(press.press(slip, row.intent.paper, row.intent.print_number, stage.clock.at).pdf, "slip")

    window = stage.window("prints", PrintsPage)
    page = window.page("prints")
    assert isinstance(page, PrintsPage)
    page.serve(pdf_of, lambda pdf, title: None, _render)
    return window, page


def _printed(stage: Stage) -> Stage:
    stage.clock.at = NOW
    stage.receive(paper="a5")
    rows = stage.office.store.register.prints()
    for row in rows[:4]:
        slips.begin_print(stage.office, row.print_id)
        if row is rows[1]:
            slips.print_failed(stage.office, row.print_id, OpenedPdf("/tmp/1002.pdf", is_shown=True).note)
        else:
            slips.printed(stage.office, row.print_id, b"d" * 32)
    slips.ask_print(stage.office, rows[0].intent.number)
    return stage


def prints_queue() -> MainWindow:
    stage = _printed(Stage())
    rows = stage.office.store.register.prints()
    slips.begin_print(stage.office, rows[4].print_id)
    for row, reason in zip(rows[5:7], ("hết giấy", "nắp máy in đang mở"), strict=True):
        slips.print_failed(stage.office, row.print_id, f"Máy in không nhận giấy hẹn ({reason}).")
    return prints_page(stage)[0]


def prints_held() -> MainWindow:
    """A batch behind a slip that the printer holds, and a citizen's slip before it."""
    stage = _printed(Stage())
    day_prints.queue_batch(stage.office, NOW.date(), NOW.date(), "Trong tập 09/12/2026")
    first = stage.office.store.register.prints((PrintState.WAITING,))[0]
    slips.begin_print(stage.office, first.print_id)
    slips.print_held(stage.office, first.print_id, TROUBLES["paper"])
    return prints_page(stage)[0]


def prints_batch() -> MainWindow:
    stage = _printed(Stage())
    window, page = prints_page(stage)
    window.show()
    page.batch.begin()
    return window


def prints_question() -> MainWindow:
    stage = _printed(Stage())
    rows = stage.office.store.register.prints()
    slips.begin_print(stage.office, rows[8].print_id)
    slips.print_postponed(stage.office, rows[8].print_id)
    window, page = prints_page(stage)
    window.show()
    page.refresh()
    return window


def prints_empty() -> MainWindow:
    return prints_page(Stage())[0]


def _settings(which: List) -> MainWindow:
    stage = Stage()
    stage.clock.at = NOW
    upkeep.change_day(stage.office, date(2027, 1, 4), "off", "Hội xuân của xã", "Thông báo 12/TB-UBND")
    window = stage.window("settings", SettingsPage)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_list(which)
    return window


def settings_list() -> MainWindow:
    return _settings(List.SETTINGS)


def settings_days() -> MainWindow:
    window = _settings(List.DAYS)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.list.choose_by(99)
    return window


def settings_hours() -> MainWindow:
    return _settings(List.HOURS)


def settings_day_dialog() -> MainWindow:
    window = _settings(List.DAYS)
    window.show()
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.do.click()
    return window


def officers_list() -> MainWindow:
    stage = Stage()
    stage.clock.at = NOW
    for name in ("H'Hen Niê", "Lê Quốc Đạt"):
        keeping.officer_added(stage.office, name, "nắng sớm đồi chè xanh")
    window = stage.window("officers", OfficersPage)
    page = window.page("officers")
    assert isinstance(page, OfficersPage)
    page.serve(keeping.officer_added, lambda office, old, new: None)
    return window


def officers_add() -> MainWindow:
    window = officers_list()
    window.show()
    page = window.page("officers")
    assert isinstance(page, OfficersPage)
    page.add_one.click()
    return window


def exchange_empty() -> MainWindow:
    return _exchange(_after_a_good_night())[0]
