import pytest
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from desktop.ui.empty_state import EmptyState
from desktop.ui.list_and_card import ListAndCard, PersonHeader
from desktop.ui.roles import SIZES
from desktop.ui.theme import Choice, Theme


class Page(ListAndCard):
    def __init__(self, theme: Theme) -> None:
        self.rows = QListWidget()
        self.card = QLabel("A card")
        self.nothing = EmptyState(theme, "calls")
        super().__init__(theme, self.rows, self.card, self.nothing)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    page = Page(theme)
    qtbot.addWidget(page)
    page.resize(1080, 500)
    page.show()
    return page


def on_screen(page: Page) -> tuple[int, int, int, int]:
    """Left and top of the list, then of the card."""
    rows, card = (
        page.rows.mapTo(page, page.rows.rect().topLeft()),
        page.card.mapTo(page, page.card.rect().topLeft()),
    )
    return rows.x(), rows.y(), card.x(), card.y()


@pytest.mark.parametrize("width", [SIZES.two_panes, SIZES.window_width])
def test_where_there_is_room_for_two_panes_the_card_stands_beside_the_list(
    width: int, page: Page, qtbot: QtBot
) -> None:
    page.resize(width, 500)
    qtbot.waitUntil(lambda: on_screen(page)[2] > page.rows.width())
    assert page.rows.height() == page.height()


@pytest.mark.parametrize("width", [SIZES.least_width, SIZES.two_panes - 1])
def test_in_a_narrow_window_the_card_stands_below_the_list(width: int, page: Page, qtbot: QtBot) -> None:
    page.resize(width, 500)
    qtbot.waitUntil(lambda: on_screen(page)[3] > page.rows.height())
    assert page.rows.width() == page.width()
    assert page.rows.height() > 300


def test_a_wide_page_becomes_narrow_in_one_step(page: Page, qtbot: QtBot) -> None:
    page.rows.setMinimumWidth(250)
    page.card.setMinimumWidth(250)
    page.resize(SIZES.least_width, 500)
    qtbot.waitUntil(lambda: on_screen(page)[3] > page.rows.height())
    assert page.width() == SIZES.least_width


def test_without_a_card_the_list_has_the_narrow_page_to_itself(page: Page, qtbot: QtBot) -> None:
    page.resize(360, 500)
    page.show_card(False)
    qtbot.waitUntil(lambda: page.rows.height() == page.height())
    assert not page.card.isVisible()
    page.show_card(True)
    assert page.card.isVisible()


def test_with_nothing_to_list_the_empty_state_stands_there(page: Page) -> None:
    page.show_empty(True)
    assert (page.rows.isVisible(), page.card.isVisible(), page.nothing.isVisible()) == (False, False, True)
    page.show_empty(False)
    assert (page.rows.isVisible(), page.card.isVisible(), page.nothing.isVisible()) == (True, True, False)


def test_the_card_lies_on_the_surface_of_every_scheme(page: Page, theme: Theme) -> None:
    for choice in (Choice.DARK, Choice.LIGHT, Choice.HIGH_CONTRAST):
        theme.choose(choice)
        corner = page.grab().toImage().pixelColor(page.width() - 5, page.height() - 5)
        assert corner == theme.color("surface")


def test_the_head_of_a_card_shows_who_and_hides_an_empty_line(theme: Theme, qtbot: QtBot) -> None:
    header = PersonHeader(theme)
    qtbot.addWidget(header)
    header.show()
    header.show_person("Zoë Patel", "+447700900123", "Zoë Patel", "Patel & Daughters")
    assert header.title.text() == "\u2068Zoë Patel\u2069"
    assert header.caption.text() == "Patel & Daughters"
    header.show_person("", "+447700900123", "+44 7700 900123", "")
    assert not header.caption.isVisible()
