"""How long delivery usually takes, in words: in steps that one can read, and unusual only where it is."""

from datetime import timedelta

import pytest

from desktop.store.usual_times import Usual
from desktop.ui.messages.usual_model import span, usual_alone, usual_sentence, when_unusual
from tests.ui.messages.stated import THEN

USUAL = Usual(12, timedelta(seconds=2), timedelta(seconds=40), "NL")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.1 s"),
        (0.34, "0.3 s"),
        (4, "4 s"),
        (9.96, "10 s"),
        (92, "92 s"),
        (119, "119 s"),
        (120, "2 min"),
        (3600, "60 min"),
        (3 * 3600, "3 h"),
        (86_400, "24 h"),
        (3 * 86_400, "3 days"),
    ],
)
def test_a_length_of_time_has_one_unit(seconds: float, words: str) -> None:
    assert span(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("seconds", "now", "next_at"),
    [(59.2, "59 s", 60), (95, "90 s", 100), (130, "2 min", 180), (7300, "2 h", 10_800)],
)
def test_the_longer_it_takes_the_longer_the_steps(seconds: float, now: str, next_at: float) -> None:
    """A figure that changes each second would have the row laid out anew each second."""
    slow = Usual(12, timedelta(hours=1), timedelta(hours=9), "NL")
    words, until = usual_sentence(slow, THEN, THEN + timedelta(seconds=seconds))
    assert words == f"Usually delivered to NL within 9 h; now {now}."
    assert until == THEN + timedelta(seconds=next_at)


def test_it_is_unusual_from_three_times_the_usual_on() -> None:
    """Idea 7"""
    at = when_unusual(USUAL, THEN)
    assert at == THEN + timedelta(seconds=120)
    assert "unusual" not in usual_sentence(USUAL, THEN, at - timedelta(seconds=1))[0]
    assert usual_sentence(USUAL, THEN, at)[0].endswith("now 2 min. That is unusual.")


def test_where_too_little_is_known_nothing_is_said() -> None:
    """Idea 7"""
    assert usual_sentence(None, THEN, THEN) == ("", None)
    assert (usual_alone(None), when_unusual(None, THEN)) == ("", None)
    assert usual_alone(USUAL) == "Usually delivered to NL within 40 s (12 texts watched)."
