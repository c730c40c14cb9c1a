"""What stood before the command on the command line, handed on to it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Chosen:
    """The profile's folder, or ``None`` for the person's own."""

    root: Path | None = None
