"""Replies from notifications that could not be queued: their words are put where they can be mended.

Look here for where they land: in the composer of their own conversation, in its draft, or else in a box.
Never in anybody else's composer, and never nowhere.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.handed_links import HandedLinks
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.notifications_model import NotificationsModel
from desktop.ui.question_box import QuestionBox
from desktop.wording import tr


class UnsentReplies(QObject):
    """One per window. ``open_it`` shows a conversation by its id, where that can be."""

    def __init__(
        self,
        window: QWidget,
        notes: NotificationsModel,
        composer: ComposerModel,
        links: HandedLinks,
        *,
        open_it: Callable[[int], object],
    ) -> None:
        super().__init__(window)
        self._notes = notes
        self._composer = composer
        self._links = links
        self._open_it = open_it
        # Of its own: a link that is clicked meanwhile must not take the words away.
        self.box = QuestionBox(window)
        notes.unsent.connect(self._bring_back)

    def _bring_back(self, conversation_id: int, words: str, why_not: str) -> None:
        self._open_it(conversation_id)
        written = self._is_written(conversation_id)
        if written and (self.box.shown is None or not self._composer.text.strip()):
            question = tr("The reply was not sent. Add it to the text you had begun here?")
            if self._links.put_in(words, question=f"{why_not} {question}", box=self.box):
                self.box.add(f"{why_not} " + tr("The reply was not sent; it stands in the composer."))
        elif not written and self._notes.keep_as_draft(conversation_id, words):
            self.box.add(
                f"{why_not} " + tr("The reply was not sent. It is kept as the draft of its conversation.")
            )
        else:
            self.box.add(f"{why_not} " + tr("The reply was not sent. Its words were:") + f"\n{words}")

    def _is_written(self, conversation_id: int) -> bool:
        """Whether the composer is the one of this conversation."""
        target = self._composer.target
        if target is None or target.new:
            return False
        return self._notes.place_of(conversation_id) == (target.account_id, target.line, target.peer)
