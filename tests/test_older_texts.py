"""The start of the window where an older version has left the texts: they are brought up to date first."""

import threading
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.desk import Desk
from desktop.settings.profile import open_profile
from desktop.store import messages
from desktop.store.cipher import Key
from desktop.store.database import open_database
from desktop.store.migrations import run
from tests.desk import Steps, play, room_of, words
from tests.store.migrations.test_run import FULL, NEXT, NOW, release, version
from tests.ui.account import SUPPORT


def test_texts_of_an_older_version_are_brought_up_to_date_beside_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large cache takes seconds: the window goes on meanwhile, and says what it waits for."""
    profile = open_profile(tmp_path / "profile")
    db = open_database(profile.database, Announcer())
    messages.queue(db, account_id="a", line=SUPPORT, peer="+447700900123", body="From before")
    db.close()
    release(tmp_path, monkeypatch)
    migrate, may_go_on = run.migrate, threading.Event()

    def slowly(path: Path, key: Key | None = None) -> None:
        assert may_go_on.wait(60)
        migrate(path, key)

    monkeypatch.setattr(run, "migrate", slowly)

    def story(desk: Desk) -> Steps:
        yield lambda: "Bringing the texts up to date" in words(desk.window)
        may_go_on.set()
        yield desk.ready.is_set
        assert [one.body for one in messages.newest(room_of(desk).db)] == ["From before"]

    assert play(profile, story, from_the_start=True) == 0
    assert version(profile.database) == NEXT


def test_texts_that_cannot_be_brought_up_to_date_are_left_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = open_profile(tmp_path / "profile")
    open_database(profile.database, Announcer()).close()
    release(tmp_path, monkeypatch, trouble=FULL)

    def story(desk: Desk) -> Steps:
        yield desk.ready.is_set
        assert "disk is full" in words(desk.window)

    assert play(profile, story, from_the_start=True) == 1
    assert version(profile.database) == NOW
