from dataclasses import replace

import pytest

from desktop.sms.phone import NotANumber
from desktop.ui.lines.reach import call_reason, dialpad_reason, message_reason, recipient
from tests.ui.account import FREEPHONE, INTAKE, LINES, SUPPORT, VOICE_ONLY_REASON, line

TEXTING = line(SUPPORT)


@pytest.mark.parametrize(
    ("written", "texted"),
    [
        ("+44 7700 900123", "+447700900123"),
        ("07700 900123", "+447700900123"),
        ("0046 70 174 06 05", "+46701740605"),
        ("12345", "12345"),
    ],
)
def test_a_number_is_texted_in_full_however_it_is_written(written: str, texted: str) -> None:
    """B2, B30: a national form is read in the line's country; a short code stays as it is."""
    assert message_reason(TEXTING, written) == ""
    assert recipient(TEXTING, written) == texted


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "There is no number to text."),
        ("020 7946 0958 ext 12", "extension"),
        ("+1", "too short"),
        ("PARCELS", "sender's name"),
        ("Anonymous caller", "letters"),
    ],
)
def test_what_cannot_be_texted_says_why(written: str, why: str) -> None:
    """B12: the specific reason."""
    assert why in message_reason(TEXTING, written)


def test_what_is_no_number_has_no_recipient() -> None:
    with pytest.raises(NotANumber):
        recipient(TEXTING, "not a number at all")


@pytest.mark.parametrize(("number", "why"), [(FREEPHONE, VOICE_ONLY_REASON), (INTAKE, "nothing can be sent")])
def test_the_line_comes_before_the_number(number: str, why: str) -> None:
    """A2, A5: whatever is dialled, the line cannot send it."""
    one = next(one for one in LINES if one.number == number)
    assert why in message_reason(one, "+447700900123")
    assert why in message_reason(one, "")


def test_without_a_line_nothing_can_be_texted() -> None:
    assert message_reason(None, "+447700900123") == "There is no line to text from yet."


@pytest.mark.parametrize("number", ["112", "9-9-9", "tel:911"])
def test_an_emergency_number_is_not_texted_but_can_be_called_on_any_line(number: str) -> None:
    """Product row "Emergency numbers": "call instead", and it cannot be muted."""
    assert message_reason(TEXTING, number).endswith("a text may reach nobody there. Call instead.")
    assert call_reason(TEXTING, number) == ""
    assert call_reason(replace(TEXTING, can_call=False), number) == ""
    assert call_reason(None, number) == ""


def test_a_number_of_the_lines_country_is_an_emergency_number_there_alone() -> None:
    assert "Call instead" in message_reason(line("+390612345678"), "113")
    assert message_reason(TEXTING, "113") == ""


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "There is no number to call."),
        ("020 7946 0958 ext 12", "extension"),
        ("+1", "too short"),
        ("PARCELS", "which nobody can call"),
        ("07700 900123", ""),
        ("12345", ""),
    ],
)
def test_what_cannot_be_called_says_why(written: str, why: str) -> None:
    assert why in call_reason(TEXTING, written)
    assert bool(call_reason(TEXTING, written)) is bool(why)


def test_a_line_without_voice_says_so_and_one_that_does_not_tell_may_call() -> None:
    """Product row "Greyed states"; A5: unknown is not "no"."""
    mute = replace(TEXTING, can_call=False)
    assert "offers no voice for it" in call_reason(mute, "+447700900123")
    assert "offers no voice for it" in call_reason(mute, "")
    assert call_reason(TEXTING, "+447700900123") == ""
    assert call_reason(None, "+447700900123") == "There is no line to call for yet."


def test_the_dialpad_is_greyed_only_where_the_line_neither_calls_nor_texts() -> None:
    neither = replace(TEXTING, can_call=False, can_send=False)
    assert "offers no voice for it" in dialpad_reason(neither)
    for line_ in (replace(neither, can_send=True), replace(neither, can_call=None), TEXTING, None):
        assert dialpad_reason(line_) == ""
