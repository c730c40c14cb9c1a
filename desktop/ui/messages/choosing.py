"""From a click or an arrow key in the conversation list to the open conversation.

Look here for what comes at once and what a turn later (see ``ui.turns``): the composer is bound with the
choice itself, so that no key that follows can go to somebody else (demand 13); the thread comes behind it.
"""

from typing import Protocol

from PySide6.QtCore import QObject

from desktop.ui.messages.composer_model import ComposerModel, Target
from desktop.ui.messages.conversations_model import Conversation, ConversationsModel
from desktop.ui.messages.conversations_view import ConversationsView
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.turns import Later


class Opens(Protocol):
    """The tab in which one chooses."""

    @property
    def beside(self) -> bool:
        """Whether the thread shows while one chooses."""
        ...

    def open(self, conversation_id: int, *, focus: bool = True) -> None:
        """Show a conversation and its composer."""
        ...

    def go_on(self) -> bool:
        """Go on writing in the open conversation. False: a new message is open instead."""
        ...


class Choosing(QObject):
    """One per tab."""

    def __init__(
        self,
        tab: Opens,
        rows: ConversationsView,
        conversations: ConversationsModel,
        thread: ThreadModel,
        composer: ComposerModel,
    ) -> None:
        super().__init__(rows)
        self._tab = tab
        self._rows = rows
        self._conversations = conversations
        self._thread = thread
        self._composer = composer
        self._pressed: int | None = None
        """Opened as the button went down, or by an arrow key."""
        self._bound: tuple[int, Target] | None = None
        self._going_on = False
        """Let go of the button already: a person wants to write."""
        self._soon = Later(self, self._show)
        rows.chosen.connect(self._choose)
        rows.entered_thread.connect(self._enter)

    @property
    def waits(self) -> int | None:
        """The conversation that the composer writes to while its thread is still to come; mostly none."""
        return self._bound[0] if self._bound is not None and self._bound[1] == self._composer.target else None

    def show_soon(self, conversation_id: int) -> None:
        """Write to this conversation from now on; its thread comes in its turn."""
        row = self._conversations.find(conversation_id)
        if row is not None:
            # Bound first: what listens to the composer finds out by ``waits`` that the thread is on its way.
            self._bound, self._going_on = (conversation_id, _target(row)), False
            self._composer.write_to(row.account_id, row.line, row.peer)
            self._soon.start()

    def opened(self) -> None:
        """A conversation is open now, by whatever way: nothing waits any more."""
        self._pressed = self._bound = None

    def _choose(self, conversation_id: int) -> None:
        if self._tab.beside:
            self._note_move(conversation_id)
            self.show_soon(conversation_id)
            self._pressed = conversation_id

    def _enter(self, conversation_id: int) -> None:
        pressed = conversation_id == self._pressed
        if pressed and self.waits == conversation_id:
            self._going_on = True
            self._tab.go_on()
        elif not (pressed and self._thread.conversation_id == conversation_id and self._tab.go_on()):
            self._note_move(conversation_id)
            self._tab.open(conversation_id)

    def _show(self) -> None:
        there, pressed = self.waits, self._pressed
        if there is None:
            self._bound = None
        else:
            self._tab.open(there, focus=self._going_on)
            self._pressed = pressed

    def _note_move(self, conversation_id: int) -> None:
        """Say so where the list moved just before the click that opens this conversation (demand 14)."""
        row = self._conversations.find(conversation_id) if self._rows.moved_as_clicked else None
        if row is not None:
            self._composer.note_move(row.account_id, row.line, row.peer)


def _target(row: Conversation) -> Target:
    return Target(row.account_id, row.line, row.peer)
