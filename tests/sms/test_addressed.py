"""Whom a text speaks to by name, in seven languages, and what is no name behind a greeting."""

import pytest

from desktop.sms.addressed import addressed, has_title, name_words, plain_name, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hi Maria, your parcel is here", ["Maria"]),
        ("hello maria your parcel is here", ["maria"]),
        ("Guten Morgen Maria!", ["Maria"]),
        ("Buenos días, María.", ["María"]),
        ("Chère Marie-Claire,", ["Marie-Claire"]),
        ("Hoi Sanne", ["Sanne"]),
        ("Buongiorno Giulia Rossi, ci può", ["Giulia", "Rossi"]),
        ("Olá João, chegou", ["João"]),
        ("Maria, your parcel is here", ["Maria"]),
        ("Maria Lopez: your parcel", ["Maria", "Lopez"]),
        ("Order 4711\n\nHi Maria,\nit is ready", ["Maria"]),
        ("Hi Maria & Jon, see you", ["Maria", "Jon"]),
        ("Thanks Maria", ["Maria"]),
        ("Thanks, Maria, see you then", ["Maria"]),
        ("Hi Will, see you", ["Will"]),
    ],
)
def test_the_names_behind_a_greeting_are_those_it_speaks_to(text: str, words: list[str]) -> None:
    found = addressed(text)
    assert found is not None
    assert list(found.words) == words


@pytest.mark.parametrize(
    "text",
    [
        "Your parcel is here",
        "Hi, Maria will call you",
        "Hi Maria here from the shop",
        "Hallo, Maria hier.",
        "Thanks, Maria",
        "Danke, Maria!",
        "hi will you be in",
        "May, June and July",
        "Hi there, your parcel",
        "Hello everyone",
        "See you tomorrow, Maria",
        "",
        "😀",
        "Hi",
    ],
)
def test_what_greets_nobody_by_name_speaks_to_nobody(text: str) -> None:
    """Others who are spoken of, who writes, signatures, and words that are names elsewhere."""
    assert addressed(text) is None


def test_a_title_says_that_a_surname_follows() -> None:
    found = addressed("Sehr geehrte Frau Dr. Müller, Ihr Termin")
    assert found is not None
    assert (found.words, found.titled) == (("Müller",), True)


def test_names_are_compared_without_case_accents_and_titles() -> None:
    assert plain_name("ZOË Łuk") == "zoe luk"
    assert name_words("Dr. Zoë Patel-Roy") == ("zoe", "patel-roy")
    assert has_title("Frau Müller") and not has_title("Anna Müller")
    assert words_of("a b") == {"a", "b"}


def test_a_text_of_any_length_is_looked_at_only_where_it_begins() -> None:
    assert addressed("x " * 800_000) is None
    assert addressed("Hi " + "a" * 1_000_000) is not None
    assert addressed("\n" * 100_000 + "Hi Maria") is not None
