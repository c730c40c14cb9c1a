"""What stands for a sign is GSM-7, and nothing that is GSM-7 is replaced."""

from desktop.sms.alphabet import BASIC, EXTENSION
from desktop.sms.lookalikes import SIGNS, plain_letter

GSM = BASIC | EXTENSION


def test_every_replacement_is_made_of_gsm_characters_and_stands_for_one_that_is_none() -> None:
    """B8."""
    assert all(sign not in GSM and set(to) <= GSM for sign, to in SIGNS.items())
    assert all(len(sign) == 1 for sign in SIGNS)


def test_letters_of_vietnamese_and_of_other_scripts_are_left_alone() -> None:
    assert [plain_letter(one) for one in "ơựạăЖ中ب😎"] == [""] * 8


def test_a_letter_without_its_accent_is_plain() -> None:
    assert [plain_letter(one) for one in "áçêłŐœς"] == ["a", "c", "e", "l", "O", "oe", "Σ"]
