"""What was begun, per line and number: stored, and kept in memory where it can't be stored (demand 15)."""

from dataclasses import dataclass

from desktop.store import drafts
from desktop.store.database import Database, StoreError
from desktop.store.drafts import Draft


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a text is for, bound by value. ``peer`` is "" while *To* holds no number."""

    account_id: str
    line: str
    peer: str
    new: bool = False
    """Written from *New message*: the recipient stands in a field and may still change."""

    @property
    def key(self) -> tuple[str, str, str]:
        """As drafts are named in the store."""
        return self.account_id, self.line, self.peer


class KeptDrafts:
    """The drafts of one composer."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._unsaved: dict[Target, Draft] = {}

    @property
    def unsaved(self) -> dict[Target, Draft]:
        """What could not be written to disk, kept as long as the program runs; empty ones are left out."""
        return {one: draft for one, draft in self._unsaved.items() if draft.body or draft.recipient}

    def holds(self, target: Target) -> bool:
        """Whether this one could not be stored so far."""
        return target in self._unsaved

    def get(self, target: Target) -> Draft:
        """The draft as it was last written. Raises ``StoreError``."""
        return self._unsaved.get(target) or drafts.get(self._db, *target.key)

    def keep(self, target: Target, draft: Draft) -> StoreError | None:
        """Store a draft, and those that could not be stored before; the error where that fails."""
        self._unsaved[target] = draft
        return self.catch_up()

    def move(self, target: Target, to: Target, draft: Draft) -> StoreError | None:
        """Store ``draft`` as that of ``to``, and ``target`` as empty, in one step; as ``keep`` else."""
        self._unsaved[to], self._unsaved[target] = draft, Draft()
        return self.catch_up()

    def catch_up(self) -> StoreError | None:
        """Store what could not be stored before; the error where that fails again."""
        if not self._unsaved:
            return None
        try:
            drafts.keep_all(self._db, {one.key: kept for one, kept in self._unsaved.items()})
        except StoreError as error:
            return error
        self._unsaved.clear()
        return None

    def forget(self, target: Target) -> None:
        """This one has gone out."""
        self._unsaved.pop(target, None)
