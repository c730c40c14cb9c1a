"""A call by hand-off (level T0): the system's phone app is asked to place it, and that is noted, no more.

Look here for what the phone app is given, for what is said where there is none, and for emergency numbers.
No call is ever noted that was not handed over, and none gets a duration or a result: nobody here learns them.
"""

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.sms.pasted import pasted
from desktop.sms.phone import NotANumber, parse, readable
from desktop.store import calls, lines
from desktop.store.database import Database, StoreError
from desktop.store.lines import Line
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.lines.line_model import LineModel, label_of, shown_number
from desktop.ui.lines.reach import home_of, is_emergency_for
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.wording import tr

__all__ = ["HandOff", "Opened", "who_places_it"]


ONE_CALL = 3.0
"""Seconds in which the same number again is the same wish: two keys pressed, or a click too many."""


class Opened(StrEnum):
    """What the system did with a link."""

    DONE = "done"
    NOBODY = "nobody"
    """No program takes such links."""
    OURSELVES = "ourselves"
    """Linedesk itself takes them: handing one over would come back here."""


class HandOff(QObject):
    """Hands calls to the phone app; one per window. ``open_link`` gives the system a link.

    ``clock`` gives seconds that only grow.
    """

    handed_over = Signal(str)
    """A call went to the phone app: a sentence to show and speak."""
    told = Signal(str, str)
    """Something that has to be read: a sentence, and the number it is about."""

    def __init__(
        self,
        db: Database,
        lines_: LineModel,
        preferences: PreferencesModel,
        dialled: LastDialled,
        open_link: Callable[[str], Opened],
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._lines = lines_
        self._preferences = preferences
        self._dialled = dialled
        self._open_link = open_link
        self._clock = clock
        self._last: tuple[str, float] | None = None

    def call(self, number: str) -> None:
        """Have ``number`` called, for the current line."""
        self._hand_over(self._lines.current, number)

    def call_from(self, account_id: str, line: str, number: str) -> None:
        """Have ``number`` called, for this line of ours."""
        found = lines.find(self._db, line, account_id)
        self._hand_over(found[0] if found else Line(account_id, "", line), number)

    def _hand_over(self, line: Line | None, number: str) -> None:
        home = home_of(line)
        emergency = is_emergency_for(line, number)
        try:
            peer = pasted(number).bare() if emergency else parse(number, home).value
        except NotANumber as error:
            self.told.emit(wording.number_fault(error.fault), "")
            return
        if self._last is not None and self._last[0] == peer and self._clock() - self._last[1] < ONE_CALL:
            return
        opened = self._open_link(f"{self._preferences.now.call_with}:{peer}")
        if opened is not Opened.DONE:
            self.told.emit(self._not_placed(opened, peer, emergency), peer)
            return
        self._last = (peer, self._clock())
        trouble = self._note(line, peer, emergency)
        if emergency:
            self.told.emit(" ".join(filter(None, (_emergency_words(line, peer), trouble))), peer)
        elif trouble:
            self.told.emit(trouble, peer)
        else:
            words = tr("Handed {number} to your phone app.")
            self.handed_over.emit(words.format(number=wording.isolated(readable(peer))))

    def _note(self, line: Line | None, peer: str, emergency: bool) -> str:
        """Write it down; what went wrong, in words. Without a line there is no history it belongs to."""
        if not emergency:
            # An emergency number must not be called again by a slip.
            self._dialled.remember(peer)
        if line is None:
            return ""
        try:
            calls.hand_over(self._db, account_id=line.account_id, line=line.number, peer=peer)
        except StoreError as error:
            said = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            return f"{tr('The call was handed to the phone app, but could not be noted here.')} {said}"
        return ""

    def _not_placed(self, opened: Opened, peer: str, emergency: bool) -> str:
        link = f"{self._preferences.now.call_with}:"
        number = wording.isolated(readable(peer))
        if emergency:
            return tr("No phone app took the call. Dial {number} on a telephone now.").format(number=number)
        if opened is Opened.OURSELVES:
            return tr(
                "Calls ({link} links) open Linedesk itself on this computer, and it cannot place them. "
                "Choose a phone app for them in the system's settings, or dial {number} on a telephone."
            ).format(link=link, number=number)
        return tr(
            "No program on this computer takes calls ({link} links). Install or choose a phone app, or dial "
            "{number} on a telephone."
        ).format(link=link, number=number)


def who_places_it(line: Line | None) -> str:
    """Which telephone a call will come from, for whoever is about to press *Call*."""
    if line is None:
        return tr("Your phone app places this call.")
    return tr("Your phone app places this call, not the line {line}.").format(
        line=label_of(line) or shown_number(line)
    )


def _emergency_words(line: Line | None, peer: str) -> str:
    words = tr(
        "{number} was handed to it. The rescue services may not see where you are: say it first. "
        "If nothing rings, dial {number} on a telephone."
    )
    return f"{who_places_it(line)} {words.format(number=wording.isolated(peer))}"
