"""Opening a cache with its key: what is kept before anything is encrypted, and what never happens to one."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desktop.announce import Announcer
from desktop.settings import cache_key
from desktop.settings.accounts import Account, Accounts, practice_account
from desktop.settings.profile import Profile, open_profile
from desktop.store import cipher, encrypting, messages
from desktop.store.database import Database, open_database
from desktop.store.encrypting import NotEncrypted
from desktop.store.shelf import Shelf
from desktop.sync import cache
from desktop.sync.cache import Cache, CacheLocked
from tests.cli.own_keyring import Keyring

LINE, PEER = "+447700900010", "+447700900123"
WORDS, OTHER_WORDS = "correct horse", "battery staple"


class Ring(Keyring):
    """Refuses to read as well where it is locked."""

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return super().get_password(service, username)


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "profile")


def start(profile: Profile) -> tuple[Database, Cache]:
    """As the window starts."""
    found = cache.encrypted(profile, cache.with_keyring(profile))
    return open_database(profile.database, Announcer(), found.key), found


def write(profile: Profile, found: Cache, body: str) -> None:
    db = open_database(profile.database, Announcer(), found.key)
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)
    db.close()


def bodies(profile: Profile, found: Cache) -> list[str]:
    db = open_database(profile.database, Announcer(), found.key)
    listed = [one.body for one in messages.newest(db)]
    db.close()
    return listed


def holds_plain(profile: Profile) -> list[str]:
    return [file.name for file in profile.root.iterdir() if b"Geheim" in file.read_bytes()]


@pytest.fixture
def plain(profile: Profile) -> Profile:
    """An older profile, whose cache is plain."""
    write(profile, Cache(), "Geheim")
    return profile


@pytest.fixture
def locked(plain: Profile, ring: Ring) -> Profile:
    """One that has its key in the keyring."""
    db, _ = start(plain)
    db.close()
    return plain


def test_a_new_profile_is_encrypted_at_once_with_one_key_in_the_keyring(profile: Profile, ring: Ring) -> None:
    db, found = start(profile)
    db.close()
    write(profile, found, "Geheim")
    assert db.encrypted and found.lock == "keyring"
    record = cache_key.load(profile.cache_record)
    assert record is not None and found.key is not None
    assert ring.kept == {("linedesk", record.entry): found.key.hex()}
    assert holds_plain(profile) == []
    assert found.key.hex() not in repr(found)
    again = cache.with_keyring(profile)
    assert again == found and bodies(profile, again) == ["Geheim"]


def test_a_plain_cache_is_encrypted_once_a_keyring_is_there_and_its_copies_too(
    plain: Profile, ring: Ring
) -> None:
    shutil.copy(plain.database, f"{plain.database}.0002-20260101T000000.bak")
    db, found = start(plain)
    db.close()
    assert db.encrypted and bodies(plain, found) == ["Geheim"]
    assert holds_plain(plain) == []


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda ring: keyring.set_keyring(NoKeyring()), "no_keyring"),  # type: ignore[no-untyped-call]
        (lambda ring: setattr(ring, "forgets", True), "keyring_forgets"),
        (lambda ring: setattr(ring, "locked", True), "keyring_refused"),
    ],
)
@pytest.mark.parametrize("new", [False, True])
def test_a_keyring_that_does_not_keep_the_key_gets_nothing_encrypted(
    tmp_path: Path, ring: Ring, spoil: Callable[[Ring], None], reason: str, new: bool
) -> None:
    profile = open_profile(tmp_path / "one")
    if not new:
        write(profile, Cache(), "Geheim")
    spoil(ring)
    db, found = start(profile)
    db.close()
    assert (found.key, found.reason, db.encrypted) == (None, reason, False)
    keyring.set_keyring(ring)
    ring.forgets = ring.locked = False
    db, found = start(profile)
    assert db.encrypted
    db.close()


def test_a_crash_between_any_two_steps_of_making_the_key_is_mended_by_the_next_start(
    plain: Profile, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is kept and not written down; written down and nothing encrypted."""

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(cache_key, "save", crash)
        with pytest.raises(KeyboardInterrupt):
            cache.with_keyring(plain)
    assert cipher.is_plain(plain.database) and len(ring.kept) == 1
    with monkeypatch.context() as patched:
        patched.setattr(encrypting, "encrypt", crash)
        with pytest.raises(KeyboardInterrupt):
            start(plain)
    assert cipher.is_plain(plain.database)
    db, found = start(plain)
    db.close()
    assert bodies(plain, found) == ["Geheim"] and holds_plain(plain) == []


def no_key(ring: Ring, profile: Profile) -> None:
    ring.kept.clear()


def another_key(ring: Ring, profile: Profile) -> None:
    ring.kept.update(dict.fromkeys(ring.kept, cache_key.new_key().hex()))


def rubbish_for_a_key(ring: Ring, profile: Profile) -> None:
    ring.kept.update(dict.fromkeys(ring.kept, "rubbish"))


def ring_locked(ring: Ring, profile: Profile) -> None:
    ring.locked = True


def ring_gone(ring: Ring, profile: Profile) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]


def record_gone(ring: Ring, profile: Profile) -> None:
    profile.cache_record.unlink()


def first_page_damaged(ring: Ring, profile: Profile) -> None:
    with profile.database.open("r+b") as file:
        file.seek(200)
        file.write(b"\xff" * 200)


SPOILT: list[tuple[Callable[[Ring, Profile], None], str]] = [
    (no_key, "keyring_empty"),
    (another_key, "other_key"),
    (rubbish_for_a_key, "other_key"),
    (ring_locked, "keyring_refused"),
    (ring_gone, "no_keyring"),
    (record_gone, "no_record"),
    (first_page_damaged, "damaged"),
]


@pytest.mark.parametrize(("spoil", "reason"), SPOILT, ids=[reason for _, reason in SPOILT])
def test_a_wrong_or_missing_key_is_named_and_never_repaired_by_deleting(
    locked: Profile, ring: Ring, spoil: Callable[[Ring, Profile], None], reason: str
) -> None:
    """A wrong key is told from a damaged file."""
    spoil(ring, locked)
    before = {one.name: one.read_bytes() for one in locked.root.iterdir() if one.name != ".cache.json.lock"}
    kept = dict(ring.kept)
    for opening in (cache.with_keyring, lambda one: cache.for_command(one, lambda: WORDS)):
        with pytest.raises(CacheLocked) as caught:
            opening(locked)
        assert (caught.value.reason, caught.value.path) == (reason, locked.database)
    after = {one.name: one.read_bytes() for one in locked.root.iterdir() if one.name != ".cache.json.lock"}
    assert after == before and ring.kept == kept


def protect(profile: Profile, words: str, found: Cache | None = None) -> Cache:
    db = open_database(profile.database, Announcer(), (found or Cache()).key)
    try:
        return cache.set_passphrase(profile, db, words)
    finally:
        db.close()


def test_without_a_keyring_a_passphrase_encrypts_and_opens_the_cache(plain: Profile) -> None:
    assert cache.with_keyring(plain).reason == "no_keyring"
    protect(plain, WORDS)
    assert holds_plain(plain) == [] and cache.lock_of(plain) == "passphrase"
    with pytest.raises(CacheLocked) as caught:
        cache.with_passphrase(plain, WORDS + ".")
    assert caught.value.reason == "wrong_passphrase"
    found = cache.with_passphrase(plain, WORDS)
    assert bodies(plain, found) == ["Geheim"]
    assert WORDS not in plain.cache_record.read_text()
    assert bodies(plain, cache.for_command(plain, lambda: WORDS)) == ["Geheim"]


def test_copies_of_pictures_that_lay_in_the_clear_go_as_the_cache_is_encrypted(plain: Profile) -> None:
    """Demand 14: nothing of a text stays readable beside an encrypted cache."""
    Shelf(plain.media, lambda: None).put(b"a picture")
    protect(plain, WORDS)
    assert list(plain.media.iterdir()) == []


def test_with_a_new_passphrase_the_old_one_opens_nothing_any_more(plain: Profile) -> None:
    found = protect(plain, OTHER_WORDS, protect(plain, WORDS))
    assert bodies(plain, found) == ["Geheim"]
    assert bodies(plain, cache.with_passphrase(plain, OTHER_WORDS)) == ["Geheim"]
    with pytest.raises(CacheLocked):
        cache.with_passphrase(plain, WORDS)


def test_a_crash_while_the_passphrase_changes_leaves_one_that_opens(
    plain: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = protect(plain, WORDS)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(encrypting, "change_key", crash)
        with pytest.raises(KeyboardInterrupt):
            protect(plain, OTHER_WORDS, found)
    with pytest.raises(CacheLocked) as caught:
        cache.with_passphrase(plain, OTHER_WORDS)
    assert caught.value.reason == "old_passphrase"
    assert bodies(plain, cache.with_passphrase(plain, WORDS)) == ["Geheim"]
    record = cache_key.load(plain.cache_record)
    assert record is not None and record.before is None

    save = cache_key.save
    saved = []

    def once(path: Path, record: cache_key.Record) -> None:
        saved.append(record)
        if len(saved) == 2:
            raise KeyboardInterrupt
        save(path, record)

    with monkeypatch.context() as patched:
        patched.setattr(cache_key, "save", once)
        with pytest.raises(KeyboardInterrupt):
            protect(plain, OTHER_WORDS, found)
    assert bodies(plain, cache.with_passphrase(plain, OTHER_WORDS)) == ["Geheim"]


def test_a_crash_before_the_passphrase_took_effect_asks_for_it_and_encrypts_then(
    plain: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(encrypting, "encrypt", crash)
        with pytest.raises(KeyboardInterrupt):
            protect(plain, WORDS)
    assert cache.lock_of(plain) == "passphrase" and cipher.is_plain(plain.database)
    found = cache.encrypted(plain, cache.with_passphrase(plain, WORDS))
    assert bodies(plain, found) == ["Geheim"] and holds_plain(plain) == []


def test_a_passphrase_that_cannot_take_effect_now_changes_nothing(plain: Profile) -> None:
    db = open_database(plain.database, Announcer())
    before = cache_key.new_record()
    cache_key.save(plain.cache_record, before)

    def busy(*_: object) -> None:
        raise NotEncrypted("busy")

    db.lock = busy  # type: ignore[method-assign, assignment]
    with pytest.raises(NotEncrypted):
        cache.set_passphrase(plain, db, WORDS)
    db.close()
    assert cache_key.load(plain.cache_record) == before
    assert bodies(plain, Cache()) == ["Geheim"]


def test_where_somebody_else_has_the_cache_open_it_stays_plain_this_time(plain: Profile, ring: Ring) -> None:
    found = cache.with_keyring(plain)

    def busy(*_: object) -> None:
        raise NotEncrypted("busy")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(encrypting, "encrypt", busy)
        assert cache.encrypted(plain, found) == Cache(reason="busy")
    assert bodies(plain, Cache()) == ["Geheim"]
    assert cache.encrypted(plain, cache.with_keyring(plain)).key is not None
    assert holds_plain(plain) == []


def test_made_up_texts_stay_plain_and_nobody_is_asked(profile: Profile, ring: Ring) -> None:
    cache.mark_made_up(profile)
    Accounts(profile.accounts).add(practice_account())
    assert cache.lock_of(profile) == ""
    assert cache.for_command(profile, lambda: WORDS) == Cache(reason="made_up")
    assert ring.kept == {}
    own = Account(
        provider="cliqtel", name="Own", url="https://cliqtel.com", key_place="env", key_variable="K"
    )
    Accounts(profile.accounts).add(own)
    assert cache.lock_of(profile) == "keyring"


def test_a_profile_with_texts_is_never_called_made_up(plain: Profile, ring: Ring) -> None:
    cache.mark_made_up(plain)
    assert not plain.cache_record.exists()
    assert cache.lock_of(plain) == "keyring"


def test_a_command_opens_a_plain_cache_without_asking_anybody(plain: Profile, ring: Ring) -> None:
    """A keyring costs a tenth of a second, and may prompt; the window encrypts it."""
    assert cache.for_command(plain, lambda: WORDS) == Cache()
    assert ring.kept == {} and not plain.cache_record.exists()


def test_whoever_does_not_want_a_passphrase_is_not_offered_one_again(profile: Profile) -> None:
    assert not cache.declined(profile)
    cache.decline(profile)
    assert cache.declined(profile)


def test_two_processes_that_begin_a_profile_at_once_make_one_key(profile: Profile, ring: Ring) -> None:
    with ThreadPoolExecutor(4) as processes:
        found = list(processes.map(lambda _: cache.with_keyring(profile), range(4)))
    assert found == found[:1] * 4 and found[0].key is not None
    assert len(ring.kept) == 1


def test_a_file_that_is_no_cache_gets_no_key(profile: Profile, ring: Ring) -> None:
    profile.database.write_text("Dear diary")
    assert cache.with_keyring(profile) == Cache()
    assert ring.kept == {}
