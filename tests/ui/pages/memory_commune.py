"""A commune with one desk alone."""

from desk_app.commune_ports import OpenConflict


class MemoryCommune:
    """Nobody else is here."""

    def desks(self) -> dict[bytes, int]:
        return {}

    def officers(self) -> dict[tuple[bytes, str], str]:
        return {}

    def conflicts(self, limit: int = 200) -> tuple[OpenConflict, ...]:
        return ()
