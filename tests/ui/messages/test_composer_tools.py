"""The small buttons beside Send: named, greyed with a reason, or not there."""

from pytestqt.qtbot import QtBot

from desktop.ui.messages.composer_tools import ComposerTools
from desktop.ui.theme import Theme


def test_a_button_that_is_greyed_says_why_and_does_nothing(theme: Theme, qtbot: QtBot) -> None:
    tools = ComposerTools(theme)
    qtbot.addWidget(tools)
    used: list[str] = []
    tools.later.used.connect(lambda: used.append("later"))
    tools.use(tools.later)
    assert used == []  # it is not there
    tools.offer(tools.later, shown=True, reason="Not here.")
    tools.use(tools.later)
    assert used == [] and tools.later.accessibleDescription() == "Not here."
    tools.offer(tools.later, shown=True)
    tools.use(tools.later)
    assert used == ["later"]


def test_the_keys_stand_in_the_tooltips(theme: Theme, qtbot: QtBot) -> None:
    tools = ComposerTools(theme)
    qtbot.addWidget(tools)
    tools.name_keys("Ctrl+Space", "")
    assert (tools.snippets.toolTip(), tools.later.toolTip()) == (
        "Ready-made texts (Ctrl+Space)",
        "Send later",
    )
