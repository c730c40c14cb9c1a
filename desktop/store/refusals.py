"""Whether a text was refused before in a way that a repetition cannot change: the check before every Send.

Look here for the one rule that keeps words from going out unchanged after a refusal for a wrong number, an
opt-out or the words themselves (classes N, K and C); whoever takes a failed text up again has to change it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, partial
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session, col

from desktop.sms import errors
from desktop.sms.delivery import State
from desktop.sms.errors import Entry, ErrorClass, Step
from desktop.sms.reachability import Lesson, taught_by
from desktop.sms.remedy import NEVER_UNCHANGED
from desktop.sms.same_words import core
from desktop.store.accounts import service_of
from desktop.store.consent import is_stopped
from desktop.store.database import Database
from desktop.store.reach import MOBILE
from desktop.store.tables import ConversationRow, MessageRow, NumberMarkRow

_OF_NUMBER = (Lesson.LANDLINE, Lesson.DEAD)
"""What is true of a number, whoever texts it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The same words failed before for good."""

    entry: Entry
    at: datetime
    message_id: int


def refused_before(db: Database, account_id: str, line: str, peer: str, body: str) -> Refused | None:
    """The last failure of these very words to this number, if sending them again cannot end otherwise.

    See ``refused_words``. ``body`` as it would leave (``segments.outgoing``). Raises ``StoreError``.
    """
    return refused_words(db, account_id, line, peer).get(core(body))


def refused_words(db: Database, account_id: str, line: str, peer: str) -> dict[str, Refused]:
    """All words that must not go out to this number again as they are, with their last failure.

    By what makes them the same words (``same_words.core``).

    Refused words count for ever, from whichever line of the account: another service, with other carriers,
    may let them through. An opt-out counts for its own line, until their START. A number that is a landline
    or not in use is that for every account, until something arrived since or a person says that it works;
    where nobody can tell what is wrong with it, for this account alone. Raises ``StoreError``.
    """
    with db.reading() as session:
        return refused_in(session, account_id, line, peer)


def refused_in(session: Session, account_id: str, line: str, peer: str) -> dict[str, Refused]:
    """As ``refused_words``, inside the caller's session."""
    found: dict[str, Refused] = {}
    since = _Since(session, account_id, line, peer)
    for account in dict.fromkeys((account_id, *_accounts(session, peer))):
        service = service_of(session, account)
        for row in session.connection().execute(_FAILED, {"account": account, "peer": peer}).all():
            words = core(row.body)
            if words in found and found[words].at >= row.created_at:
                continue
            entry = errors.find(service, row.error_code, row.error_text)
            if entry is None or entry.group not in NEVER_UNCHANGED:
                continue
            if _concerns(row, entry, line, same_account=account == account_id) and _holds(since, row, entry):
                found[words] = Refused(entry, row.created_at, row.id)
    return found


def is_refused(session: Session, row: MessageRow) -> bool:
    """Whether a text that waits here says words that must not go out again as they are."""
    return core(row.body) in refused_in(session, row.account_id, row.line, row.peer)


def refused_among(session: Session, rows: Sequence[MessageRow]) -> set[int | None]:
    """Which of these texts say words that must not go out again as they are: their ids.

    Only numbers to which another text failed as well are looked at, and each once.
    """
    failures = Counter[str]()
    peers = list({row.peer for row in rows})
    for account in session.connection().execute(_ACCOUNTS_OF, {"peers": peers}).scalars().all():
        counted = session.connection().execute(_COUNTED, {"account": account, "peers": peers})
        failures.update(dict(counted.all()))
    refused = cache(partial(refused_in, session))
    return {
        row.id
        for row in rows
        if failures[row.peer] > 1 and core(row.body) in refused(row.account_id, row.line, row.peer)
    }


class _Since:
    """What may have lifted refusals to one number: each read once, for hundreds of failures go by it."""

    def __init__(self, session: Session, account_id: str, line: str, peer: str) -> None:
        self._session = session
        self._account_id = account_id
        self.line = line
        self._peer = peer

    @cached_property
    def stopped(self) -> bool:
        """Whether they opted out of this line."""
        return is_stopped(self._session, self._account_id, self.line, self._peer)

    @cached_property
    def works(self) -> datetime | None:
        """When a person said that the number works."""
        mark = self._session.connection().execute(_MARK, {"peer": self._peer}).first()
        return mark.at if mark is not None and mark.mark == MOBILE else None

    @cached_property
    def arrived(self) -> datetime | None:
        """When a text of ours was delivered to this number, or one of theirs came: the last time."""
        connection = self._session.connection()
        threads = connection.execute(_THREADS, {"peer": self._peer}).scalars().all()
        # One conversation at a time: by the index on its order, up to the first that is proof.
        newest = [connection.execute(_ARRIVED, {"there": thread}).scalar() for thread in threads]
        return max((at for at in newest if at is not None), default=None)


def _accounts(session: Session, peer: str) -> Iterable[str]:
    return session.connection().execute(_ACCOUNTS, {"peer": peer}).scalars().all()


def _concerns(row: Row[*tuple[Any, ...]], entry: Entry, line: str, *, same_account: bool) -> bool:
    """Whether a failure says something of a text from ``line``."""
    if not same_account:
        return entry.group is ErrorClass.NUMBER and taught_by(entry) in _OF_NUMBER
    if entry.group is ErrorClass.CONSENT or entry.step is Step.CHANGE_RECIPIENT:
        return bool(row.line == line)
    return True


def _holds(since: _Since, row: Row[*tuple[Any, ...]], entry: Entry) -> bool:
    if entry.group is ErrorClass.CONTENT:
        return True
    if entry.step is Step.SHOW_STOP:
        return since.stopped
    if since.works is not None and since.works >= row.created_at:
        return False
    return since.arrived is None or since.arrived <= row.created_at


# Made once: putting a statement together takes longer than what it asks.
# The failed texts to a number, newest first, by the index on account and state.
_WHAT_FAILED = (
    col(MessageRow.account_id) == bindparam("account"),
    col(MessageRow.state) == State.FAILED,
    col(MessageRow.outbound).is_(True),
)
_FAILED = (
    select(
        col(MessageRow.id),
        col(MessageRow.body),
        col(MessageRow.line),
        col(MessageRow.created_at),
        col(MessageRow.error_code),
        col(MessageRow.error_text),
    )
    .where(*_WHAT_FAILED, col(MessageRow.peer) == bindparam("peer"))
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
)
_PEERS: Any = bindparam("peers", expanding=True)
_COUNTED = (
    select(col(MessageRow.peer), func.count())
    .where(*_WHAT_FAILED, col(MessageRow.peer).in_(_PEERS))
    .group_by(col(MessageRow.peer))
)
_ACCOUNTS_OF = select(col(ConversationRow.account_id)).where(col(ConversationRow.peer).in_(_PEERS)).distinct()
_MARK = select(col(NumberMarkRow.mark), col(NumberMarkRow.at)).where(
    col(NumberMarkRow.peer) == bindparam("peer")
)
_ACCOUNTS = select(col(ConversationRow.account_id)).where(col(ConversationRow.peer) == bindparam("peer"))
_THREADS = select(col(ConversationRow.id)).where(col(ConversationRow.peer) == bindparam("peer"))
_ARRIVED = (
    select(col(MessageRow.created_at))
    .where(
        col(MessageRow.conversation_id) == bindparam("there"),
        col(MessageRow.state).in_([State.DELIVERED, State.RECEIVED]),
    )
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(1)
)
