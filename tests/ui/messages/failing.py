"""Failed texts in the open tab, and the card about them: for the tests of that card."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.sms.delivery import State
from desktop.ui.messages.failure_card import FailureCard
from desktop.ui.messages.failure_model import Failure
from tests.ui.account import Account
from tests.ui.messages.texts import Tab, put


def fail(account: Account, tab: Tab, code: str | None, text: str = "", **more: Any) -> int:
    """A failed text to Zoë, open in the tab; its id."""
    tab.view.open(
        put(
            account,
            ["On its way"],
            outbound=True,
            state=State.FAILED,
            error_code=code,
            error_text=text,
            **more,
        )
    )
    return tab.thread.messages()[-1].id


def of(tab: Tab, message_id: int) -> Failure:
    """What the card says of a text."""
    row = tab.thread.row_of(message_id)
    assert row is not None
    message = tab.thread.message(tab.thread.index(row))
    assert message is not None
    failure = tab.thread.failures.of(message)
    assert failure is not None
    return failure


def press_enter(tab: Tab) -> FailureCard:
    """Mark the last text and press Enter."""
    view = tab.view.thread_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Return)
    return shown(tab)


def shown(tab: Tab) -> FailureCard:
    card = tab.view.pane.failures.card
    assert card is not None and card.isVisible()
    return card


def sign(tab: Tab) -> QPoint:
    """Where the cross of the last text is."""
    view = tab.view.thread_view
    index = tab.thread.index(tab.thread.rowCount() - 1)
    meta = view.bubbles.bubble(index).meta.translated(view.visualRect(index).topLeft())
    return QPoint(round(meta.right()) - 4, round(meta.center().y()))
