"""The text that a part belongs to, as screens and commands show it: its words, what stopped it."""

from dataclasses import dataclass

from desktop.sms.delivery import State
from desktop.store import parts
from desktop.store.database import Database
from desktop.store.messages import Message, plain
from desktop.store.tables import MessageRow


@dataclass(frozen=True, slots=True)
class Stopped:
    """Which part stands in the way of a held one, and what was not sent because of it."""

    message_id: int
    place: int
    total: int
    state: State
    rest: tuple[int, ...]
    """The places of the parts that wait for a person."""


def siblings(db: Database, message: Message) -> list[Message]:
    """All parts of the text, in order, of one that was sent again the last try; of a whole text itself."""
    with db.reading() as session:
        row = session.get(MessageRow, message.id)
        if row is None:
            return [message]
        return [plain(one) for one in {one.group_place: one for one in parts.of_group(session, row)}.values()]


def whole(db: Database, message: Message) -> str:
    """The words of the text that a part belongs to, as far as it is here."""
    if message.part is None:
        return message.body
    return "".join(one.body for one in siblings(db, message))


def stopped(db: Database, message: Message) -> Stopped | None:
    """What stands in the way of a held part; ``None``: nothing does, or it is no part."""
    with db.reading() as session:
        row = None if message.part is None else session.get(MessageRow, message.id)
        if row is None:
            return None
        before = parts.before(session, row)
        while before is not None and before.state == State.HELD:
            before = parts.before(session, before)
        if before is None or before.id is None or before.group_place is None:
            return None
        rest = tuple(one.group_place or 0 for one in parts.held_rest(session, row))
        return Stopped(
            before.id, before.group_place, parts.total(row.group_id), State(before.state), tuple(sorted(rest))
        )


def behind(db: Database, message: Message) -> int:
    """How many held parts of the same text come after this one, and go with it when it is sent again."""
    with db.reading() as session:
        row = None if message.part is None else session.get(MessageRow, message.id)
        if row is None:
            return 0
        rest = parts.held_rest(session, row)
        return sum((one.group_place or 0) > (row.group_place or 0) for one in rest)
