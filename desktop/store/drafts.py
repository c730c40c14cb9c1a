"""What somebody began to write, kept per line and number while typing (demand 15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session

from desktop.announce import DraftsChanged
from desktop.store.conversations import id_of
from desktop.store.database import Database
from desktop.store.table import Table, storable


@dataclass(frozen=True, slots=True)
class Draft:
    """``recipient`` is what stands in *To* as typed; ``body`` is the text so far."""

    recipient: str = ""
    body: str = ""


def get(db: Database, account_id: str, line: str, peer: str) -> Draft:
    """The draft for this line and number; ``peer`` is "" for a new message. Empty if there is none."""
    with db.reading() as session:
        values = {"account": account_id, "line": line, "peer": peer}
        row = session.connection().execute(_WRITTEN, values).first()
        return Draft() if row is None else Draft(*row)


def keep(db: Database, account_id: str, line: str, peer: str, draft: Draft) -> None:
    """Store the draft as it stands; an empty one is removed."""
    keep_all(db, {(account_id, line, peer): draft})


def keep_all(db: Database, drafts: Mapping[tuple[str, str, str], Draft]) -> None:
    """Store several, by account, line and number, in one step: words that move are always somewhere."""
    with db.transaction() as session:
        changed = [key for key, draft in drafts.items() if _keep(session, key, draft)]
        found = [id_of(session, *key) for key in changed if key[2]]
    touched = frozenset(one for one in found if one is not None)
    if touched:
        db.announce(DraftsChanged(touched))


def remove(session: Session, key: tuple[str, str, str]) -> None:
    """Inside the caller's transaction: what was written there is a text now."""
    session.connection().execute(_REMOVE, dict(zip(("account", "line", "peer"), key, strict=True)))


def _keep(session: Session, key: tuple[str, str, str], draft: Draft) -> bool:
    """Whether anything changed."""
    connection = session.connection()
    whose = dict(zip(("account", "line", "peer"), key, strict=True))
    if not draft.body and not draft.recipient:
        return bool(connection.execute(_REMOVE, whose).rowcount)
    words = {"recipient": storable(draft.recipient), "body": storable(draft.body)}
    connection.execute(_KEEP, {**whose, **words, "now": datetime.now(UTC)})
    return True


# Made once: putting a statement together takes longer than what it asks.
_DRAFTS = Table.metadata.tables["draft"]
_WHOSE = (
    _DRAFTS.c.account_id == bindparam("account"),
    _DRAFTS.c.line == bindparam("line"),
    _DRAFTS.c.peer == bindparam("peer"),
)
_WRITTEN = select(_DRAFTS.c.recipient, _DRAFTS.c.body).where(*_WHOSE)
_REMOVE = delete(_DRAFTS).where(*_WHOSE)
_NEW = insert(_DRAFTS).values(
    account_id=bindparam("account"),
    line=bindparam("line"),
    peer=bindparam("peer"),
    recipient=bindparam("recipient"),
    body=bindparam("body"),
    updated_at=bindparam("now"),
)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=("account_id", "line", "peer"),
    set_={name: _NEW.excluded[name] for name in ("recipient", "body", "updated_at")},
)
