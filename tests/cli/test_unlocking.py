"""How a command comes by its key; the commands themselves are in ``test_cache``."""

import getpass
import sys
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.cli import unlocking
from desktop.settings.profile import Profile, open_profile
from desktop.store.database import StoreDamaged, open_database
from desktop.sync import cache
from desktop.sync.cache import CacheLocked


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "profile")


class Terminal:
    """Somebody is there to be asked."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_passphrase_is_asked_for_without_an_echo(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(unlocking.PASSPHRASE, raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal())
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "correct horse"

    monkeypatch.setattr(getpass, "getpass", answer)
    assert unlocking.passphrase(profile) == "correct horse"
    assert asked == ["Passphrase: "]


def test_where_nobody_can_be_asked_that_is_said(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(unlocking.PASSPHRASE, raising=False)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(CacheLocked) as caught:
        unlocking.passphrase(profile)
    assert caught.value.reason == "passphrase_needed"


def test_a_cache_that_another_process_encrypts_in_between_is_opened_all_the_same(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(profile.database, Announcer()).close()
    for_command = cache.for_command
    monkeypatch.setenv(unlocking.PASSPHRASE, "correct horse")
    looked: list[cache.Cache] = []

    def slow(*arguments: object) -> cache.Cache:
        found = for_command(*arguments)  # type: ignore[arg-type]
        if not looked:
            db = open_database(profile.database, Announcer())
            cache.set_passphrase(profile, db, "correct horse")
            db.close()
        looked.append(found)
        return found

    monkeypatch.setattr(cache, "for_command", slow)
    db = unlocking.open_cache(profile, Announcer())
    assert db.encrypted and len(looked) == 2
    db.close()


def test_a_damaged_cache_is_tried_once(profile: Profile) -> None:
    profile.database.write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    with pytest.raises(StoreDamaged):
        unlocking.open_cache(profile, Announcer())


@pytest.mark.parametrize("reason", ["no_record", "damaged", "other_key", "old_passphrase", "keyring_forgets"])
def test_every_reason_has_a_sentence_that_names_the_file(profile: Profile, reason: str) -> None:
    said = unlocking.locked(CacheLocked(reason, profile.database))
    assert str(profile.database) in said and "{" not in said
