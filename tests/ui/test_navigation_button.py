import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from pytestqt.qtbot import QtBot

from desktop.ui.navigation_button import NavigationButton
from desktop.ui.theme import Choice, Theme

VOICE_ONLY = "Support NL (+31 20 123 4567) is a toll-free number."


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> NavigationButton:
    button = NavigationButton("Messages", "messages", theme)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.hasFocus)
    button.clearFocus()
    return button


def colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST])
def test_a_greyed_section_looks_greyed_and_a_usable_one_does_not(
    choice: Choice, button: NavigationButton, theme: Theme
) -> None:
    """A2, A4: icon and label change with the line, without a restart."""
    theme.choose(choice)
    usable = button.grab().toImage()
    button.set_reason(VOICE_ONLY)
    greyed = button.grab().toImage()
    assert theme.color("faint").name() in colours(greyed)
    assert theme.color("text").name() not in colours(greyed)
    assert theme.color("text").name() in colours(usable)
    button.set_reason("")
    assert button.grab().toImage() == usable


def test_the_mouse_is_a_hand_only_over_what_can_be_pressed(button: NavigationButton) -> None:
    """A2, visual design: no hand cursor."""
    assert button.cursor().shape() == Qt.CursorShape.PointingHandCursor
    button.set_reason(VOICE_ONLY)
    assert button.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_badge_counts_unread_texts_and_its_number_is_in_the_description(button: NavigationButton) -> None:
    """Conventions 4.2, unread badge; the name stays exactly Messages."""
    without = button.grab().toImage()
    button.set_unread(3)
    three = button.grab().toImage()
    assert button.accessibleDescription() == "3 unread"
    assert button.accessibleName() == button.text() == "Messages"
    button.set_unread(120)
    many = button.grab().toImage()
    button.set_unread(500)
    assert without != three != many == button.grab().toImage()
    button.set_unread(0)
    assert button.grab().toImage() == without
    assert button.accessibleDescription() == ""


def test_focus_shows_as_a_ring(button: NavigationButton, theme: Theme, qtbot: QtBot) -> None:
    without = colours(button.grab().toImage())
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert theme.color("accent").name() not in without
    assert theme.color("accent").name() in colours(button.grab().toImage())


def test_a_larger_font_makes_the_button_taller_and_loses_no_word(
    button: NavigationButton, theme: Theme
) -> None:
    """Conventions 4.2, high DPI: font size setting."""
    small = button.sizeHint()
    theme.set_text_size(200)
    assert button.sizeHint().height() > small.height()
    assert button.sizeHint().width() > QFontMetricsF(theme.font(strong=True)).horizontalAdvance("Messages")


@pytest.mark.parametrize("width", [90, 72])
def test_where_a_large_word_has_no_room_it_is_painted_smaller_and_whole(
    button: NavigationButton, theme: Theme, width: int
) -> None:
    """At 200 % in a window of 360 pixels each of four has 90."""
    theme.set_text_size(200)
    button.resize(width, button.sizeHint().height())
    assert QFontMetricsF(button.words_font()).horizontalAdvance("Messages") <= width
    assert button.minimumSizeHint().width() <= 90


def test_texts_that_wait_for_a_decision_are_marked_and_said_beside_what_is_unread(
    button: NavigationButton,
) -> None:
    """Seen from another page, too: by a mark, a tooltip and a screen reader."""
    plain = button.grab().toImage()
    button.set_unread(3)
    unread = button.grab().toImage()
    button.set_waiting(2)
    assert button.accessibleDescription() == "3 unread, 2 texts wait for you"
    assert button.toolTip() == "2 texts wait for you"
    assert button.grab().toImage() != unread
    button.set_reason(VOICE_ONLY)
    assert button.toolTip() == button.accessibleDescription() == VOICE_ONLY
    button.set_reason("")
    button.set_waiting(0)
    button.set_unread(0)
    assert button.toolTip() == button.accessibleDescription() == ""
    assert button.grab().toImage() == plain
