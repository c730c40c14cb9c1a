import pytest
from pytestqt.qtbot import QtBot

from desktop.store.lines import Line
from desktop.ui.lines.chip import Chip
from desktop.ui.theme import Choice, Theme
from desktop.ui.tooltip import plain_tooltip
from tests.ui.account import LINES, SUPPORT, VOICE_ONLY_REASON, line


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (LINES[0], "SMS"),
        (LINES[2], "Voice only"),
        (LINES[3], "Send only"),
        (LINES[4], "Receive only"),
        (line(SUPPORT, "", None, None), "SMS?"),
        (line(SUPPORT, "", False, False, "provisioning"), "Not active"),
        (line(SUPPORT, "", False, False, "sms_off"), "SMS is off"),
    ],
)
def test_the_chip_says_in_a_word_what_the_line_can_do(
    one: Line, word: str, theme: Theme, qtbot: QtBot
) -> None:
    """A8, A10, A12: the badge, with its text alternative; off is another thing than never."""
    chip = Chip(theme)
    qtbot.addWidget(chip)
    chip.show_line(one)
    assert chip.text() == word
    assert chip.accessibleDescription()
    assert chip.fontMetrics().height() <= chip.sizeHint().height()


def test_hovering_the_chip_tells_the_reason(theme: Theme, qtbot: QtBot) -> None:
    """A3."""
    chip = Chip(theme)
    qtbot.addWidget(chip)
    chip.show_line(LINES[2])
    assert chip.toolTip() == plain_tooltip(VOICE_ONLY_REASON)
    chip.show_line(None)
    assert (chip.text(), chip.toolTip(), chip.isHidden()) == ("", "", True)


def test_the_chip_repaints_in_the_colours_of_another_scheme(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme)
    qtbot.addWidget(chip)
    chip.show_line(LINES[0])
    chip.resize(chip.sizeHint())
    light = chip.grab().toImage()
    theme.choose(Choice.DARK)
    assert chip.grab().toImage() != light
