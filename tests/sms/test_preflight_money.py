"""Rules of length and money: exact amounts, exact borders (B4, B24, B25, B28, A14)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop.sms.preflight import Facts, Finding, Fix, Rule, Severity, preflight
from desktop.sms.preflight_money import JUST_TOLD, amount
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES

NOON = datetime(2026, 4, 3, 12, tzinfo=UTC)
PRICED = Facts(now=NOON, price=Decimal("0.008"), currency="EUR", balance=Decimal("0.016"), balance_at=NOON)
TRIAL = Facts(trial=True, trial_parts=10, trial_used=7)


def only(text: str, facts: Facts) -> Finding:
    (found,) = preflight(text, facts)
    return found


def test_one_character_too_many_blocks_and_marks_the_excess() -> None:
    """B4: nothing is cut."""
    facts = Facts(policy=replace(JOINED, max_characters=1600))
    assert preflight("a" * 1600, facts) == []
    found = only("a" * 1603, facts)
    assert (found.severity, found.code, found.row, found.fix) == (
        Severity.BLOCK,
        Rule.TOO_LONG,
        "B4",
        Fix.SHORTEN,
    )
    assert found.value("over") == "3" and found.spans == ((1600, 1603),)


def test_a_text_that_the_wallet_just_pays_goes_and_one_part_more_blocks() -> None:
    """B24, B25."""
    two, three = "a" * 306, "a" * 307
    found = only(two, PRICED)
    assert (found.severity, found.code, found.value("cost")) == (Severity.NOTE, Rule.COST, "0.016")
    found = only(three, PRICED)
    assert (found.severity, found.code, found.fix) == (Severity.BLOCK, Rule.NO_CREDIT, Fix.TOP_UP)
    assert (found.value("cost"), found.value("balance"), found.value("missing")) == (
        "0.024",
        "0.016",
        "0.008",
    )


@pytest.mark.parametrize("age", [JUST_TOLD + timedelta(seconds=1), timedelta(days=-1), None])
def test_a_balance_that_was_not_told_just_now_only_warns(age: timedelta | None) -> None:
    """B24: only what is certain blocks, and it may have been topped up since."""
    told = replace(PRICED, balance_at=None if age is None else NOON - age)
    found = only("a" * 307, told)
    assert (found.severity, found.code, found.fix) == (Severity.WARN, Rule.NO_CREDIT, Fix.TOP_UP)
    assert only("a" * 307, replace(PRICED, balance_at=NOON - JUST_TOLD)).severity is Severity.BLOCK


def test_without_a_price_or_for_nothing_no_cost_is_named() -> None:
    """B25: else nothing."""
    assert preflight("Hi", Facts(balance=Decimal(0))) == []
    assert preflight("Hi", replace(PRICED, price=Decimal(0))) == []
    assert preflight("", PRICED) == []


def test_a_trial_counts_parts_and_blocks_what_has_too_many() -> None:
    """A14: 10 parts in all, a text of more than are left is blocked and says why."""
    found = only("a" * 400, TRIAL)
    assert (found.severity, found.value("parts"), found.value("left")) == (Severity.NOTE, "3", "3")
    found = only("a" * 500, TRIAL)
    assert (found.severity, found.code, found.row, found.fix) == (
        Severity.BLOCK,
        Rule.TRIAL_PARTS,
        "A14",
        Fix.SHORTEN,
    )
    assert found.spans == ((459, 500),)
    assert only("a" * 500, replace(TRIAL, trial_used=9)).spans == ((160, 500),)
    assert only("a", replace(TRIAL, trial_used=12)).fix is Fix.UPGRADE
    assert preflight("a" * 1600, replace(TRIAL, trial_parts=None)) == []


def test_a_long_queue_is_noted() -> None:
    """B28."""
    assert preflight("Hi", Facts(waiting=39, pace=8.0)) == []
    found = only("Hi", Facts(waiting=80, pace=8.0))
    assert (found.severity, found.code, found.value("seconds")) == (Severity.NOTE, Rule.PACE, "10")


def test_amounts_are_written_plainly() -> None:
    assert [amount(Decimal(one)) for one in ("0.0080", "10", "1E+2", "5.00")] == ["0.008", "10", "100", "5"]


@pytest.mark.parametrize(
    ("today", "waiting", "said"),
    [
        (79, 0, []),
        (80, 0, [(Severity.NOTE, "20")]),
        (0, 97, [(Severity.NOTE, "3")]),
        (98, 0, [(Severity.NOTE, "2")]),
        (99, 0, [(Severity.WARN, "1")]),
        (90, 12, [(Severity.WARN, "0")]),
    ],
)
def test_it_is_said_as_the_days_texts_come_to_an_end(
    today: int, waiting: int, said: list[tuple[Severity, str]]
) -> None:
    """B27: from 80 % on; each part is a text, and what waits here will be one."""
    facts = Facts(daily=100, today=today, waiting=waiting, policy=SEPARATE_160_BYTES)
    found = [one for one in preflight("x" * 161, facts) if one.code is Rule.DAILY]
    assert [(one.severity, one.value("left")) for one in found] == said
