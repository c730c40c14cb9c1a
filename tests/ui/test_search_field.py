import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from tests.ui.account import unnamed


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> SearchField:
    field = SearchField(theme, "Name, company or number")
    qtbot.addWidget(field)
    field.resize(300, field.sizeHint().height())
    field.show()
    return field


def icons(field: SearchField) -> list[QToolButton]:
    return [button for button in field.findChildren(QToolButton) if button.isVisible()]


def test_the_cross_is_there_only_when_there_is_something_to_clear(field: SearchField, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(icons(field)) == 1)
    field.setText("Zoë")
    qtbot.waitUntil(lambda: len(icons(field)) == 2)
    icons(field)[1].click()
    assert field.text() == ""
    qtbot.waitUntil(lambda: len(icons(field)) == 1)


def test_its_icons_stand_in_the_middle_of_its_height(field: SearchField, qtbot: QtBot) -> None:
    field.setText("Zoë")
    qtbot.waitUntil(lambda: len(icons(field)) == 2)
    middle = field.rect().center().y()
    assert all(abs(icon.geometry().center().y() - middle) <= 1 for icon in icons(field))


def test_it_is_named_search(field: SearchField) -> None:
    assert field.accessibleName() == "Search"
    assert unnamed(field) == []
