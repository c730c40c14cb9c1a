"""What people paste as a number is made plain, or refused with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.pasted import Fault, NotANumber, digits, pasted


@pytest.mark.parametrize(
    "text",
    [
        "+1 202 555 0143",
        "  +1.202.555.0143\n",
        "+1\u00a0202\u202f555\u20090143",
        "+1-202\u2010555\u20110143",
        "+1\u2012202\u2013555\u20140143",
        "+1 \u2212 202 \u2212 555 \u2212 0143",
        "+1 (202) 555-0143",
        "+1 [202] 555/0143",
        "(+1) 202 555 0143",
        "\u202a+1 202 555 0143\u202c",
        "\ufeff+1\u200b202\u00ad555\u20600143",
        "\uff0b\uff11\uff12\uff10\uff12\uff15\uff15\uff15\uff10\uff11\uff14\uff13",
        "+\u0661 \u0662\u0660\u0662 \u0665\u0665\u0665 \u0660\u0661\u0664\u0663",
        "+\u06f1 \u06f2\u06f0\u06f2 \u06f5\u06f5\u06f5 \u06f0\u06f1\u06f4\u06f3",
        "tel:+12025550143",
        "TEL:+1-202-555-0143",
        "tel://+12025550143",
        "tel:%2B1%20202%20555%200143",
        "tel:555-0143;phone-context=+1202",
        "tel:0143;phone-context=+1-202-555",
        "tel:+12025550143;phone-context=example.com",
        "Tel.: +1 202 555 0143",
        "Tel. +1 202 555 0143",
    ],
)
def test_spaces_dots_dashes_brackets_links_and_digits_of_every_script_are_taken(text: str) -> None:
    """B2"""
    found = pasted(text)
    assert found.bare() == "+12025550143"
    assert not found.has_letters


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        (" \u200b\u202a\n", Fault.EMPTY),
        ("tel:", Fault.EMPTY),
        ("+12025550143, +12025550144", Fault.SEVERAL),
        ("+12025550143\n+12025550144", Fault.SEVERAL),
        ("202 555 0143 / 202 555 0144", Fault.SEVERAL),
        ("+12025550143 +12025550144", Fault.SEVERAL),
        ("\n".join(["+12025550143"] * 50), Fault.SEVERAL),
        ("+1 202 555 0143 ext. 12", Fault.EXTENSION),
        ("+1 202 555 0143 x12", Fault.EXTENSION),
        ("202-555-0143 (ext 12)", Fault.EXTENSION),
        ("2025550143,,12", Fault.EXTENSION),
        ("2025550143#12", Fault.EXTENSION),
        ("tel:+12025550143;ext=12", Fault.EXTENSION),
        ("1" * 100, Fault.TOO_LONG),
        ("a" * 100, Fault.LETTERS),
    ],
)
def test_what_cannot_be_one_number_is_refused_with_the_reason(text: str, fault: Fault) -> None:
    """B12"""
    with pytest.raises(NotANumber) as refused:
        pasted(text)
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("tel:911;phone-context=+1", "911"),
        ("tel:112;phone-context=+49", "112"),
        ("tel:999;phone-context=+44-20-7946", "999"),
        ("tel:116117;phone-context=+49", "116117"),
    ],
)
def test_a_country_code_is_put_before_no_emergency_or_short_number(link: str, number: str) -> None:
    """RFC 3966, clause 5.1.5: the context says where the number counts."""
    assert pasted(link).bare() == number


@pytest.mark.parametrize("text", ["*100#", "202_555_0143", "1+202", "++1202", "\ud83d", "1\u20e3", "12\x000"])
def test_signs_that_belong_to_no_number_are_refused(text: str) -> None:
    """B12"""
    with pytest.raises(NotANumber) as refused:
        pasted(text).bare()
    assert refused.value.fault is Fault.CHARACTERS


@pytest.mark.parametrize(("text", "in_link"), [("Tel.Bureau", False), ("Telco", False), ("tel:office", True)])
def test_a_name_is_kept_as_it_is_written(text: str, in_link: bool) -> None:
    """B2"""
    found = pasted(text)
    assert found.has_letters
    assert (found.written, found.in_link) == (text.removeprefix("tel:"), in_link)


def test_digits_of_every_script_become_ascii_and_all_else_is_left_out() -> None:
    """B2: what a search for a number compares"""
    assert digits("+1 (202) 555\u20110143") == "12025550143"
    assert digits("\u0661\uff12\u09693\u00b2 x") == "1233"
    assert digits("none") == ""


@given(st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from("+0123456789 -()x.;,tel:")))
def test_any_text_is_read_or_refused_and_never_leaks_into_the_error(text: str) -> None:
    """B12"""
    try:
        bare = pasted(text).bare()
    except NotANumber as refused:
        assert str(refused) == refused.fault.value
    else:
        assert bare.removeprefix("+") == digits(bare)
