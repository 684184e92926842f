"""The sample commune: an invented place to try the desk in."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from ui.composition.doorstep import is_set_up
from ui.composition.embedded_district import DistrictDidNotStartError, EmbeddedDistrict, free_port
from ui.composition.opening import Created, FirstStart, create

AGENCY_CODE = "000.00.18.H32"
OFFICER = "Trần Thị Mỹ Hạnh"
# An open secret: the sample holds invented people only, and the sign-in page of the sample shows it.
# Without marks, so that it can be typed on any machine.
PASSWORD = "nang som doi che xanh"


def sample_first_start(district: EmbeddedDistrict | None = None, url: str = "") -> FirstStart:
    """Return the sample commune's answers, enrolled at `district` (reached through `url` where that differs)."""
    return FirstStart(
        agency_code=AGENCY_CODE,
        agency_name="xã Suối Hương",
        parent_body="Ủy ban nhân dân xã Suối Hương",
        place="Suối Hương",
        hotline="0262 3851 117",
        officer_name=OFFICER,
        password=PASSWORD,
        desk=1,
        first_number=1,
        district_url=url or (district.url if district else ""),
        enrol_code=district.enrol_code(AGENCY_CODE, 1) if district else "",
    )


def create_sample(home: Path, district: EmbeddedDistrict, url: str = "") -> Created:
    """Set up the sample commune in `home`."""
    return create(home, sample_first_start(district, url))


@contextmanager
def sample_desk(folder: Path) -> Iterator[Path]:
    """Yield the sample desk's home in `folder`, set up on the first call, with its district running beside it.

    A desk that is set up opens without its district too, as any desk does. DistrictDidNotStartError before that.
    """
    district = EmbeddedDistrict(folder / "district", port=_kept_port(folder))
    try:
        with suppress(DistrictDidNotStartError) if is_set_up(folder / "desk") else nullcontext():
            district.start()
        if not is_set_up(folder / "desk"):
            create_sample(folder / "desk", district)
        yield folder / "desk"
    finally:
        district.stop()


def _kept_port(folder: Path) -> int:
    """Return the same port at every start: the desk remembers the address it was enrolled at."""
    kept = folder / "port"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(str(free_port()), encoding="ascii")
    return int(kept.read_text(encoding="ascii"))
