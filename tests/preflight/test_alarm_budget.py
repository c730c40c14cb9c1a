"""The alarm budget: fewer than 1 ordinary text in 20 warns, over 19 mistakes in 20 are found (idea 3)."""

from collections import Counter

from desktop.sms.preflight import Rule, Severity, preflight
from desktop.sms.segments import outgoing
from tests.preflight.mistakes import mistakes
from tests.preflight.ordinary import NUMBERS, facts, texts
from tests.preflight.rates import measured


def test_fewer_than_one_ordinary_text_in_twenty_raises_a_warning() -> None:
    """In each of the ten languages, too, and none is blocked."""
    known = {language: facts(language) for language in NUMBERS}
    all_texts, alarmed = Counter[str](), Counter[str]()
    for language, text in texts():
        all_texts[language] += 1
        found = preflight(text, known[language])
        assert not any(one.severity is Severity.BLOCK for one in found), text
        alarmed[language] += any(one.severity is Severity.WARN for one in found)
    assert len(all_texts) == 10 and min(all_texts.values()) >= 40
    measured("ordinary texts that warn", alarmed.total(), all_texts.total())
    assert alarmed.total() * 20 < all_texts.total()
    assert {one: number for one, number in alarmed.items() if number * 10 > all_texts[one]} == {}


def test_more_than_nineteen_seeded_mistakes_in_twenty_are_found() -> None:
    seeded = list(mistakes())
    missed = [
        (one.rule.value, one.text[:60])
        for one in seeded
        if one.rule not in {finding.code for finding in preflight(one.text, one.facts)}
    ]
    measured("seeded mistakes that are found", len(seeded) - len(missed), len(seeded))
    assert len(seeded) >= 100
    assert {one.rule for one in seeded} == set(Rule) - {Rule.COST}
    assert (len(seeded) - len(missed)) * 20 > len(seeded) * 19, missed


def test_the_corpus_is_written_as_it_would_leave() -> None:
    written = [text for _, text in texts()]
    assert all(outgoing(text) == text and text.strip() == text for text in written)
    assert len(set(written)) > 0.9 * len(written)
