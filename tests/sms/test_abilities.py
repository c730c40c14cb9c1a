"""A fact that is yes or no is read as that, and no other word is."""

from datetime import UTC, datetime

import pytest

from desktop.sms.abilities import About, Fact, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(("value", "answer"), [("yes", True), ("no", False), ("perhaps", None), ("", None)])
def test_a_fact_is_yes_or_no_or_says_neither(value: str, answer: bool | None) -> None:
    """A5, A16"""
    about = About("+14155550101", NOW, facts={"media": Fact(value, Source.SERVICE, NOW)})
    assert about.told("media") is answer
    assert about.told("capable") is None
