"""A person as a desk knows them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Facts as typed or read from a card; empty text where nothing was given."""

    name: str
    personal_number: str = ""
    birth_on: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
