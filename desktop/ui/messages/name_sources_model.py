"""What each source calls a number, in words: own contacts and the phone books of all services (idea 16).

Asked only when the menu of a thread opens: where two call somebody differently, that is worth a look.
"""

import logging

from desktop import wording
from desktop.store.contact_records import OWN
from desktop.store.contact_sources import Named, names_of
from desktop.store.database import Database, StoreError
from desktop.ui.messages.service_model import Services
from desktop.ui.plain import one_line
from desktop.wording import tr

log = logging.getLogger(__name__)

_LONGEST = 28
"""Characters of a name in a menu."""


class NameSources:
    """One per thread."""

    def __init__(self, db: Database, services: Services) -> None:
        self._db = db
        self._services = services

    def said(self, number: str) -> str:
        """Every name with its source; "" where all sources say the same, or only one says anything."""
        try:
            found = names_of(self._db, number) if number else []
        except StoreError as error:
            log.error("the names of a number could not be read: %s", error.detail)
            return ""
        if len({one.name for one in found}) < 2:
            return ""
        told = [self._named(one) for one in found]
        return ", ".join(dict.fromkeys(told))

    def _named(self, one: Named) -> str:
        name = wording.isolated(one_line(one.name, longest=_LONGEST))
        return tr("{name} ({source})").format(name=name, source=self._source(one.account_id))

    def _source(self, account_id: str) -> str:
        if account_id == OWN:
            return tr("own")
        return one_line(self._services.of(account_id).name) or tr("another phone book")
