"""What services charge, where only a paper of theirs says so: each price with source and date (G4, A9).

What a service tells of itself counts before this. The line sheet and the account cards say the date.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.sms.abilities import Price

_CLIQTEL = "Cliqtel help, Cliqtel SMS"
_VOIPMS = "VoIP.ms wiki, SMS and MMS"
_READ = date(2026, 11, 22)
"""The day of reading: these pages name no day of their own for what they charge."""

PER_TEXT: dict[str, Price] = {
    "cliqtel": Price(Decimal("0.008"), "EUR", _CLIQTEL, _READ, read=True),
    "voipms": Price(Decimal("0.0075"), "USD", _VOIPMS, _READ, read=True),
}
"""For each part that leaves, by service."""

PER_MEDIA: dict[str, Price] = {"voipms": Price(Decimal("0.02"), "USD", _VOIPMS, _READ, read=True)}
"""For each text with pictures or files."""

SWITCHED_ON: dict[str, Price] = {
    "cliqtel": Price(Decimal("0.75"), "EUR", _CLIQTEL, _READ, read=True, monthly=True, varies=True),
    "voipms": Price(None, "USD", "VoIP.ms wiki, SMS", date(2017, 2, 10)),
}
"""For a number that texting is switched on for; where none is named, nothing is known to be charged."""


def on_paper(service: str, *, told: bool) -> Price | None:
    """What a part costs there, if only a paper says so; ``told``: the service itself tells its price."""
    return None if told else PER_TEXT.get(service)


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a price does to the money that is left."""

    before: Decimal
    after: Decimal
    missing: Decimal
    """How much there is too little; 0 where it suffices."""


def wallet(balance: Decimal | None, price: Price | None, currency: str = "") -> Wallet | None:
    """The wallet before and after; ``None`` where the balance is not known or is in another currency."""
    if balance is None or (price is not None and currency and price.currency != currency):
        return None
    cost = (price.amount if price is not None else None) or Decimal(0)
    return Wallet(balance, balance - cost, max(cost - balance, Decimal(0)))
