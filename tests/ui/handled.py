"""The window with the real Messages tab, its keys bound as in the program; the other pages are stand-ins.

For tests of what keys do, and of who has the focus. The fixture ``desk`` is in conftest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui.going import Going
from desktop.ui.handling import Handling
from desktop.ui.jump.jump_model import JumpModel
from desktop.ui.lines.line_bar_view import LineBar
from desktop.ui.lines.line_model import unavailable_reason
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.spoken_news_model import SpokenNews
from desktop.ui.theme import Theme
from desktop.ui.turns import turns
from desktop.ui.window import Window
from desktop.ui.wordlists.word_lists_model import WordListsModel
from tests.ui.account import Account
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, Tab, know, offer, put

HARBOURS, VIKTORS, ZOES = 1, 2, 3
"""Ids of the conversations that ``three_conversations`` puts in, the oldest first."""


def three_conversations(account: Account) -> None:
    """The latest one is Zoë's; Viktor's holds an unread text."""
    offer(account)
    know(account, "Zoë Patel", ZOE)
    put(account, ["Hi"], peer=HARBOUR, since=NOON.replace(hour=10), tell=False)
    put(account, ["Hi"], peer=VIKTOR, since=NOON.replace(hour=11), unread=1, tell=False)
    put(account, ["Hi", "Is it there?"], peer=ZOE, since=NOON, tell=False)


class Page(QWidget):
    """Stands for a page, with one thing to write in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(f"Field of {name}")
        QVBoxLayout(self).addWidget(self.field)


class Desk:
    """The window with the real Messages tab, and keys bound as in the program."""

    def __init__(self, account: Account, theme: Theme, path: Path) -> None:
        self.account = account
        self.window = Window(theme)
        tab = Tab(account, theme)
        tab.window.hide()
        self.tab, self.messages = tab, tab.view
        self.lines = tab.lines
        self.preferences = PreferencesModel(path, self.window)
        self.line_bar = LineBar(tab.lines, theme)
        self.going = Going(self.window, tab.lines, tab.conversations, tab.view)
        self.handling = Handling(
            self.window,
            theme,
            messages=tab.view,
            line_bar=self.line_bar,
            going=self.going,
            preferences=self.preferences,
            people=JumpModel(account.db, self.window),
            news=SpokenNews(account.db, account.changes, tab.lines, self.window),
            word_lists=partial(WordListsModel, account.db.path.with_name("word_lists.json"), self.window),
        )
        pages: dict[str, QWidget] = {
            name: Page(name) for name in ("calls", "contacts", "dialpad", "accounts")
        }
        self.window.add_late_page("failures", partial(Page, "failures"))
        self.window.furnish(self.line_bar, {**pages, "messages": tab.view}, self.why_not)
        tab.lines.current_changed.connect(self.window.follow_line)
        self.window.show()
        self.window.activateWindow()

    def why_not(self, page: str) -> str:
        line = self.lines.current
        return "" if line is None or page != "messages" else unavailable_reason(line)

    @property
    def focus(self) -> QWidget:
        focus: QWidget | None = self.window.focusWidget()
        assert focus is not None and focus.isVisible(), "the focus is lost"
        return focus

    def press(self, *keys: str) -> None:
        for one in keys:
            QTest.keySequence(self.focus, one)

    @property
    def open_one(self) -> int | None:
        turns().catch_up()
        return self.tab.thread.conversation_id


@contextmanager
def furnished(account: Account, theme: Theme, path: Path) -> Iterator[Desk]:
    desk = Desk(account, theme, path)
    yield desk
    desk.window.hide()
    shiboken6.delete(desk.window)
    shiboken6.delete(desk.tab.window)
