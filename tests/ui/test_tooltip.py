import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip, show_above, shows

HOSTILE = [
    "<img src='http://example.invalid/x.png'>",
    "<b>Support</b>",
    "&lt;b&gt; <i>twice</i>",
    "<!DOCTYPE html><a href='x'>y</a>",
    "<?xml version='1.0'?><b>x</b>",
    "fine\n<h1>not fine</h1>",
    "a < b > c & d " * 8,
]


def rendered(text: str) -> str:
    """What a person sees of it in a tooltip."""
    if not Qt.mightBeRichText(text):
        return text
    page = QTextDocument()
    page.setHtml(text)
    return page.toPlainText()


def tip_on_screen() -> QWidget:
    return next(
        top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel") and top.isVisible()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_shows_what_looks_like_html_as_it_was_written(text: str) -> None:
    """Conventions 4.2, hostile text: everything rendered as plain text."""
    assert rendered(plain_tooltip(text)).split() == text.split()


def test_a_short_harmless_text_stays_itself() -> None:
    assert plain_tooltip("Support NL") == "Support NL"
    assert plain_tooltip("") == ""


def test_a_tooltip_stands_above_its_widget_and_on_the_screen(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    free = window.screen().availableGeometry()
    window.setGeometry(free.right() - 200, free.bottom() - 80, 190, 70)
    window.show()
    sentence = "This number is a toll-free line, and the service sends no texts from such lines at all."
    show_above(window, sentence)
    assert shows(sentence)
    assert not shows("Something else")
    tip = tip_on_screen()
    assert free.contains(tip.geometry())
    assert tip.geometry().bottom() < window.geometry().top()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert not shows(sentence)


def test_a_tooltip_of_a_widget_at_the_top_of_the_screen_stands_below_it(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(10, 5, 190, 70)
    window.show()
    show_above(window, "Short.")
    assert tip_on_screen().geometry().top() > window.geometry().bottom()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
