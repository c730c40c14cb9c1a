"""Links that ask for a text or a call: what is taken, what is refused, and that no hostile one does harm."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.sms.uri import LONGEST, Fault, Kind, NotALink, Wanted, wanted

NUMBER = "+447700900123"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (f"sms:{NUMBER}", Wanted(Kind.TEXT, NUMBER)),
        (f"SMS:{NUMBER}", Wanted(Kind.TEXT, NUMBER)),
        (f"  smsto:{NUMBER}\n", Wanted(Kind.TEXT, NUMBER)),
        (f"sms://{NUMBER}", Wanted(Kind.TEXT, NUMBER)),
        ("sms:%2B44%207700%20900123", Wanted(Kind.TEXT, NUMBER)),
        ("sms:+44-(7700).900 123", Wanted(Kind.TEXT, NUMBER)),
        ("sms:07700900123", Wanted(Kind.TEXT, "07700900123")),
        ("sms:88811", Wanted(Kind.TEXT, "88811")),
        (f"sms:{NUMBER},", Wanted(Kind.TEXT, NUMBER)),
        (f"sms:{NUMBER}?body=Hello", Wanted(Kind.TEXT, NUMBER, "Hello")),
        (f"sms:{NUMBER}?BODY=Hello", Wanted(Kind.TEXT, NUMBER, "Hello")),
        (f"sms:{NUMBER}&body=Hello", Wanted(Kind.TEXT, NUMBER, "Hello")),
        (f"sms:{NUMBER};body=Hello", Wanted(Kind.TEXT, NUMBER, "Hello")),
        (f"sms:{NUMBER}?x=1&body=Hello&body=Bye", Wanted(Kind.TEXT, NUMBER, "Hello")),
        ("sms:?body=Hello", Wanted(Kind.TEXT, "", "Hello")),
        ("sms:", Wanted(Kind.TEXT, "")),
        (f"sms:{NUMBER}?body=a%26b%20c%3D%C3%A9%F0%9F%98%80", Wanted(Kind.TEXT, NUMBER, "a&b c=é😀")),
        (f"sms:{NUMBER}?body=1+1&amp;body=2", Wanted(Kind.TEXT, NUMBER, "1+1")),
        (f"sms:{NUMBER}?body=one%0D%0Atwo%0Dthree%09four", Wanted(Kind.TEXT, NUMBER, "one\ntwo\nthree four")),
        (f"sms:{NUMBER}?line=%2B12125550142&body=Hi", Wanted(Kind.TEXT, NUMBER, "Hi", "+12125550142")),
        (f"sms:{NUMBER}?callerid=+12125550142&body=Hi", Wanted(Kind.TEXT, NUMBER, "Hi", "+12125550142")),
        (f"sms:{NUMBER}?line=everyone", Wanted(Kind.TEXT, NUMBER)),
        (f"tel:{NUMBER}", Wanted(Kind.CALL, NUMBER)),
        ("tel:+44-7700-900-123;ext=12", Wanted(Kind.CALL, NUMBER, extension="12")),
        ("tel:900123;phone-context=+44-7700", Wanted(Kind.CALL, NUMBER)),
        ("tel:911;phone-context=+1", Wanted(Kind.CALL, "911")),
        ("tel:07700900123;phone-context=example.com", Wanted(Kind.CALL, "07700900123")),
        (f"callto:{NUMBER}", Wanted(Kind.CALL, NUMBER)),
        (f"sip:{NUMBER}@example.com;user=phone", Wanted(Kind.CALL, NUMBER)),
        (f"sips:{NUMBER}:secret@example.com:5061", Wanted(Kind.CALL, NUMBER)),
        (f"tel:{NUMBER}?body=ignored", Wanted(Kind.CALL, NUMBER)),
    ],
)
def test_a_link_says_whom_to_text_or_call_and_how_to_begin(link: str, expected: Wanted) -> None:
    assert wanted(link) == expected


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("", Fault.SCHEME),
        ("+447700900123", Fault.SCHEME),
        ("https://example.com", Fault.SCHEME),
        ("javascript:alert(1)", Fault.SCHEME),
        ("mailto:someone@example.com", Fault.SCHEME),
        ("tel:", Fault.NO_NUMBER),
        ("sms:Harbour%20Dental", Fault.NO_NUMBER),
        ("tel:*%2306%23", Fault.NO_NUMBER),
        ("tel:**21*+447700900123#", Fault.NO_NUMBER),
        ("sip:someone@example.com", Fault.NO_NUMBER),
        ("sms:<b>1</b>", Fault.NO_NUMBER),
        ("sms:" + "9" * 30, Fault.NO_NUMBER),
        ("sms:+12025550123,+12025550124", Fault.SEVERAL),
        ("sms:+12025550123%2C+12025550124?body=Hi", Fault.SEVERAL),
        (f"sms:{NUMBER}?body=%FF", Fault.CHARACTERS),
        (f"sms:{NUMBER}?body=100%", Fault.CHARACTERS),
        (f"sms:{NUMBER}?body=%ED%A0%80", Fault.CHARACTERS),
        (f"sms:{NUMBER}\nsms:+12025550123", Fault.CHARACTERS),
        (f"sms:{NUMBER}\0", Fault.CHARACTERS),
        ("sms:\udcff", Fault.CHARACTERS),
        ("sms:" + "%41" * LONGEST, Fault.TOO_LONG),
    ],
)
def test_a_link_that_is_none_or_is_hostile_is_refused_with_its_reason(link: str, fault: Fault) -> None:
    with pytest.raises(NotALink) as refused:
        wanted(link)
    assert refused.value.fault is fault
    assert "44" not in str(refused.value)


def test_a_body_of_any_bearable_length_comes_whole() -> None:
    text = "😀" * 1600
    assert wanted(f"sms:{NUMBER}?body={quote(text)}").body == text


def test_a_body_cannot_turn_its_words_round_or_hide_control_characters() -> None:
    body = "a\u202eb\u2066c\0d\x1be\x85f"
    assert wanted(f"sms:{NUMBER}?body={quote(body)}").body == "abcdef"


@given(
    st.one_of(
        st.text(),
        st.builds(
            "{}:{}{}{}".format,
            st.sampled_from(["sms", "SMSTO", "tel", "callto", "sip", "sips"]),
            st.one_of(st.text(), st.from_regex(r"\+?[0-9 ;,%=.-]{0,30}", fullmatch=True)),
            st.sampled_from(["?body=", "&body=", ";body=", "?line=", ";ext=", "?"]),
            st.one_of(st.text(), st.text().map(lambda text: quote(text, errors="replace"))),
        ),
    )
)
@example("sms:1234?body=%00")
def test_no_link_does_anything_but_name_a_number_and_words_to_look_at(link: str) -> None:
    try:
        found = wanted(link)
    except NotALink:
        return
    for word in (found.number, found.line, found.extension):
        assert word.lstrip("+").isdecimal() or not word
        assert word.isascii()
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in found.body)
