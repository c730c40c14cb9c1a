"""Why a text would fail, said before it is sent: every rule evaluated at every key, here on the computer.

Look here for the one list that the composer and ``linedesk preflight`` show (B32, idea 3). The rules are in
``preflight_number`` (line and recipient), ``preflight_money`` (length, credit, trial, pace) and
``preflight_words`` (what it says); records and codes in ``preflight_records``. Everything is pure.
"""

from collections.abc import Iterable
from itertools import chain

from desktop.sms import preflight_money, preflight_number, preflight_words
from desktop.sms.preflight_number import recipient
from desktop.sms.preflight_records import (
    Facts,
    Finding,
    Fix,
    Recipient,
    RefusedBefore,
    RegionTrouble,
    Rule,
    SentBefore,
    Severity,
    Stopped,
)
from desktop.sms.segments import count

__all__ = [
    "Facts",
    "Finding",
    "Fix",
    "Recipient",
    "RefusedBefore",
    "RegionTrouble",
    "Rule",
    "SentBefore",
    "Severity",
    "Stopped",
    "blocks",
    "preflight",
    "recipient",
    "warnings",
]

_SEVERITY = {severity: place for place, severity in enumerate(Severity)}
_WEIGHT = {rule: place for place, rule in enumerate(Rule)}


def preflight(text: str, facts: Facts) -> list[Finding]:
    """Everything to know before ``text`` is sent, the most serious first; empty where nothing is to be said.

    ``text`` has been through ``segments.outgoing``: the places in a finding are places in it. Only what is
    certain to fail blocks; what is not known finds nothing. Warnings that were passed over three times for
    this number, with delivery, are left out; a block never is.
    """
    counted = count(text, facts.policy)
    found = chain(
        preflight_number.findings(facts),
        preflight_money.findings(text, counted, facts),
        preflight_words.findings(text, counted, facts),
    )
    heard = [one for one in found if one.severity is not Severity.WARN or one.code not in facts.quiet]
    return sorted(heard, key=lambda one: (_SEVERITY[one.severity], _WEIGHT[one.code]))


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether the text must not be sent as it is."""
    return any(one.severity is Severity.BLOCK for one in findings)


def warnings(findings: Iterable[Finding]) -> tuple[Rule, ...]:
    """The rules that warn: what ``messages.queue`` keeps as passed over when somebody sends all the same."""
    return tuple(one.code for one in findings if one.severity is Severity.WARN)
