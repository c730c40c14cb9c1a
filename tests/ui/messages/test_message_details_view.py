"""The details of a text on screen: plain, selectable, copied at once, in any width and direction."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.sms.delivery import State
from desktop.ui.messages.message_details_view import MessageDetailsView
from tests.ui.account import Account, unnamed
from tests.ui.messages.texts import Tab, put


def shown(tab: Tab) -> MessageDetailsView:
    view = tab.view.pane.details.shown
    assert view is not None and view.isVisible()
    return view


def test_all_of_it_is_copied_at_once(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, ["two"], outbound=True))
    tab.view.pane.details.open()
    QTest.keyClick(shown(tab).copy_button, Qt.Key.Key_Space)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("two\n\nWhere it stands\nState: Delivered")


def test_values_from_outside_are_plain_and_can_be_selected(account: Account, tab: Tab) -> None:
    failed = {"state": State.FAILED, "error_text": "<img src=x>"}
    tab.view.open(put(account, ["<b>x</b>"], outbound=True, **failed))  # type: ignore[arg-type]
    tab.view.pane.details.open()
    labels = [one for one in shown(tab).sheet.findChildren(QLabel) if one.isVisible()]
    assert {"<b>x</b>", "<img src=x>"} <= {one.text() for one in labels}
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}
    selectable = Qt.TextInteractionFlag.TextSelectableByMouse
    assert all(one.textInteractionFlags() & selectable for one in labels)


@pytest.mark.parametrize("width", [360, 1080])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_it_fits_and_everything_has_a_name(
    account: Account, open_tab: Callable[..., Tab], width: int, direction: Qt.LayoutDirection
) -> None:
    there = put(account, ["Hello " * 40], outbound=True, state=State.FAILED, error_text="x" * 300, tell=False)
    tab = open_tab(width=width)
    tab.window.setLayoutDirection(direction)
    tab.view.open(there)
    tab.view.pane.details.open()
    view = shown(tab)
    assert view.width() <= tab.window.width()
    assert view.height() <= tab.window.height()
    assert unnamed(view) == []
    assert "Hello" in view.sheet.accessibleDescription()


def test_it_follows_the_width_of_its_window(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, ["two"], outbound=True))
    tab.view.pane.details.open()
    tab.resize(360, 600)
    assert shown(tab).width() <= 360
    assert shown(tab).height() <= 600
