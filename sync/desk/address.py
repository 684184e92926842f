"""Where the district is, and whether its address may be used at all."""

import ipaddress
import re
from dataclasses import dataclass

from sync.errors import DistrictAddressError, PlainHttpRefusedError

# Narrow on purpose: a form that two programs could read as two different hosts is no address here.
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?(?P<path>(?:/[A-Za-z0-9._~-]+)*)/?"
)


@dataclass(frozen=True, slots=True)
class DistrictAddress:
    """A checked address without a slash at its end."""

    url: str
    is_secure: bool


def address_of(url: str) -> DistrictAddress:
    """Return the address; DistrictAddressError, or PlainHttpRefusedError for plain HTTP to another machine."""
    match = _ADDRESS.fullmatch(url.strip())
    if match is None:
        raise DistrictAddressError(url=url)
    is_secure = match["scheme"] == "https"
    if not is_secure and not _is_this_machine(match["host"]):
        raise PlainHttpRefusedError(url=url)
    return DistrictAddress(url.strip().rstrip("/"), is_secure)


def _is_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
