"""A morning at the counter: dossiers in every state, so that pages and pictures have something to show."""

from datetime import datetime, timedelta

from desk_app.domain.person import Person
from desk_app.usecases import handover, progress, slips
from desk_app.usecases.intake import Application, receive, refuse
from desk_app.usecases.office import Office
from tests.ui.pages.memory import HandClock, Memory, office_in_memory

STATUS, REREGISTER, GUARDIAN, BUSINESS = "1.004873", "1.004746", "1.004837", "1.001612"
PEOPLE = {
    "tien": Person("Nguyễn Thị Thuỷ Tiên", "066198004217", None, "Nữ", "Thôn 4, xã Suối Hương", "0905318246"),
    "my": Person("Lò Thị Mỷ", "066301002233", None, "Nữ", "Buôn Ea Mhăr, xã Suối Hương", "0905222111"),
    "bluon": Person("H'Bluôn Êban", "066185007788", None, "Nữ", "Buôn Đrang, xã Suối Hương", ""),
    "quynh": Person("Đỗ Đức Quỳnh", "066079001122", None, "Nam", "Thôn 1, xã Suối Hương", "0912345678"),
    "wol": Person("Y Wơl Niê Kđăm", "066089001234", None, "Nam", "Buôn Đrang, xã Suối Hương", ""),
    "uoc": Person("Phạm Đình Hữu Ước", "066067004455", None, "Nam", "Thôn Đồng Tâm, xã Suối Hương", ""),
    "vy": Person("Trương Kỳ Vỹ", "066094003311", None, "Nam", "Thôn 2, xã Suối Hương", "0903001002"),
    "nhuan": Person("Bế Thị Nhuần", "066176009900", None, "Nữ", "Thôn 4, xã Suối Hương", ""),
    "thuy": Person("Trần Thuý Tiên", "066192001010", None, "Nữ", "Thôn 1, xã Suối Hương", ""),
}


def office_with_a_morning() -> tuple[Office, Memory]:
    """Return an office on Wednesday 9 December 2026, 10:26, with two weeks of work behind it."""
    office, memory = office_in_memory()
    clock = memory.clock
    wednesday = clock.at

    def take(days: int, hour: int, minute: int, who: str, procedure: str) -> str:
        clock.at = _at(wednesday, days, hour, minute)
        return receive(office, Application(procedure, PEOPLE[who]), paper="").number

    def later(days: int, hour: int, minute: int = 0) -> None:
        clock.at = _at(wednesday, days, hour, minute)

    nhuan = take(-15, 9, 10, "nhuan", STATUS)
    later(-9, 15, 30)
    progress.finish(office, nhuan)
    uoc = take(-12, 8, 20, "uoc", STATUS)
    progress.start(office, uoc)
    given = take(-8, 10, 5, "thuy", STATUS)
    later(-5, 9)
    progress.finish(office, given)
    later(-4, 14)
    handover.hand_over(office, given, "Trần Thuý Tiên")
    vy = take(-5, 9, 40, "vy", STATUS)
    tien_old = take(-6, 8, 51, "tien", STATUS)
    later(-2, 10)
    progress.finish(office, vy)
    later(-1, 11)
    progress.finish(office, tien_old)
    take(-5, 9, 42, "tien", STATUS)
    take(-5, 14, 3, "bluon", STATUS)
    take(-2, 8, 30, "wol", STATUS)
    take(0, 8, 2, "my", STATUS)
    quynh = take(0, 8, 31, "quynh", BUSINESS)
    progress.start(office, quynh)
    later(0, 9, 15)
    refuse(office, Application(STATUS, PEOPLE["uoc"]), "Nơi cư trú ở xã khác, xin nộp tại xã Ea Kao")
    clock.at = wednesday
    memory.acknowledged = len(memory.log) - 9
    memory.last_exchange_at = wednesday - timedelta(hours=12)
    slips.print_failed(office, len(memory.prints), "máy in không trả lời")
    return office, memory


def clock_of(memory: Memory) -> HandClock:
    """Return the clock to move by hand."""
    return memory.clock


def _at(wednesday: datetime, days: int, hour: int, minute: int) -> datetime:
    return (wednesday + timedelta(days=days)).replace(hour=hour, minute=minute)
