"""A cache whose key is lost is renamed whole, and never from under somebody who works with it."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from desktop.announce import Announcer
from desktop.settings import cache_key
from desktop.settings.profile import Profile, open_profile
from desktop.store import cipher, messages
from desktop.store.database import Database, open_database
from desktop.store.encrypting import NotEncrypted
from desktop.sync import cache
from desktop.sync.aside import set_aside
from desktop.sync.cache import Cache
from desktop.sync.lock import ProfileLock
from tests.cli.own_keyring import Keyring


@pytest.fixture
def ring() -> Iterator[Keyring]:
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def start(profile: Profile) -> tuple[Database, Cache]:
    """As the window starts."""
    found = cache.encrypted(profile, cache.with_keyring(profile))
    return open_database(profile.database, Announcer(), found.key), found


@pytest.fixture
def locked(tmp_path: Path, ring: Keyring) -> Profile:
    """One that has its key in the keyring, and a text."""
    profile = open_profile(tmp_path / "profile")
    db, _ = start(profile)
    messages.queue(db, account_id="a", line="+447700900010", peer="+447700900123", body="Geheim")
    db.close()
    return profile


def test_a_lost_cache_is_set_aside_whole_and_a_new_one_begins(locked: Profile, ring: Keyring) -> None:
    kept = dict(ring.kept)
    ring.kept.clear()
    content = locked.database.read_bytes()
    aside = set_aside(locked)
    assert aside.read_bytes() == content
    db, _ = start(locked)
    assert db.encrypted and messages.newest(db) == []
    db.close()
    # Should the key turn up again, everything is there to go back.
    ring.kept.update(kept)
    (record,) = locked.root.glob("cache.json.aside-*")
    old = cache_key.load(record)
    assert old is not None and ("linedesk", old.entry) in ring.kept
    key = cache_key.CacheKey.from_hex(ring.kept["linedesk", old.entry])
    assert cipher.fits(aside, key)


def test_a_cache_that_somebody_works_with_is_not_set_aside(locked: Profile, ring: Keyring) -> None:
    other = ProfileLock(locked.lock)
    assert other.take()
    with pytest.raises(NotEncrypted):
        set_aside(locked)
    other.release()
    assert locked.database.exists()
