"""Opens the cache for a command: a key from the keyring, a passphrase from environment or terminal.

Look here for ``LINEDESK_PASSPHRASE``. A passphrase is never an argument: other users can read those.
"""

import getpass
import os
import sys

from desktop.announce import Announcer
from desktop.settings.profile import Profile
from desktop.store import cipher
from desktop.store.database import Database, StoreDamaged, open_database
from desktop.sync import cache
from desktop.sync.cache import CacheLocked
from desktop.wording import tr

PASSPHRASE = "LINEDESK_PASSPHRASE"  # noqa: S105  the name of a variable
"""The environment variable that a passphrase is read from where nobody is there to be asked."""


def open_cache(profile: Profile, announcer: Announcer) -> Database:
    """The profile's cache. Raises ``CacheLocked``, or as ``open_database``."""
    for last in (False, True):
        key = cache.for_command(profile, lambda: passphrase(profile)).key
        try:
            return open_database(profile.database, announcer, key)
        except StoreDamaged:
            # Perhaps another process has encrypted it just now.
            if last or cipher.is_plain(profile.database) is (key is None):
                raise
    raise AssertionError("the last try returns or raises")


def passphrase(profile: Profile) -> str:
    """The one in force. Raises ``CacheLocked`` where nobody can be asked."""
    if given := os.environ.get(PASSPHRASE, ""):
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(tr("Passphrase: "))
    raise CacheLocked("passphrase_needed", profile.database)


def locked(error: CacheLocked) -> str:
    """Why the cache can't be opened, in a sentence for a terminal."""
    sentences = {
        "passphrase_needed": tr(
            "The texts in {path} are encrypted. Set {variable} to their passphrase, or use a terminal."
        ),
        "wrong_passphrase": tr("This is not the passphrase of {path}."),
        "old_passphrase": tr("The change of the passphrase of {path} was not finished. Use the one before."),
        "keyring_silent": tr("The keyring with the key of {path} did not answer. Unlock it, then try again."),
        "no_keyring": tr(
            "The key of {path} is in a keyring, and there is none here. Start it, then try again."
        ),
        "keyring_empty": tr("The keyring has no key for {path}. Open the window to see what can be done."),
        "other_key": tr(
            "The keyring's key is that of another cache than {path}. Open the window to see what can be done."
        ),
        "no_record": tr(
            "cache.json, which says where the key of {path} is, is missing. Put a copy of it back, or open "
            "the window to begin anew."
        ),
        "damaged": tr(
            "The key of {path} is right, but does not open it: the file is damaged. It was left as it is."
        ),
    }
    usual = tr("The keyring with the key of {path} refused ({detail}). Unlock it, then try again.")
    return sentences.get(error.reason, usual).format(
        path=error.path, variable=PASSPHRASE, detail=error.detail or error.reason
    )
