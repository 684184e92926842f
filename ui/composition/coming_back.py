"""A dead machine's desk on a new one: the folder's log, and its end from the district."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from db.coming_back import CameBack, Salvage, come_back
from db.restore import LastSlip
from desk_app.domain.dossier_number import DossierNumber
from desk_app.ports import StoredEvent
from sync.wire.codec import MessagePackCodec
from ui.composition.machine import SystemClock


def desk_come_back(
    home: Path,
    source: Path,
    code: str,
    *,
    district_url: str = "",
    without_district: bool = False,
    last_slip: str = "",
    copy_dir: Path | None = None,
) -> CameBack:
    """Make the desk whose copy lies in `source` in `home`; its end comes from the district it names, or `district_url`.

    The errors of `db.coming_back.come_back`, DossierNumberError, and those of a district that cannot be reached.
    """
    clock = SystemClock()
    number = DossierNumber.parse(last_slip) if last_slip else None

    def more(salvage: Salvage) -> Sequence[StoredEvent]:
        url = district_url or salvage.district_url
        if without_district or not url:
            return ()
        from sync.desk.own_log import own_log

        ca_file = Path(salvage.district_ca) if salvage.district_ca else None
        return own_log(salvage.signer, salvage.seq, salvage.head, url, clock=clock, ca_file=ca_file)

    return come_back(
        home,
        source,
        code,
        codec=MessagePackCodec(),
        clock=clock,
        more=more,
        last_slip=None if number is None else LastSlip(number.counter, number.day),
        copy_dir=copy_dir,
    )
