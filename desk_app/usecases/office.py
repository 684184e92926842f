"""Who acts, on which desk, at what time: what every use case is handed."""

from dataclasses import dataclass, field

from desk_app.ports import Chance, Clock, Letters, Store
from desk_app.usecases.printable import AnyLetters


@dataclass(frozen=True, slots=True)
class Office:
    """An opened desk and the officer at it (`actor` is the officer's id, `actor_name` the name on paper)."""

    store: Store
    clock: Clock
    chance: Chance
    actor: str
    actor_name: str
    letters: Letters = field(default_factory=AnyLetters)
