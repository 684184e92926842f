"""Who acts, on which desk, at what time: what every use case is handed."""

from dataclasses import dataclass

from desk_app.ports import Chance, Clock, Store


@dataclass(frozen=True, slots=True)
class Office:
    """An opened desk and the officer at it (`actor` is the officer's id, `actor_name` the name on paper)."""

    store: Store
    clock: Clock
    chance: Chance
    actor: str
    actor_name: str
