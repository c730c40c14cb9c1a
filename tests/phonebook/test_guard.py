"""No cell of a written file is a formula to a spreadsheet, and numbers stay readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.phonebook.guard import guarded, unguarded


@pytest.mark.parametrize(
    "cell",
    ["=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\r=1", "'=1", "+1+cmd", "+A1"],
)
def test_what_would_begin_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["+44 7700 900123", "+1 (202) 555-0199", "Zoë", "O'Brien", "'quoted'", "", "a=b"]
)
def test_numbers_with_a_plus_and_harmless_words_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell


@given(st.text())
def test_a_guarded_cell_says_the_same_when_it_is_read_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
