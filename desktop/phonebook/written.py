"""Writes a file somebody asked for: whole or not at all, readable by its owner only."""

import contextlib
import os
import tempfile
from pathlib import Path


class UnwritableFile(Exception):
    """The file could not be written; what stood there before is still there. ``detail``: the system's."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path.name}: {detail}")
        self.path = path
        self.detail = detail


def write(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Replace the file in one step, with rights 0600. Raises ``UnwritableFile``."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            # Line ends are part of the format and stand in the text already.
            with os.fdopen(handle, "w", encoding=encoding, newline="", errors="replace") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error
