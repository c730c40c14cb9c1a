"""Sets a cache aside whose key is lost: it is renamed, never deleted, and the next start begins a new one."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.settings.profile import Profile
from desktop.store.encrypting import NotEncrypted
from desktop.sync.cache import changing
from desktop.sync.lock import ProfileLock


def set_aside(profile: Profile) -> Path:
    """Rename a cache whose key is lost, with ``cache.json``, so that a new one begins; its new name.

    Raises ``OSError`` or ``SettingsUnwritable``; "busy" as ``NotEncrypted`` where a process that has the key
    works with it.
    """
    sends = ProfileLock(profile.lock)
    if not sends.take():
        raise NotEncrypted("busy")
    try:
        with changing(profile):
            return _renamed(profile, datetime.now(UTC).strftime("%Y%m%dT%H%M%S"))
    finally:
        sends.release()


def _renamed(profile: Profile, stamp: str) -> Path:
    aside = profile.database.with_name(f"{profile.database.name}.aside-{stamp}")
    # The file itself last: until then the next start finds the old one.
    record = profile.cache_record
    for rest in ("-wal", "-shm"):
        beside = profile.database.with_name(profile.database.name + rest)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + rest))
    profile.database.rename(aside)
    if record.exists():
        record.rename(record.with_name(f"{record.name}.aside-{stamp}"))
    return aside
