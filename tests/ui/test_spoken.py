from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.spoken import announce


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, QAccessible.AnnouncementPoliteness]]]:
    """What was handed to screen readers."""
    said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def keep(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        said.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", keep)
    yield said


def test_an_announcement_waits_for_the_reader_unless_it_is_urgent(
    heard: list[tuple[str, QAccessible.AnnouncementPoliteness]], qtbot: QtBot
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Offline")
    announce(widget, "The key was refused", urgent=True)
    politeness = QAccessible.AnnouncementPoliteness
    assert heard == [("Offline", politeness.Polite), ("The key was refused", politeness.Assertive)]
