"""What outcomes tell of a number, how it fades, and that a person's mark wins (idea 10, B13, B19)."""

import json
from datetime import datetime, timedelta

import pytest

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.delivery import State
from desktop.sms.reachability import Reach, Reachability
from desktop.store import accounts, messages, outbox, reach
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.tables import MessageRow
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, PEER, at, inbound, pull, receipt

SOON = at(60)
SECOND = "+447700900011"


def text(db: Database, *, line: str = LINE, seconds: float = 0, code: str | None = None) -> Message:
    """A text that was delivered, or failed with ``code``."""
    message = messages.queue(db, account_id=ACCOUNT, line=line, peer=PEER, body="ok", now=at(seconds))
    assert outbox.mark_sending(db, message.id, at(seconds))
    if code is None:
        outbox.accept(db, message.id, receipt(str(message.id), State.DELIVERED))
    else:
        outbox.fail(db, message.id, code, "")
    return message


def of(db: Database, *, line: str = LINE, now: datetime = SOON) -> Reach:
    return reach.of(db, PEER, now, account_id=ACCOUNT, line=line)


def test_a_new_number_is_unknown_and_a_delivered_one_says_when_and_by_which_line(db: Database) -> None:
    assert of(db) == Reach()
    message = text(db, line=SECOND, seconds=5)
    found = of(db)
    assert (found.what, found.since, found.line) == (Reachability.DELIVERED, at(5), SECOND)
    assert (found.delivered_at, found.delivered_by, found.message_id) == (at(5), SECOND, message.id)


@pytest.mark.parametrize(
    ("code", "what", "days"),
    [
        ("21614", Reachability.LANDLINE, 365),
        ("30006", Reachability.LANDLINE, 365),
        ("landline", Reachability.LANDLINE, 365),
        ("30005", Reachability.DEAD, 90),
        ("30003", Reachability.UNREACHABLE, 2),
        ("unreachable", Reachability.UNREACHABLE, 2),
    ],
)
def test_a_failure_teaches_and_fades(db: Database, code: str, what: Reachability, days: int) -> None:
    """B13; dead after 90 days → unknown."""
    text(db, code=code)
    assert (of(db).what, of(db).code, of(db).since) == (what, code, NOON)
    assert of(db, now=NOON + timedelta(days=days) - timedelta(seconds=1)).what is what
    assert of(db, now=NOON + timedelta(days=days)).what is Reachability.UNKNOWN


@pytest.mark.parametrize(
    ("service", "code", "words", "what"),
    [
        ("close", None, "The recipient is a landline.", Reachability.LANDLINE),
        ("close", "error", "The recipient is a landline.", Reachability.LANDLINE),
        ("salesmsg", None, "Error 30006: landline", Reachability.LANDLINE),
        ("salesmsg", "unknown_bad_number", "", Reachability.DEAD),
        ("voipms", "invalid_to_number", "", Reachability.DEAD),
        ("close", "21421", "", Reachability.DEAD),
        ("cliqtel", "21421", "", Reachability.UNKNOWN),
    ],
)
def test_what_the_service_said_in_words_teaches_as_well(
    db: Database, service: str, code: str | None, words: str, what: Reachability
) -> None:
    """Idea 10, C7: as the catalogue understands it."""
    accounts.learn(db, ACCOUNT, capabilities=json.dumps({"service": service}), balance=None, currency="")
    message = messages.queue(db, account_id=ACCOUNT, line=LINE, peer=PEER, body="ok", now=NOON)
    assert outbox.mark_sending(db, message.id, NOON)
    outbox.fail(db, message.id, code, words)
    assert of(db).what is what


def test_what_arrives_later_proves_otherwise(db: Database) -> None:
    text(db, code="21614")
    text(db, seconds=5)
    assert of(db).what is Reachability.DELIVERED
    text(db, code="30005", seconds=10)
    assert of(db).what is Reachability.DEAD
    pull(db, inbound("in", "I am here", seconds=20))
    assert of(db).what is Reachability.DELIVERED, "who writes is no landline and not dead"


def test_a_failure_that_says_nothing_of_the_number_teaches_nothing(db: Database) -> None:
    text(db)
    text(db, code="30007", seconds=5)
    assert of(db).what is Reachability.DELIVERED


def test_a_wrong_pair_concerns_one_line_and_names_another_that_worked(db: Database) -> None:
    """B19."""
    text(db, line=SECOND, seconds=1)
    text(db, code="21612", seconds=2)
    found = of(db)
    assert (found.what, found.delivered_by, found.line) == (Reachability.WRONG_PAIR, SECOND, LINE)
    assert of(db, line=SECOND).what is Reachability.DELIVERED
    assert of(db, line="").what is Reachability.DELIVERED
    pull(db, inbound("in", "Hi", seconds=3))
    assert of(db).what is Reachability.WRONG_PAIR, "their text proves nothing of ours"
    text(db, seconds=4)
    assert of(db).what is Reachability.DELIVERED


def test_an_opt_out_never_fades(db: Database) -> None:
    pull(db, inbound("in", "STOP"))
    assert of(db, now=NOON + timedelta(days=5000)).what is Reachability.OPTED_OUT
    assert of(db, line=SECOND).what is Reachability.DELIVERED


def test_a_persons_mark_wins_until_it_is_taken_back(db: Database, announced: list[Announcement]) -> None:
    text(db)
    announced.clear()
    reach.mark(db, PEER, reach.LANDLINE, at(9))
    assert isinstance(announced[0], MessagesChanged)
    assert (of(db).what, of(db).marked, of(db).since) == (Reachability.LANDLINE, True, at(9))
    assert of(db, now=NOON + timedelta(days=5000)).what is Reachability.LANDLINE
    text(db, code="21614", seconds=20)
    reach.mark(db, PEER, reach.MOBILE, at(30))
    assert reach.marked(db, PEER) == reach.MOBILE
    assert (of(db).what, of(db).marked) == (Reachability.DELIVERED, False)
    reach.mark(db, PEER, None, at(40))
    reach.mark(db, PEER, None, at(41))
    assert of(db).what is Reachability.LANDLINE and reach.marked(db, PEER) is None
    with pytest.raises(ValueError, match="mark"):
        reach.mark(db, PEER, "nonsense", at(50))


def test_a_text_that_is_gone_is_forgotten(db: Database) -> None:
    message = text(db, code="21614")
    with db.transaction() as session:
        session.delete(session.get_one(MessageRow, message.id))
    assert of(db).what is Reachability.UNKNOWN


def test_a_thread_of_any_length_is_read_by_its_newest_texts_alone(db: Database) -> None:
    """Every statement is answered by an index, and no more rows are read than are asked for."""
    text(db, code="21614")
    plans = []
    with db.reading() as session:
        for statement in (
            "SELECT id FROM conversation WHERE peer = 'x' ORDER BY last_at DESC LIMIT 20",
            "SELECT state FROM message WHERE conversation_id = 1 ORDER BY created_at DESC, id DESC LIMIT 60",
            "SELECT kind FROM consent WHERE account_id = 'a' AND line = 'l' AND peer = 'p'"
            " ORDER BY at DESC, id DESC LIMIT 1",
        ):
            rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
            plans += [row[3] for row in rows]
    assert all("USING" in plan and "INDEX" in plan for plan in plans), plans
    assert not any("TEMP B-TREE" in plan for plan in plans), plans
    assert OTHER != PEER
