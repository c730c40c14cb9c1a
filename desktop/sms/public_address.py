"""Whether a web address can be reached by a service from outside, and keeps what it is told (D3).

Look here for why the address of a line's forward is refused: words and numbers of customers go there.
"""

import ipaddress
from enum import StrEnum

from desktop.sms.web_address import host_of


class Unfit(StrEnum):
    """Why a service cannot or must not be given an address."""

    NO_ADDRESS = "no_address"
    """It is none, or names no host."""
    NOT_OUTSIDE = "not_outside"
    """It leads to this computer or into a private network."""
    PLAIN = "plain"
    """http: whoever is on the way reads along."""


_INSIDE = ("localhost", "local", "internal", "lan", "home.arpa", "intranet")
"""Names that no server outside looks up."""


def unfit(address: str) -> Unfit | None:
    """What speaks against ``address``; ``None`` where nothing does, as far as its letters tell."""
    found = host_of(address)
    if found is None:
        return Unfit.NO_ADDRESS
    if not _outside(found.ascii.strip("[]").rstrip(".")):
        return Unfit.NOT_OUTSIDE
    return Unfit.PLAIN if address[:6].lower() != "https:" else None


def _outside(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not f".{host}".endswith(tuple(f".{one}" for one in _INSIDE))
