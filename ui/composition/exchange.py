"""One round with the district, joined to an opened desk."""

from collections.abc import Callable
from pathlib import Path

from desk_app.domain.errors import BadInputError
from desk_app.ports import Outbox
from desk_app.usecases.office import Office
from sync.desk.exchange import Progress, RoundResult, run_round


class DistrictNotNamedError(BadInputError):
    """No address of a district is set."""


def exchange_round(
    office: Office, progress: Callable[[Progress], None] | None = None, outbox: Outbox | None = None
) -> RoundResult:
    """Do one round; `outbox` replaces the office's own where its calls must reach another thread."""
    settings = office.store.settings()
    if not settings["district_url"]:
        raise DistrictNotNamedError()
    return run_round(
        outbox or office.store.outbox,
        office.store.signer,
        settings["district_url"],
        settings["enrol_code"],
        clock=office.clock,
        ca_file=Path(settings["district_ca"]) if settings["district_ca"] else None,
        progress=progress or _silent,
    )


def _silent(_: Progress) -> None:
    return None
