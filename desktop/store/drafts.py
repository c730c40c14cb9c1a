"""What somebody began to write, kept per line and number while typing (demand 15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from desktop.announce import DraftsChanged
from desktop.store.conversations import find
from desktop.store.database import Database
from desktop.store.tables import DraftRow, storable


@dataclass(frozen=True, slots=True)
class Draft:
    """``recipient`` is what stands in *To* as typed; ``body`` is the text so far."""

    recipient: str = ""
    body: str = ""


def get(db: Database, account_id: str, line: str, peer: str) -> Draft:
    """The draft for this line and number; ``peer`` is "" for a new message. Empty if there is none."""
    with db.reading() as session:
        row = session.get(DraftRow, (account_id, line, peer))
        return Draft() if row is None else Draft(row.recipient, row.body)


def keep(db: Database, account_id: str, line: str, peer: str, draft: Draft) -> None:
    """Store the draft as it stands; an empty one is removed."""
    keep_all(db, {(account_id, line, peer): draft})


def keep_all(db: Database, drafts: Mapping[tuple[str, str, str], Draft]) -> None:
    """Store several, by account, line and number, in one step: words that move are always somewhere."""
    with db.transaction() as session:
        changed = [key for key, draft in drafts.items() if _keep(session, key, draft)]
    found = [find(db, *key) for key in changed if key[2]]
    touched = frozenset(one for one in found if one is not None)
    if touched:
        db.announce(DraftsChanged(touched))


def _keep(session: Session, key: tuple[str, str, str], draft: Draft) -> bool:
    """Whether anything changed."""
    row = session.get(DraftRow, key)
    if not draft.body and not draft.recipient:
        if row is None:
            return False
        session.delete(row)
        return True
    account_id, line, peer = key
    row = row or DraftRow(account_id=account_id, line=line, peer=peer, updated_at=datetime.now(UTC))
    row.recipient, row.body = storable(draft.recipient), storable(draft.body)
    row.updated_at = datetime.now(UTC)
    session.add(row)
    return True
