"""What a call was, in words and drawings, and the filters."""

from dataclasses import dataclass

import pytest

from desktop.ui import resources
from desktop.ui.calls.kind_model import FILTERS, Kind, drawing, duration, filter_word, spoken_duration, what


@dataclass
class Told:
    outbound: bool = False
    outcome: str = "answered"
    seconds: int | None = None


@pytest.mark.parametrize(
    ("outbound", "outcome", "words"),
    [
        (False, "answered", "Incoming call"),
        (True, "answered", "Outgoing call"),
        (False, "missed", "Missed call"),
        (True, "missed", "No answer"),
        (False, "declined", "Declined"),
        (True, "cancelled", "Cancelled"),
        (False, "voicemail", "Voicemail"),
        (False, "answered_elsewhere", "Answered elsewhere"),
        (True, "handed_over", "Handed to the phone app"),
        (False, "Out of\nhours", "Out of hours"),
        (True, "other", "Call, outcome unknown"),
    ],
)
def test_every_kind_is_told_in_words_and_an_unknown_one_in_the_services(
    outbound: bool, outcome: str, words: str
) -> None:
    """Product row "Call history"."""
    assert what(Told(outbound, outcome)) == words


def test_every_kind_has_a_drawing_of_its_own() -> None:
    """No meaning by colour alone."""
    names = [drawing(kind) for kind in Kind]
    assert len(set(names)) == len(Kind)
    assert all((resources.folder() / "icons" / f"{name}.svg").is_file() for name in names)


def test_the_filters_leave_no_kind_out_and_list_none_twice() -> None:
    listed = [kind for kinds in FILTERS.values() for kind in kinds]
    assert sorted(listed) == sorted(Kind)
    assert len({filter_word(name) for name in FILTERS}) == len(FILTERS)


@pytest.mark.parametrize(
    ("seconds", "shown", "spoken"),
    [
        (None, "", ""),
        (0, "", ""),
        (9, "0:09", "9 seconds"),
        (133, "2:13", "2 minutes 13 seconds"),
        (61, "1:01", "1 minute 1 second"),
        (3671, "1:01:11", "61 minutes 11 seconds"),
    ],
)
def test_how_long_it_was_reads_as_on_a_clock_and_only_where_it_was_recorded(
    seconds: int | None, shown: str, spoken: str
) -> None:
    one = Told(seconds=seconds)
    assert (duration(one), spoken_duration(one)) == (shown, spoken)
