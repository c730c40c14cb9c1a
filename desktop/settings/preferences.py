"""What a person chose: looks, keys, notifications, tray; and how the window was left."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.settings import files
from desktop.settings.files import SettingsDamaged

SMALLEST, LARGEST = 70, 200
"""Bounds of the text's size, in per cent."""
LONGEST_UNDO = 30
"""Seconds; nobody takes back what was sent longer ago."""


class Preferences(BaseModel):
    """All choices with their defaults. Unknown keys of a later version are kept out, not an error."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    scheme: Literal["system", "light", "dark", "high_contrast"] = "system"
    text_size: int = Field(default=100, ge=SMALLEST, le=LARGEST)
    """Per cent of the system's font."""
    motion: Literal["system", "on", "off"] = "system"
    """Whether panes move when they change."""
    send_with: Literal["enter", "ctrl_enter"] = "enter"
    undo_seconds: int = Field(default=5, ge=0, le=LONGEST_UNDO)
    """So long a text stays here after Send and can be taken back; 0: it leaves at once (demand 20)."""
    calls_in_threads: bool = True
    """Whether a thread shows the calls with its person between the texts."""
    all_lines_in_threads: bool = False
    """Whether a thread shows what went over all lines with its person (idea 16)."""
    call_with: Literal["tel", "sip"] = "tel"
    """What kind of link a call is handed to the system as."""
    last_dialled: str = Field(default="", exclude=True)
    """What an older version has left: it is read once, and never written (``store/last_dialled``)."""
    notifications: bool = True
    notification_text: bool = True
    """Whether a notification shows the words of a text, or only that one came."""
    tray: bool = True
    """Whether an icon stands in the desktop's tray, where it has one."""
    close_to_tray: bool = False
    """Whether closing the window leaves the program running behind that icon."""
    told_of_tray: bool = False
    """Whether it was said where the window goes then."""
    shortcuts: dict[str, str] = {}
    """Keys that differ from their defaults, by action: "" takes the key away."""
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
