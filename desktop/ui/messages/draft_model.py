"""What is being written, as a draft: for which line and number, kept while typing, never lost (demand 15).

Look here for how line and recipient are bound to what is written by value, from the first key on: no list
that moves can re-target it (demands 13 and 14). What becomes of it is in ``composer_model``.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.store.database import Database, StoreError
from desktop.store.drafts import Draft
from desktop.ui.messages.kept_drafts_model import KeptDrafts, Target
from desktop.wording import tr

SAVE_AFTER_MS = 300
"""A draft is on disk this long after its first new key: a crash loses less than a second of writing."""
TRY_AGAIN_MS = 5000
"""Pause after a draft could not be written."""


class Whose(Protocol):
    """What knows between whom it is."""

    @property
    def account_id(self) -> str: ...

    @property
    def line(self) -> str: ...

    @property
    def peer(self) -> str: ...


class DraftModel(QObject):
    """One draft at a time. Texts go in by ``set_text``; ``changed`` says that anything of it may differ."""

    changed = Signal()
    retargeted = Signal()
    """It is for another line or number now; the text is that one's draft."""
    trouble = Signal(str)
    """Something could not be stored; the text is still here. "" once it is stored after all."""

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._target: Target | None = None
        self._text = ""
        self._recipient = ""
        self._dirty = False
        self._kept = KeptDrafts(db)
        self._said_unsaved = False
        self._save_soon = QTimer(self, singleShot=True)
        self._save_soon.timeout.connect(self.save)

    @property
    def target(self) -> Target | None:
        """Whom the text is for; ``None`` if nothing is open."""
        return self._target

    @property
    def text(self) -> str:
        """What stands in the composer."""
        return self._text

    @property
    def recipient(self) -> str:
        """What stands in *To*, as typed."""
        return self._recipient

    def write_to(self, account_id: str, line: str, peer: str) -> None:
        """Open the draft of a conversation."""
        self._open(Target(account_id, line, peer))

    def write_new(self, account_id: str, line: str, recipient: str | None = None) -> None:
        """Open a new message; with the recipient it had, or a given one."""
        self._open(Target(account_id, line, "", new=True))
        if recipient is not None:
            self.set_recipient(recipient)

    def close(self) -> None:
        """Nothing is open any more; what was written is kept."""
        trouble = self._put_away()
        self._target = None
        self._text, self._recipient, self._dirty = "", "", False
        self.retargeted.emit()
        self.changed.emit()
        self.trouble.emit(trouble)

    def discard(self) -> None:
        """Nothing is open any more; what was written goes, and the draft on disk stays as it is."""
        self._save_soon.stop()
        if self._target is not None:
            self._kept.forget(self._target)
        self._target = None
        self._text, self._recipient, self._dirty = "", "", False
        self.retargeted.emit()
        self.changed.emit()

    def set_text(self, text: str) -> None:
        """What was typed so far."""
        if text != self._text:
            self._text = text
            self._note_change()

    def set_recipient(self, typed: str) -> None:
        """What was typed into *To* so far, or picked for it."""
        if typed != self._recipient:
            self._recipient = typed
            self._note_change()

    def save(self) -> None:
        """Write the draft to disk if it changed."""
        trouble = self._put_away()
        if trouble or self._said_unsaved:
            self.trouble.emit(trouble)
        self._said_unsaved = bool(trouble)

    def _note_change(self) -> None:
        self._dirty = True
        # Not started anew with each key: whoever types without a pause is saved as well.
        if not self._save_soon.isActive():
            self._save_soon.start(SAVE_AFTER_MS)
        self.changed.emit()

    def _put_away(self) -> str:
        """As ``save``; what went wrong, in words."""
        self._save_soon.stop()
        if self._target is None or not self._dirty:
            return ""
        target = self._target
        error = self._kept.keep(target, Draft(self._recipient if target.new else "", self._text))
        self._dirty = error is not None
        if error is None:
            return ""
        self._save_soon.start(TRY_AGAIN_MS)
        return in_words(error, tr("The draft is not saved."))

    def _stands_on_disk(self) -> bool:
        """Write what is written, so that words can be put before it there."""
        trouble = self._put_away()
        error = self._kept.catch_up()
        if error is not None:
            trouble = trouble or in_words(error, tr("The draft is not saved."))
            self.trouble.emit(trouble)
        return not trouble

    def clear(self) -> None:
        """What was written is a text now, and its draft on disk went with that."""
        self._save_soon.stop()
        if self._target is not None:
            self._kept.forget(self._target)
        self._text = self._recipient = ""
        self._dirty = False
        self.retargeted.emit()
        self.changed.emit()
        self.trouble.emit("")

    def _read_again(self, message: Whose) -> None:
        """The draft on disk got words of this text: show them, if it is the one that is open."""
        if self._target is not None and self._is_for(message):
            self._text = self._kept.get(self._target).body
            self.retargeted.emit()
            self.changed.emit()

    def take_up(self, message: Whose, act: Callable[[], str | None]) -> bool:
        """Let the store put words before the draft, and show them."""
        try:
            if not self._stands_on_disk() or act() is None:
                return False
        except StoreError as error:
            self.trouble.emit(in_words(error, tr("The text still waits here.")))
            return False
        self._read_again(message)
        return True

    def _is_for(self, message: Whose) -> bool:
        return self._target == Target(message.account_id, message.line, message.peer)

    def _open(self, target: Target) -> None:
        trouble = self._put_away()
        other = target != self._target
        if other:
            self._target = target
            draft = self._kept.get(target)
            self._text, self._recipient = draft.body, draft.recipient
            self._dirty = self._kept.holds(target)
        self._look_up(other=other)
        if other:
            self.retargeted.emit()
            self.changed.emit()
        self.trouble.emit(trouble)

    def _move_to(self, target: Target) -> None:
        """Go on there with what is written, before what is there; on disk it is always in one of the two."""
        assert self._target is not None
        there, text = self._kept.get(target).body, self._text
        words = f"{text}\n{there}" if text and there.strip() else text or there
        error = self._kept.move(self._target, target, Draft(body=words))
        self._dirty = False
        self._open(target)
        if error is not None:
            self._save_soon.start(TRY_AGAIN_MS)
            self.trouble.emit(in_words(error, tr("The draft is not saved.")))

    def _look_up(self, *, other: bool) -> None:
        """What else has to be known of the target is read here; ``other``: it is another one than before."""


def in_words(error: StoreError, then: str) -> str:
    """What is wrong with the disk, and what that means here."""
    return f"{wording.store_trouble(type(error).__name__, str(error.path), error.detail)} {then}"
