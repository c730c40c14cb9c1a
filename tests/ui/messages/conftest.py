"""What every test of the Messages tab gets: an account in a new store, and the tab on it."""

import time
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from tests.ui.account import Account, emptied, opened
from tests.ui.messages.texts import Tab


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer is in UTC, so that sentences with times of day can be compared as a whole."""
    with monkeypatch.context() as computer:
        computer.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """One file for all tests of the tab: opening one takes longer than most of them."""
    with opened(tmp_path_factory.mktemp("store")) as account:
        shiboken6.delete(account.changes)
        yield account


@pytest.fixture
def account(store: Account) -> Iterator[Account]:
    """A store as new, with our lines in it and nothing else."""
    with emptied(store):
        yield store


@pytest.fixture
def open_tab(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Callable[..., Tab]]:
    """Opens the tab on what is in the store; ``width`` and ``height`` in pixels."""
    tabs: list[Tab] = []

    def start(*, width: int = 1080, height: int = 640) -> Tab:
        tab = Tab(account, theme, width=width, height=height)
        tabs.append(tab)
        qtbot.waitExposed(tab.window)
        qtbot.waitUntil(tab.window.isActiveWindow)
        return tab

    yield start
    for tab in tabs:
        tab.window.close()
        shiboken6.delete(tab.window)


@pytest.fixture
def tab(open_tab: Callable[..., Tab]) -> Tab:
    """The tab, 1080 pixels wide; what is put into the store later arrives as by sync."""
    return open_tab()
