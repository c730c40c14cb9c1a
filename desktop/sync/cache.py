"""Opens a profile's cache: which key it has, encrypting it, changing its lock.

    cache = with_keyring(profile)        # or with_passphrase, or Cache() for a plain one
    cache = encrypted(profile, cache)    # a plain file becomes an encrypted one, once
    db = open_database(profile.database, announcer, cache.key)

The order is always: the key is kept, read back, written down in ``cache.json`` as the cache's, and only then
something is encrypted with it. Nothing here ever deletes a cache; ``aside`` renames a lost one. All of it
blocks: a keyring may ask a person. The window calls it in threads (``desktop.unlocking``), the commands
directly.

Two locks between processes: ``.cache.json.lock`` around every change of ``cache.json`` together with what it
says of the file, and never while a person is asked; ``.cache.keyring.lock`` while a key is made or found.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from desktop.settings import cache_key, system_keyring
from desktop.settings.cache_key import KEYRING, PASSPHRASE, CacheKey, Lock, Record
from desktop.settings.files import SettingsUnwritable
from desktop.settings.profile import Profile
from desktop.settings.system_keyring import LIMIT, NoSecret
from desktop.store import cipher, encrypting, shelf
from desktop.store.encrypting import NotEncrypted

if TYPE_CHECKING:
    from desktop.store.database import Database

log = logging.getLogger(__name__)

_PATIENCE = 10.0
"""Seconds beyond a keyring's own to wait for another process that makes the key."""
_CHANGING = 60.0
"""Seconds to wait for another process that changes ``cache.json``; it may copy the whole cache meanwhile."""
_PAGE = 4096


class CacheLocked(Exception):
    """The cache is encrypted and its key is not here. It was left as it is.

    ``reason`` is one of ``NoSecret``, or "passphrase_needed", "wrong_passphrase", "old_passphrase" (a change
    had not been finished), "other_key" (the keyring has one of another cache), "no_record" (``cache.json``
    is gone), or "damaged" (the key is right and does not open the file).
    """

    def __init__(self, reason: str, path: Path, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Cache:
    """How the cache stands: its key and where that is, or why it is plain.

    ``reason`` is one of ``NoSecret``, "made_up", "declined", or of ``NotEncrypted``; "" where nobody asked.
    """

    key: CacheKey | None = None
    lock: str = ""
    reason: str = ""
    detail: str = ""


class Asker:
    """Who asks a keyring, and may go on without its answer: from then on nothing is touched that is open."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._left = False

    def leave(self) -> None:
        """The answer does not count any more. Waits until the cache is not looked at: call it in a thread."""
        with self._turn:
            self._left = True

    @contextmanager
    def looking(self) -> Iterator[None]:
        """While the cache's file is looked at. Raises ``_Left``."""
        with self._turn:
            if self._left:
                raise _Left
            yield


class _Left(Exception):
    """Nobody waits for the keyring's answer any more."""


class _Overtaken(Exception):
    """Another process has locked the cache while the keyring was asked."""


def lock_of(profile: Profile) -> str:
    """What unlocks the cache: "keyring" (also where a key has to be made), "passphrase", or "": nothing.

    Raises ``SettingsDamaged``.
    """
    record = cache_key.load(profile.cache_record)
    if record is None:
        return KEYRING
    if record.made_up and holds_practice_alone(profile):
        return ""
    return KEYRING if record.lock is None else record.lock.kind


def mark_made_up(profile: Profile) -> None:
    """Note of a new profile that only made-up texts will be in it. Raises ``SettingsUnwritable``."""
    with changing(profile):
        if cache_key.load(profile.cache_record) is None and cipher.is_absent(profile.database):
            cache_key.save(profile.cache_record, cache_key.new_record(made_up=True))


def with_keyring(profile: Profile, *, limit: float = LIMIT, asker: Asker | None = None) -> Cache:
    """The key from the keyring, made there where there is none yet; or why the cache has to stay plain.

    Raises ``CacheLocked``, ``SettingsDamaged`` or ``SettingsUnwritable``.
    """
    asker = asker or Asker()
    try:
        with asker.looking():
            encrypting.finish(profile.database)
            record = cache_key.load(profile.cache_record)
            locked = record is not None and record.lock is not None and _is_encrypted(profile)
        if locked:
            assert record is not None
            return _from_keyring(profile, record, limit)
        lock = profile.cache_record.with_name(".cache.keyring.lock")
        with FileLock(lock, limit + _PATIENCE, mode=0o600):
            return _establish(profile, limit, asker)
    except (Timeout, _Left):
        return Cache(reason="keyring_silent")


def with_passphrase(profile: Profile, passphrase: str) -> Cache:
    """The key that the passphrase makes. Only for a cache that this process does not have open.

    Raises ``CacheLocked``, ``SettingsDamaged`` or ``SettingsUnwritable``.
    """
    reason = "wrong_passphrase"
    with changing(profile):
        encrypting.finish(profile.database)
        record = cache_key.load(profile.cache_record)
        for lock in () if record is None else (record.lock, record.before):
            key = _opening(passphrase, lock)
            if key is None:
                continue
            assert record is not None
            if not _is_encrypted(profile) or cipher.fits(profile.database, key):
                if record.before is not None:
                    cache_key.save(profile.cache_record, replace(record, lock=lock, before=None))
                return Cache(key, PASSPHRASE)
            reason = "damaged" if record.before is None else "old_passphrase"
    raise CacheLocked(reason, profile.database)


def is_passphrase(profile: Profile, passphrase: str) -> bool:
    """Whether this is the passphrase of a cache that is open. Raises ``SettingsDamaged``.

    The file is not looked at: to close it would drop the locks that keep other processes out.
    """
    record = cache_key.load(profile.cache_record)
    return record is not None and _opening(passphrase, record.lock) is not None


def for_command(profile: Profile, passphrase: Callable[[], str]) -> Cache:
    """As a command opens the cache: a plain one as it is, without asking anybody; a new one is encrypted.

    ``passphrase`` is called where one is needed. Raises as the two above.
    """
    encrypting.finish(profile.database)
    if cipher.is_plain(profile.database):
        return Cache()
    kind = lock_of(profile)
    if kind == PASSPHRASE:
        return with_passphrase(profile, passphrase())
    return with_keyring(profile) if kind == KEYRING else Cache(reason="made_up")


def encrypted(profile: Profile, cache: Cache) -> Cache:
    """Encrypt what is still plain with the cache's key; where that cannot be now, the cache says why."""
    path = profile.database
    if cache.key is None:
        encrypting.finish(path)
        return cache
    with changing(profile):
        encrypting.finish(path)
        record = cache_key.load(profile.cache_record)
        ours = record is not None and record.lock is not None and cache_key.fits(cache.key, record.lock)
        try:
            if cipher.is_plain(path):
                if not ours:
                    raise NotEncrypted("busy", "another process has chosen another key")
                encrypting.encrypt(path, cache.key)
        except NotEncrypted as error:
            log.warning("the cache stays plain this time: %s", error.reason)
            return Cache(reason=error.reason, detail=error.detail)
        _encrypt_copies(path, cache.key)
        shelf.throw_away_plain(profile.media)
    return cache


def set_passphrase(profile: Profile, db: "Database", passphrase: str) -> Cache:
    """Lock an open cache with a passphrase, whether it was plain or had another one.

    Raises ``NotEncrypted`` (all is as it was), ``SettingsDamaged`` and ``SettingsUnwritable``.
    """
    lock, key = cache_key.passphrase_lock(passphrase)
    with changing(profile):
        record = cache_key.load(profile.cache_record) or cache_key.new_record()
        before = record.lock if db.encrypted else None
        cache_key.save(profile.cache_record, replace(record, lock=lock, before=before))
        try:
            db.lock(key)
        except NotEncrypted:
            cache_key.save(profile.cache_record, record)
            raise
        cache_key.save(profile.cache_record, replace(record, lock=lock, before=None))
        _encrypt_copies(profile.database, key)
        shelf.throw_away_plain(profile.media)
    return Cache(key, PASSPHRASE)


def decline(profile: Profile) -> None:
    """Do not offer a passphrase by oneself again. Raises ``SettingsUnwritable`` or ``SettingsDamaged``."""
    with changing(profile):
        record = cache_key.load(profile.cache_record) or cache_key.new_record()
        cache_key.save(profile.cache_record, replace(record, declined=True))


def declined(profile: Profile) -> bool:
    """Whether somebody did not want a passphrase. Raises ``SettingsDamaged``."""
    record = cache_key.load(profile.cache_record)
    return record is not None and record.declined


def tell_plain(profile: Profile) -> bool:
    """Whether a command has to say that the open cache is plain: once, and not of made-up texts alone.

    From then on it counts as said. Raises ``SettingsDamaged`` or ``SettingsUnwritable``.
    """
    record = cache_key.load(profile.cache_record) or cache_key.new_record()
    if record.told or record.declined or holds_practice_alone(profile):
        return False
    with changing(profile):
        record = cache_key.load(profile.cache_record) or record
        cache_key.save(profile.cache_record, replace(record, told=True))
    return True


@contextmanager
def changing(profile: Profile) -> Iterator[None]:
    """One process and one thread at a time changes ``cache.json``. Never while somebody is asked.

    Raises ``SettingsUnwritable``.
    """
    path = profile.cache_record
    lock = FileLock(path.with_name(f".{path.name}.lock"), _CHANGING, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise SettingsUnwritable(path, "another process is writing it") from error
    except OSError as error:
        raise SettingsUnwritable(path, error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()


def _opening(passphrase: str, lock: Lock | None) -> CacheKey | None:
    """The key that the passphrase makes, if the lock was made for it."""
    if lock is None or lock.kind != PASSPHRASE:
        return None
    key = cache_key.derived(passphrase, lock)
    return key if cache_key.fits(key, lock) else None


def _is_encrypted(profile: Profile) -> bool:
    return not cipher.is_absent(profile.database) and not cipher.is_plain(profile.database)


def _from_keyring(profile: Profile, record: Record, limit: float) -> Cache:
    try:
        key = CacheKey.from_hex(system_keyring.read(record.entry, limit=limit))
    except NoSecret as error:
        raise CacheLocked(error.reason, profile.database, error.detail) from error
    except ValueError:
        raise CacheLocked("other_key", profile.database) from None
    if record.lock is not None and not cache_key.fits(key, record.lock):
        raise CacheLocked("other_key", profile.database)
    if not cipher.fits(profile.database, key):
        raise CacheLocked("damaged", profile.database)
    return Cache(key, KEYRING)


def _establish(profile: Profile, limit: float, asker: Asker) -> Cache:
    """Make the key, or find it, for a cache that is new or plain; one process at a time.

    A keyring may answer after minutes, and another process may have locked the cache meanwhile: then that
    lock stays, and the answer is not used.
    """
    with asker.looking(), changing(profile):
        record = cache_key.load(profile.cache_record)
        encrypted = _is_encrypted(profile)
        whole = not encrypted or profile.database.stat().st_size % _PAGE == 0
    if encrypted:
        if record is not None and record.lock is not None:
            return _from_keyring(profile, record, limit)  # another process was first
        if whole:
            raise CacheLocked("no_record", profile.database)
        return Cache()  # no cache of any kind: opening it says so
    record = record or cache_key.new_record()
    try:
        key, entry = _kept(record, limit)
    except NoSecret as error:
        return Cache(reason=error.reason, detail=error.detail)
    lock = cache_key.keyring_lock(key, entry)
    try:
        with asker.looking(), changing(profile):
            now = cache_key.load(profile.cache_record)
            if (now.lock if now is not None else None) != record.lock or _is_encrypted(profile):
                raise _Overtaken
            if now is None or now.lock != lock:
                kept = replace(now or record, id=record.id, lock=lock, before=None)
                cache_key.save(profile.cache_record, kept)
    except (_Left, _Overtaken, SettingsUnwritable) as error:
        if entry != record.entry:
            _forget(entry, limit)
        if isinstance(error, _Overtaken):
            return Cache(reason="busy")
        raise
    if entry != record.entry:
        _forget(record.entry, limit)
    return Cache(key, KEYRING)


def _forget(entry: str, limit: float) -> None:
    """Take away a key that locks nothing."""
    try:
        system_keyring.remove(entry, limit=limit)
    except NoSecret as error:
        log.warning("the keyring still has a key that locks nothing: %s", error.reason)


def _kept(record: Record, limit: float) -> tuple[CacheKey, str]:
    """The key that the keyring has, or a new one that it really keeps; and its name there.

    A new key has a new name: what this process or another one has asked the keyring to store, and what the
    keyring stores only when its person answers, can replace no key that is in use.
    """
    try:
        return CacheKey.from_hex(system_keyring.read(record.entry, limit=limit)), record.entry
    except NoSecret as error:
        if error.reason != "keyring_empty":
            raise
    except ValueError:
        log.warning("the keyring's entry of the cache is no key; it is made anew")
    # Some backends answer "nothing there" where they are none at all.
    if trouble := system_keyring.trouble(limit=limit):
        raise NoSecret(trouble)
    key, entry = cache_key.new_key(), cache_key.new_entry(record)
    system_keyring.keep(entry, key.hex(), limit=limit, fresh=True)
    return key, entry


def _encrypt_copies(path: Path, key: CacheKey) -> None:
    try:
        encrypting.encrypt_copies(path, key)
    except NotEncrypted as error:
        log.warning("a copy of an older version stays plain this time: %s", error.reason)


def holds_practice_alone(profile: Profile) -> bool:
    """Whether no account of a service outside this computer was added to the practice."""
    from urllib.parse import urlsplit

    from desktop.settings.accounts import Accounts

    hosts = [urlsplit(one.url).hostname for one in Accounts(profile.accounts).listing()]
    return all(host in ("127.0.0.1", "::1", "localhost") for host in hosts)
