"""A row of the list as it is painted: words, badge, colours, mirrored where one reads that way."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import drafts
from desktop.store.drafts import Draft
from desktop.ui.roles import SIZES
from desktop.ui.theme import Choice, Theme
from tests.ui.account import ACCOUNT, FREEPHONE, SUPPORT, Account
from tests.ui.messages.texts import NOON, ZOE, Tab, know, put

HOSTILE = [
    "<img src=x onerror=alert(1)><h1>big</h1>",
    "\u202eright to left\u202d",
    "\x00\x07\x1b\x7f\x9f",
    "x" * 1_000_000,
    "😀" * 5_000,
    "\n" * 5_000,
    "\u200b\u200d\ufeff",
    "ليلى حداد",
    "",
]


def picture(tab: Tab, row: int = 0) -> QImage:
    """What is painted of one row, and only of that."""
    view = tab.view.list
    return view.viewport().grab(view.visualRect(tab.conversations.index(row))).toImage()


def holds(image: QImage, colour: QColor, where: QRect | None = None) -> bool:
    area = where or image.rect()
    return any(
        image.pixelColor(x, y) == colour
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_somebody_is_called_and_writes_a_row_is_painted_in_one_height(
    account: Account, tab: Tab, qtbot: QtBot, words: str
) -> None:
    """Warnings of Qt fail a test here."""
    know(account, words, ZOE)
    put(account, [words])
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    assert picture(tab).height() == SIZES.row
    assert tab.view.list.sizeHintForRow(0) == SIZES.row


def test_tags_are_words_like_others(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """A name of tags takes the room of its letters, and shows them."""
    put(account, ["x"])
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    nobody = picture(tab)
    know(account, "<b></b>", ZOE)
    qtbot.waitUntil(lambda: picture(tab) != nobody)
    tagged = picture(tab)
    assert holds(tagged, QColor("#14171C"), QRect(70, 10, tagged.width() - 160, 22))


def test_unread_texts_are_counted_in_a_badge_of_the_accent(
    account: Account, theme: Theme, tab: Tab, qtbot: QtBot
) -> None:
    put(account, ["x"], unread=3)
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    end = QRect(tab.view.list.viewport().width() - 60, 32, 60, 30)
    assert holds(picture(tab), theme.color("accent"), end)
    tab.view.open(1)
    qtbot.waitUntil(lambda: not holds(picture(tab), theme.color("accent"), end))


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_a_failure_is_red_with_a_cross_and_words_in_both_schemes(
    account: Account, theme: Theme, tab: Tab, qtbot: QtBot, choice: Choice
) -> None:
    """C8"""
    put(account, ["x"], outbound=True, state=State.FAILED, error_text="no such number")
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    theme.choose(choice)
    image = picture(tab)
    assert holds(image, theme.color("bad"), QRect(70, 32, 200, 24))
    assert holds(image, theme.color("bad"), QRect(image.width() - 50, 32, 50, 24))


def test_a_draft_is_in_the_accent_and_hides_the_failure_before_it(
    account: Account, theme: Theme, tab: Tab, qtbot: QtBot
) -> None:
    put(account, ["x"], outbound=True, state=State.FAILED)
    drafts.keep(account.db, ACCOUNT, SUPPORT, ZOE, Draft(body="Hello"))
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    image = picture(tab)
    assert holds(image, theme.color("accent"), QRect(70, 32, 200, 24))
    assert not holds(image, theme.color("bad"))


def test_the_chosen_row_has_a_bar_where_reading_begins(
    account: Account, theme: Theme, tab: Tab, qtbot: QtBot
) -> None:
    put(account, ["x"])
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    tab.view.open(1)
    assert holds(picture(tab), theme.color("accent"), QRect(0, 12, 10, 40))
    tab.view.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = picture(tab)
    assert holds(image, theme.color("accent"), QRect(image.width() - 10, 12, 10, 40))
    assert not holds(image, theme.color("accent"), QRect(0, 12, 10, 40))


def test_with_all_lines_a_row_says_which_line_it_belongs_to(account: Account, tab: Tab, qtbot: QtBot) -> None:
    put(account, ["x"], line=FREEPHONE, since=NOON)
    tab.conversations.show_all_lines(True)
    with_line = picture(tab)
    tab.conversations.show_all_lines(False)
    tab.conversations.show_line((ACCOUNT, FREEPHONE))
    assert picture(tab) != with_line
