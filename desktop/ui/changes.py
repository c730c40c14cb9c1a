"""The one bridge from the core's announcements to Qt's signals.

Screens connect to these signals and never to the announcer, because only Qt's own connections end by
themselves when a widget dies. The core announces on the loop's thread, which is Qt's thread too, and on no
other: signals are emitted at once, in the order of the announcements.
"""

from PySide6.QtCore import QObject, Signal

from desktop.announce import (
    AccountChanged,
    AccountsChanged,
    Announcement,
    Announcer,
    ContactsChanged,
    DraftsChanged,
    LinesChanged,
    LinkChanged,
    MessagesChanged,
    StoreChangedElsewhere,
    TextQueued,
    WebhookChanged,
)


class Changes(QObject):
    """Emits a signal for each announcement that a screen may want; one per window."""

    lines_changed = Signal(str)
    """An account's lines or their capabilities: its id."""
    messages_changed = Signal(object)
    """Messages of these conversations: a ``frozenset`` of their ids."""
    drafts_changed = Signal(object)
    """Only what is written in these conversations changed: a ``frozenset`` of their ids."""
    link_changed = Signal(str, object, str)
    """An account's connection: its id, the ``announce.Link``, the service's own text."""
    account_changed = Signal(str)
    """An account's balance, capabilities, contacts, calls, snippets or shared inbox: its id."""
    contacts_changed = Signal()
    """Contacts changed, our own or a service's: any name on screen may be another one."""
    accounts_changed = Signal()
    """The list of accounts is another one."""
    store_changed_elsewhere = Signal()
    """Another process wrote to the store: read everything on screen anew."""

    webhook_changed = Signal(str, bool)
    """An account's webhook listens now, or cannot: its id, and whether something else has its port."""

    def __init__(self, announcer: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The announcer keeps this object's Python half alive, so only Qt can say when it has gone.
        self.destroyed.connect(announcer.subscribe(self._hear))

    def _hear(self, announcement: Announcement) -> None:
        match announcement:
            case LinesChanged(account_id):
                self.lines_changed.emit(account_id)
            case MessagesChanged(conversation_ids):
                self.messages_changed.emit(conversation_ids)
            case DraftsChanged(conversation_ids):
                self.drafts_changed.emit(conversation_ids)
            case LinkChanged(account_id, link, reason):
                self.link_changed.emit(account_id, link, reason)
            case AccountChanged(account_id):
                self.account_changed.emit(account_id)
            case ContactsChanged():
                self.contacts_changed.emit()
            case AccountsChanged():
                self.accounts_changed.emit()
            case StoreChangedElsewhere():
                self.store_changed_elsewhere.emit()
            case WebhookChanged(account_id, taken):
                self.webhook_changed.emit(account_id, taken)
            case TextQueued():
                # For the outbox only: the messages it speaks of are announced as changed, too.
                pass
