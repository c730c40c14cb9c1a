"""The menu of a text: by mouse and by keyboard, with what fits, and a question before anything opens."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store.outbox import SENT_AGAIN
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.messages.whole_text import WholeText
from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.bubbles import Thread
from tests.ui.messages.texts import NOON, change, put

LINKS = "see https://аррӏе.com/x or me@example.com, call +44 7700 900123"


@pytest.fixture
def thread(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Thread]:
    there = put(account, ["plain", LINKS], tell=False)
    put(account, ["ours"], outbound=True, since=NOON + timedelta(hours=1), tell=False)
    thread = Thread(account, theme)
    qtbot.waitExposed(thread.view)
    thread.open(there)
    yield thread
    shiboken6.delete(thread.view)


def menu(thread: Thread, point: QPoint) -> QMenu:
    shown = thread.view.menu.open_at(point)
    assert shown is not None
    return shown


def names(one: QMenu) -> list[str]:
    return [action.text() for action in one.actions() if not action.isSeparator()]


def choose(one: QMenu, beginning: str) -> None:
    """Choose the action whose name begins so."""
    next(action for action in one.actions() if action.text().startswith(beginning)).trigger()
    one.close()


def test_a_plain_text_can_be_copied(thread: Thread) -> None:
    shown = menu(thread, thread.inside(0, "plain"))
    assert names(shown) == ["Copy message", "Details", "Select all"]
    choose(shown, "Copy message")
    assert QGuiApplication.clipboard().text() == "plain"


def test_the_text_under_the_mouse_becomes_the_current_one(thread: Thread) -> None:
    menu(thread, thread.inside(2, "ours"))
    assert thread.view.currentIndex() == thread.index(2)


def test_with_a_selection_it_can_be_copied_too(thread: Thread) -> None:
    thread.drag(thread.point(1, "see"), thread.point(1, "https"))
    shown = menu(thread, thread.inside(0, "plain"))
    assert names(shown)[0] == "Copy selection"
    choose(shown, "Copy selection")
    assert QGuiApplication.clipboard().text() == "see "


def test_on_a_link_there_is_this_link_alone_with_its_true_host(thread: Thread) -> None:
    shown = menu(thread, thread.inside(1, "https"))
    assert names(shown)[1:3] == ["Open \u2068xn--80ak6aa92e.com\u2069 …", "Copy address"]
    choose(shown, "Copy address")
    assert QGuiApplication.clipboard().text() == "https://аррӏе.com/x"


def test_elsewhere_on_the_text_there_are_all_of_its_links(thread: Thread) -> None:
    assert names(menu(thread, thread.inside(1, "see"))) == [
        "Copy message",
        "Open \u2068xn--80ak6aa92e.com\u2069 …",
        "Copy address",
        "Write to \u2068me@example.com\u2069 …",
        "Copy e-mail address",
        "Call \u2068+44 7700 900123\u2069 …",
        "Copy number",
        "Details",
        "Select all",
    ]


def test_a_link_of_the_menu_asks_before_it_opens(thread: Thread, qtbot: QtBot) -> None:
    choose(menu(thread, thread.inside(1, "see")), "Open")
    (question,) = thread.view.findChildren(LinkQuestion)
    qtbot.waitUntil(question.isVisible)
    question.reject()


def test_a_number_of_the_menu_goes_to_the_dialpad_or_the_clipboard(thread: Thread, qtbot: QtBot) -> None:
    with qtbot.waitSignal(thread.view.number_wanted) as heard:
        choose(menu(thread, thread.inside(1, "see")), "Call")
    assert heard.args == ["+447700900123"]
    choose(menu(thread, thread.inside(1, "+44")), "Copy number")
    assert QGuiApplication.clipboard().text() == "+447700900123"
    choose(menu(thread, thread.inside(1, "see")), "Copy e-mail")
    assert QGuiApplication.clipboard().text() == "me@example.com"


def test_the_menu_key_opens_it_for_the_current_text(thread: Thread, qtbot: QtBot) -> None:
    thread.view.setFocus()
    thread.view.setCurrentIndex(thread.index(1))
    corner = thread.view.visualRect(thread.index(1)).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, corner, thread.view.viewport().mapToGlobal(corner)
    )
    QApplication.sendEvent(thread.view, event)
    shown = thread.view.findChildren(QMenu)[-1]
    qtbot.waitUntil(shown.isVisible)
    assert [name.split()[0] for name in names(shown)].count("Copy") == 4
    assert shown.windowFlags() & Qt.WindowType.Popup
    shown.close()


def test_select_all_selects_all(thread: Thread) -> None:
    choose(menu(thread, thread.inside(0, "plain")), "Select all")
    assert len(thread.chosen.split("\n")) == 3


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_where_no_text_is_there_is_no_menu(thread: Thread, reason: QContextMenuEvent.Reason) -> None:
    thread.model.open(None)
    QApplication.sendEvent(thread.view, QContextMenuEvent(reason, QPoint(10, 10), QPoint(10, 10)))
    assert thread.view.findChildren(QMenu) == []


def test_a_click_on_a_link_asks_and_a_drag_over_it_does_not(thread: Thread, qtbot: QtBot) -> None:
    thread.drag(thread.inside(1, "https"), thread.inside(1, "or me"))
    assert thread.view.findChildren(LinkQuestion) == []
    thread.click(thread.inside(1, "https"))
    (question,) = thread.view.findChildren(LinkQuestion)
    qtbot.waitUntil(question.isVisible)
    question.reject()
    with qtbot.waitSignal(thread.view.number_wanted):
        thread.click(thread.inside(1, "+44"))


def decisions(thread: Thread, account: Account, **fields: object) -> list[str]:
    """What the menu of a text of ours offers beside copying."""
    change(account, thread.message(2).id, **fields)
    return names(menu(thread, thread.inside(2, "ours")))[1:-2]


DOUBT = {"state": State.UNCONFIRMED, "attempted_at": NOON, "doubted_at": NOON}


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"state": State.DELIVERED}, []),
        ({"state": State.QUEUED}, ["Don't send"]),
        (DOUBT, ["Send again", "Check again", "Leave it"]),
        ({**DOUBT, "left_alone": True}, ["Send again", "Check again"]),
        ({**DOUBT, "left_alone": True, "held_reason": SENT_AGAIN}, ["Check again"]),
    ],
)
def test_what_can_be_decided_about_a_text_is_in_its_menu(
    account: Account, thread: Thread, fields: dict[str, object], offered: list[str]
) -> None:
    """Each bubble by keyboard, and after leaving it as it is."""
    assert decisions(thread, account, **fields) == offered


def test_a_text_that_was_left_can_be_sent_again_once(account: Account, thread: Thread) -> None:
    change(account, thread.message(2).id, **DOUBT, left_alone=True)
    choose(menu(thread, thread.inside(2, "ours")), "Send again")
    thread.model.send_again(thread.message(2).id)
    assert [one.state for one in thread.model.messages() if one.outbound] == [
        State.UNCONFIRMED,
        State.QUEUED,
    ]


def test_a_text_that_waits_can_be_stopped(account: Account, thread: Thread) -> None:
    change(account, thread.message(2).id, state=State.QUEUED)
    choose(menu(thread, thread.inside(2, "ours")), "Don't send")
    assert thread.message(2).state is State.STOPPED


def test_check_again_says_which_text_is_meant(account: Account, thread: Thread) -> None:
    change(account, thread.message(2).id, **DOUBT)
    asked: list[int] = []
    thread.view.check_wanted.connect(lambda message: asked.append(message.id))
    choose(menu(thread, thread.inside(2, "ours")), "Check again")
    assert asked == [thread.message(2).id]


def test_a_text_too_long_for_its_bubble_says_so_and_is_shown_whole(account: Account, thread: Thread) -> None:
    change(account, thread.message(2).id, body="ours " * 3000)
    row = thread.index(2)
    assert thread.model.said(thread.message(2)).note.startswith("This is only its beginning.")
    thread.view.setCurrentIndex(row)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    shown = thread.view.menu.open_for(event)
    assert shown is not None
    choose(shown, "Show all")
    (whole,) = thread.view.findChildren(WholeText)
    assert whole.words.toPlainText().replace("\n", "") == "ours " * 3000
    whole.close()
