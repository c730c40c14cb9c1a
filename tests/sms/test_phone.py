"""From what people write to E.164 and back. The numbers are those reserved for fiction."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.phone import (
    Fault,
    Kind,
    NotANumber,
    Peer,
    digits,
    parse,
    parse_value,
    readable,
    region_of,
    same,
)


def fault_of(text: str, region: str | None = None) -> Fault:
    with pytest.raises(NotANumber) as refused:
        parse(text, region)
    return refused.value.fault


@pytest.mark.parametrize(
    ("text", "value", "region"),
    [
        ("+1 (202) 555-0143", "+12025550143", "US"),
        ("001 202 555 0143", "+12025550143", "US"),
        ("00 44 7700 900123", "+447700900123", "GB"),
        ("+44 (0)7700 900123", "+447700900123", "GB"),
        ("+44 07700 900123", "+447700900123", "GB"),
        ("tel:+33-6-39-98-00-00", "+33639980000", "FR"),
        ("tel:7700900123;phone-context=+44", "+447700900123", "GB"),
        ("+1 204 555 0143", "+12045550143", "CA"),
        ("+61 491 570 156", "+61491570156", "AU"),
        ("+353 20 912 0123", "+353209120123", "IE"),
    ],
)
def test_a_number_in_international_form_needs_no_country(text: str, value: str, region: str) -> None:
    """B2: the normalised number and its country, to be shown before sending"""
    peer = parse(text)
    assert (peer.kind, peer.value, peer.region) == (Kind.E164, value, region)
    assert parse(text, "DE") == peer


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("(202) 555-0143", "US", "+12025550143"),
        ("1 202 555 0143", "US", "+12025550143"),
        ("202.555.0143", "us", "+12025550143"),
        ("07700 900123", "GB", "+447700900123"),
        ("447700900123", "GB", "+447700900123"),
        ("011 44 7700 900123", "US", "+447700900123"),
        ("0011 1 202 555 0143", "AU", "+12025550143"),
        ("06 39 98 00 00", "FR", "+33639980000"),
        ("0491 570 156", "AU", "+61491570156"),
    ],
)
def test_a_number_in_national_form_is_read_in_the_country_of_the_line(
    text: str, region: str, value: str
) -> None:
    """B2"""
    assert parse(text, region).value == value


def test_without_a_country_a_national_form_is_never_guessed() -> None:
    """B2"""
    for text in ("(202) 555-0143", "07700 900123", "12025550143"):
        assert fault_of(text) is Fault.NO_COUNTRY
        assert fault_of(text, "nowhere") is Fault.NO_COUNTRY


def test_a_number_that_reads_as_two_is_refused_instead_of_guessed() -> None:
    """B2: in Korea 001 begins an international call, elsewhere 00 1 is America"""
    assert fault_of("0012035550143", "KR") is Fault.AMBIGUOUS
    assert parse("0012035550143").value == "+12035550143"
    assert parse("+12035550143", "KR").value == "+12035550143"


@pytest.mark.parametrize(
    ("text", "region", "fault"),
    [
        ("", None, Fault.EMPTY),
        ("+", None, Fault.TOO_SHORT),
        ("00", None, Fault.TOO_SHORT),
        ("12", None, Fault.TOO_SHORT),
        ("+1 202 555", None, Fault.TOO_SHORT),
        ("0044", "US", Fault.TOO_SHORT),
        ("+1 202 555 01432", None, Fault.TOO_LONG),
        ("1" * 30, "US", Fault.TOO_LONG),
        ("+999 1234 5678", None, Fault.UNKNOWN_COUNTRY),
        ("+0 202 555 0143", None, Fault.UNKNOWN_COUNTRY),
        ("555-0143", "US", Fault.NO_AREA_CODE),
        ("+1 555 0143", None, Fault.NO_AREA_CODE),
        ("+65 9999 99999", None, Fault.NOT_POSSIBLE),
        ("*100#", None, Fault.CHARACTERS),
        ("+12025550143 x12", None, Fault.EXTENSION),
        ("+12025550143, +12025550144", None, Fault.SEVERAL),
        ("+1 202 555 O143", None, Fault.LETTERS),
        ("12O2555O143", None, Fault.LETTERS),
        ("1-800-FLOWERS", "US", Fault.LETTERS),
        ("A rather long name", None, Fault.LETTERS),
        ("Анна", None, Fault.LETTERS),
        ("Two\nlines", None, Fault.LETTERS),
        ("tel:office", None, Fault.LETTERS),
    ],
)
def test_an_impossible_number_is_stopped_with_what_is_wrong(
    text: str, region: str | None, fault: Fault
) -> None:
    """B12: length, country or characters"""
    assert fault_of(text, region) is fault


def test_a_number_of_a_range_not_in_use_is_noted_and_not_stopped() -> None:
    """B12: as those reserved for fiction are"""
    assert not parse("+447700900123").assigned
    assert parse("+12025550143").assigned


@pytest.mark.parametrize("text", ["123", "12345", "123-456", "\uff11\uff12\uff13\uff14\uff15", "tel:12345"])
def test_three_to_six_digits_are_a_short_code_and_not_forced_into_e164(text: str) -> None:
    """B30"""
    peer = parse(text, "US")
    assert peer == Peer(Kind.SHORT_CODE, digits(text))
    assert parse(text) == peer


@pytest.mark.parametrize("name", ["ExampleBank", "AT and T", "Shop-24", "B&B", "Café"])
def test_a_senders_name_is_recognised_and_kept_as_written(name: str) -> None:
    """B30: a name of at most eleven GSM-7 units can write to us"""
    assert parse(f" {name} ") == Peer(Kind.ALPHANUMERIC, name)


def test_a_number_of_no_country_has_a_country_code_and_no_region() -> None:
    """B2"""
    peer = parse("+800 1234 5678")
    assert (peer.value, peer.country_code, peer.region) == ("+80012345678", 800, None)


def test_the_country_of_a_line_comes_from_its_number() -> None:
    """B2: the region in which national forms are read"""
    assert region_of("+12025550143") == "US"
    assert region_of("+12045550143") == "CA"
    assert region_of("+447700900123") == "GB"
    assert [region_of(text) for text in ("12345", "Shop", "", "2025550143", "+80012345678")] == [None] * 5


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("+12025550143", "+1 202-555-0143"),
        ("+447700900123", "+44 7700 900123"),
        ("+33639980000", "+33 6 39 98 00 00"),
        ("12345", "12345"),
        ("Shop", "Shop"),
        ("", ""),
        ("+99912345678", "+99912345678"),
        ("+4407700900123", "+4407700900123"),
        ("+1 202 555 0143", "+1 202 555 0143"),
        ("\ud83d", "\ud83d"),
    ],
)
def test_a_number_is_shown_grouped_and_anything_else_as_it_is(number: str, read: str) -> None:
    """B2"""
    assert readable(number) == read


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("+12025550143", "+1 (202) 555-0143"),
        ("+12025550143", "202-555-0143"),
        ("07700 900123", "+447700900123"),
        ("12345", "123-45"),
        ("Shop", " Shop "),
        ("(202) 555-0143", "(202) 555-0143"),
    ],
)
def test_two_ways_of_writing_one_number_are_the_same(a: str, b: str) -> None:
    """B11: From = To is found however To was written"""
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("+12025550143", "+12025550144"),
        ("+12025550143", "+442025550143"),
        ("+447700900123", "202-555-0143"),
        ("12345", "+12345"),
        ("Shop", "SHOP"),
        ("", "12345"),
    ],
)
def test_different_numbers_are_not_the_same(a: str, b: str) -> None:
    """B11"""
    assert not same(a, b)
    assert not same(b, a)


@given(
    st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from("+0123456789 -()x.;,")),
    st.sampled_from([None, "US", "GB", "DE", "KR", "IT", "XX"]),
)
def test_what_is_read_as_a_number_reads_as_itself_again(text: str, region: str | None) -> None:
    """B2: any other text is refused by name, and never by another error"""
    try:
        peer = parse(text, region)
    except NotANumber as refused:
        assert str(refused) == refused.fault.value
    else:
        assert parse(peer.value) == peer
        assert same(peer.value, peer.value)
        assert digits(readable(peer.value)) == digits(peer.value)


def test_importing_the_rules_does_not_import_the_number_tables() -> None:
    """The window stands before phonenumbers is read."""
    program = "import sys, desktop.sms.phone; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("region", ["GB", "US", "AU", None])
@pytest.mark.parametrize(
    "text",
    ["07700 900123", "+44 7700 900123", "0044 7700 900123", "0011 44 7700 900123", "447700900123", "60777"],
)
def test_the_value_alone_is_the_same_as_with_all_that_is_known_of_it(text: str, region: str | None) -> None:
    def tried(read: Callable[[], tuple[Kind, str]]) -> tuple[Kind, str] | Fault:
        try:
            return read()
        except NotANumber as error:
            return error.fault

    def whole() -> tuple[Kind, str]:
        peer = parse(text, region)
        return peer.kind, peer.value

    assert tried(lambda: parse_value(text, region)) == tried(whole)
