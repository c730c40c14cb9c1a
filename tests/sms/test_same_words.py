"""Which texts say the same words (C15)."""

import pytest

from desktop.sms.same_words import core


@pytest.mark.parametrize(
    "other",
    [
        "Win a prize now ",
        "win a PRIZE now",
        "Win  a\nprize now\n",
        "\u200bWin a pri\u00adze now",
        "Win a\u00a0prize now",
    ],
)
def test_spaces_case_and_what_nobody_sees_make_no_other_text(other: str) -> None:
    assert core(other) == core("Win a prize now")


def test_another_word_or_sign_makes_another_text() -> None:
    texts = ("Win a prize now", "Win a prize now!", "Win a prize", "Winaprizenow", "")
    assert len({core(text) for text in texts}) == len(texts)
