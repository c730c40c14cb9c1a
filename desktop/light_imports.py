"""What keeps the window's imports small and quick; imported before anything that is large.

Three libraries do much at import that a window never needs. Here it is left out; each function says what
it saves, and ``make bench`` measures the whole.
"""

import importlib
import sys
from types import ModuleType


def lighten() -> None:
    """Do it, once, after Qt's first import and before the store's and the services'."""
    _let_qt_read_no_sources()
    _leave_out_httpx_command_line()


def _let_qt_read_no_sources() -> None:
    """PySide6 reads the source of every module imported after it, to see whether it may want Qt's methods
    in snake_case, and Python keeps each of those sources: some 30 MB and a third of the time of all imports.
    No module here asks for such names.
    """
    importlib.import_module("PySide6.QtCore")
    features = sys.modules.get("shibokensupport.feature")
    if hasattr(features, "_mod_uses_pyside"):
        features._mod_uses_pyside = lambda _: False  # type: ignore[union-attr]


def _leave_out_httpx_command_line() -> None:
    """Where click and rich are installed, httpx imports its own command line: 80 modules, 7 MB."""
    if "httpx" not in sys.modules:
        command_line = ModuleType("httpx._main")
        command_line.main = _no_command_line  # type: ignore[attr-defined]
        sys.modules.setdefault("httpx._main", command_line)


def _no_command_line() -> None:
    raise SystemExit("Linedesk holds httpx without its command line.")
