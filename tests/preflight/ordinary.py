"""Ordinary texts of agents in ten languages, one a line in ``corpus``, and what is known where they go.

Shops, clinics, hotels, schools, garages, deliveries; some of the long ones say the same in several languages.
Many have a word that is near to a listed one. A change of the lists is measured on all of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop.sms.phone import region_of
from desktop.sms.preflight import Facts, SentBefore, recipient
from desktop.sms.reachability import NOTHING, Reach, Reachability
from desktop.sms.segments import JOINED, outgoing

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
NUMBERS = {
    "en": ("+447700900010", "+447700900123"),
    "nl": ("+3197010280000", "+31612345678"),
    "de": ("+4915112345670", "+4915112345678"),
    "fr": ("+33612345670", "+33612345678"),
    "es": ("+34612345670", "+34612345678"),
    "pt": ("+5511912345670", "+5511912345678"),
    "ar": ("+971501234560", "+971501234567"),
    "zh": ("+8613812345670", "+8613812345678"),
    "ja": ("+819012345670", "+819012345678"),
    "hi": ("+919812345670", "+919812345678"),
}
"""Of each language a line and a customer's number."""


def facts(language: str) -> Facts:
    """A line that works, a customer who was reached before, and money in the wallet."""
    line, peer = NUMBERS[language]
    return Facts(
        now=NOON,
        line=line,
        line_kind="mobile",
        line_region=region_of(line),
        can_send=True,
        recipient=recipient(peer, line),
        reach=Reach(
            Reachability.DELIVERED, NOON - timedelta(days=2), line, delivered_at=NOON, delivered_by=line
        ),
        sent_before=(SentBefore("Hello, how can we help?", NOON - timedelta(minutes=5), 1),),
        replied=True,
        service="cliqtel",
        policy=replace(JOINED, max_characters=1600),
        pace=8.0,
        balance=Decimal(20),
        balance_at=NOON,
        price=Decimal("0.008"),
        currency="EUR",
    )


def circumstances(language: str) -> tuple[Facts, ...]:
    """What may be known where an ordinary text goes, the usual first."""
    usual = facts(language)
    languages = list(NUMBERS)
    abroad = NUMBERS[languages[(languages.index(language) + 1) % len(languages)]][1]
    first = replace(usual, reach=NOTHING, sent_before=(), replied=None)
    lately = tuple(SentBefore(f"Number {n}", NOON - timedelta(minutes=n), n) for n in range(1, 9))
    return (
        usual,
        first,
        replace(usual, reach=NOTHING, sent_before=lately, service="", policy=JOINED),
        replace(usual, balance=Decimal("0.05"), waiting=3),
        replace(first, recipient=recipient(abroad, usual.line), allowed=None),
        replace(first, line_kind="", line_region=None, can_send=None, pace=None),
        replace(usual, price=None, currency="", balance=None, balance_at=None, replied=False),
    )


def texts() -> Iterator[tuple[str, str]]:
    """(language, text as it would leave) of the whole corpus."""
    for language in NUMBERS:
        for line in (Path(__file__).parent / "corpus" / f"{language}.txt").read_text("utf-8").splitlines():
            yield language, outgoing(line)
