"""The bar that says from which line a text leaves while all lines with a person show (demand 13, idea 16)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.account import ACCOUNT, INTAKE, SALES, Account, names
from tests.ui.messages.texts import ZOE, Tab, put


@pytest.fixture
def here(account: Account, open_tab: Callable[..., Tab]) -> Tab:
    put(account, ["Hi"], line=SALES)
    there = put(account, ["Hi"])
    tab = open_tab()
    tab.view.open(there)
    tab.view.pane.show_all_lines(True)
    return tab


def test_it_names_the_line_with_its_number_and_follows_the_composer(here: Tab) -> None:
    bar = here.view.pane.from_line
    assert "Sending from Support UK \u2068+44 7700 900010\u2069" in names(bar)
    here.composer.write_from(ACCOUNT, SALES)
    assert "Sending from Sales US \u2068+1 212-555-0142\u2069" in names(bar)


def test_a_press_shows_the_line_alone(here: Tab) -> None:
    bar = here.view.pane.from_line
    QTest.mouseClick(bar.alone, Qt.MouseButton.LeftButton)
    assert not here.thread.lines.on and not bar.isVisible()


def test_where_the_line_cannot_send_nothing_is_said_of_sending(here: Tab, account: Account) -> None:
    here.view.open(put(account, ["Hi"], line=INTAKE, peer=ZOE))
    assert here.view.composer.edit.isReadOnly() and not here.view.pane.from_line.isVisible()
