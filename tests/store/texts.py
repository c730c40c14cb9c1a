"""What the tests of merging and sending are made of: listed texts, receipts, and looks at the rows."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from desktop.sms.delivery import State
from desktop.store import doubts, messages, outbox
from desktop.store.binding import Receipt
from desktop.store.database import Database
from desktop.store.merge import Listed, Merged, merge
from desktop.store.messages import Message

ACCOUNT = "a"
LINE, PEER, OTHER = "+447700900010", "+447700900123", "+447700900211"
NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
DELAY, WINDOW = timedelta(seconds=5), timedelta(seconds=60)


def at(seconds: float) -> datetime:
    """So many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def queued(db: Database, body: str = "ok", *, seconds: float = 0, peer: str = PEER) -> Message:
    """A text for which somebody pressed Send."""
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=peer, body=body, now=at(seconds))


def sending(db: Database, body: str = "ok", *, seconds: float = 0, peer: str = PEER) -> Message:
    """A text whose request is on the wire."""
    message = queued(db, body, seconds=seconds, peer=peer)
    assert outbox.mark_sending(db, message.id, at(seconds))
    return now(db, message)


def doubted(db: Database, body: str = "ok", *, seconds: float = 0, peer: str = PEER) -> Message:
    """A text whose request got no usable answer, a second after it left."""
    message = sending(db, body, seconds=seconds, peer=peer)
    outbox.doubt(db, message.id, at(seconds + 1))
    return now(db, message)


def now(db: Database, message: Message) -> Message:
    """The text as it stands."""
    found = messages.get(db, message.id)
    assert found is not None
    return found


def receipt(remote_id: str, state: State = State.ACCEPTED, **more: str) -> Receipt:
    """A service's word on a text."""
    return Receipt(remote_id=remote_id, state=state, remote_status=more.pop("word", state.value), **more)  # type: ignore[arg-type]


def listed(
    remote_id: str,
    body: str = "ok",
    *,
    seconds: float = 0,
    state: State = State.ACCEPTED,
    peer: str = PEER,
    outbound: bool = True,
) -> Listed:
    """A text as the service lists it."""
    return Listed(outbound, LINE, peer, body, at(seconds), receipt(remote_id, state))


def inbound(remote_id: str, body: str = "Hi", *, seconds: float = 0, peer: str = PEER) -> Listed:
    """A text from a customer as the service lists it."""
    return listed(remote_id, body, seconds=seconds, state=State.RECEIVED, peer=peer, outbound=False)


def pull(db: Database, *page: Listed, unread_since: datetime | None = None) -> Merged:
    """A page arrives."""
    return merge(db, ACCOUNT, page, window=WINDOW, now=NOON, unread_since=unread_since)


def rows(db: Database) -> list[tuple[str | None, str, str, bool]]:
    """Every text as (remote id, body, state, sent elsewhere), oldest first."""
    return [
        (one.remote_id, one.body, str(one.state), one.outside)
        for one in sorted(messages.newest(db), key=lambda one: (one.created_at, one.id))
    ]


def by_id(db: Database, texts: Sequence[Message]) -> list[tuple[str | None, str]]:
    """(remote id, state) of these texts as they stand."""
    return [(found.remote_id, str(found.state)) for found in (now(db, text) for text in texts)]


def due(db: Database, seconds: float = 0, busy: set[int] | None = None) -> list[str]:
    """The texts that may go out so many seconds after noon."""
    return [message.body for message in outbox.due(db, ACCOUNT, at(seconds), busy=busy or ())]


def look(db: Database, began: float, complete_since: float = -3600) -> int:
    """A pull that began so many seconds after noon has completed; how many texts it now asks about."""
    return doubts.looked(
        db, ACCOUNT, began=at(began), complete_since=at(complete_since), delay=DELAY, window=WINDOW
    )
