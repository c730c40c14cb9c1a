"""The key of a profile's cache: how it is made, where it is, and ``cache.json``, which says so.

``cache.json`` holds the profile's id, the kind of lock, the name of the keyring's entry, a passphrase's
salt and cost, and a check by which a wrong key is told from a damaged file. It holds neither key nor
passphrase. Imports nothing heavy: the key is needed before the window's list stands.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from desktop.settings import files
from desktop.settings.files import SettingsDamaged

KEYRING, PASSPHRASE = "keyring", "passphrase"
"""Kinds of locks."""

SHORTEST = 8
"""Characters of a passphrase."""

LENGTH = 32
_COST, _BLOCK, _LANES = 2**15, 8, 1
"""scrypt's parameters: 32 MB and a tenth of a second for each guess."""
_MOST_MEMORY = 256 * 1024 * 1024


class CacheKey:
    """32 bytes that nothing prints."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != LENGTH:
            raise ValueError("a key of the cache has 32 bytes")
        self._raw = raw

    @classmethod
    def from_hex(cls, digits: str) -> "CacheKey":
        """Raises ``ValueError`` for what is no key, without repeating it."""
        try:
            return cls(bytes.fromhex(digits))
        except ValueError:
            raise ValueError("no key of a cache") from None

    def hex(self) -> str:
        """The key in 64 hexadecimal digits, for SQLCipher and for the keyring."""
        return self._raw.hex()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CacheKey) and hmac.compare_digest(self._raw, other._raw)

    def __hash__(self) -> int:
        return hash(self._raw)

    def __repr__(self) -> str:
        return "CacheKey(…)"

    def __reduce__(self) -> Any:
        raise TypeError("a key of the cache is stored by nobody but the keyring")


@dataclass(frozen=True, slots=True)
class Lock:
    """How a cache is locked. ``check`` is what ``fits`` compares, ``entry`` the keyring's name for the key;
    the rest is a passphrase's.
    """

    kind: str
    check: str
    salt: str = ""
    cost: int = 0
    block: int = 0
    lanes: int = 0
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What ``cache.json`` says."""

    id: str
    lock: Lock | None = None
    before: Lock | None = None
    """The lock that is being changed; after a crash either may be the one that is in force."""
    made_up: bool = False
    """Only made-up texts are in here: nobody is asked for a key."""
    declined: bool = False
    """Somebody was offered a passphrase and does not want one now."""
    told: bool = False
    """A command has said that the texts are not encrypted."""

    @property
    def entry(self) -> str:
        """The keyring's name for the key. Older versions had one name for each profile."""
        return (self.lock.entry if self.lock is not None else "") or f"cache {self.id}"


def new_record(*, made_up: bool = False) -> Record:
    """The record of a profile that has none."""
    return Record(secrets.token_hex(16), made_up=made_up)


def load(path: Path) -> Record | None:
    """The record, ``None`` where there is none. Raises ``SettingsDamaged``."""
    text = files.read(path)
    if text is None:
        return None
    try:
        found = json.loads(text)
        record = Record(**{**found, "lock": _lock(found["lock"]), "before": _lock(found["before"])})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SettingsDamaged(path, type(error).__name__) from None
    flags = (record.made_up, record.declined, record.told)
    if type(record.id) is not str or not record.id.isalnum() or any(type(one) is not bool for one in flags):
        raise SettingsDamaged(path, "id")
    return record


def save(path: Path, record: Record) -> None:
    """Raises ``SettingsUnwritable``."""
    files.write(path, json.dumps(asdict(record), indent=2) + "\n")


def new_key() -> CacheKey:
    """32 random bytes."""
    return CacheKey(secrets.token_bytes(LENGTH))


def new_entry(record: Record) -> str:
    """A name for the keyring that no other key has or had: what is stored late replaces nothing."""
    return f"cache {record.id} {secrets.token_hex(4)}"


def keyring_lock(key: CacheKey, entry: str = "") -> Lock:
    """The lock of a key that is in the keyring, under this name."""
    return Lock(KEYRING, _check(key), entry=entry)


def passphrase_lock(passphrase: str) -> tuple[Lock, CacheKey]:
    """A lock with a new salt, and the key that it makes of ``passphrase``. Takes a tenth of a second."""
    blank = Lock(PASSPHRASE, "", secrets.token_hex(16), _COST, _BLOCK, _LANES)
    key = derived(passphrase, blank)
    return replace(blank, check=_check(key)), key


def derived(passphrase: str, lock: Lock) -> CacheKey:
    """The key that a passphrase makes with the lock's salt; however its accents were typed."""
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return CacheKey(
        hashlib.scrypt(
            words,
            salt=bytes.fromhex(lock.salt),
            n=lock.cost,
            r=lock.block,
            p=lock.lanes,
            maxmem=_MOST_MEMORY,
            dklen=LENGTH,
        )
    )


def fits(key: CacheKey, lock: Lock) -> bool:
    """Whether this is the key that the lock was made for."""
    return hmac.compare_digest(_check(key), lock.check)


def _check(key: CacheKey) -> str:
    return hashlib.sha256(b"Linedesk cache " + bytes.fromhex(key.hex())).hexdigest()[:32]


def _lock(found: Any) -> Lock | None:
    """Raises ``ValueError`` for a lock that no version of ours writes, such as one that costs gigabytes."""
    if found is None:
        return None
    lock = Lock(**found)
    words = (lock.kind, lock.check, lock.salt, lock.entry)
    numbers = (lock.cost, lock.block, lock.lanes)
    if any(type(one) is not str for one in words) or any(type(one) is not int for one in numbers):
        raise ValueError("lock")
    if lock.kind == KEYRING:
        return lock
    bounds = 2**10 <= lock.cost <= 2**20 and 1 <= lock.block <= 16 and 1 <= lock.lanes <= 8
    if lock.kind != PASSPHRASE or not bounds or lock.cost & (lock.cost - 1):
        raise ValueError("lock")
    if len(bytes.fromhex(lock.salt)) < 16 or 128 * lock.cost * lock.block > _MOST_MEMORY // 2:
        raise ValueError("lock")
    return lock
