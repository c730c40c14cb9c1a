"""Product row "Dialpad": letters on keys, paste of any format, and a clear word about what is not taken."""

import pytest

from desktop.sms.keypad import dialable, digit_of
from desktop.sms.pasted import Fault, NotANumber


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+33\u00a01\u00a023\u00a045\u00a067\u00a089", "+33 1 23 45 67 89"),
        ("\u202b+44 7700 900123\u202c", "+44 7700 900123"),
        ("tel:+46-70-174-06-05", "+46-70-174-06-05"),
        ("tel:0701;phone-context=+46", "+460701"),
        ("(020) 7946–0958", "(020) 7946-0958"),
        ("+44 7700 900123\r\n", "+44 7700 900123"),
        ("٠٧٧٠٠", "07700"),
        ("+44", "+44"),
        ("*100#", "*100#"),
        ("12 ", "12 "),
        ("", ""),
    ],
)
def test_a_number_is_taken_however_it_is_written(text: str, dialled: str) -> None:
    assert dialable(text) == dialled


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("1-800-FLOWERS", "1-800-3569377"),
        ("0800 reverse", "0800 7383773"),
        ("c", "2"),
        ("é", "3"),
        ("0770x", "07709"),
    ],
)
def test_letters_become_the_digits_of_their_keys(text: str, dialled: str) -> None:
    """ITU-T E.161."""
    assert dialable(text) == dialled


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Zoë Patel", Fault.LETTERS),
        ("bob@example.com", Fault.LETTERS),
        ("Phone: +44 20 7946 0958", Fault.LETTERS),
        ("+44 20 7946 0958 (mobile)", Fault.LETTERS),
        ("+44 20 7946 0958 ext 5", Fault.EXTENSION),
        ("tel:+44-20-7946-0958;ext=5", Fault.EXTENSION),
        ("+44 7700 900123 or +44 7700 900124", Fault.SEVERAL),
        ("@", Fault.CHARACTERS),
        ("ж", Fault.CHARACTERS),
        ("1,2", Fault.CHARACTERS),
    ],
)
def test_what_would_become_another_number_is_refused_and_not_guessed(text: str, fault: Fault) -> None:
    with pytest.raises(NotANumber) as refused:
        dialable(text)
    assert refused.value.fault is fault


def test_every_latin_letter_stands_on_one_key() -> None:
    assert [digit_of(letter) for letter in "AzñŠ1+"] == ["2", "9", "6", "7", "", ""]
