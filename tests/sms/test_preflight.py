"""The list as a whole: order, quiet rules, and silence about what is not known (B32, idea 3)."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.preflight import Facts, Rule, Severity, blocks, preflight, recipient, warnings
from desktop.sms.reachability import Reach, Reachability
from desktop.sms.segments import JOINED, outgoing

LINE, PEER = "+447700900010", "+447700900123"
PLAIN = Facts(line=LINE, line_region="GB", recipient=recipient(PEER, LINE))
LANDLINE = replace(PLAIN, reach=Reach(Reachability.LANDLINE))


def test_what_is_not_known_finds_nothing() -> None:
    assert preflight("See you at nine.", Facts()) == []
    assert preflight("See you at nine.", PLAIN) == []
    assert preflight("", PLAIN) == []


def test_the_most_serious_comes_first() -> None:
    facts = replace(
        LANDLINE,
        policy=replace(JOINED, max_characters=10),
        price=Decimal("0.01"),
        recipient=recipient(LINE, LINE),
    )
    found = preflight("A casino for everybody", facts)
    assert [(one.severity, one.code) for one in found] == [
        (Severity.BLOCK, Rule.SAME_NUMBER),
        (Severity.BLOCK, Rule.TOO_LONG),
        (Severity.WARN, Rule.LANDLINE),
        (Severity.WARN, Rule.RESTRICTED),
        (Severity.NOTE, Rule.COST),
    ]
    assert blocks(found) and warnings(found) == (Rule.LANDLINE, Rule.RESTRICTED)


def test_a_quiet_rule_warns_no_more_and_a_block_is_never_quiet() -> None:
    """Idea 3: overridden three times with delivery."""
    everything = frozenset(map(str, Rule))
    assert preflight("casino", replace(LANDLINE, quiet=everything)) == []
    same = replace(PLAIN, recipient=recipient(LINE, LINE), quiet=everything)
    assert [one.code for one in preflight("casino", same)] == [Rule.SAME_NUMBER]
    assert [one.code for one in preflight("casino", replace(LANDLINE, quiet=frozenset({"landline"})))] == [
        Rule.RESTRICTED
    ]


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_to_anything_has_an_answer_whose_places_lie_in_the_text(text: str, to: str) -> None:
    text = outgoing(text)
    facts = replace(PLAIN, recipient=recipient(to, LINE), policy=replace(JOINED, max_characters=300))
    found = preflight(text, facts)
    order = list(Severity)
    assert [order.index(one.severity) for one in found] == sorted(order.index(one.severity) for one in found)
    assert all(0 <= start < end <= len(text) for one in found for start, end in one.spans)
    assert all(isinstance(value, str) for one in found for _, value in one.values)
