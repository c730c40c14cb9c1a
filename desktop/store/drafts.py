"""What somebody began to write, kept per line and number while typing (demand 15)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.announce import MessagesChanged
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
    with db.transaction() as session:
        row = session.get(DraftRow, (account_id, line, peer))
        if not draft.body and not draft.recipient:
            if row is None:
                return
            session.delete(row)
        else:
            row = row or DraftRow(account_id=account_id, line=line, peer=peer, updated_at=datetime.now(UTC))
            row.recipient, row.body = storable(draft.recipient), storable(draft.body)
            row.updated_at = datetime.now(UTC)
            session.add(row)
    conversation_id = find(db, account_id, line, peer) if peer else None
    if conversation_id is not None:
        db.announce(MessagesChanged(frozenset({conversation_id})))
