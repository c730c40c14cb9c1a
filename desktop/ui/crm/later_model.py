"""Texts of the open conversation that leave at a time: what is said of each, choosing a time, taking back.

Look here for when *Send later* can be used, and for what a person can do with each.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.providers.catalog import service_name
from desktop.store import accounts, conversations, later
from desktop.store.database import Database, StoreError
from desktop.store.later import Later
from desktop.ui import turns
from desktop.ui.changes import Changes
from desktop.ui.crm.later_words_model import leaves, why_ended
from desktop.ui.features_model import of_account
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.draft_model import in_words
from desktop.ui.plain import one_line
from desktop.wording import tr

__all__ = ["Later", "LaterModel"]

_LONGEST = 60
_MINUTE_MS = 60_000


class LaterModel(QObject):
    """Follows the composer."""

    changed = Signal()
    """Other texts wait, or what is said of them is another thing."""
    offers_changed = Signal()
    """What the services offer may be other now."""
    told = Signal(str)
    """What came of something a person did."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        composer: ComposerModel,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._composer = composer
        self._clock = clock
        self._rows: list[Later] = []
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.changed)
        turns.Later(self, self.look).after(
            changes.messages_changed, changes.store_changed_elsewhere, changes.account_changed
        )
        changes.account_changed.connect(lambda _: self.offers_changed.emit())
        composer.retargeted.connect(self.look)

    @property
    def rows(self) -> list[Later]:
        """Those of the open conversation, by their time."""
        return list(self._rows)

    def look(self) -> None:
        """Read them anew."""
        target = self._composer.target
        rows: list[Later] = []
        if target is not None and target.peer:
            try:
                rows = later.of(self._db, target.account_id, target.line, target.peer)
            except StoreError:
                rows = self._rows
        if rows != self._rows:
            self._rows = rows
            if rows:
                self._minute.start()
            else:
                self._minute.stop()
            self.changed.emit()

    def offer(self) -> tuple[bool, str]:
        """Whether *Send later* shows, and why it is greyed; "" where it can be used."""
        target = self._composer.target
        if target is None or self._composer.closed_reason():
            return False, ""
        try:
            on, why = of_account(self._db, target.account_id, "scheduled")
        except StoreError:
            return False, ""
        service = self._service(target.account_id) or tr("This service")
        return True, "" if on else wording.feature_off(why or "not_offered", service=service)

    def cannot(self) -> str:
        """Why what is written cannot be sent later, in a sentence; "" where it can."""
        self._composer.preflight.catch_up()
        if self._composer.can_send():
            return ""
        return self._composer.block() or tr("Write the text first, and to whom it goes.")

    def send_at(self, due: datetime) -> int | None:
        """A person chose a time (UTC): the text waits for it. Its conversation; ``None``: it was not kept."""
        target = self._composer.target
        if target is None or self.cannot():
            return None
        peer = target.peer or self._composer.peer().value
        now = self._clock()
        try:
            later.add(
                self._db,
                account_id=target.account_id,
                line=target.line,
                peer=peer,
                body=self._composer.body,
                due_at=due,
                now=now,
                draft=target.key,
            )
        except StoreError as error:
            self._composer.trouble.emit(in_words(error, tr("The text is still here.")))
            return None
        self._composer.clear()
        self.look()
        self.told.emit(tr("It {leaves}. Nothing was sent yet.").format(leaves=leaves(due, now)))
        return conversations.find(self._db, target.account_id, target.line, peer)

    def said(self, one: Later) -> str:
        """What is said of one: its words, when it leaves and from where, who wrote it, or why it does not."""
        words = f"“{one_line(one.body, longest=_LONGEST)}”"
        service = self._service(one.account_id)
        if one.state == later.ENDED:
            key = accounts.terms(self._db, one.account_id).service
            return f"{words} — {why_ended(one, service, key)}"
        when = leaves(one.due_at, self._clock())
        if one.unseen:
            return tr(
                "{text} — {service} does not let it be looked at, so nobody knows whether it {leaves}. "
                "Look in {service} before you write it again."
            ).format(text=words, service=service, leaves=when)
        if one.state == later.STOPPING:
            return tr("{text} — {service} is asked to give it back. Until then it {leaves}.").format(
                text=words, service=service, leaves=when
            )
        if one.state != later.WAITING:
            return tr("{text} — {leaves}, once {service} knows of it.").format(
                text=words, service=service, leaves=when
            )
        said = tr("{text} — {leaves} from {service}.").format(text=words, service=service, leaves=when)
        if one.author and not one.ours:
            said += " " + tr("Written by {name}.").format(name=one_line(one.author, longest=60))
        if one.code == later.NOT_RETURNED:
            said += " " + tr("{service} did not give it back.").format(service=service)
        return said

    def answers(self, one: Later) -> tuple[str, str]:
        """What its two buttons are called; "" for none: what takes it back or up, and what drops it."""
        if one.state == later.ENDED:
            return ("", tr("OK")) if one.code == later.TOO_LATE else (tr("Edit"), tr("Drop"))
        if one.state in (later.NEW, later.WAITING) or one.unseen:
            return (tr("Take back") if one.ours else tr("Make it a draft again")), ""
        return "", ""

    def take(self, one: Later) -> None:
        """The first button: take it back; the words of one that has ended are in the composer then."""
        now = self._clock()
        if one.state not in (later.NEW, later.ENDED):
            try:
                later.take_back(self._db, one.id, now)
            except StoreError as error:
                self._composer.trouble.emit(in_words(error, tr("It leaves at its time.")))
                return
            service = self._service(one.account_id)
            self.told.emit(tr("{service} is asked to give it back.").format(service=service))
        elif self._composer.take_up(one, lambda: later.take_back(self._db, one.id, now)):
            self.told.emit(tr("Its words are in the composer. Nothing was sent."))
        self.look()

    def drop(self, one: Later) -> None:
        """The second button: a person has read it, and wants nothing of it."""
        try:
            later.dismiss(self._db, one.id)
        except StoreError as error:
            self._composer.trouble.emit(in_words(error, tr("It is still here.")))
        self.look()

    def _service(self, account_id: str) -> str:
        return service_name(accounts.terms(self._db, account_id).service)
