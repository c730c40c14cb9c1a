"""A number that is switched off gets SMS from the window: looked at, confirmed, and then it can text (A9)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.announce import Link
from desktop.desk import Desk
from desktop.settings import preferences
from desktop.settings.accounts import Account, Accounts
from desktop.settings.preferences import Preferences
from desktop.settings.profile import open_profile
from desktop.ui.lines.line_settings_model import Stage
from desktop.ui.lines.sheet_view import SheetView
from tests.desk import Steps, key, link, play, room_of
from tests.program_process import KEY
from tests.providers.fakes.serving import serving
from tests.providers.voipms_account import new_account

OFF = "+14155550102"


def test_a_number_is_switched_on_with_its_price_and_messages_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A2, A4, A9, A12"""
    monkeypatch.setattr("desktop.providers.voipms.CALLS_A_SECOND", 10_000)
    fake = new_account()
    with serving(fake.app) as wire:
        monkeypatch.setenv(KEY, f"{fake.username}:{fake.password}")
        profile = open_profile(tmp_path)
        account = Account(provider="voipms", name="Voip", url=wire.url, key_place="env", key_variable=KEY)
        Accounts(profile.accounts).add(account)
        preferences.save(profile.preferences, Preferences(motion="off"))

        def has_sms() -> bool:
            return fake.carrier.lines[1].can_text

        def story(desk: Desk) -> Steps:
            room = room_of(desk)
            yield lambda: link(room) is Link.ONLINE
            room.lines.choose(account.id, OFF)
            assert not desk.window.navigation.is_available("messages")
            key(desk, "Ctrl+I")
            view = desk.window.pages["line"]
            assert isinstance(view, SheetView)
            assert view.first_line.text() == desk.window.navigation.button("messages").reason
            yield lambda: room.accounts.sheets.settings.stage is Stage.SHOWN
            view.steps[0].button.click()
            assert view.settings.question is not None
            box = view.settings.question.shown
            assert box is not None
            assert "+1 415-555-0102" in box.text()
            assert "$112.192790 before" in box.text()
            assert not has_sms()
            confirm = next(one for one in box.findChildren(QPushButton) if one.text() == "Confirm")
            confirm.click()
            yield lambda: desk.window.navigation.is_available("messages")
            assert has_sms()
            yield lambda: "can send and receive" in view.first_line.text()
            key(desk, "Escape")
            assert desk.window.page != "line"

        assert play(profile, story) == 0
