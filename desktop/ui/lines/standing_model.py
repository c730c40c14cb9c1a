"""How the accounts stand: the connection as last announced, and the balance as last learned."""

from PySide6.QtCore import QObject, Signal

from desktop import sign_in_words, wording
from desktop.announce import Link
from desktop.store import accounts
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.money import money
from desktop.ui.plain import one_line
from desktop.ui.turns import Later
from desktop.wording import tr


class Standing(QObject):
    """Connection and balance of every account, by its id."""

    changed = Signal()
    """Some account's connection or balance may be another."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._links: dict[str, tuple[Link, str]] = {}
        changes.link_changed.connect(self.set_link)
        self._told = Later(self, self.changed.emit)
        self._told.after(changes.account_changed, changes.store_changed_elsewhere)

    def set_link(self, account_id: str, link: Link, reason: str) -> None:
        """An account's connection is this now; ``reason`` is a code or the service's own text."""
        self._links[account_id] = (link, reason)
        self._told.start()

    def link(self, account_id: str) -> Link | None:
        """An account's connection; ``None`` until something is known of it."""
        return self._links[account_id][0] if account_id in self._links else None

    def state(self, account_id: str) -> tuple[Link | None, str]:
        """An account's connection and its reason, as announced; (``None``, "") until something is known."""
        return self._links.get(account_id, (None, ""))

    def link_sentence(self, account_id: str) -> str:
        """The connection in a sentence, with the reason if there is one."""
        link, reason = self._links[account_id]
        if link is Link.SIGN_IN_NEEDED:
            return sign_in_words.sign_in_trouble(one_line(reason), service=tr("The service"))
        if link is Link.STANDING_BY:
            return tr("Another window or command of this profile does the sending and receiving.")
        word = wording.link(link)
        if link is Link.OFFLINE and reason in ("not_there", "redirect"):
            return sign_in_words.sign_in_trouble(reason, service=tr("service"))
        if link is not Link.OFFLINE or not reason:
            return word
        return tr("{state}: {reason}").format(state=word, reason=one_line(reason))

    def balance(self, account_id: str) -> str:
        """The account's balance as people read it, "€12.40"; "" where it is not known."""
        known = accounts.known(self._db, account_id)
        return "" if known.balance is None else money(known.balance, known.currency)
