"""Small settings files: written whole or not at all, readable by their owner only."""

import contextlib
import os
import tempfile
from pathlib import Path


class SettingsDamaged(Exception):
    """A settings file cannot be read as what it should be; it was left as it is."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path.name}: {detail}")
        self.path = path
        self.detail = detail


class SettingsUnwritable(Exception):
    """A settings file could not be written; the one before is still there."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path.name}: {detail}")
        self.path = path
        self.detail = detail


def read(path: Path) -> str | None:
    """The file's text, ``None`` if there is no such file. Raises ``SettingsDamaged``."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsDamaged(path, str(error)) from error


def write(path: Path, text: str) -> None:
    """Replace the file in one step, with rights 0600. Raises ``SettingsUnwritable``."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise SettingsUnwritable(path, error.strerror or str(error)) from error
