"""The page on which lists of words are changed, by mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.settings import word_lists
from desktop.settings.word_lists import WordLists
from desktop.ui.theme import Theme
from desktop.ui.wordlists.word_lists_model import WordListsModel
from desktop.ui.wordlists.word_lists_view import WordListsView
from tests.ui.account import unnamed


@pytest.fixture
def page(tmp_path: Path, theme: Theme, qtbot: QtBot) -> WordListsView:
    view = WordListsView(WordListsModel(tmp_path / "word_lists.json"), theme)
    qtbot.addWidget(view)
    view.resize(700, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_words_are_changed_one_a_line_and_hold_at_once(page: WordListsView) -> None:
    """B21: editable."""
    card = page.cards["gambling"]
    card.change.setFocus()
    card.change.click()
    assert card.edit.hasFocus()
    assert "casino*" in card.edit.toPlainText().split("\n")
    card.edit.appendPlainText("zorbing")
    card.save.click()
    assert not card.edit.isVisible()
    assert card.change.hasFocus()
    assert card.facts.text().endswith("changed by you")
    card.reset.setFocus()
    card.reset.click()
    assert not card.reset.isVisible()
    assert card.change.hasFocus()


def test_escape_leaves_the_words_as_they_are(page: WordListsView) -> None:
    card = page.cards["gambling"]
    card.change.click()
    card.edit.clear()
    QTest.keyClick(card.edit, Qt.Key.Key_Escape)
    assert not card.edit.isVisible()
    assert "changed" not in card.facts.text()


def test_a_list_that_cannot_be_kept_stays_open_with_its_reason(page: WordListsView) -> None:
    card = page.cards["gambling"]
    card.change.click()
    card.edit.appendPlainText("x" * 80)
    card.save.click()
    assert card.edit.isVisible()
    assert "Nothing was changed" in card.trouble.text()
    assert "x" * 80 in card.edit.toPlainText()


def test_the_page_reads_the_file_whenever_it_opens(page: WordListsView, tmp_path: Path) -> None:
    """B21: editable, by hand too."""
    page.hide()
    word_lists.save(tmp_path / "word_lists.json", WordLists(added={"gambling": ("zorbing",)}))
    page.show()
    assert page.cards["gambling"].facts.text().endswith("changed by you")
    page.hide()
    (tmp_path / "word_lists.json").write_text("{nonsense")
    page.show()
    assert "cannot be read" in page.damage.text()
    assert page.damage.isVisible()


def test_a_category_is_switched_by_its_box(page: WordListsView) -> None:
    card = page.cards["tobacco"]
    card.switch.click()
    assert (card.switch.isChecked(), card.switch.text()) == (False, "Off")
    assert unnamed(page) == []
