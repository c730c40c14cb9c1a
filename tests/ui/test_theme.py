import pytest
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
from desktop.ui.theme import Choice, Theme

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
        theme.deleteLater()
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
