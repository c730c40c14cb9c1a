"""Rules of length and money: too long, too dear, too many parts of a trial, more than leaves at once.

Look here for B4, B24, B25, B27, B28 and A14. Amounts are exact decimals in the account's currency.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from desktop.sms.preflight_records import Facts, Finding, Fix, Rule, Severity
from desktop.sms.segments import Count, Policy, count

JUST_TOLD = timedelta(minutes=5)
"""A balance that the service told within this time is certain."""
BLOCK, NOTE = Severity.BLOCK, Severity.NOTE
NEARLY = 0.8
"""Of the texts of a day: from there on it is said how many remain."""
WORTH_SAYING = 5.0
"""Seconds in the queue from which it is said that texts leave one after the other."""


def findings(text: str, counted: Count, facts: Facts) -> Iterator[Finding]:
    """What length and money say, in no order."""
    yield from _length(text, facts)
    yield from _pace(facts)
    parts = counted.segments
    if parts:
        yield from _daily(parts, facts)
        yield from _trial(text, parts, facts)
        yield from _credit(parts, facts)


def amount(value: Decimal) -> str:
    """A decimal without needless zeros at its end and without an exponent."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _length(text: str, facts: Facts) -> Iterator[Finding]:
    most = facts.policy.max_characters
    if most is not None and len(text) > most:
        values = (("length", str(len(text))), ("most", str(most)), ("over", str(len(text) - most)))
        yield Finding(BLOCK, Rule.TOO_LONG, "B4", Fix.SHORTEN, values, ((most, len(text)),))


def _trial(text: str, parts: int, facts: Facts) -> Iterator[Finding]:
    if not facts.trial or facts.trial_parts is None or facts.trial_used is None:
        return
    left = max(facts.trial_parts - facts.trial_used, 0)
    values = (("parts", str(parts)), ("left", str(left)), ("total", str(facts.trial_parts)))
    if parts > left:
        fix = Fix.SHORTEN if left else Fix.UPGRADE
        beyond = ((_fitting(text, left, facts.policy), len(text)),) if left else ()
        yield Finding(BLOCK, Rule.TRIAL_PARTS, "A14", fix, values, beyond)
    else:
        yield Finding(NOTE, Rule.TRIAL_PARTS, "A14", Fix.NONE, values)


def _fitting(text: str, parts: int, policy: Policy) -> int:
    """How many characters from the beginning of ``text`` fit so many parts."""
    lengths = range(len(text) + 1)
    return bisect_right(lengths, parts, key=lambda end: count(text[:end], policy).segments) - 1


def _credit(parts: int, facts: Facts) -> Iterator[Finding]:
    if facts.price is None:
        return
    cost = facts.price * parts
    values = (("cost", amount(cost)), ("currency", facts.currency), ("parts", str(parts)))
    if facts.balance is not None and cost > facts.balance:
        short = (("balance", amount(facts.balance)), ("missing", amount(cost - facts.balance)))
        severity = BLOCK if _just_told(facts) else Severity.WARN
        yield Finding(severity, Rule.NO_CREDIT, "B24", Fix.TOP_UP, (*values, *short))
    elif cost:
        yield Finding(NOTE, Rule.COST, "B25", Fix.NONE, values)


def _just_told(facts: Facts) -> bool:
    """Whether the balance is certain: an older one may have been topped up since."""
    return facts.balance_at is not None and abs(facts.now - facts.balance_at) <= JUST_TOLD


def _daily(parts: int, facts: Facts) -> Iterator[Finding]:
    if facts.daily is None:
        return
    used = facts.today + facts.waiting
    left = max(facts.daily - used, 0)
    again = facts.next_day.isoformat() if facts.next_day is not None else ""
    values = (("parts", str(parts)), ("left", str(left)), ("most", str(facts.daily)), ("again", again))
    if parts > left:
        yield Finding(Severity.WARN, Rule.DAILY, "B27", Fix.NONE, values)
    elif used >= facts.daily * NEARLY:
        yield Finding(NOTE, Rule.DAILY, "B27", Fix.NONE, values)


def _pace(facts: Facts) -> Iterator[Finding]:
    if facts.pace:
        seconds = facts.waiting / facts.pace
        if seconds >= WORTH_SAYING:
            values = (("waiting", str(facts.waiting)), ("seconds", str(round(seconds))))
            yield Finding(NOTE, Rule.PACE, "B28", Fix.NONE, values)
