"""What was chosen in the window: colours, the line last used, the splitter's place, the window's size."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.settings import files
from desktop.settings.files import SettingsDamaged


class Preferences(BaseModel):
    """All choices with their defaults. Unknown keys of a later version are kept out, not an error."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    scheme: Literal["system", "light", "dark", "high_contrast"] = "system"
    line: str = ""
    """The current line as ``account id:number``."""
    all_lines: bool = False
    """Whether the conversation list shows every line's conversations."""
    splitter: tuple[int, int] | None = None
    """Widths of list and thread in pixels."""
    size: tuple[int, int] | None = None
    """Of the window, in pixels."""


def load(path: Path) -> Preferences:
    """What the file holds, defaults if there is none. Raises ``SettingsDamaged``."""
    text = files.read(path)
    if text is None:
        return Preferences()
    try:
        return Preferences.model_validate_json(text)
    except ValidationError as error:
        raise SettingsDamaged(path, f"{error.error_count()} faults") from None


def save(path: Path, preferences: Preferences) -> None:
    """Raises ``SettingsUnwritable``."""
    files.write(path, preferences.model_dump_json(indent=2) + "\n")
