"""The words of the error catalogue: every entry has a name, a cause and a next step, without blame."""

import re

import pytest

from desktop import error_words
from desktop.sms import errors
from desktop.sms.errors import Actor, Entry, ErrorClass, Reporter, Retry, Step, When

ENTRIES = errors.entries()


def test_every_entry_says_what_it_is_what_happened_and_what_to_do() -> None:
    """C7, H7: as sentences, without markup, gaps to fill in, or blame."""
    for entry in ENTRIES:
        says_all(entry)


def says_all(entry: Entry) -> None:
    known = error_words.of(entry)
    assert known.name and known.name != entry.code and not known.name.endswith(".")
    for sentence in (known.what, known.next_step):
        assert sentence[0].isupper() and sentence[-1] in ".!?"
    for words in (known.name, known.what, known.next_step):
        assert not re.search(r"[<>{}&]|\s\s|your fault|you failed|wrongly|!", words)
    assert len(known.sentence) <= 260
    assert known.who.endswith(".")


def test_no_words_stand_there_for_an_entry_that_is_not() -> None:
    assert set(error_words._words()) == {(entry.provider, entry.code) for entry in ENTRIES}


def test_every_kind_of_fact_has_words() -> None:
    for step in Step:
        assert error_words.step_label(step) and error_words.step_sentence(step).endswith(".")
    assert all(error_words.class_words(group) for group in ErrorClass)
    assert all(error_words.actor_words(actor).endswith(".") for actor in Actor)
    assert all(error_words.retry_words(retry).endswith(".") for retry in Retry)
    for when in When:
        for reporter in Reporter:
            assert "{" not in error_words.when_words(when, reporter)
    assert all(error_words.provider_name(one) != one for one in errors.providers())


@pytest.mark.parametrize(
    ("code", "said", "words"),
    [
        ("landline", "x", "Landlines cannot get texts. Call instead."),
        ("line_gone", "", "This line is no longer in the account. Choose another line."),
        (None, "", "No reason given."),
        ("http_418", "", "No reason given."),
        ("odd", "<b>{no}</b>", "<b>{no}</b>"),
    ],
)
def test_a_failure_has_plain_words_or_the_services_own_and_no_invented_cause(
    code: str | None, said: str, words: str
) -> None:
    """C7, C16."""
    assert error_words.explain("", code, said).sentence == words


def test_a_documented_error_text_is_explained_and_kept() -> None:
    """C7, C10: and the code of the request, which says less, is not shown in its place."""
    found = error_words.explain("cliqtel", "http_402", "Insufficient wallet balance")
    assert "not enough money in the wallet" in found.sentence
    assert found.said == "Insufficient wallet balance"
    assert found.number == ""


def test_a_number_is_shown_where_people_can_look_it_up() -> None:
    assert error_words.explain("salesmsg", "30007").number == "30007"
    assert error_words.explain("cliqtel", "landline").number == ""
    unknown = error_words.explain("cliqtel", "E-99", "Odd")
    assert (unknown.number, unknown.name, unknown.who, unknown.next_step) == ("E-99", "Error E-99", "", "")


def test_a_text_that_may_be_out_is_said_to_be_so() -> None:
    """C11."""
    assert "may have gone out" in error_words.explain("twilio", "30410").what
    assert "twice" in error_words.explain("twilio", "30410").next_step


def test_the_guide_is_searched_by_code_and_by_words() -> None:
    """H7."""
    assert [entry.code for entry in error_words.search("30007")] == ["30007"]
    assert [entry.code for entry in error_words.search("3000")][:3] == ["30001", "30002", "30003"]
    assert {entry.provider for entry in error_words.search("landline")} >= {"twilio", "cliqtel", "close"}
    assert error_words.search("landline")[0].code == "landline"
    assert error_words.search("blacklisted words")[0].code == "blacklisted_words"
    assert "21610" in [entry.code for entry in error_words.search("stop")]
    assert error_words.search("Unable to create record")[0].code == "provider_error"
    assert error_words.search("no such thing anywhere") == []
    assert len(error_words.search("")) == len(ENTRIES)


def test_what_is_not_there_has_neighbours() -> None:
    assert "30006" in [entry.code for entry in error_words.nearest("30006x")]
    assert [entry.code for entry in error_words.nearest("30037", 2)] == ["30036", "30038"]
    assert error_words.nearest("landlines xyzzy")[0].code == "landline"
    assert error_words.nearest("") == []
