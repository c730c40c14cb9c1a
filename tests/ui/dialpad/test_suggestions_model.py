from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.dialpad.suggestions_model import SuggestionsModel
from desktop.ui.lines.line_model import LineModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from tests.ui.account import ACCOUNT, Account, opened


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        people = [
            Contact(ACCOUNT, str(n), f"Zoë {n}", "", (Number(f"+44770090012{n}", "mobile"),))
            for n in range(8)
        ]
        contacts.replace(account.db, ACCOUNT, people)
        yield account


@pytest.fixture
def dialpad(account: Account, tmp_path: Path) -> DialpadModel:
    lines = LineModel(account.db, account.changes)
    preferences = PreferencesModel(tmp_path / "preferences.json")
    return DialpadModel(account.db, account.changes, lines, LastDialled(account.db, preferences))


def test_the_rows_follow_what_is_dialled_and_are_five_at_most(dialpad: DialpadModel) -> None:
    model = SuggestionsModel(dialpad)
    assert model.rowCount() == 0
    dialpad.set_text("963")
    assert model.rowCount() == 5
    words = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Zoë 0, mobile, \u2068+44 7700 900120\u2069"
    assert model.meant(model.index(0)).number == "+447700900120"
    dialpad.set_text("9999")
    assert model.rowCount() == 0


def test_rows_that_stay_the_same_are_left_alone(dialpad: DialpadModel) -> None:
    model = SuggestionsModel(dialpad)
    dialpad.set_text("96")
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    dialpad.set_text("963")
    assert resets == []
