"""The counter as a label that fits its place."""

from pytestqt.qtbot import QtBot

from desktop.ui.messages.counter_label import CounterLabel
from desktop.ui.theme import Theme


def test_the_longest_form_that_fits_shows_and_the_whole_is_spoken(theme: Theme, qtbot: QtBot) -> None:
    """B5"""
    label = CounterLabel(theme)
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    forms = ["the whole counter in many words", "the counter", "short"]
    label.show_count(forms, "muted", "Why so many.")
    assert label.text() == forms[0]
    label.resize(40, 20)
    assert label.text() == "short"
    assert label.accessibleDescription() == forms[0]
    assert "Press to see the parts." in label.toolTip()
