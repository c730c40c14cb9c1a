import pytest

from desktop.sms.phone import NotANumber
from desktop.ui.lines.reach import message_reason, recipient
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
