"""How a result may go back to whoever asked for it."""

from desk_app.domain.errors import BadInputError

COUNTER, POST = "counter", "post"
RETURN_BY = (COUNTER, POST)


class ReturnWayError(BadInputError):
    """`value` is no way of returning a result; `allowed` are."""


def checked_return(value: str, allowed: tuple[str, ...] = RETURN_BY) -> str:
    """Return the way itself; ReturnWayError when it is none of those allowed."""
    if value not in allowed:
        raise ReturnWayError(value=value, allowed=allowed)
    return value
