"""Prints the Debian/Ubuntu packages that this machine lacks, found by trying what they bring.

Look here when a fresh machine misses a system library, a font or python3-venv. ``setup.sh`` runs it:

* ``missing_packages.py base``: before the virtual environment exists, with any Python. Standard library only.
* ``missing_packages.py window``: the same, and what a window on a screen needs besides.
* ``missing_packages.py fonts``: with the environment's Python. Starts Qt offscreen, so it also proves that
  Qt loads; leaves with Qt's own error where it does not.
"""

import ctypes
import os
import sys

_OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def missing_venv() -> list[str]:
    """The package that lets this Python make virtual environments, if it cannot yet."""
    try:
        import ensurepip

        ensurepip.version()
    except Exception:
        # Debian takes either the module or the wheels it unpacks out of its python3 package.
        return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    return []


def missing_libraries(screen: bool) -> list[str]:
    """The packages of the shared libraries that Qt needs and that cannot be loaded here.

    ``screen``: also those for a window on a screen, if this session has one.
    """
    if sys.platform != "linux":
        return []
    wanted = dict(_OFFSCREEN)
    if screen and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        wanted |= _SCREEN
    missing = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def missing_fonts() -> list[str]:
    """The packages of fonts without which texts show boxes: any at all, emoji, Chinese/Japanese/Korean.

    Raises ImportError, or ends the process, where Qt cannot start.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtSvg import QSvgRenderer
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    QSvgRenderer()
    families = QFontDatabase.families()
    missing = []
    if not families:
        missing.append("fonts-dejavu-core")
    if not any("emoji" in family.lower() for family in families):
        missing.append("fonts-noto-color-emoji")
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        missing.append("fonts-noto-cjk")
    application.quit()
    return missing


def main(question: str) -> None:
    """Answer one of the questions in the module's docstring, as package names on one line."""
    if question == "fonts":
        missing = missing_fonts()
    else:
        missing = missing_venv() + missing_libraries(screen=question == "window")
    print(" ".join(missing))


if __name__ == "__main__":
    main(sys.argv[1])
