"""Choices take effect at once and are on disk at once."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from pytestqt.qtbot import QtBot

from desktop.settings.files import SettingsUnwritable
from desktop.settings.preferences import load
from desktop.ui.preferences.preferences_model import PreferencesModel


def test_a_choice_is_told_and_on_disk_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    model = PreferencesModel(tmp_path / "preferences.json")
    with qtbot.waitSignal(model.changed):
        model.change(scheme="dark", close_to_tray=True)
    assert (model.now.scheme, model.now.close_to_tray) == ("dark", True)
    assert load(tmp_path / "preferences.json") == model.now


def test_the_same_choice_again_tells_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    model = PreferencesModel(tmp_path / "preferences.json")
    model.change(scheme="dark")
    with qtbot.assertNotEmitted(model.changed):
        model.change(scheme="dark")


def test_a_choice_that_there_is_not_changes_nothing(tmp_path: Path) -> None:
    model = PreferencesModel(tmp_path / "preferences.json")
    with pytest.raises(ValidationError):
        model.change(text_size=5)
    assert model.now.text_size == 100


def test_a_choice_that_cannot_be_saved_holds_and_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("no folder")
    model = PreferencesModel(tmp_path / "preferences.json")
    model._path = tmp_path / "file" / "preferences.json"
    with qtbot.waitSignal(model.trouble) as told:
        model.change(tray=False)
    assert isinstance(told.args[0], SettingsUnwritable)
    assert model.now.tray is False
