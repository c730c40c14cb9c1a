"""What screens are told of the text that a part belongs to (B7)."""

from desktop.sms.delivery import State
from desktop.store import messages, parts
from desktop.store.database import Database
from desktop.store.part_group import Stopped, behind, siblings, stopped, whole
from tests.store.texts import ACCOUNT, LINE, PEER, at, queued


def test_a_part_tells_the_whole_text_and_what_stopped_the_rest_of_it(db: Database) -> None:
    with db.transaction() as session:
        group = parts.new_group(3)
        rows = [
            messages.queue_row(
                session, account_id=ACCOUNT, line=LINE, peer=PEER, body=body, now=at(0), part=(group, place)
            )
            for place, body in enumerate(("one ", "two ", "three"), 1)
        ]
        rows[0].state, rows[1].state, rows[2].state = State.ACCEPTED, State.FAILED, State.HELD
        failed_again = messages.queue_again(session, rows[1], at(5))
        failed_again.state = State.UNCONFIRMED
    first, failed, third, again = sorted(messages.newest(db), key=lambda one: one.id)
    assert [one.id for one in siblings(db, third)] == [first.id, again.id, third.id]
    assert whole(db, first) == "one two three"
    assert stopped(db, third) == Stopped(again.id, 2, 3, State.UNCONFIRMED, (3,))
    assert behind(db, failed) == 1 and behind(db, third) == 0
    assert stopped(db, first) is None


def test_a_whole_text_is_alone(db: Database) -> None:
    text = queued(db, "Hello")
    assert (siblings(db, text), whole(db, text)) == ([text], "Hello")
    assert stopped(db, text) is None and behind(db, text) == 0
