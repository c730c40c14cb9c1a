from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusMessage, QDBusVariant
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.portal_setting import INTERFACE, PATH
from desktop.ui.system_scheme import KEY, NAMESPACE, SystemScheme

NO_WISH, DARK, LIGHT = 0, 1, 2


def portal_says(system: SystemScheme, value: object, key: str = KEY) -> None:
    message = QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged")
    message.setArguments([NAMESPACE, key, QDBusVariant(value)])
    system.setting.hear_portal(message)


def qt_says(scheme: Qt.ColorScheme) -> None:
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


def test_the_desktops_change_to_dark_and_back_is_told(qtbot: QtBot) -> None:
    """Conventions 4.2, dark mode: follows the system."""
    system = SystemScheme()
    told: list[Qt.ColorScheme] = []
    system.changed.connect(told.append)
    for value in (DARK, DARK, LIGHT):
        portal_says(system, value)
    assert told == [Qt.ColorScheme.Dark, Qt.ColorScheme.Light]
    assert system.scheme == Qt.ColorScheme.Light


def test_the_portals_word_counts_more_than_qts_and_qts_where_the_portal_has_no_wish(qtbot: QtBot) -> None:
    system = SystemScheme()
    found = []
    qt_says(Qt.ColorScheme.Light)
    found.append(system.scheme)
    portal_says(system, DARK)
    found.append(system.scheme)
    qt_says(Qt.ColorScheme.Light)
    found.append(system.scheme)
    portal_says(system, NO_WISH)
    found.append(system.scheme)
    light, dark = Qt.ColorScheme.Light, Qt.ColorScheme.Dark
    assert found == [light, dark, dark, light]


@pytest.mark.parametrize(("value", "key"), [(DARK, "accent-color"), ("dark", KEY), (7, KEY)])
def test_what_the_portal_says_of_other_things_or_in_other_words_changes_nothing(
    value: object, key: str, qtbot: QtBot
) -> None:
    system = SystemScheme()
    with qtbot.assertNotEmitted(system.changed):
        portal_says(system, value, key)


def test_a_message_of_another_shape_is_passed_over(qtbot: QtBot) -> None:
    system = SystemScheme()
    message = QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged")
    with qtbot.assertNotEmitted(system.changed):
        system.setting.hear_portal(message)


def test_after_a_fixed_scheme_qt_is_asked_anew(qtbot: QtBot) -> None:
    system = SystemScheme()
    qt_says(Qt.ColorScheme.Dark)
    assert system.scheme == Qt.ColorScheme.Dark
    system.refresh()
    assert system.scheme == QGuiApplication.styleHints().colorScheme()


def test_a_desktop_whose_portal_cannot_be_reached_is_asked_through_qt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    caplog.set_level("DEBUG")
    system = SystemScheme()
    qtbot.waitUntil(lambda: "no settings portal" in caplog.text)
    qt_says(Qt.ColorScheme.Dark)
    assert system.scheme == Qt.ColorScheme.Dark
