"""From Enter to the carrier, with the time for a change of mind between: taken back, run out, quit in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings import preferences
from desktop.settings.preferences import Preferences
from desktop.settings.profile import Profile
from desktop.sms.delivery import State
from tests.desk import Steps, key, play, signed_in, synced
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer, practice_server


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    with practice_server("--state", str(tmp_path / "practice")) as running:
        monkeypatch.setenv(KEY, running.api_key)
        yield running


@pytest.fixture
def profile(tmp_path: Path, server: PracticeServer) -> Profile:
    """Signed in; a text waits so long that nothing leaves by itself while a story is told."""
    profile = signed_in(tmp_path / "profile", server)
    preferences.save(profile.preferences, Preferences(undo_seconds=30))
    return profile


def write(room: Furnishing, text: str) -> None:
    QTest.keyClicks(room.messages.composer.edit, text)
    QTest.keyClick(room.messages.composer.edit, Qt.Key.Key_Return)


def bodies(server: PracticeServer) -> list[str]:
    return [str(one["body"]) for one in server.carrier()]


def test_who_takes_a_text_back_mends_it_and_quits_has_sent_the_mended_one_alone(
    profile: Profile, server: PracticeServer
) -> None:
    """Demand 20. Enter was pressed: closing the window ends the time for a change of mind at once."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        room.messages.nth(1)
        write(room, "On its wya")
        assert room.thread.said(room.thread.messages()[-1]).word.startswith("Sending in ")
        key(desk, "Alt+Z")
        assert room.messages.composer.edit.toPlainText() == "On its wya"
        for _ in "ya":
            key(desk, "Backspace")
        write(room, "ay")

    assert play(profile, story) == 0
    assert bodies(server) == ["On its way"]


def test_the_time_runs_out_by_itself(profile: Profile, server: PracticeServer) -> None:
    preferences.save(profile.preferences, Preferences(undo_seconds=1))

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        room.messages.nth(1)
        write(room, "A second later")
        assert room.thread.messages()[-1].state is State.QUEUED
        yield lambda: bodies(server) == ["A second later"]

    assert play(profile, story) == 0
