"""What Ctrl+K finds: places to go, dossiers, procedures."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.procedure import Procedure
from desk_app.domain.text import fold
from desk_app.ports import DossierRow
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.dialogs.palette import Entry, Palette
from ui.main_window import MainWindow
from ui.widgets.page import Place

_MOST = 6


@dataclass(frozen=True, slots=True)
class _Found:
    dossiers: Sequence[DossierRow]
    procedures: Sequence[Procedure]


class PaletteAnswers:
    """Answers a palette while the clerk types."""

    def __init__(self, window: MainWindow, counter: Counter, places: Sequence[Place]) -> None:
        self._window, self._counter, self._places = window, counter, places

    def serve(self, palette: Palette) -> None:
        """Answer this palette until it closes."""
        asked = ""

        def typed(text: str) -> None:
            nonlocal asked
            asked = text
            if not text.strip():
                palette.show_entries(self._going(""))
                return
            self._counter.ask(lambda office: _search(office, text), lambda found: show(text, found))

        def show(text: str, found: _Found) -> None:
            if text == asked and palette.isVisible():
                palette.show_entries([*self._going(text), *_dossier_entries(found), *_procedure_entries(found)])

        palette.typed.connect(typed)
        palette.chosen.connect(self._chosen)
        palette.show_entries(self._going(""))

    def _going(self, text: str) -> list[Entry]:
        wanted = fold(text)
        return [
            Entry(f"place:{place.name}", "Đi đến", place.icon, place.title, key=place.key)
            for place in self._places
            if wanted in fold(place.title)
        ]

    def _chosen(self, entry: str) -> None:
        kind, _, value = entry.partition(":")
        if kind == "place":
            self._window.open(value)
        elif kind == "dossier":
            self._window.open("dossiers").scanned(value)
        elif kind == "procedure":
            self._counter.ask(lambda office: office.store.catalogue().get(value), self._take_in)

    def _take_in(self, procedure: Procedure) -> None:
        page = self._window.open("intake")
        page.choose(procedure)  # type: ignore[attr-defined]  # the intake page, known by its place


def _search(office: Office, text: str) -> _Found:
    return _Found(office.store.register.find(text, _MOST), office.store.catalogue().search(text)[:_MOST])


def _dossier_entries(found: _Found) -> list[Entry]:
    return [
        Entry(
            f"dossier:{row.number}", "Hồ sơ", "folder-search", row.name, f"{row.procedure_name} · {_tail(row.number)}"
        )
        for row in found.dossiers
    ]


def _procedure_entries(found: _Found) -> list[Entry]:
    return [
        Entry(f"procedure:{procedure.code}", "Thủ tục", "file-plus", procedure.short_name, procedure.code)
        for procedure in found.procedures
    ]


def _tail(number: str) -> str:
    return DossierNumber.parse(number).tail
