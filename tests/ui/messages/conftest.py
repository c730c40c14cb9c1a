"""What every test of the Messages tab gets: an account in a new store, and the tab on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from tests.ui.account import Account, opened
from tests.ui.messages.texts import Tab


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the store with our lines in it: making the tables takes longer than copying them."""
    folder = tmp_path_factory.mktemp("new-store")
    with opened(folder) as account:
        shiboken6.delete(account.changes)
    (file,) = folder.iterdir()
    return file


@pytest.fixture
def account(tmp_path: Path, new_store: Path) -> Iterator[Account]:
    """A store of its own with our lines in it."""
    shutil.copy(new_store, tmp_path)
    with opened(tmp_path) as account:
        yield account
        shiboken6.delete(account.changes)


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
