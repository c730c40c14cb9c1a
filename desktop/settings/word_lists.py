"""A person's changes to the lists of restricted words: words more, words less, categories off (B21).

Only the changes are kept, so that better default lists of a later version still come through. What they
change is ``desktop.sms.restricted``; this file knows no words.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.settings import files
from desktop.settings.files import SettingsDamaged

Word = Annotated[str, Field(min_length=1, max_length=60)]
"""A word or a few, as they stand in a text; a ``*`` at the end stands for any ending."""
Words = Annotated[tuple[Word, ...], Field(max_length=2000)]
Category = Annotated[str, Field(min_length=1, max_length=40)]


class WordLists(BaseModel):
    """The changes, by category."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    added: dict[Category, Words] = {}
    removed: dict[Category, Words] = {}
    off: tuple[Category, ...] = ()
    """Categories that are not looked for at all."""


def load(path: Path) -> WordLists:
    """What the file holds, no changes if there is none. Raises ``SettingsDamaged``."""
    text = files.read(path)
    if text is None:
        return WordLists()
    try:
        return WordLists.model_validate_json(text)
    except ValidationError as error:
        raise SettingsDamaged(path, f"{error.error_count()} faults") from None


def load_or_default(path: Path) -> tuple[WordLists, SettingsDamaged | None]:
    """As ``load``; of a damaged file no changes, and the trouble, which has to be said."""
    try:
        return load(path), None
    except SettingsDamaged as damaged:
        return WordLists(), damaged


def save(path: Path, lists: WordLists) -> None:
    """Raises ``SettingsUnwritable``."""
    files.write(path, lists.model_dump_json(indent=2) + "\n")
