"""When a text leaves, and why one does not, in sentences."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.store import later
from desktop.store.later import Later
from desktop.ui.crm.later_words_model import leaves, why_ended

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC).astimezone()
ONE = Later(1, "a", "+1", "+2", "Hi", NOW, later.ENDED, None, True, "")


def test_the_day_is_said_in_the_nearest_way() -> None:
    local = NOW.replace(hour=12)
    assert leaves(local + timedelta(hours=1), local).startswith("leaves today at ")
    assert leaves(local + timedelta(days=1), local).startswith("leaves tomorrow at ")
    assert "Thu 5 Mar" in leaves(local + timedelta(days=3), local)
    assert "2027" in leaves(local + timedelta(days=400), local)


@pytest.mark.parametrize(
    "code",
    [
        later.MISSED,
        later.RETURNED,
        later.STOPPED_THERE,
        later.GONE,
        later.OPTED_OUT,
        "line_gone",
        "forbidden",
    ],
)
def test_every_end_but_one_says_that_nothing_was_sent(code: str) -> None:
    assert why_ended(replace(ONE, code=code), "Close", "close").endswith("It was not sent.")


def test_too_late_says_that_it_left_and_a_refusal_is_explained_by_the_catalogue() -> None:
    assert "it has left" in why_ended(replace(ONE, code=later.TOO_LATE), "Close", "close")
    said = why_ended(replace(ONE, code="unknown_recipient"), "Close", "close")
    assert "leads there" in said and said.endswith("It was not sent.")
