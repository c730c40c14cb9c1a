"""What is news of an entry is told part by part; what somebody wrote here wins."""

import pytest

from desktop.store.contact_details import Details
from desktop.store.contact_matches import Incoming
from desktop.store.contact_news import imprint, said_last, says_the_same, with_gaps_filled, with_news
from desktop.store.contact_records import Contact, Number

MOBILE, DESK = "+447700900123", "+442079460958"


def contact(name: str, *numbers: Number, company: str = "") -> Contact:
    return Contact("", "1", name, company, numbers)


@pytest.mark.parametrize(
    ("here", "last", "said", "now"),
    [
        ("Zoe", "Zoe", "Zoë", "Zoë"),
        ("Zoe", "Zoe", "", "Zoe"),
        ("Mine", "Zoe", "Zoe", "Mine"),
        ("Mine", "Zoe", "Zoë", "Mine"),
        ("", "Zoe", "Zoe", ""),
        ("", "Zoe", "Zoë", "Zoë"),
    ],
)
def test_only_news_count_and_only_where_nobody_wrote_here(here: str, last: str, said: str, now: str) -> None:
    found = with_news(contact("Ben", company=here), Details("Ben", said), Details("Ben", last), ())
    assert found == Details("Ben", now)


def test_where_it_is_not_known_what_the_file_said_it_is_all_news() -> None:
    found = with_news(
        contact("Mine", Number(DESK, "mine")), Details("Zoë", "", (Number(DESK, "work"),)), None, ()
    )
    assert found == Details("Zoë", "", (Number(DESK, "work"),))


def test_a_number_deleted_here_is_not_brought_back_and_one_that_left_the_file_goes() -> None:
    last = Details("Zoë", "", (Number(MOBILE), Number(DESK)))
    said = Details("Zoë", "", (Number(DESK), Number("60777")))
    here = contact("Zoë", Number(MOBILE), Number("+12025550199"))
    assert with_news(here, said, last, {MOBILE}).numbers == (Number("60777"), Number("+12025550199"))
    assert with_news(here, last, last, {MOBILE}).numbers == here.numbers


def test_gaps_are_filled_and_nothing_is_replaced() -> None:
    said = Details("Zoë", "Quay", (Number(DESK),))
    assert with_gaps_filled(contact("Mine", Number(MOBILE)), said) == Details(
        "Mine", "Quay", (Number(MOBILE), Number(DESK))
    )


def test_an_imprint_keeps_what_the_file_said_before_of_what_it_leaves_out() -> None:
    first = Incoming(Details("Zoë", "Quay", (Number(MOBILE, "mobile", True),), notes="Tea"))
    assert said_last(imprint(first)) == first.details
    second = Incoming(Details("Zoë Patel"))
    kept = imprint(second, said_last(imprint(first)))
    assert said_last(kept) == Details("Zoë Patel", "Quay", first.details.numbers, notes="Tea")
    assert says_the_same(kept, second)
    assert not says_the_same(kept, first)
    assert not says_the_same(imprint(first), Incoming(first.details, extra=("TITLE:Owner",)))
