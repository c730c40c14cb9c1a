from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.roles import ROLES, Scheme
from desktop.ui.system_motion import GNOME
from desktop.ui.theme import Choice, Motion, Theme, fitted
from tests.ui.test_portal_setting import portal_says

FOCUSABLE = (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A theme of the test's own: here it is what the test is about."""
    theme = Theme(qapp, Choice.LIGHT)
    yield theme
    theme.choose(Choice.SYSTEM)
    theme.set_text_size(100)
    shiboken6.delete(theme)
    qapp.setStyleSheet("")


def count(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def wears(theme: Theme, scheme: Scheme) -> bool:
    window = QGuiApplication.palette().window().color()
    return theme.scheme is scheme and window == QColor(ROLES[scheme].window)


def system_says(scheme: Qt.ColorScheme) -> None:
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


def test_the_system_going_dark_darkens_the_running_program(theme: Theme, qtbot: QtBot) -> None:
    """Conventions 4.2, dark mode: follows the system, live."""
    theme.choose(Choice.SYSTEM)
    assert wears(theme, Scheme.LIGHT)
    with qtbot.waitSignal(theme.changed):
        system_says(Qt.ColorScheme.Dark)
    assert wears(theme, Scheme.DARK)
    with qtbot.waitSignal(theme.changed):
        system_says(Qt.ColorScheme.Light)
    assert wears(theme, Scheme.LIGHT)


def test_a_fixed_scheme_stays_whatever_the_system_does(theme: Theme, qtbot: QtBot) -> None:
    theme.choose(Choice.LIGHT)
    with qtbot.assertNotEmitted(theme.changed):
        system_says(Qt.ColorScheme.Dark)
    assert wears(theme, Scheme.LIGHT)
    assert theme.choice is Choice.LIGHT


def test_where_the_system_does_not_say_its_dark_palette_decides(qapp: QApplication) -> None:
    light = qapp.palette()
    qapp.setPalette(QPalette(QColor("#202020")))
    try:
        theme = Theme(qapp)
        assert wears(theme, Scheme.DARK)
        theme.choose(Choice.LIGHT)
        assert wears(theme, Scheme.LIGHT)
        theme.choose(Choice.SYSTEM)
        assert wears(theme, Scheme.DARK)
        shiboken6.delete(theme)
    finally:
        qapp.setPalette(light)
        qapp.setStyleSheet("")


def test_choosing_a_scheme_takes_effect_at_once_and_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme.changed):
        theme.choose(Choice.HIGH_CONTRAST)
    assert theme.color("window") == QColor("#000000")
    assert label.palette().windowText().color() == theme.color("text")
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(Choice.HIGH_CONTRAST)


def test_a_role_that_does_not_exist_is_refused(theme: Theme) -> None:
    with pytest.raises(AttributeError):
        theme.color("mauve")


def test_a_disabled_control_wears_the_faint_colour(theme: Theme) -> None:
    disabled = QGuiApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == theme.color("faint")


def test_titles_are_larger_and_heavier_and_captions_smaller_than_the_systems_font(
    theme: Theme, qapp: QApplication
) -> None:
    body = qapp.font().pointSizeF()
    assert theme.font().pointSizeF() == body
    assert theme.font("caption").pointSizeF() == max(body - 2, 7)
    assert theme.font("title").pointSizeF() == body + 2
    assert theme.font("page_title").pointSizeF() == body + 6
    assert theme.font("title").weight() == QFont.Weight.DemiBold
    assert theme.font("body", strong=True).weight() == QFont.Weight.DemiBold


def test_a_font_measured_in_pixels_still_gives_all_steps(theme: Theme, qapp: QApplication) -> None:
    before = qapp.font()
    in_pixels = QFont(before)
    in_pixels.setPixelSize(20)
    qapp.setFont(in_pixels)
    try:
        assert theme.font("title").pointSizeF() > theme.font().pointSizeF() > 7
    finally:
        qapp.setFont(before)


def test_figures_of_times_and_counters_are_all_of_one_width(theme: Theme) -> None:
    font = theme.font("caption", tabular=True)
    assert font.isFeatureSet(QFont.Tag("tnum"))
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST])
@pytest.mark.parametrize("kind", FOCUSABLE)
def test_whatever_takes_focus_shows_a_ring_and_does_not_move(
    kind: type[QWidget], choice: Choice, theme: Theme, qtbot: QtBot
) -> None:
    theme.choose(choice)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    other, widget = QToolButton(), kind()
    widget.setFixedHeight(60)
    layout.addWidget(other)
    layout.addWidget(widget)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    place, accent = widget.geometry(), theme.color("accent")
    without = count(widget.grab().toImage(), accent)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    gained = count(widget.grab().toImage(), accent) - without
    assert gained >= widget.width() + widget.height()
    assert widget.geometry() == place


def test_a_focused_tool_button_shows_a_ring(theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    button.setText("Copy")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert count(button.grab().toImage(), theme.color("accent")) >= button.width()


def test_an_icon_follows_the_scheme(theme: Theme) -> None:
    icon = theme.icon("search", "accent")
    size = QSize(24, 24)
    light = icon.pixmap(size, 1.0).toImage()
    assert count(light, QColor(ROLES[Scheme.LIGHT].accent)) > 0
    theme.choose(Choice.DARK)
    dark = icon.pixmap(size, 1.0).toImage()
    assert count(dark, QColor(ROLES[Scheme.DARK].accent)) > 0
    assert count(dark, QColor(ROLES[Scheme.LIGHT].accent)) == 0
    assert theme.icon("search", "accent") is icon


def test_the_text_s_size_holds_for_everything_at_once(theme: Theme, qtbot: QtBot) -> None:
    """Conventions 4.2, high DPI: font size setting."""
    label, button = QLabel("words"), QPushButton("words")
    for one in (label, button):
        qtbot.addWidget(one)
        one.show()
    before = {step: theme.font(step).pointSizeF() for step in ("body", "caption", "title", "page_title")}
    width, row = button.sizeHint().width(), theme.row_height()
    with qtbot.waitSignal(theme.changed):
        theme.set_text_size(200)
    for step, points in before.items():
        assert theme.font(step).pointSizeF() == pytest.approx(2 * points)
    assert label.font().pointSizeF() == pytest.approx(2 * before["body"])
    assert button.sizeHint().width() > width
    assert theme.row_height() > row
    assert theme.text_size == 200
    theme.set_text_size(100)
    assert label.font().pointSizeF() == pytest.approx(before["body"])
    assert theme.row_height() == row


def test_the_same_size_again_tells_nobody_and_an_unreadable_one_is_refused(
    theme: Theme, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_text_size(100)
        with pytest.raises(ValueError, match="10 %"):
            theme.set_text_size(10)


def test_motion_is_as_chosen_and_by_itself_as_the_desktop_wants(theme: Theme) -> None:
    assert theme.motion_ms == 120
    theme.set_motion(Motion.OFF)
    assert theme.motion_ms == 0
    gnome = theme.system_motion.gnome
    portal_says(gnome, *GNOME, False)
    theme.set_motion(Motion.SYSTEM)
    assert theme.motion_ms == 0
    theme.set_motion(Motion.ON)
    assert theme.motion_ms == 120


def test_a_word_too_wide_for_its_room_gets_smaller_and_others_stay(theme: Theme) -> None:
    font = theme.font()
    assert fitted(font, "words", 1000) == font
    wide = QFontMetricsF(font).horizontalAdvance("quite some words")
    assert QFontMetricsF(fitted(font, "quite some words", wide / 2)).horizontalAdvance(
        "quite some words"
    ) == pytest.approx(wide / 2, rel=0.15)


@pytest.mark.parametrize("kind", FOCUSABLE)
def test_the_ring_of_the_focus_is_two_pixels_of_accent(
    kind: type[QWidget], theme: Theme, qtbot: QtBot
) -> None:
    """visual.md: focus ring 2 px accent on everything that takes focus."""
    window, one, other = QWidget(), kind(), QLineEdit()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(one)
    layout.addWidget(other)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    one.setFocus()
    image = one.grab().toImage()
    accent, middle = theme.color("accent"), one.width() // 2
    assert [image.pixelColor(middle, y) == accent for y in range(2)] == [True, True]
    other.setFocus()
    image = one.grab().toImage()
    assert image.pixelColor(middle, 1) != accent
