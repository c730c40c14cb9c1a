"""Which countries a service reaches, and what carriers do there: dated policy data, each with its source.

Such rules change without notice, so each entry says who said it and of when that is; what a server or an
admin says now wins over all of it (B14 to B16, B31, D12). A service that is not here reaches what it likes.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Coverage:
    """Countries (ISO 3166-1 alpha-2), who said so, and when.

    ``dated`` is the day of publication; with ``read`` it is the day of reading, where the page has none.
    """

    regions: frozenset[str]
    source: str
    dated: date
    read: bool = False


REACHES: dict[str, Coverage] = {
    "voipms": Coverage(frozenset({"US", "CA"}), "VoIP.ms wiki, SMS", date(2017, 2, 10)),
    "salesmsg": Coverage(
        frozenset({"US", "CA", "GB", "AU"}),
        "Salesmsg help, SMS error codes: without extended international texting",
        date(2026, 11, 22),
        read=True,
    ),
}
"""By service: the only countries that it texts unless somebody changes that (B14, B16)."""

MOVED = Coverage(
    frozenset({"IN"}),
    "SureSMS, SMS rules for India: foreign senders become a short code",
    date(2026, 11, 22),
    read=True,
)
"""Where carriers replace a foreign sender's number, so that answers go astray (B31, D12)."""

VERIFIED_TOLL_FREE = Coverage(
    frozenset({"US", "CA"}), "Twilio error 30032: traffic from toll-free numbers", date(2023, 5, 1)
)
"""Where a toll-free number has to be verified before its texts are let through (B29)."""

TRIAL_PARTS: dict[str, int] = {"cloudtalk": 10}
"""How many parts a trial account may send in all, by service (A14; CloudTalk help, SMS troubleshooting)."""

NO_BULK: dict[str, str] = {"voipms": "VoIP.ms wiki, SMS: no automation, telemarketing or bulk sending"}
"""Services that forbid sending one text to many, with who said so (B27)."""
