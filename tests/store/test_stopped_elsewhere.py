"""Which lines of ours somebody told to stop, and what preflight of another line is told of it (B20)."""

import pytest

from desktop.sms.delivery import State
from desktop.sms.preflight import Rule, Stopped, preflight
from desktop.store import blocked, consent, lines, messages
from desktop.store.consent import BLOCKED, STOP
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.merge import Listed, merge
from desktop.store.preflight_facts import Given, gather
from desktop.store.stopped_elsewhere import places
from tests.asked import asked
from tests.store.texts import LINE, NOON, PEER, WINDOW, at, receipt

HERE, OTHER = ("close", LINE), ("twilio", "+12125550142")


@pytest.fixture
def db_with_lines(db: Database) -> Database:
    for account, number in (HERE, OTHER):
        lines.replace(db, account, [Line(account, "1", number, account, can_send=True, can_receive=True)])
    return db


def came(db: Database, line: tuple[str, str], seconds: float, body: str) -> None:
    account, number = line
    text = Listed(False, number, PEER, body, at(seconds), receipt(f"{seconds}", State.RECEIVED))
    merge(db, account, [text], window=WINDOW, now=NOON)


def found(db: Database) -> list[tuple[str, str, str]]:
    with db.reading() as session:
        return [(one.account_id, one.line, one.held.kind) for one in places(session, PEER)]


def told(db: Database) -> Stopped | None:
    return gather(db, *HERE, PEER, at(60), Given()).stopped_elsewhere


def test_a_stop_to_one_line_is_told_to_another_one_with_its_text(db_with_lines: Database) -> None:
    came(db_with_lines, HERE, 1, "Hello")
    assert (found(db_with_lines), told(db_with_lines)) == ([], None)
    came(db_with_lines, OTHER, 2, "STOP")
    text = messages.newest(db_with_lines, limit=1)[0]
    assert found(db_with_lines) == [(*OTHER, STOP)]
    assert told(db_with_lines) == Stopped(at(2), "STOP", text.id, line=OTHER[1])
    codes = [one.code for one in preflight("Hi", gather(db_with_lines, *HERE, PEER, at(60), Given()))]
    assert codes == [Rule.STOPPED_ELSEWHERE]
    there = gather(db_with_lines, *OTHER, PEER, at(60), Given())
    assert there.stopped is not None and there.stopped_elsewhere is None


def test_their_start_there_or_a_later_one_here_ends_it(db_with_lines: Database) -> None:
    came(db_with_lines, OTHER, 2, "STOP")
    came(db_with_lines, HERE, 1, "START")
    assert told(db_with_lines) is not None, "older than the STOP"
    came(db_with_lines, HERE, 3, "START")
    assert told(db_with_lines) is None and found(db_with_lines) == [(*OTHER, STOP)]
    came(db_with_lines, OTHER, 4, "START")
    assert found(db_with_lines) == []


def test_a_block_in_another_accounts_phone_book_is_told_without_any_text(db_with_lines: Database) -> None:
    blocked.keep(db_with_lines, OTHER[0], [PEER], at(5))
    assert found(db_with_lines) == [(OTHER[0], "", BLOCKED)]
    assert told(db_with_lines) == Stopped(at(5), blocked=True)
    blocked.keep(db_with_lines, OTHER[0], [], at(6))
    blocked.keep(db_with_lines, HERE[0], [PEER], at(7))
    assert told(db_with_lines) is None, "this line's own block is told as such"
    assert consent.state(db_with_lines, *HERE, PEER).stopped


def test_where_nobody_said_stop_it_costs_one_question_by_index(db_with_lines: Database) -> None:
    """Preflight asks it whenever a conversation is opened."""
    came(db_with_lines, HERE, 1, "Hello")
    with asked() as statements, db_with_lines.reading() as session:
        places(session, PEER)
    assert len(statements) == 1
    with db_with_lines.reading() as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN " + statements[0], (PEER,) * statements[0].count("?")
        )
        steps = [row[-1] for row in plan]
    assert not [one for one in steps if one.startswith("SCAN") and ("consent" in one or "blocked" in one)], (
        steps
    )
