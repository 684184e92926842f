"""A dead machine's desk on a new one: the folder's log, and its end from the district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from db.coming_back import CameBack, Salvage, come_back
from db.restore import LastSlip
from desk_app.domain.dossier_number import DossierNumber
from desk_app.ports import StoredEvent
from sync.wire.codec import MessagePackCodec
from ui.composition.machine import SystemClock


@dataclass(frozen=True, slots=True)
class LeftAtDistrict:
    """Nothing is left of the desk but what the district has: a code made there for this desk of this commune."""

    code: str
    agency_code: str
    desk: int


def desk_come_back(
    home: Path,
    source: Path | LeftAtDistrict,
    code: str,
    *,
    district_url: str = "",
    district_ca: str = "",
    without_district: bool = False,
    last_slip: str = "",
    copy_dir: Path | None = None,
) -> CameBack:
    """Make the desk whose copy lies in `source` in `home`; its end comes from the district it names, or `district_url`.

    Without any copy its keys come from the district too. The errors of `db.coming_back.come_back`, DossierNumberError,
    and those of a district that cannot be reached.
    """
    if isinstance(source, LeftAtDistrict):
        with TemporaryDirectory() as folder:
            from sync.desk.kept_keys import lost_keys

            ca_file = Path(district_ca) if district_ca else None
            keys = lost_keys(source.code, source.agency_code, source.desk, district_url, ca_file=ca_file)
            (Path(folder) / "keys.json").write_bytes(keys)
            return desk_come_back(
                home, Path(folder), code, district_url=district_url, district_ca=district_ca, last_slip=last_slip,
                copy_dir=copy_dir,
            )  # fmt: skip
    clock = SystemClock()
    number = DossierNumber.parse(last_slip) if last_slip else None

    def more(salvage: Salvage) -> Sequence[StoredEvent]:
        url = district_url or salvage.district_url
        if without_district or not url:
            return ()
        from sync.desk.own_log import own_log

        ca_name = district_ca or salvage.district_ca
        ca_file = Path(ca_name) if ca_name else None
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
