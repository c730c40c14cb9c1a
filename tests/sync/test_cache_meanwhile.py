"""A cache that somebody else locks while a keyring is asked, or while it is open here: nobody loses it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from desktop.announce import Announcer
from desktop.settings import cache_key
from desktop.settings.profile import Profile, open_profile
from desktop.store import cipher, messages
from desktop.store.database import open_database
from desktop.sync import cache
from desktop.sync.cache import Asker, Cache
from tests.cli.own_keyring import Keyring

WORDS, OTHER_WORDS = "correct horse", "battery staple"

LOCKS_IT = """
import sys
from pathlib import Path
from desktop.announce import Announcer
from desktop.settings.profile import open_profile
from desktop.store.database import open_database
from desktop.sync import cache
profile = open_profile(Path(sys.argv[1]))
db = open_database(profile.database, Announcer())
cache.set_passphrase(profile, db, sys.argv[2])
db.close()
"""

CHANGES_ITS_KEY = """
import sys
from pathlib import Path
from desktop.settings import cache_key
from desktop.settings.profile import open_profile
from desktop.store import encrypting
from desktop.sync import cache
profile = open_profile(Path(sys.argv[1]))
key = cache.with_passphrase(profile, sys.argv[2]).key
try:
    encrypting.change_key(profile.database, key, cache_key.new_key())
except encrypting.NotEncrypted as error:
    print(error.reason)
"""


class SlowRing(Keyring):
    """Somebody is asked, and answers when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answered = threading.Event(), threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self.answered.wait()
        return super().get_password(service, username)


@pytest.fixture
def ring() -> Iterator[SlowRing]:
    before = keyring.get_keyring()
    ring = SlowRing()
    keyring.set_keyring(ring)
    yield ring
    ring.answered.set()
    keyring.set_keyring(before)


@pytest.fixture
def plain(tmp_path: Path) -> Profile:
    profile = open_profile(tmp_path / "profile")
    db = open_database(profile.database, Announcer())
    messages.queue(db, account_id="a", line="+447700900010", peer="+447700900123", body="Geheim")
    db.close()
    return profile


def bodies(profile: Profile, found: Cache) -> list[str]:
    db = open_database(profile.database, Announcer(), found.key)
    listed = [one.body for one in messages.newest(db)]
    db.close()
    return listed


def in_another_process(source: str, profile: Profile, words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", source, str(profile.root), words], capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def asking(work: Callable[[], Cache]) -> tuple[threading.Thread, list[Cache]]:
    found: list[Cache] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    return thread, found


def test_a_keyring_that_answers_late_leaves_the_passphrase_that_was_set_meanwhile(
    plain: Profile, ring: SlowRing
) -> None:
    thread, found = asking(lambda: cache.with_keyring(plain))
    assert ring.asked.wait(30)
    in_another_process(LOCKS_IT, plain, WORDS)  # waits for nobody who is asked
    ring.answered.set()
    thread.join()
    assert found == [Cache(reason="busy")]
    assert cache.lock_of(plain) == "passphrase"
    assert bodies(plain, cache.with_passphrase(plain, WORDS)) == ["Geheim"]


def test_an_answer_that_nobody_waits_for_any_more_changes_nothing(plain: Profile, ring: SlowRing) -> None:
    asker = Asker()
    thread, found = asking(lambda: cache.with_keyring(plain, asker=asker))
    assert ring.asked.wait(30)
    asker.leave()
    ring.answered.set()
    thread.join()
    assert found == [Cache(reason="keyring_silent")]
    assert not plain.cache_record.exists() and cipher.is_plain(plain.database)


class LateRing(Keyring):
    """The first time that it is to keep something it asks a person, who answers much later."""

    def __init__(self) -> None:
        super().__init__()
        self.answered, self.stored = threading.Event(), threading.Event()
        self._asked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._asked:
            super().set_password(service, username, password)
            return
        self._asked = True
        self.answered.wait()
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        super().delete_password(service, username)
        self.stored.set()


@pytest.fixture
def late() -> Iterator[LateRing]:
    before = keyring.get_keyring()
    ring = LateRing()
    keyring.set_keyring(ring)
    yield ring
    ring.answered.set()
    keyring.set_keyring(before)


def test_a_key_that_the_keyring_stores_late_replaces_none_that_is_in_use(
    plain: Profile, late: LateRing
) -> None:
    """Linedesk went on without the keyring, was started once more, and only then somebody answers."""
    assert cache.with_keyring(plain, limit=0.3) == Cache(reason="keyring_silent")
    found = cache.encrypted(plain, cache.with_keyring(plain))
    assert found.key is not None
    late.answered.set()
    assert late.stored.wait(30)
    assert cache.with_keyring(plain) == found
    assert bodies(plain, found) == ["Geheim"]
    assert len(late.kept) == 1


def test_a_new_key_takes_the_place_of_one_that_locked_nothing(plain: Profile, ring: SlowRing) -> None:
    """The key was kept and nothing encrypted yet, and then the keyring's entry was spoiled."""
    ring.answered.set()
    cache.with_keyring(plain)
    ((service, before),) = ring.kept
    ring.kept[service, before] = "rubbish"
    found = cache.encrypted(plain, cache.with_keyring(plain))
    assert bodies(plain, found) == ["Geheim"]
    ((_, after),) = ring.kept
    assert after != before


def test_to_decline_waits_for_no_keyring_and_its_answer_keeps_that(plain: Profile, ring: SlowRing) -> None:
    thread, found = asking(lambda: cache.with_keyring(plain))
    assert ring.asked.wait(30)
    cache.decline(plain)
    ring.answered.set()
    thread.join()
    assert cache.declined(plain)
    assert bodies(plain, cache.encrypted(plain, found[0])) == ["Geheim"]
    assert bodies(plain, cache.with_keyring(plain)) == ["Geheim"]


def test_nothing_is_encrypted_with_a_key_that_is_not_the_one_written_down_any_more(
    plain: Profile, ring: SlowRing
) -> None:
    """Between the key and the encryption another process chose another lock."""
    ring.answered.set()
    found = cache.with_keyring(plain)
    record = cache_key.load(plain.cache_record)
    assert record is not None
    lock, _ = cache_key.passphrase_lock(WORDS)
    cache_key.save(plain.cache_record, replace(record, lock=lock))
    assert cache.encrypted(plain, found).reason == "busy"
    assert cipher.is_plain(plain.database)


def test_to_ask_for_the_passphrase_of_an_open_cache_keeps_others_out_of_it(plain: Profile) -> None:
    """A wrong one as well: another process that changes the key then would destroy it."""
    db = open_database(plain.database, Announcer())
    cache.set_passphrase(plain, db, WORDS)
    assert [message.body for message in messages.newest(db)] == ["Geheim"]
    assert not cache.is_passphrase(plain, OTHER_WORDS)
    assert cache.is_passphrase(plain, WORDS)
    assert in_another_process(CHANGES_ITS_KEY, plain, WORDS) == "busy"
    assert [message.body for message in messages.newest(db)] == ["Geheim"]
    db.close()
    assert bodies(plain, cache.with_passphrase(plain, WORDS)) == ["Geheim"]
