"""Where a profile keeps its files. One folder holds everything of one person or one practice run."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


class ProfileUnusable(Exception):
    """The folder cannot be made or written; ``path`` is it, ``detail`` the system's own words."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(detail)
        self.path = path
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Profile:
    """A folder (rights 0700) with the cache, the settings, the lock and the log of one profile."""

    root: Path

    @property
    def database(self) -> Path:
        """The cache: texts, drafts, contacts, calls."""
        return self.root / "linedesk.db"

    @property
    def media(self) -> Path:
        """Copies of pictures and other files that were opened, protected as the cache is."""
        return self.root / "media"

    @property
    def accounts(self) -> Path:
        """Names and addresses of accounts; never their secrets."""
        return self.root / "accounts.json"

    @property
    def preferences(self) -> Path:
        """What was chosen in the window."""
        return self.root / "preferences.json"

    @property
    def word_lists(self) -> Path:
        """What somebody changed in the lists of restricted words."""
        return self.root / "word_lists.json"

    @property
    def cache_record(self) -> Path:
        """How the cache is locked, and where its key is; never the key."""
        return self.root / "cache.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that sends and settles."""
        return self.root / "sync.lock"

    @property
    def log(self) -> Path:
        """What happened, without texts, numbers or keys."""
        return self.root / "linedesk.log"

    @property
    def practice(self) -> Path:
        """The practice server's state."""
        return self.root / "practice.db"


def default_profile() -> Profile:
    """The profile of whoever is signed in to this computer."""
    return Profile(Path(platformdirs.user_data_dir("linedesk", appauthor=False)))


def practice_profile(root: Path | None, seed: int | None) -> Profile:
    """The demo's profile: in ``root``, or beside one's own, one for each set of practice customers."""
    name = "practice" if seed is None else f"practice-{seed}"
    return Profile(root.absolute()) if root is not None else Profile(default_profile().root / name)


def open_profile(root: Path | None) -> Profile:
    """The profile in ``root``, or the default one; its folder is made, and closed to others.

    Raises ``ProfileUnusable``.
    """
    profile = Profile(root.absolute()) if root is not None else default_profile()
    try:
        profile.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(profile.root, os.W_OK | os.X_OK):
            raise PermissionError("no right to write here")
        close_to_others(profile.root)
    except OSError as error:
        raise ProfileUnusable(profile.root, error.strerror or str(error)) from error
    return profile


def close_to_others(folder: Path) -> None:
    """Take everybody else's rights on a folder away (demand 14). Raises ``OSError`` where that fails.

    What others made readable, as a copy or an older version did, is closed with it: nobody gets in.
    """
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
