"""Every finding has its words and every fix its label: plain, filled in, and with the next step."""

import re
from dataclasses import replace

import pytest

from desktop import finding_words
from desktop.sms.preflight import Finding, Fix, Rule, Severity, preflight
from desktop.sms.restricted import CATEGORIES
from tests.preflight.mistakes import mistakes
from tests.preflight.ordinary import NOON, facts

ALL = [*(finding for one in mistakes() for finding in preflight(one.text, one.facts))]


def plain(sentence: str) -> str:
    return sentence.replace("\u2068", "").replace("\u2069", "")


def test_every_rule_is_said_in_whole_sentences_without_a_gap() -> None:
    assert {one.code for one in ALL} == set(Rule)
    for one in ALL:
        said = finding_words.said(one)
        assert said.endswith("."), said
        assert not re.search(r"[{}]|\(\)|  | \.|: \.", said), said
        assert "None" not in said


def test_each_rule_has_words_of_its_own() -> None:
    said = {one.code: finding_words.said(one) for one in ALL}
    said.pop(Rule.NOT_A_NUMBER)
    assert len(set(said.values())) == len(said)


def test_nobody_is_blamed() -> None:
    for one in ALL:
        assert not re.search(
            r"\b(invalid|illegal|error code|wrong|forbidden|fail(ed)? to)\b", finding_words.said(one)
        )


def test_every_fix_but_none_has_a_label_of_its_own_and_every_fix_is_used() -> None:
    labels = [finding_words.fix_label(fix) for fix in Fix]
    assert labels[0] == "" and all(labels[1:]) and len(set(labels)) == len(labels)
    assert {one.fix for one in ALL} == set(Fix)


def test_every_severity_and_category_has_a_name() -> None:
    assert len({finding_words.severity(one) for one in Severity}) == len(Severity)
    names = [finding_words.category(one) for one in CATEGORIES]
    assert len(set(names)) == len(CATEGORIES)
    assert finding_words.category("my own") == "my own"


def test_an_opt_out_says_the_words_and_the_date() -> None:
    """B20."""
    said = finding_words.opted_out(NOON, "Stop.")
    assert "“Stop.”" in said and "2026-04-03" in said and "START" in said
    assert "at noon" in finding_words.opted_out(NOON, "", moment=lambda _: "at noon")
    blocked = finding_words.opted_out(NOON, "", blocked="+447700900123")
    assert "07700 900123" not in blocked and "Only there it can be lifted" in blocked


def test_a_stop_to_another_line_names_the_line_or_the_phone_book() -> None:
    """B20."""

    def said(**values: str) -> str:
        told = (("since", NOON.isoformat()), ("number", "+447700900123"), *values.items())
        return plain(
            finding_words.said(Finding(Severity.WARN, Rule.STOPPED_ELSEWHERE, "B20", Fix.NONE, told))
        )

    assert said(words="Stop.", line="+12125550142").startswith(
        "They wrote “Stop.” to +1 212-555-0142 (2026-04-03)"
    )
    assert "texts from +1 212-555-0142, as its service says" in said(line="+12125550142")
    assert "phone book of another account says that +44 7700 900123" in said(blocked="yes")


@pytest.mark.parametrize("words", ["{0} {said} %s", "}{", "{number"])
def test_text_from_outside_breaks_no_sentence(words: str) -> None:
    values = (("words", words), ("categories", words), ("since", NOON.isoformat()), ("name", words))
    for rule in (Rule.OPTED_OUT, Rule.RESTRICTED, Rule.SENDER_NAME):
        assert words in finding_words.said(Finding(Severity.WARN, rule, "B20", Fix.NONE, values))


def test_numbers_are_written_as_people_read_them_and_money_with_its_currency() -> None:
    known = facts("en")
    (cost,) = preflight("See you at nine.", known)
    assert plain(finding_words.said(cost)) == "0.008 EUR for this text."
    landline = next(
        one for one in ALL if one.code is Rule.LANDLINE and one.value("number") == "+447700900123"
    )
    assert "+44 7700 900123" in finding_words.said(landline)


@pytest.mark.parametrize(
    ("total", "used", "parts", "words"),
    [
        (1, 1, 1, "The one part of the trial is used, and it cannot be extended."),
        (10, 10, 1, "All 10 parts of the trial are used, and they cannot be extended."),
        (10, 9, 2, "This text has 2 parts, and 1 of 10 is left of the trial."),
        (10, 8, 3, "This text has 3 parts, and 2 of 10 are left of the trial."),
        (10, 9, 1, "1 of 10 parts of the trial is left."),
    ],
)
def test_parts_of_a_trial_are_counted_in_good_english(total: int, used: int, parts: int, words: str) -> None:
    """A14."""
    known = replace(facts("en"), price=None, trial=True, trial_parts=total, trial_used=used)
    text = "a" * (160 if parts == 1 else 153 * parts)
    (found,) = [one for one in preflight(text, known) if one.code is Rule.TRIAL_PARTS]
    assert plain(finding_words.said(found)).startswith(words)


def test_what_cannot_be_seen_is_named_where_only_that_is_left_out() -> None:
    """B8."""
    text = "\U0001f600" + "a" * 68 + "\u200b"
    (found,) = [one for one in preflight(text, facts("en")) if one.code is Rule.UNICODE]
    assert finding_words.said(found) == "2 → 1 parts, if what cannot be seen is written plainly."


def test_countries_are_called_by_their_names() -> None:
    """B14, B18, B31: in plain English, or as the window calls them."""
    off = Finding(Severity.BLOCK, Rule.COUNTRY_OFF, "B14", Fix.OPEN_SETTING, (("country", "GB"),))
    assert finding_words.said(off).startswith("Texting to United Kingdom is switched off")
    assert "to Brexit is" in finding_words.said(off, country={"GB": "Brexit"}.__getitem__)
    for one in ALL:
        if region := one.value("country"):
            assert not re.search(rf"\b{region}\b", finding_words.said(one))


def test_a_damaged_file_of_words_says_what_counts_meanwhile() -> None:
    said = finding_words.word_lists_damaged("/tmp/x", "2 faults")
    assert "/tmp/x" in said and "2 faults" in said
