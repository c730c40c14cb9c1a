"""A pane in one role's colour, in whatever scheme."""

from pytestqt.qtbot import QtBot

from desktop.ui.surface import Surface
from desktop.ui.theme import Choice, Theme


def test_it_is_painted_in_its_role_and_follows_the_scheme(theme: Theme, qtbot: QtBot) -> None:
    for role in ("surface", "raised"):
        theme.choose(Choice.LIGHT)
        pane = Surface(theme, role)
        qtbot.addWidget(pane)
        pane.resize(20, 20)
        for choice in (Choice.LIGHT, Choice.DARK):
            theme.choose(choice)
            assert pane.grab().toImage().pixelColor(10, 10) == theme.color(role)
