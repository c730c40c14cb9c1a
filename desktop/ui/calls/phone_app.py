"""Giving a tel: or sip: link to the system, and knowing beforehand whether some program takes it.

On Linux, starting the opener succeeds whether or not any program takes the link, so who takes it is read
from the files of the MIME applications specification (freedesktop.org, 1.0). Windows and macOS tell.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.ui.calls.hand_off_model import Opened

_SANDBOX = Path("/.flatpak-info")


def open_link(link: str) -> Opened:
    """Hand ``link`` (tel: or sip:, only digits and a plus behind it) to the program that takes it."""
    url = QUrl(link)
    if sys.platform.startswith("linux") and not _is_boxed():
        takes = handlers(url.scheme())
        if not takes:
            return Opened.NOBODY
        if takes[0] == f"{QGuiApplication.desktopFileName()}.desktop":
            return Opened.OURSELVES
    return Opened.DONE if QDesktopServices.openUrl(url) else Opened.NOBODY


def handlers(scheme: str) -> list[str]:
    """The desktop files of the programs that take links of ``scheme``, the chosen one first."""
    wanted = f"x-scheme-handler/{scheme}"
    found: list[str] = []
    for part in ("Default Applications", "Added Associations", "MIME Cache"):
        for file in _lists():
            found += [one for one in _entries(file, part, wanted) if one not in found and _is_there(one)]
    return found


def _is_boxed() -> bool:
    """Inside a sandbox the portal asks the person; the files outside cannot be seen."""
    return _SANDBOX.exists() or "SNAP" in os.environ


def _folders(own: str, own_default: str, shared: str, shared_default: str) -> list[Path]:
    first = os.environ.get(own) or str(Path.home() / own_default)
    return [Path(one) for one in (first, *(os.environ.get(shared) or shared_default).split(":")) if one]


def _applications() -> list[Path]:
    data = _folders("XDG_DATA_HOME", ".local/share", "XDG_DATA_DIRS", "/usr/local/share:/usr/share")
    return [folder / "applications" for folder in data]


def _lists() -> Iterator[Path]:
    """The files that say who takes what, in the order in which they count."""
    desktops = [one.lower() for one in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":") if one]
    settings = _folders("XDG_CONFIG_HOME", ".config", "XDG_CONFIG_DIRS", "/etc/xdg")
    for folder in (*settings, *_applications()):
        yield from (folder / f"{desktop}-mimeapps.list" for desktop in desktops)
        yield folder / "mimeapps.list"
    yield from (folder / "mimeinfo.cache" for folder in _applications())


def _entries(file: Path, part: str, wanted: str) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []  # most of these files are on no machine
    inside, found = False, list[str]()
    for line in lines:
        if line.startswith("["):
            inside = line.strip() == f"[{part}]"
        elif inside and line.partition("=")[0].strip() == wanted:
            found += [one.strip() for one in line.partition("=")[2].split(";") if one.strip()]
    return found


def _is_there(desktop_file: str) -> bool:
    return any((folder / desktop_file).is_file() for folder in _applications())
