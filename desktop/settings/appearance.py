"""How the window looked when it was left, read before anything large is imported.

The same file as ``preferences``, which reads it strictly a moment later and says what is wrong with it;
whatever is odd here counts as not chosen.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the first frame needs; the fields are those of ``Preferences``."""

    scheme: str = "system"
    text_size: int = 100
    size: tuple[int, int] | None = None
    splitter: tuple[int, int] | None = None
    line: str = ""
    all_lines: bool = False


def read(path: Path) -> Appearance:
    """What the file says of the window's looks; never raises."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Appearance()
    if not isinstance(found, dict):
        return Appearance()
    scheme, text_size = found.get("scheme"), found.get("text_size")
    return Appearance(
        scheme=scheme if scheme in ("light", "dark", "high_contrast") else "system",
        text_size=text_size if type(text_size) is int and 70 <= text_size <= 200 else 100,
        size=_pair(found.get("size")),
        splitter=_pair(found.get("splitter")),
        line=str(found.get("line") or ""),
        all_lines=found.get("all_lines") is True,
    )


def _pair(value: Any) -> tuple[int, int] | None:
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        return value[0], value[1]
    return None
