"""Takes a page of the service's texts into the store: the one road by which anything comes in.

Look here for how a listed text finds its row: by the service's id, else by adopting one of ours whose
answer is still out (same line, number and words, inside a time window), else as a new row.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, insert, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.sms.sameness import bare
from desktop.store import consent, deleted, media, passed_on
from desktop.store.accounts import find, row_of
from desktop.store.bad_rows import Unread, set_aside
from desktop.store.binding import SEEN, Receipt, apply, bind, facts_of, is_news
from desktop.store.conversations import touch
from desktop.store.database import Database
from desktop.store.media import Media
from desktop.store.schema import METADATA
from desktop.store.status_watch import asked_before
from desktop.store.tables import ConversationRow, MessageRow

MOST = 200
"""Rows of one transaction; more would hold the window up."""

LATEST = timedelta(minutes=5)
"""How long after an attempt the service may still date the text it made of it."""


_Key = tuple[str, str]
"""The kind and id of a listed text, as its service has them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A text as a service lists it; ``receipt`` holds its id and state there."""

    outbound: bool
    line: str
    peer: str
    body: str
    created_at: datetime
    receipt: Receipt
    media: tuple[Media, ...] = ()


@dataclass(slots=True)
class Merged:
    """What a page brought: ids of new inbound rows, and counts of new and of changed rows."""

    arrived: list[int] = field(default_factory=list)
    new: int = 0
    changed: int = 0


def merge(
    db: Database,
    account_id: str,
    page: Sequence[Listed],
    *,
    bad: Sequence[Unread] = (),
    window: timedelta,
    now: datetime,
    unread_since: datetime | None = None,
    finished: tuple[str | None, datetime] | None = None,
) -> Merged:
    """Insert, adopt and update in one transaction; announced after its commit.

    ``window`` is how far the service's clock may lie before ours. ``unread_since``: older texts do not
    count as unread (a first pull brings texts that were read elsewhere). ``finished`` (sync point, when
    the pull began) goes with the last page, so that it is never ahead of what is stored.
    """
    if len(page) > MOST:
        raise ValueError(f"at most {MOST} rows in one transaction")
    merged = Merged()
    touched: set[int] = set()
    with db.transaction() as session:
        account = find(session, account_id)
        asked_before(session, None if account is None else account.pulled_at)
        known, old = _known(session, account_id, page)
        old |= deleted.among(session, account_id, {_key(one) for one in page} - known.keys() - old)
        strangers = [one for one in page if _key(one) not in known and _key(one) not in old]
        passed, passed_again = passed_on.settle(session, account_id, strangers)
        known |= passed | passed_again
        open_rows = _open_rows(session, account_id)
        fresh: dict[_Key, Listed] = {}
        again: list[Listed] = []
        news: list[MessageRow] = []
        for listed in sorted(page, key=_oldest_first):
            key = _key(listed)
            if key in old:
                continue
            row = known.get(key)
            if row is None and listed.outbound and key not in fresh:
                row = _waiting_for(open_rows, listed, window)
                if row is not None:
                    bind(session, row, listed.receipt)
                    _complete(session, row, listed)
                    open_rows.remove(row)
                    known[key] = row
                    news.append(row)
                    merged.changed += 1
                    touched.add(row.conversation_id)
            elif row is not None:
                told = apply(row, listed.receipt)
                if not (_complete(session, row, listed, instead=key in passed) or told or key in passed):
                    continue
                session.add(row)
                news.append(row)
                merged.changed += 1
                touched.add(row.conversation_id)
            if row is None:
                if key in fresh:
                    again.append(listed)
                fresh.setdefault(key, listed)
        merged.arrived, added = _insert(session, account_id, list(fresh.values()), unread_since)
        touched |= added
        merged.new = len(fresh)
        known, old = _known(session, account_id, again)
        for listed in again:
            if _key(listed) not in old:
                apply(known[_key(listed)], listed.receipt)
                news.append(known[_key(listed)])
        consent.learn(session, news)
        for unread in bad:
            set_aside(session, account_id, unread, now)
        if finished is not None:
            account = account or row_of(session, account_id)
            account.sync_point, account.pulled_at = finished
            session.add(account)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return merged


def _known(
    session: Session, account_id: str, page: Sequence[Listed]
) -> tuple[dict[_Key, MessageRow], set[_Key]]:
    """The rows of those of these texts that are stored already, and which of them nothing new is told of.

    Of most that a pull lists nothing is new, and whole rows take several times as long to read.
    """
    ids = {listed.receipt.remote_id for listed in page if listed.receipt.remote_id is not None}
    kinds = {listed.receipt.remote_kind for listed in page}
    if not ids:
        return {}, set()
    values = {"account": account_id, "kinds": list(kinds), "ids": list(ids)}
    seen = {_key_of(row): row for row in session.connection().execute(_SEEN, values)}
    told = [(seen[key], one.receipt) for one in page if (key := _key(one)) in seen]
    changed = {row.id for row, receipt in told if is_news(row, receipt)}
    files = {seen[key].id: one.media for one in page if one.media and (key := _key(one)) in seen}
    changed |= media.incomplete(session, files)
    old = {key for key, row in seen.items() if row.id not in changed}
    rows = session.exec(_THESE, params={"ids": list(changed)}) if changed else ()
    return {_key_of(row): row for row in rows}, old


def _key_of(row: MessageRow | Row[*tuple[Any, ...]]) -> _Key:
    return row.remote_kind, row.remote_id or ""


def _open_rows(session: Session, account_id: str) -> list[MessageRow]:
    """Texts of ours that may be in the list under an id that we do not know yet, oldest first."""
    return list(session.exec(_OPEN, params={"account": account_id}))


def _waiting_for(open_rows: Sequence[MessageRow], listed: Listed, window: timedelta) -> MessageRow | None:
    """Our oldest row that this may be the outcome of: by count, so two deliberate "ok" are two.

    One with exactly these words goes first; else one whose words only a service could have changed so.
    """
    alike: MessageRow | None = None
    for row in open_rows:
        attempted = row.attempted_there or row.attempted_at
        assert attempted is not None
        ours = row.line, row.peer, row.remote_kind
        theirs = listed.line, listed.peer, listed.receipt.remote_kind
        if ours != theirs or not -window <= listed.created_at - attempted <= LATEST:
            continue
        if row.body == listed.body:
            return row
        if alike is None and bare(row.body) == bare(listed.body):
            alike = row
    return alike


def _insert(
    session: Session, account_id: str, fresh: Sequence[Listed], unread_since: datetime | None
) -> tuple[list[int], set[int]]:
    """Store new texts with their conversations in a few statements.

    Returns the ids of those that came in, and the ids of all their conversations.
    """
    if not fresh:
        return [], set()
    threads = _threads(session, account_id, fresh)
    values = [_values(account_id, listed, threads[listed.line, listed.peer]) for listed in fresh]
    # As rows, not as objects: those take five times as long, and the window waits.
    ids = session.connection().execute(_INSERT, values).scalars().all()
    consent.learn_inserted(session, zip(ids, values, strict=True))
    media.write(session, [(one, text.media) for one, text in zip(ids, fresh, strict=True) if text.media])
    arrived = []
    for message_id, listed in zip(ids, fresh, strict=True):
        assert message_id is not None
        conversation = threads[listed.line, listed.peer]
        touch(conversation, message_id, listed.created_at)
        if not listed.outbound:
            arrived.append(message_id)
            if unread_since is None or listed.created_at >= unread_since:
                conversation.unread += 1
    session.connection().execute(
        _STAND,
        [
            {"there": one.id, "at": one.last_at, "message": one.last_message_id, "number": one.unread}
            for one in threads.values()
        ],
    )
    return arrived, {conversation.id for conversation in threads.values()}


def _complete(session: Session, row: MessageRow, listed: Listed, *, instead: bool = False) -> bool:
    """The files of a text that is here, as the service lists them. True if that changed anything."""
    if not listed.media or row.id is None:
        return False
    return media.complete(session, row.id, listed.media, instead=instead)


def _values(account_id: str, listed: Listed, conversation: "_Thread") -> dict[str, Any]:
    return {
        **facts_of(listed.receipt),
        "client_id": uuid.uuid4().hex,
        "account_id": account_id,
        "conversation_id": conversation.id,
        "outbound": listed.outbound,
        "line": listed.line,
        "peer": listed.peer,
        "body": listed.body,
        "created_at": listed.created_at,
        "outside": listed.outbound,
        "attempts": 0,
        "left_alone": False,
    }


@dataclass(slots=True)
class _Thread:
    """As much of a conversation's row as new texts change: many at once are written quicker than objects."""

    id: int
    last_at: datetime
    last_message_id: int | None = None
    unread: int = 0


def _threads(session: Session, account_id: str, texts: Sequence[Listed]) -> dict[tuple[str, str], _Thread]:
    """By our line and their number; those that are new are made."""
    session.flush()  # what binding a text changed of them
    connection = session.connection()
    wanted: dict[tuple[str, str], datetime] = {}
    for text in texts:
        wanted.setdefault((text.line, text.peer), text.created_at)
    found = connection.execute(_THREADS, {"peers": list({peer for _, peer in wanted})})
    threads = {
        (one.line, one.peer): _Thread(one.id, one.last_at, one.last_message_id, one.unread)
        for one in found
        if one.id is not None and one.account_id == account_id and (one.line, one.peer) in wanted
    }
    new = [pair for pair in wanted if pair not in threads]
    if new:
        values = [
            {"account_id": account_id, "line": line, "peer": peer, "last_at": wanted[line, peer], "unread": 0}
            for line, peer in new
        ]
        ids = connection.execute(_NEW_THREADS, values).scalars()
        threads |= {pair: _Thread(one, wanted[pair]) for pair, one in zip(new, ids, strict=True)}
    return threads


def _key(listed: Listed) -> _Key:
    return listed.receipt.remote_kind, listed.receipt.remote_id or ""


def _oldest_first(listed: Listed) -> tuple[datetime, int, str]:
    """By time, then by id as the service counts, so that equal times keep their order."""
    remote_id = listed.receipt.remote_id or ""
    return (
        listed.created_at,
        int(remote_id) if remote_id.isascii() and remote_id.isdigit() else 0,
        remote_id,
    )


# Made once: putting a statement together takes longer than what it asks.
_SEEN = sql_select(*SEEN).where(
    col(MessageRow.account_id) == bindparam("account"),
    # The unique index begins with both: by the id alone every text would be looked at.
    col(MessageRow.remote_kind).in_(bindparam("kinds", expanding=True)),
    col(MessageRow.remote_id).in_(bindparam("ids", expanding=True)),
)
_THESE = select(MessageRow).where(col(MessageRow.id).in_(bindparam("ids", expanding=True)))
_OPEN = (
    select(MessageRow)
    .where(
        MessageRow.account_id == bindparam("account"),
        # Accepted ones too: some services give no id with their answer.
        col(MessageRow.state).in_([State.SENDING, State.UNCONFIRMED, State.ACCEPTED]),
        col(MessageRow.remote_id).is_(None),
        col(MessageRow.attempted_at).is_not(None),
    )
    .order_by(col(MessageRow.id))
)
_CONVERSATIONS = METADATA.tables["conversation"]
_THREADS = sql_select(
    col(ConversationRow.account_id),
    col(ConversationRow.line),
    col(ConversationRow.peer),
    col(ConversationRow.id),
    col(ConversationRow.last_at),
    col(ConversationRow.last_message_id),
    col(ConversationRow.unread),
).where(
    # By the number alone: with the account beside it SQLite may go through all that an account has.
    col(ConversationRow.peer).in_(bindparam("peers", expanding=True))
)
_NEW_THREADS = insert(_CONVERSATIONS).returning(_CONVERSATIONS.c.id, sort_by_parameter_order=True)
_STAND = (
    update(_CONVERSATIONS)
    .where(_CONVERSATIONS.c.id == bindparam("there"))
    .values(last_at=bindparam("at"), last_message_id=bindparam("message"), unread=bindparam("number"))
)
_MESSAGES = METADATA.tables["message"]
_INSERT = insert(_MESSAGES).returning(_MESSAGES.c.id, sort_by_parameter_order=True)
