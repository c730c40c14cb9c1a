"""Closing the window while a draft can't be saved: a person is asked first, nothing is lost unasked (B16).

Only the window's own ways of closing ask. A signal of the system ends the program as it always did.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.question_box import QuestionBox
from desktop.wording import ntr, tr


class Closing(QObject):
    """One per window. ``unsaved`` tries to save once more and tells of whom that failed, and why."""

    def __init__(
        self,
        window: QWidget,
        unsaved: Callable[[], list[tuple[str, str]]],
        *,
        close: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._unsaved = unsaved
        self._close = close
        self._agreed = False
        self.box = QuestionBox(window)

    def may_close(self) -> bool:
        """Whether the window may close now. False: it was asked about."""
        if self._agreed:
            return True
        lost = self._unsaved()
        if not lost:
            return True
        self.box.say(
            f"{_what(lost)} {tr('Close anyway, and lose it?')}",
            offer=tr("Close anyway"),
            taken=self._go,
            stay=tr("Stay"),
        )
        return False

    def _go(self) -> None:
        self._agreed = True
        self._close()


def _what(lost: list[tuple[str, str]]) -> str:
    person, why = lost[0]
    if len(lost) > 1:
        words = ntr(
            "{n} draft can't be saved ({why}).", "{n} drafts can't be saved ({why}).", len(lost), why=why
        )
        return words
    if not person:
        return tr("Your draft can't be saved ({why}).").format(why=why)
    return tr("Your draft to {person} can't be saved ({why}).").format(person=person, why=why)
