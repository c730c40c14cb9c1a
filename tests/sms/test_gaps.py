"""Gaps of ready-made texts: filled with what is known, and what is not stays to be seen."""

import pytest

from desktop.sms.gaps import fill, open_gaps


def test_what_is_known_of_the_person_is_put_in_and_told() -> None:
    found = fill(
        "Hi {{ contact.first_name }} of {{lead.display_name}}!", name="Ada  Example", company="Bikes"
    )
    assert (found.text, found.filled, found.left) == ("Hi Ada of Bikes!", ("Ada", "Bikes"), 0)


def test_what_nobody_here_knows_stays_as_it_is() -> None:
    found = fill("Hi {{ contact.first_name }}, {{ user.first_name }} here. {{ contact.title }}", name="Ada")
    assert found.text == "Hi Ada, {{ user.first_name }} here. {{ contact.title }}" and found.left == 2
    assert fill("Hi {{ contact.first_name }}").left == 1


def test_a_single_name_is_nobodys_last_name() -> None:
    assert fill("Dear {{ contact.last_name }}", name="Ada").left == 1
    assert fill("Dear {{ contact.last_name }}", name="Ada van Example").text == "Dear van Example"


def test_a_name_that_looks_like_a_gap_is_not_filled_in_turn_and_is_seen() -> None:
    found = fill("Hi {{ contact.name }}", name="{{ lead.name }}", company="Bikes")
    assert (found.text, found.left) == ("Hi {{ lead.name }}", 1)


@pytest.mark.parametrize("text", ["{{", "a {{ b", "{{ x }}", "{{{{", "{{ a }} {{ b"])
def test_every_open_gap_is_found_whole_or_begun(text: str) -> None:
    places = open_gaps(text)
    assert places and all(text[start : start + 2] == "{{" for start, _ in places)


def test_single_braces_are_no_gap() -> None:
    assert open_gaps("{a} {b} }} { {") == ()
