"""Whether a text was refused before in a way that a repetition cannot change: the check before every Send.

Look here for the one rule that keeps words from going out unchanged after a refusal for a wrong number, an
opt-out or the words themselves (classes N, K and C); whoever takes a failed text up again has to change it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session, col, select

from desktop.sms import errors
from desktop.sms.delivery import State
from desktop.sms.errors import Entry, ErrorClass, Step
from desktop.sms.remedy import NEVER_UNCHANGED
from desktop.sms.same_words import core
from desktop.store.accounts import service_of
from desktop.store.consent import is_stopped
from desktop.store.database import Database
from desktop.store.reach import MOBILE
from desktop.store.tables import ConversationRow, MessageRow, NumberMarkRow


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

    A wrong number counts until something arrived since, or a person says that it works; an opt-out until
    their START; refused words for ever, and from whichever line. Raises ``StoreError``.
    """
    found: dict[str, Refused] = {}
    with db.reading() as session:
        service = service_of(session, account_id)
        since = _Since(session, account_id, line, peer)
        for row in _failed(session, account_id, peer):
            words = core(row.body)
            if words in found:
                continue
            entry = errors.find(service, row.error_code, row.error_text)
            if entry is None or entry.group not in NEVER_UNCHANGED:
                continue
            if _holds(since, row, entry):
                found[words] = Refused(entry, row.created_at, row.id or 0)
    return found


def _failed(session: Session, account_id: str, peer: str) -> list[MessageRow]:
    """The failed texts to a number, newest first, by the index on account and state."""
    query = (
        select(MessageRow)
        .where(
            MessageRow.account_id == account_id,
            MessageRow.state == State.FAILED,
            col(MessageRow.outbound).is_(True),
            MessageRow.peer == peer,
        )
        .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    )
    return list(session.exec(query).all())


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
        mark = self._session.get(NumberMarkRow, self._peer)
        return mark.at if mark is not None and mark.mark == MOBILE else None

    @cached_property
    def arrived(self) -> datetime | None:
        """When a text of ours was delivered to this number, or one of theirs came: the last time."""
        threads = self._session.exec(select(ConversationRow.id).where(ConversationRow.peer == self._peer))
        newest = (
            # One conversation at a time: by the index on its order, up to the first that is proof.
            self._session.exec(
                select(MessageRow.created_at)
                .where(
                    MessageRow.conversation_id == thread,
                    col(MessageRow.state).in_([State.DELIVERED, State.RECEIVED]),
                )
                .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
                .limit(1)
            ).first()
            for thread in threads.all()
        )
        return max((at for at in newest if at is not None), default=None)


def _holds(since: _Since, row: MessageRow, entry: Entry) -> bool:
    if entry.group is ErrorClass.CONTENT:
        return True
    if entry.group is ErrorClass.CONSENT and row.line != since.line:
        return False
    if entry.step is Step.SHOW_STOP:
        return since.stopped
    if since.works is not None and since.works >= row.created_at:
        return False
    return since.arrived is None or since.arrived <= row.created_at
