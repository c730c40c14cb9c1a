"""The lists of words that carriers filter, as a person sees and changes them: whole lists, not changes (B21).

Look here for how a list that was edited becomes what is kept: the words added and those taken out, so that
better lists of a later version still come through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import finding_words, wording
from desktop.settings import word_lists
from desktop.settings.files import SettingsUnwritable
from desktop.settings.word_lists import WordLists
from desktop.sms.restricted import CATEGORIES, folded
from desktop.sms.restricted_words import BY_CATEGORY
from desktop.wording import tr


@dataclass(frozen=True, slots=True)
class WordList:
    """One category as it counts now."""

    code: str
    name: str
    on: bool
    words: tuple[str, ...]
    changed: bool
    """Whether it differs from what comes with the program."""


class WordListsModel(QObject):
    """Reads and writes one file. What is changed holds at the next key in any composer."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._now = WordLists()
        self.damage = ""
        """Why nothing can be changed here; "" where it can. A damaged file is never written over."""
        self._read()

    def listing(self) -> list[WordList]:
        """All categories in their order."""
        codes = dict.fromkeys([*CATEGORIES, *self._now.added])
        return [self.get(code) for code in codes]

    def get(self, code: str) -> WordList:
        """One category."""
        now = self._now
        gone = {folded(word) for word in now.removed.get(code, ())}
        listed = [*BY_CATEGORY.get(code, ()), *now.added.get(code, ())]
        words = tuple(word for word in listed if folded(word) not in gone)
        changed = bool(now.added.get(code) or now.removed.get(code))
        return WordList(code, finding_words.category(code), code not in now.off, words, changed)

    def switch(self, code: str, *, on: bool) -> str:
        """Look for a category, or not; why that could not be kept in a sentence, or ""."""
        self.read_again()
        off = [one for one in self._now.off if one != code] + ([] if on else [code])
        return self._keep(self._now.model_copy(update={"off": tuple(off)}))

    def change(self, code: str, words: Iterable[str]) -> str:
        """These are the words of a category now, whatever they were; why not in a sentence, or "".

        Where the file has other words since they were last shown, nothing is kept at first: said once again,
        they hold.
        """
        shown = self.get(code).words
        self.read_again()
        if self.get(code).words != shown:
            return tr(
                "These words were changed in the file meanwhile, and nothing was kept. Save again to put "
                "yours in their place; Cancel leaves those of the file."
            )
        wanted = {folded(one.strip()): one.strip() for one in words if one.strip()}
        usual = {folded(one): one for one in BY_CATEGORY.get(code, ())}
        added = tuple(word for key, word in wanted.items() if key not in usual)
        removed = tuple(word for key, word in usual.items() if key not in wanted)
        return self._keep(
            self._now.model_copy(
                update={
                    "added": _with(self._now.added, code, added),
                    "removed": _with(self._now.removed, code, removed),
                }
            )
        )

    def reset(self, code: str) -> str:
        """As the category comes with the program; why not in a sentence, or ""."""
        self.read_again()
        return self.change(code, BY_CATEGORY.get(code, ()))

    def read_again(self) -> None:
        """Take up what somebody wrote into the file meanwhile: nothing tells when that happens."""
        before = (self._now, self.damage)
        self._read()
        if (self._now, self.damage) != before:
            self.changed.emit()

    def _read(self) -> None:
        self._now, damaged = word_lists.load_or_default(self._path)
        path = str(self._path)
        self.damage = "" if damaged is None else finding_words.word_lists_damaged(path, damaged.detail)

    def _keep(self, wanted: WordLists) -> str:
        if self.damage:
            return self.damage
        try:
            checked = WordLists.model_validate(wanted.model_dump())
        except ValueError:
            return tr("A word may have up to 60 letters, and a list up to 2,000 words. Nothing was changed.")
        try:
            word_lists.save(self._path, checked)
        except SettingsUnwritable as error:
            return wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        self._now = checked
        self.changed.emit()
        return ""


def _with(lists: dict[str, tuple[str, ...]], code: str, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    others = {one: kept for one, kept in lists.items() if one != code}
    return {**others, code: words} if words else others
