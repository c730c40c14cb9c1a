"""The thread on screen: where it stands when it opens, when texts come and when the window changes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import conversations
from desktop.ui.messages.thread_model import Message
from desktop.ui.theme import Choice, Theme
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, VIKTOR, Tab, change, doubtful, put

LONG = "A rather long text that needs more than one line wherever it is shown. "


def bodies(first: int, last: int) -> list[str]:
    return [f"{n} {LONG * (n % 4)}" for n in range(first, last)]


def last_bottom(tab: Tab) -> int:
    """How far the newest text's end is below the top of the pane."""
    view = tab.view.thread_view
    return view.visualRect(tab.thread.index(tab.thread.rowCount() - 1)).bottom()


def stands_at_end(tab: Tab) -> bool:
    bar = tab.view.thread_view.verticalScrollBar()
    height = tab.view.thread_view.viewport().height()
    return bar.value() == bar.maximum() and abs(last_bottom(tab) + 1 - height) <= 1


def read_above(tab: Tab, value: int | None = None) -> None:
    """Somebody scrolls up with the wheel or the bar."""
    bar = tab.view.thread_view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2 if value is None else value)
    bar.triggerAction(bar.SliderAction.SliderSingleStepAdd)


def at(tab: Tab, y: int) -> Message:
    """The text at this height of the pane."""
    message = tab.thread.message(tab.view.thread_view.indexAt(QPoint(100, y)))
    assert message is not None
    return message


def place(tab: Tab) -> tuple[int, int]:
    """Which text is at the top of the pane, and where."""
    message = at(tab, 20)
    return message.id, where(tab, message.id)


def where(tab: Tab, message_id: int) -> int:
    (row,) = [at for at, one in enumerate(tab.thread.messages()) if one.id == message_id]
    return tab.view.thread_view.visualRect(tab.thread.index(row)).top()


@pytest.fixture
def long_thread(account: Account) -> int:
    return put(account, bodies(0, 250), tell=False)


@pytest.fixture
def reading(long_thread: int, tab: Tab, qtbot: QtBot) -> Tab:
    """The long thread is open, and somebody reads in its middle."""
    tab.view.open(long_thread)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    read_above(tab)
    qtbot.waitUntil(lambda: not tab.view.thread_view.at_end)
    return tab


def test_a_thread_opens_at_its_end(long_thread: int, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(long_thread)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    assert tab.thread.rowCount() == 100


def test_the_next_thread_opens_at_its_end_wherever_one_was_in_the_last(
    account: Account, reading: Tab, qtbot: QtBot
) -> None:
    other = put(account, bodies(0, 50), peer=VIKTOR)
    reading.view.open(other)
    qtbot.waitUntil(lambda: stands_at_end(reading))


def test_at_the_end_it_stays_at_the_end_when_texts_come(
    account: Account, long_thread: int, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(long_thread)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    for n in range(3):
        put(account, bodies(300 + n, 302 + n), since=NOON + timedelta(days=n + 1))
        qtbot.waitUntil(lambda: stands_at_end(tab))


@pytest.mark.parametrize("size", [(1080, 300), (500, 640), (360, 480), (1600, 900)])
def test_at_the_end_it_stays_at_the_end_at_any_size(
    long_thread: int, tab: Tab, qtbot: QtBot, size: tuple[int, int]
) -> None:
    tab.view.open(long_thread)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    tab.resize(*size)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    tab.resize(1080, 640)
    qtbot.waitUntil(lambda: stands_at_end(tab))


def test_a_growing_composer_pushes_the_end_up_and_hides_nothing(
    long_thread: int, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(long_thread)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    tab.view.composer.edit.insertPlainText("one\ntwo\nthree\nfour")
    qtbot.waitUntil(lambda: stands_at_end(tab))


def test_somebody_who_reads_above_is_not_moved_by_texts_that_arrive(
    account: Account, reading: Tab, qtbot: QtBot
) -> None:
    before = place(reading)
    put(account, bodies(300, 320), since=NOON + timedelta(days=1))
    qtbot.waitUntil(lambda: reading.thread.rowCount() == 120)
    assert where(reading, before[0]) == before[1]
    qtbot.wait(1)
    assert where(reading, before[0]) == before[1]


def test_somebody_who_reads_above_is_not_moved_by_older_texts_that_load(reading: Tab, qtbot: QtBot) -> None:
    bar = reading.view.thread_view.verticalScrollBar()
    for rows in (200, 250):
        bar.setValue(350)
        before = place(reading)
        with qtbot.waitSignal(reading.thread.rowsInserted):
            pass
        assert reading.thread.rowCount() == rows
        assert where(reading, before[0]) == before[1]
    assert not reading.view.thread_view.at_end


def test_nor_by_a_history_that_comes_in_above(account: Account, tab: Tab, qtbot: QtBot) -> None:
    there = put(account, bodies(0, 60))
    tab.view.open(there)
    qtbot.waitUntil(lambda: stands_at_end(tab))
    read_above(tab, 700)
    qtbot.waitUntil(lambda: not tab.view.thread_view.at_end)
    before = place(tab)
    put(account, bodies(0, 30), since=NOON - timedelta(days=3))
    assert not tab.thread.reaches_beginning
    assert where(tab, before[0]) == before[1]
    read_above(tab, 300)
    before = place(tab)
    qtbot.waitUntil(lambda: tab.thread.rowCount() == 90)
    assert where(tab, before[0]) == before[1]


def test_nor_by_a_status_change(account: Account, reading: Tab) -> None:
    before = place(reading)
    change(account, 240, state=State.DELIVERED, outbound=True)
    assert where(reading, before[0]) == before[1]


def test_a_narrower_window_keeps_the_text_that_was_at_the_top(reading: Tab, qtbot: QtBot) -> None:
    before = at(reading, 4).id
    reading.resize(800, 640)
    assert at(reading, 4).id == before


def test_a_thousand_texts_can_be_read_from_end_to_beginning(account: Account, tab: Tab, qtbot: QtBot) -> None:
    there = put(account, [str(n) for n in range(1100)])
    tab.view.open(there)
    bar = tab.view.thread_view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    def at_the_beginning() -> bool:
        bar.setValue(0)
        return tab.thread.reaches_beginning

    qtbot.waitUntil(at_the_beginning)
    bar.setValue(0)
    assert tab.thread.messages()[0].body == "0"
    face = QAccessible.queryAccessibleInterface(tab.view.thread_view)
    assert (face.role(), face.childCount()) == (QAccessible.Role.List, 1000)
    assert not tab.view.thread_view.at_end
    tab.view.to_latest()
    assert stands_at_end(tab)
    assert tab.thread.messages()[-1].body == "1099"


def test_sending_brings_one_back_to_the_end(reading: Tab, qtbot: QtBot) -> None:
    QTest.keyClicks(reading.view.composer.edit, "Here I am")
    QTest.keyClick(reading.view.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stands_at_end(reading))
    assert reading.thread.messages()[-1].body == "Here I am"


def unread(account: Account, conversation_id: int) -> int:
    row = conversations.get(account.db, conversation_id)
    assert row is not None
    return row.unread


def test_what_is_on_screen_counts_as_read_and_what_arrives_there_too(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    there = put(account, ["one"], unread=1)
    tab.view.open(there)
    qtbot.waitUntil(lambda: unread(account, there) == 0)
    put(account, ["two"], unread=1, since=NOON + timedelta(days=1))
    qtbot.waitUntil(lambda: unread(account, there) == 0)


def test_what_arrives_while_one_reads_above_is_unread_until_one_comes_to_it(
    account: Account, reading: Tab, qtbot: QtBot
) -> None:
    there = reading.thread.conversation_id
    assert there is not None
    put(account, ["news"], unread=1, since=NOON + timedelta(days=1))
    qtbot.waitUntil(lambda: reading.thread.rowCount() == 101)
    reading.view.seen_now()
    qtbot.wait(5)
    assert unread(account, there) == 1
    bar = reading.view.thread_view.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    qtbot.waitUntil(lambda: unread(account, there) == 0)


def test_a_window_in_the_background_reads_nothing(account: Account, tab: Tab, qtbot: QtBot) -> None:
    there = put(account, ["one"])
    tab.view.open(there)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not tab.window.isActiveWindow())
    put(account, ["two"], unread=1, since=NOON + timedelta(days=1))
    qtbot.waitUntil(lambda: tab.thread.rowCount() == 2)
    qtbot.wait(5)
    assert unread(account, there) == 1
    tab.window.activateWindow()
    qtbot.waitUntil(tab.window.isActiveWindow)
    tab.view.seen_now()
    qtbot.waitUntil(lambda: unread(account, there) == 0)


def test_behind_the_list_of_a_narrow_window_nothing_is_read(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot
) -> None:
    there = put(account, ["one"])
    tab = open_tab(width=400)
    tab.view.open(there)
    tab.view.go_back()
    put(account, ["two"], unread=1, since=NOON + timedelta(days=1))
    qtbot.waitUntil(lambda: tab.thread.rowCount() == 2)
    qtbot.wait(5)
    assert unread(account, there) == 1


def test_copying_takes_the_text_exactly_as_it_was_sent(account: Account, tab: Tab) -> None:
    text = "<b>two</b>\nlines\x00 \u202eand more"
    tab.view.open(put(account, [text]))
    tab.view.thread_view.setCurrentIndex(tab.thread.index(0))
    tab.view.thread_view.setFocus()
    QTest.keySequence(tab.view.thread_view, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == text


def test_copying_without_a_choice_leaves_the_clipboard_alone(account: Account, tab: Tab) -> None:
    QGuiApplication.clipboard().setText("before")
    tab.view.open(put(account, ["text"]))
    tab.view.thread_view.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_a_menu_where_no_text_is_does_not_open(account: Account, tab: Tab) -> None:
    view = tab.view.thread_view
    view.customContextMenuRequested.emit(QPoint(5, 5))
    assert view.findChildren(QMenu) == []


def hover(tab: Tab, row: int) -> None:
    view, index = tab.view.thread_view, tab.thread.index(row)
    bubble = view.bubbles.bubble(index).body.translated(view.visualRect(index).topLeft())
    spot = bubble.center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_why_a_text_failed_is_told_by_mouse_and_by_keys(
    account: Account, tab: Tab, qtbot: QtBot, how: str
) -> None:
    """C7: hover and focus with Enter show the cause; it is text, whatever the service said."""
    tab.view.open(put(account, ["Hi"], outbound=True, state=State.FAILED, error_text="<b>5</b> & up"))
    if how == "mouse":
        hover(tab, 0)
    else:
        tab.view.thread_view.setFocus()
        QTest.keyClick(tab.view.thread_view, Qt.Key.Key_Home)
        QTest.keyClick(tab.view.thread_view, Qt.Key.Key_Return)
    card = tab.view.pane.failures.card
    assert card is not None and card.isVisible()
    assert card.words["what"].text() == "<b>5</b> & up"
    assert card.words["what"].textFormat() is Qt.TextFormat.PlainText
    assert "<b>5</b>" in tab.thread.tip(tab.thread.messages()[0])


def test_hovering_over_a_text_that_is_not_confirmed_tells_the_evidence(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(doubtful(account, "Hi"))
    hover(tab, 0)
    qtbot.waitUntil(QToolTip.isVisible)
    assert "probably did not go out" in QToolTip.text()
    QToolTip.hideText()


def test_the_arrow_keys_go_from_text_to_text(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, ["one", "two", "three"]))
    view = tab.view.thread_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 1


def test_another_scheme_repaints_it_where_it_was(reading: Tab, theme: Theme, qtbot: QtBot) -> None:
    before = place(reading)
    theme.choose(Choice.DARK)
    qtbot.waitUntil(lambda: reading.view.thread_view.viewport().isVisible())
    assert where(reading, before[0]) == before[1]
