"""Customers made up by the thousand."""

import re

import pytest

from desktop.sandbox.crowd import TooMany, gather
from desktop.sandbox.people import PEOPLE, STRANGERS
from desktop.sandbox.times import MINUTE
from desktop.sms import segments
from tests.sandbox.practice import START

FICTION = re.compile(r"\+447700900\d{3}|\+1(?!202)[2-9]\d\d55501\d\d|\+3363998\d{4}")


def test_each_customer_has_a_number_of_their_own_reserved_for_fiction() -> None:
    numbers = [contact.numbers[0][0] for contact in gather(1, 5000, None, START).contacts]
    assert len(set(numbers)) == 5000
    assert not [number for number in numbers if not FICTION.fullmatch(number)]
    assert not {person.number for person in PEOPLE} & set(numbers)
    assert not set(STRANGERS) & set(numbers)


@pytest.mark.parametrize(
    ("conversations", "texts", "people", "total"),
    [
        (0, None, 0, 0),
        (10, None, 10, 120),
        (10, 500, 10, 500),
        (10, 3, 10, 10),
        (10, -5, 10, 10),
        (0, 250, 3, 250),
        (0, -5, 0, 0),
        (1, 1000, 1, 1000),
    ],
)
def test_there_are_as_many_texts_as_asked_for_and_one_for_each_customer_at_least(
    conversations: int, texts: int | None, people: int, total: int
) -> None:
    crowd = gather(1, conversations, texts, START)
    assert (len(crowd.contacts), len(crowd.texts)) == (people, total)
    assert len({text.peer for text in crowd.texts}) == people


def test_every_text_lies_in_the_past_and_is_over() -> None:
    crowd = gather(1, 300, 3000, START)
    assert max(text.created for text in crowd.texts) <= START - 3 * MINUTE


def test_every_text_counts_its_segments_rightly() -> None:
    """B6"""
    texts = gather(1, 20, 400, START).texts
    assert [text.segments for text in texts] == [segments.count(text.body).segments for text in texts]
    assert {text.segments for text in texts} == {1, 2}


def test_more_customers_than_fictional_numbers_are_too_many() -> None:
    with pytest.raises(TooMany) as refused:
        gather(1, 1_000_000, None, START)
    assert refused.value.most > 20_000
