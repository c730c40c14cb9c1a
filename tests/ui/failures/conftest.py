"""The failure inbox over a real store, its background work run when a test says so."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.failures.failures_model import FailuresModel
from desktop.ui.failures.failures_view import FailuresView
from desktop.ui.theme import Theme
from tests.ui.account import Account, opened
from tests.ui.contacts.conftest import Work
from tests.ui.failures.failing import serve


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        serve(account)
        yield account


@pytest.fixture
def work() -> Iterator[Work]:
    work = Work()
    yield work
    work.drop()


@pytest.fixture
def model(account: Account, work: Work) -> FailuresModel:
    return FailuresModel(account.db, account.changes, work.start, window=lambda: timedelta(seconds=30))


@pytest.fixture
def view(model: FailuresModel, theme: Theme, qtbot: QtBot) -> FailuresView:
    view = FailuresView(model, theme)
    qtbot.addWidget(view)
    view.resize(760, 700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view
