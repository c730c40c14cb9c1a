"""Product row "Dialpad": letters on keys, paste of any format, and a clear word about what is not taken."""

import pytest

from desktop.sms.keypad import apart, begins_extension, dialable, digit_of
from desktop.sms.pasted import Fault, NotANumber


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+33\u00a01\u00a023\u00a045\u00a067\u00a089", "+33 1 23 45 67 89"),
        ("\u202b+44 7700 900123\u202c", "+44 7700 900123"),
        ("tel:+46-70-174-06-05", "+46-70-174-06-05"),
        ("tel:0701740605;phone-context=+46", "+460701740605"),
        ("tel:911;phone-context=+1", "911"),
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
        ("1-800-CALL-ATT", "1-800-2255-288"),
        ("1 800 GO FEDEX", "1 800 46 33339"),
        ("1-800-FEDEX22", "1-800-3333922"),
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
        ("0770x", Fault.LETTERS),
        ("030 123456 DW 12", Fault.LETTERS),
        ("030 123456 y12", Fault.LETTERS),
        ("0301234 Poste 5", Fault.LETTERS),
        ("1-800-FLOWERS NOW", Fault.LETTERS),
        ("030 12345 e 6", Fault.LETTERS),
        ("+44 20 7946 0958 ext 5", Fault.EXTENSION),
        ("030 123456 x5", Fault.EXTENSION),
        ("+49 30 123456 x12", Fault.EXTENSION),
        ("1-800-FLOWERS x12", Fault.EXTENSION),
        ("12345 ext 5", Fault.EXTENSION),
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


@pytest.mark.parametrize(
    ("text", "number", "extension"),
    [
        ("+49 30 123456 x12", "+49 30 123456", "12"),
        ("030 123456 x5", "030 123456", "5"),
        ("030123456x5", "030123456", "5"),
        ("030 123456 ext. 5", "030 123456", "5"),
        ("+44 20 7946 0958 (ext 12)", "+44 20 7946 0958", "12"),
        ("+44 20 7946 0958,,12", "+44 20 7946 0958", "12"),
        ("tel:+44-20-7946-0958;ext=5", "tel:+44-20-7946-0958", "5"),
        ("1-800-FLOWERS x12", "1-800-FLOWERS", "12"),
        ("+49 30 123456 x\u0661\u0662", "+49 30 123456", "12"),
        ("1-800-FEDEX22", "1-800-FEDEX22", ""),
        ("0770x5", "0770x5", ""),
        ("*100#", "*100#", ""),
    ],
)
def test_an_extension_is_no_part_of_the_number_that_is_dialled(
    text: str, number: str, extension: str
) -> None:
    """Spelled, its x would be a 9, and the call would reach somebody else."""
    assert apart(text) == (number, extension)


def test_a_typed_x_behind_a_whole_number_begins_an_extension_and_one_in_a_word_does_not() -> None:
    assert begins_extension("030 123456", "x")
    assert begins_extension("030 123456 ", "e")
    assert not begins_extension("0770", "x")
    assert not begins_extension("1-800-555-", "c")
