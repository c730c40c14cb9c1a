"""Sending once more: a whole text by itself, a part with those behind it (B7)."""

from functools import partial

from sqlmodel import col, select

from desktop.sms.delivery import State
from desktop.store import messages, parts
from desktop.store.database import Database
from desktop.store.part_again import again
from desktop.store.tables import MessageRow
from tests.store.texts import ACCOUNT, LINE, PEER, at


def test_a_whole_text_goes_alone_and_a_part_takes_the_held_ones_behind_it_along(db: Database) -> None:
    """C15: the row that was there before stays as it is."""
    with db.transaction() as session:
        queued = partial(messages.queue_row, session, account_id=ACCOUNT, line=LINE, peer=PEER, now=at(0))
        alone = queued(body="alone")
        group = parts.new_group(3)
        three = [queued(body=f"part {number}", part=(group, number)) for number in (1, 2, 3)]
        three[0].state, three[1].state, three[2].state = State.ACCEPTED, State.FAILED, State.HELD
        assert again(session, alone, at(5)).group_id is None
        assert again(session, three[1], at(5)).group_place == 2
        rows = session.exec(select(MessageRow).order_by(col(MessageRow.id))).all()
        assert [(one.body, one.state) for one in rows] == [
            ("alone", State.QUEUED),
            ("part 1", State.ACCEPTED),
            ("part 2", State.FAILED),
            ("alone", State.QUEUED),
            ("part 2", State.QUEUED),
            ("part 3", State.QUEUED),
        ]
