"""Parts of one text that travel as texts of their own: their order, and what stops the rest of them (B7).

Each part is a row of its own in the outbox. The one promise: a part leaves only after the one before it was
taken. Where that one failed, or nobody knows what became of it, the rest is held until a person decides
(``held.send``, ``held.edit``, ``outbox.send_again``). ``gate`` asks at the last moment before a part leaves,
``halt`` says so at once.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desktop.sms.delivery import TAKEN, State
from desktop.sms.segments import parts as pieces
from desktop.store import counting, waited
from desktop.store.tables import MessageRow

RELEASED = "released"
"""Kept as a queued part's ``held_reason``: a person sent it although the part before it was not taken."""
_ENDED = (State.FAILED, State.UNCONFIRMED, State.STOPPED, State.HELD)


def cut(session: Session, account_id: str, body: str) -> list[str]:
    """``body`` as it has to leave this account: whole, unless the service takes single parts only."""
    policy = counting.told(session, account_id)
    return [body] if policy.utf8_bytes is None else pieces(body, policy) or [body]


def new_group(total: int) -> str:
    """A name that no other text's parts have; it tells how many there are."""
    return f"{uuid.uuid4().hex}/{total}"


def total(group_id: str | None) -> int:
    """How many parts there are, those that were taken back since included; 0 where it is no part."""
    digits = (group_id or "").rpartition("/")[2]
    return int(digits) if digits.isdecimal() else 0


def of_group(session: Session, row: MessageRow) -> Sequence[MessageRow]:
    """All rows of the text that a part belongs to, in order; of a part that was sent again each try.

    A text that is no part is alone.
    """
    if row.group_id is None:
        return [row]
    return session.exec(_GROUP, params={"group": row.group_id}).all()


def held_rest(session: Session, row: MessageRow) -> list[MessageRow]:
    """The held parts of the same text, in order."""
    return [one for one in of_group(session, row) if one.state == State.HELD]


def gate(session: Session, row: MessageRow) -> str:
    """Why a queued part must not leave yet, as a reason of ``waited``; "" where nothing is in its way."""
    if row.group_id is None or row.held_reason == RELEASED:
        return ""
    last = before(session, row)
    if last is None or last.state in TAKEN or last.state == State.STOPPED:
        return ""
    return waited.FOLLOWED if last.state == State.HELD else waited.PART


def halt(session: Session, row: MessageRow) -> None:
    """Inside the caller's transaction: a part did not get through, so what comes after it waits for a person.

    What comes after one that a person stopped is stopped as well.
    """
    if row.group_id is None or row.state not in _ENDED:
        return
    why = waited.FOLLOWED if row.state == State.HELD else waited.PART
    for one in of_group(session, row):
        if one.state == State.QUEUED and (one.group_place or 0) > (row.group_place or 0):
            if one.held_reason == RELEASED:
                break  # somebody decided about it, and so about those behind it
            waited.hold(session, one, why)
            if row.state == State.STOPPED:
                one.state, one.held_reason = State.STOPPED, ""


def before(session: Session, row: MessageRow) -> MessageRow | None:
    """The last try of the part before this one."""
    values = {"group": row.group_id, "place": (row.group_place or 1) - 1}
    return session.exec(_AT_PLACE, params=values).first()


# Made once: putting a statement together takes longer than what it asks.
_IN_GROUP = col(MessageRow.group_id) == bindparam("group")
_GROUP = select(MessageRow).where(_IN_GROUP).order_by(col(MessageRow.group_place), col(MessageRow.id))
_AT_PLACE = (
    select(MessageRow)
    .where(_IN_GROUP, col(MessageRow.group_place) == bindparam("place"))
    .order_by(col(MessageRow.id).desc())
    .limit(1)
)
