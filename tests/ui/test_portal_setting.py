from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusMessage, QDBusVariant
from pytestqt.qtbot import QtBot

from desktop.ui.portal_setting import INTERFACE, PATH, PortalSetting


def portal_says(setting: PortalSetting, namespace: str, key: str, value: object) -> None:
    message = QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged")
    message.setArguments([namespace, key, QDBusVariant(value)])
    setting.hear_portal(message)


def test_what_the_portal_says_of_a_setting_is_known_and_told(qtbot: QtBot) -> None:
    setting = PortalSetting("some.place", "some-key")
    assert setting.value is None
    told: list[object] = []
    setting.heard.connect(told.append)
    portal_says(setting, "some.place", "some-key", True)
    portal_says(setting, "some.place", "some-key", False)
    assert told == [True, False]
    assert setting.value is False


@pytest.mark.parametrize(("namespace", "key"), [("other.place", "some-key"), ("some.place", "other-key")])
def test_what_it_says_of_other_settings_is_passed_over(namespace: str, key: str, qtbot: QtBot) -> None:
    setting = PortalSetting("some.place", "some-key")
    with qtbot.assertNotEmitted(setting.heard):
        portal_says(setting, namespace, key, True)
        setting.hear_portal(QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged"))
    assert setting.value is None


def test_a_desktop_whose_portal_cannot_be_reached_says_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    caplog.set_level("DEBUG")
    setting = PortalSetting("some.place", "some-key")
    qtbot.waitUntil(lambda: "no settings portal" in caplog.text)
    assert setting.value is None
