"""What a person does to the phone book: add, change, delete, take back, and settle what a service changed.

Look here for the sentences about where a contact comes from, and for why something was not kept.
"""

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.phonebook.entry import LONGEST_LABEL, LONGEST_NAME, MOST_NUMBERS
from desktop.sms.phone import region_of
from desktop.store import contact_edits, contact_sources
from desktop.store.contact_edits import Details, Empty, Gone, ReadOnly, StandIn, Undo
from desktop.store.contacts import LABELS, Contact, Number
from desktop.store.database import Database, StoreError
from desktop.ui.contacts.contacts_model import name_of
from desktop.ui.lines.line_model import LineModel
from desktop.wording import tr

__all__ = [
    "LABELS",
    "LONGEST_LABEL",
    "LONGEST_NAME",
    "MOST_NUMBERS",
    "Contact",
    "ContactEditModel",
    "Details",
    "NotKept",
    "Number",
    "StandIn",
]


class NotKept(Exception):
    """Nothing was changed; ``sentence`` says why and what to do, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ContactEditModel(QObject):
    """Writes at once: every change is in the store when its method returns."""

    undo_changed = Signal()
    """Something can be taken back now, or no longer."""

    def __init__(self, db: Database, lines: LineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._lines = lines
        self._services: dict[str, str] = {}
        self._undo: tuple[str, Undo] | None = None

    @property
    def region(self) -> str | None:
        """The country (ISO 3166-1) in which national numbers are read: the current line's."""
        line = self._lines.current
        return None if line is None else region_of(line.number) or line.country or None

    @property
    def undo_sentence(self) -> str:
        """What can be taken back, as a sentence; "" where nothing can."""
        return "" if self._undo is None else self._undo[0]

    def know_services(self, names: dict[str, str]) -> None:
        """The name of each account's service, by the account's id."""
        self._services = names

    def service(self, account_id: str) -> str:
        """The name of an account's service."""
        return self._services.get(account_id) or tr("the service")

    def save(self, details: Details, contact: Contact | None) -> Contact:
        """Add a contact, or change ``contact``, which is as the form was opened with; how it is now.

        What an import brought meanwhile stays. Raises ``NotKept``.
        """
        return self._save(details, contact, None if contact is None else Details.of(contact))

    def _save(self, details: Details, contact: Contact | None, before: Details | None) -> Contact:
        try:
            if contact is None:
                return contact_edits.add(self._db, details, region=self.region)
            return contact_edits.edit(self._db, contact.id, details, region=self.region, before=before)
        except Gone:
            raise NotKept(
                tr("This contact is no longer in the phone book. Copy what you need, then add it anew.")
            ) from None
        except Empty:
            raise NotKept(tr("There is nothing to save yet: give a name, a company or a number.")) from None
        except StoreError as error:
            raise unwritten(error) from error

    def delete(self, contact: Contact) -> None:
        """Delete an own contact; it can be taken back until the next deletion. Raises ``NotKept``."""
        try:
            token = contact_edits.delete(self._db, contact.id)
        except (Gone, ReadOnly):
            return  # gone already, or never ours to delete
        except StoreError as error:
            raise unwritten(error) from error
        self.offer_undo(tr("{name} was deleted.").format(name=name_of(contact)), token)

    def offer_undo(self, sentence: str, token: Undo) -> None:
        """``sentence`` says what was done; ``token`` takes it back."""
        self._undo = (sentence, token)
        self.undo_changed.emit()

    def undo(self) -> None:
        """Take the last thing back. Raises ``NotKept``."""
        if self._undo is None:
            return
        try:
            contact_edits.undo(self._db, self._undo[1])
        except StoreError as error:
            raise unwritten(error) from error
        self.forget_undo()

    def forget_undo(self) -> None:
        """Nothing can be taken back any more."""
        if self._undo is not None:
            self._undo = None
            self.undo_changed.emit()

    def delete_reason(self, contact: Contact) -> str:
        """Why this contact cannot be deleted; "" where it can."""
        if contact.own:
            return ""
        return tr("This entry is in {service}'s phone book and can only be deleted there.").format(
            service=self.service(contact.account_id)
        )

    def edit_note(self, contact: Contact) -> str:
        """What changing this contact means, where that is not plain; else ""."""
        if contact.own:
            return ""
        return tr("{service}'s phone book stays as it is: your own entry stands in for it here.").format(
            service=self.service(contact.account_id)
        )

    def origin(self, contact: Contact) -> str:
        """Where a contact comes from, as a sentence. Raises ``StoreError``."""
        if not contact.own:
            return tr("From {service}'s phone book.").format(service=self.service(contact.account_id))
        behind = contact_edits.standing_in(self._db, contact.id)
        if not behind:
            return tr("Your own contact.")
        if len(behind) == 1:
            words = tr("Your own contact. It stands in for the entry of {service}.")
        else:
            words = tr("One contact of several entries: {service}. Deleting it shows them apart again.")
        return words.format(service=", ".join(dict.fromkeys(self._entry(one) for one in behind)))

    def _entry(self, one: StandIn) -> str:
        service = self.service(one.account_id)
        return (
            service if one.theirs is not None else tr("{service} (no longer listed)").format(service=service)
        )

    def changed_there(self, contact: Contact) -> StandIn | None:
        """The service's entry that this contact stands in for, if it was changed there since.

        Raises ``StoreError``.
        """
        if not contact.own:
            return None
        return next((one for one in contact_edits.standing_in(self._db, contact.id) if one.changed), None)

    def keep_mine(self, contact: Contact, theirs: StandIn) -> None:
        """The own contact stays as it is; this entry's change is known. Raises ``NotKept``."""
        try:
            contact_edits.acknowledge(self._db, contact.id, theirs)
        except StoreError as error:
            raise unwritten(error) from error

    def take_theirs(self, contact: Contact, theirs: StandIn) -> None:
        """Take over what the service's entry says now; of several entries, what this one changed.

        Raises ``NotKept``.
        """
        try:
            contact_sources.take(self._db, contact.id, theirs, region=self.region)
        except Gone:
            raise NotKept(tr("This contact is no longer in the phone book.")) from None
        except Empty:
            raise NotKept(tr("Nothing would be left of this contact: keep yours, or delete it.")) from None
        except StoreError as error:
            raise unwritten(error) from error


def unwritten(error: StoreError) -> NotKept:
    """Why the store could not be written, for people."""
    return NotKept(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
