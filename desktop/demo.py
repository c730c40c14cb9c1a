"""``linedesk demo``: the window on a practice account; without a display, a tour of it in pictures."""

import platform
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.settings.profile import Profile, ProfileUnusable, open_profile, practice_profile
from desktop.start import may_have_display
from desktop.wording import store_trouble, tr

if TYPE_CHECKING:
    from desktop.instance import Claim

PICTURES = Path("demo-pictures")


def run(
    root: Path | None,
    seed: int | None,
    pictures: Path | None,
    *,
    link: str = "",
    claim: "Claim | None" = None,
) -> int:
    """Open the practice account in a profile of its own, or make the tour. Returns the exit code.

    ``link`` and ``claim`` are as in ``app.run``.
    """
    if pictures is not None or not has_display():
        if pictures is None:
            sys.stderr.write(
                tr("There is no display: making a tour in pictures instead, in {folder}/.").format(
                    folder=PICTURES
                )
                + "\n"
            )
        return _tour(pictures or PICTURES, seed)
    try:
        profile = open_profile(practice_profile(root, seed).root)
        _add_account(profile)
    except ProfileUnusable as error:
        sys.stderr.write(store_trouble("ProfileUnusable", str(error.path), error.detail) + "\n")
        return 1
    from desktop.app import run as open_window

    return open_window(profile.root, seed=seed, link=link, claim=claim)


def has_display() -> bool:
    """Whether a window can be shown to somebody; tried, since a display can be named and not be there."""
    if not may_have_display():
        return False
    if platform.system() in ("Windows", "Darwin"):
        return True
    # Without a display that answers, Qt ends the whole process.
    probe = [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _tour(pictures: Path, seed: int | None) -> int:
    from desktop.practice import PracticeFailed
    from desktop.tour import run as make_tour

    try:
        pictures.mkdir(parents=True, exist_ok=True)
        return make_tour(pictures, seed)
    except OSError as error:
        words = tr("The pictures cannot be saved in {folder} ({detail}).")
        sys.stderr.write(words.format(folder=pictures, detail=error.strerror or error) + "\n")
    except PracticeFailed as error:
        sys.stderr.write(tr("The practice server did not start: {detail}").format(detail=error) + "\n")
    return 1


def _add_account(profile: Profile) -> None:
    from desktop.settings.accounts import Accounts, practice_account
    from desktop.settings.files import SettingsDamaged
    from desktop.sync.cache import mark_made_up

    accounts = Accounts(profile.accounts)
    try:
        mark_made_up(profile)
        if not accounts.listing():
            accounts.add(practice_account())
    except SettingsDamaged:
        return  # the window says it better
