"""What the agent asked for: written down before each act, so that a kill can't take it away.

An act whose process died meanwhile is *perhaps* asked; the comparison (``truths``) allows both.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

SEND, AGAIN, ELSEWHERE = "send", "again", "elsewhere"
"""Ways in which a person wants a text to go out: by Send, by Send again, and from another program."""
UNDO, DROP, EDIT, RELEASE, LEAVE = "undo", "drop", "edit", "release", "leave"
"""What a person decides about a text: take it back, do not send it, write it anew, send it after all."""

YES, PERHAPS, NO = "yes", "perhaps", "no"


@dataclass
class Entry:
    """One thing that was asked. ``happened``: yes, perhaps or no."""

    what: str
    to: str
    body: str
    round: int
    happened: str = PERHAPS
    road: str = "window"


class Journal:
    """All that was asked on one profile, in its order."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self.entries: list[Entry] = []
        self.late: set[str] = set()
        """Words of texts that may have lain on the way: their place among others proves nothing."""
        self.wrong_times: set[str] = set()
        """Words of texts that the service may have dated wrongly."""
        self.drafts: dict[str, str] = {}
        """By number: what stood in the composer when words had come back there, until one writes again."""

    def begin(self, entry: Entry) -> Entry:
        """Write down what is about to be asked."""
        if entry.what == SEND and entry.road == "window":
            self.drafts.pop(entry.to, None)
        self.entries.append(entry)
        self._write(entry)
        return entry

    def end(self, entry: Entry, happened: str) -> None:
        """Write down how it went."""
        entry.happened = happened
        self._write(entry)

    def note(self, words: str) -> None:
        """Anything else that was done."""
        self._file.write(json.dumps({"did": words, "at": round(time.monotonic(), 2)}) + "\n")
        self._file.flush()

    def keys(self) -> set[tuple[str, str]]:
        """All (number, words) of which there is anything."""
        return {(entry.to, entry.body) for entry in self.entries}

    def count(self, what: str, to: str, body: str, *happened: str) -> int:
        """How many entries of a kind there are for a text that went as ``happened`` says."""
        return sum(
            entry.what == what and (entry.to, entry.body) == (to, body) and entry.happened in happened
            for entry in self.entries
        )

    def of(self, to: str, body: str) -> Iterator[Entry]:
        """The entries of a text."""
        return (entry for entry in self.entries if (entry.to, entry.body) == (to, body))

    def _write(self, entry: Entry) -> None:
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Nothing more comes."""
        self._file.close()
