"""The number that the dialpad brings back: kept in the cache, which is encrypted, and not in the preferences.

It stands among what somebody began to write, under a name that no line and no number has.
"""

from datetime import UTC, datetime

from desktop.store.database import Database
from desktop.store.table import storable
from desktop.store.tables import DraftRow

_KEY = ("", "", "dialpad")


def get(db: Database) -> str:
    """The number that was dialled last, in E.164 or as a short code; "" for none yet.

    Raises ``StoreError``.
    """
    with db.reading() as session:
        row = session.get(DraftRow, _KEY)
        return "" if row is None else row.body


def keep(db: Database, number: str) -> None:
    """From now on it is this one. Raises ``StoreError``."""
    account_id, line, peer = _KEY
    now = datetime.now(UTC)
    with db.transaction() as session:
        row = session.get(DraftRow, _KEY)
        row = row or DraftRow(account_id=account_id, line=line, peer=peer, updated_at=now)
        row.body, row.updated_at = storable(number), now
        session.add(row)
