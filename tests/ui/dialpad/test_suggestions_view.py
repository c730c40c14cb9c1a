from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.dialpad.suggestions_model import SuggestionsModel
from desktop.ui.dialpad.suggestions_view import SuggestionsView
from desktop.ui.lines.line_model import LineModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.theme import Choice, Theme
from tests.ui.account import ACCOUNT, Account, names, opened, unnamed


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        zoe = Contact(ACCOUNT, "1", "Zoë Patel", "", (Number("+447700900123", "mobile"),))
        contacts.replace(account.db, ACCOUNT, [zoe])
        yield account


@pytest.fixture
def view(account: Account, tmp_path: Path, theme: Theme, qtbot: QtBot) -> SuggestionsView:
    lines = LineModel(account.db, account.changes)
    preferences = PreferencesModel(tmp_path / "preferences.json")
    dialpad = DialpadModel(account.db, account.changes, lines, LastDialled(account.db, preferences))
    view = SuggestionsView(SuggestionsModel(dialpad), theme)
    qtbot.addWidget(view)
    view.resize(320, view.row + 4)
    view.show()
    dialpad.set_text("963")
    return view


def test_a_suggestion_is_read_as_one_sentence_and_looks_so_in_every_scheme(
    view: SuggestionsView, theme: Theme
) -> None:
    assert any(name.startswith("Zoë Patel, mobile, ") for name in names(view))
    assert unnamed(view) == []
    pictures = []
    for choice in (Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST):
        theme.choose(choice)
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_its_rows_grow_with_the_words(view: SuggestionsView, theme: Theme) -> None:
    before = view.row
    theme.set_text_size(200)
    assert view.row > before
    assert view.begin()


def test_few_rows_stand_next_to_the_field_below(view: SuggestionsView) -> None:
    view.resize(320, 5 * view.row + 4)
    (row,) = [view.visualRect(view.model().index(0, 0))]
    bottom = view.viewport().mapTo(view, row.bottomLeft()).y()
    assert view.height() - bottom <= 4
    assert row.height() == view.row


def test_without_a_suggestion_there_is_nothing_to_go_to(view: SuggestionsView, account: Account) -> None:
    contacts.replace(account.db, ACCOUNT, [])
    assert not view.begin()
