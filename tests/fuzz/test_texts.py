"""Pasted numbers, numbers and the counting of texts: every string has an answer or a typed fault."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.pasted import NotANumber, digits, in_context, pasted
from desktop.sms.phone import Kind, parse, parse_value, readable, region_of, same
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, count, forcing, outgoing, parts
from tests.fuzz.counting import tried
from tests.fuzz.inputs import FUZZ, texts

KIND = "texts and numbers"
regions = st.sampled_from((None, "GB", "US", "DE", "", "ZZ", "xx", "001", "🙂"))


@FUZZ
@given(texts, regions)
def test_whatever_is_pasted_is_a_number_or_a_fault(text: str, region: str | None) -> None:
    tried(KIND)
    try:
        assert pasted(text).written
    except NotANumber as fault:
        assert text.strip() not in str(fault) or not text.strip()
    try:
        peer = parse(text, region)
    except NotANumber:
        return
    assert (peer.kind, peer.value) == parse_value(text, region)
    assert parse(peer.value, region).value == peer.value
    if peer.kind is Kind.E164:
        assert peer.value[1:].isascii()
        assert peer.value[1:].isdigit()
        assert digits(readable(peer.value)) == peer.value[1:]


@FUZZ
@given(texts, texts)
def test_any_two_strings_are_the_same_number_or_not(one: str, other: str) -> None:
    tried(KIND)
    assert same(one, other) == same(other, one)
    region_of(one)
    readable(one)
    in_context(one, other)
    assert digits(one).isascii()


@FUZZ
@given(texts)
def test_every_text_can_be_counted_and_nothing_is_lost_in_cutting_it(text: str) -> None:
    tried(KIND)
    for policy in (JOINED, SEPARATE_160_BYTES):
        found = count(text, policy)
        assert "".join(parts(text, policy)) == text
        # White space at a cut is left out where the parts are texts of their own.
        assert sum(found.segment_units) <= found.units
        assert sum(found.segment_units) == found.units or policy.utf8_bytes
        assert all(units <= found.limit for units in found.segment_units)
    sent = outgoing(text)
    sent.encode()
    assert outgoing(sent) == sent
    assert unicodedata.is_normalized("NFC", sent)
    assert all(0 <= place < len(text) for place in forcing(text))
