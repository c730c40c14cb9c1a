"""STOP and START as the store keeps them: learned with the text, never changed, and never sent past (B20)."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.announce import Announcement, Announcer, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import accounts, consent, held, messages, outbox, undo
from desktop.store.consent import OVERRIDE, REFUSED, START, STOP, Consent
from desktop.store.database import Database, open_database
from tests.store.texts import (
    ACCOUNT,
    LINE,
    OTHER,
    PEER,
    at,
    inbound,
    listed,
    now,
    pull,
    queued,
    receipt,
    sending,
)

ROOT = Path(__file__).parent.parent.parent


def state(db: Database, peer: str = PEER) -> Consent:
    return consent.state(db, ACCOUNT, LINE, peer)


def stop(
    db: Database, remote_id: str = "1", body: str = "STOP", *, seconds: float = 0, peer: str = PEER
) -> None:
    pull(db, inbound(remote_id, body, seconds=seconds, peer=peer))


def test_a_stop_holds_from_its_arrival_until_their_start(db: Database) -> None:
    """B20."""
    assert state(db) == Consent() and not state(db).stopped
    stop(db, body=" Stop. ")
    (text,) = messages.newest(db)
    assert state(db) == Consent(STOP, at(0), " Stop. ", text.id) and state(db).stopped
    pull(db, inbound("2", "STOP this bill!", seconds=5), inbound("3", "HELP", seconds=6))
    assert state(db).kind == STOP
    pull(db, inbound("4", "start", seconds=10))
    assert state(db).kind == START and not state(db).stopped
    assert [one.kind for one in consent.history(db, ACCOUNT, LINE, PEER)] == [STOP, START]


def test_it_concerns_one_line_of_one_account_and_one_number(db: Database) -> None:
    stop(db)
    assert not state(db, OTHER).stopped
    assert not consent.state(db, ACCOUNT, "+447700900011", PEER).stopped
    assert not consent.state(db, "b", LINE, PEER).stopped


def test_history_that_is_fetched_later_does_not_turn_time_round(db: Database) -> None:
    """The service's time decides, not the order of storing."""
    pull(db, inbound("9", "START", seconds=100))
    stop(db, "1", seconds=50)
    assert state(db).kind == START
    stop(db, "2", seconds=150)
    assert state(db).kind == STOP


@pytest.mark.parametrize(("first", "second"), [("STOP", "START"), ("START", "STOP")])
def test_of_the_same_second_a_stop_wins(db: Database, first: str, second: str) -> None:
    """Nobody can tell which came last, and pages come in any order."""
    pull(db, inbound("11", first, seconds=100))
    pull(db, inbound("10", second, seconds=100))
    assert state(db).stopped
    pull(db, inbound("12", "START", seconds=101))
    assert not state(db).stopped


@pytest.mark.parametrize("wrong", [-7200, 7200])
def test_a_start_lifts_a_refusal_that_only_our_clock_dates(db: Database, wrong: float) -> None:
    """Two clocks are involved: the order of storing counts, for a START of before as well."""
    pull(db, inbound("1", "START", seconds=10))
    message = sending(db, seconds=wrong)
    outbox.fail(db, message.id, "21610", "unsubscribed")
    assert (state(db).kind, state(db).message_id) == (REFUSED, message.id)
    pull(db, inbound("2", "START", seconds=5))
    assert state(db).kind == REFUSED, "history that is fetched later changes nothing"
    pull(db, inbound("3", "START", seconds=60))
    assert not state(db).stopped


def test_a_refusal_is_known_by_the_services_words_too(db: Database) -> None:
    """C7, B20: services that pass on another's failures give its number in their words."""
    accounts.learn(db, ACCOUNT, capabilities='{"service": "salesmsg"}', balance=None, currency="")
    outbox.fail(db, sending(db).id, "http_400", "[HTTP 400] 21610 Attempt to send to unsubscribed recipient")
    assert state(db).kind == REFUSED
    outbox.fail(db, sending(db, peer=OTHER).id, "http_400", "[HTTP 400] 21614 not a mobile number")
    assert not state(db, OTHER).stopped


def test_a_text_listed_twice_says_it_once(db: Database) -> None:
    stop(db)
    stop(db)
    pull(db, inbound("5", "STOP", seconds=1), inbound("5", "STOP", seconds=1))
    assert [one.kind for one in consent.history(db, ACCOUNT, LINE, PEER)] == [STOP, STOP]


@pytest.mark.parametrize("code", ["21610", "opted_out"])
def test_a_refusal_because_of_a_stop_elsewhere_locks_too(db: Database, code: str) -> None:
    """Demand 23: 21610 also locks."""
    message = sending(db, seconds=5)
    outbox.fail(db, message.id, code, "unsubscribed")
    assert (state(db).kind, state(db).since, state(db).message_id) == (REFUSED, at(5), message.id)


def test_a_refusal_that_comes_with_a_pull_locks_too_however_it_comes(db: Database) -> None:
    accepted = sending(db)
    outbox.accept(db, accepted.id, receipt("1"))
    failed = receipt("1", State.FAILED, error_code="opted_out")
    later = listed("1", state=State.FAILED)
    pull(db, type(later)(True, LINE, PEER, "ok", at(0), failed))
    assert state(db).kind == REFUSED
    elsewhere = receipt("7", State.FAILED, error_code="21610")
    pull(db, type(later)(True, LINE, OTHER, "from the portal", at(0), elsewhere))
    assert state(db, OTHER).kind == REFUSED


def test_another_failure_locks_nothing(db: Database) -> None:
    outbox.fail(db, sending(db).id, "30003", "off")
    assert not state(db).stopped


def test_an_admin_opens_again_with_a_reason_that_is_kept(db: Database, announced: list[Announcement]) -> None:
    """B20: an audited override."""
    assert consent.override(db, ACCOUNT, LINE, PEER, reason="asked by phone", now=at(9)) is None
    stop(db)
    with pytest.raises(ValueError, match="reason"):
        consent.override(db, ACCOUNT, LINE, PEER, reason="  ", now=at(9))
    announced.clear()
    # Our clock is behind the service's: the order of storing counts.
    assert consent.override(db, ACCOUNT, LINE, PEER, reason="asked by phone", now=at(-900)) is not None
    assert isinstance(announced[0], MessagesChanged)
    assert (state(db).kind, state(db).words, state(db).stopped) == (OVERRIDE, "asked by phone", False)
    stop(db, "2", seconds=60)
    assert state(db).kind == STOP
    assert {one.kind for one in consent.history(db, ACCOUNT, LINE, PEER)} == {STOP, OVERRIDE}


def test_the_log_outlives_the_text_and_goes_with_the_account(db: Database) -> None:
    stop(db)
    with db.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM message")
    assert (state(db).stopped, state(db).words, state(db).message_id) == (True, "STOP", None)
    accounts.forget(db, ACCOUNT)
    assert state(db) == Consent()


def test_a_text_queued_before_the_stop_does_not_leave_after_it(db: Database) -> None:
    """B20: at the last moment; it is held with its reason."""
    message = queued(db)
    other = queued(db, peer=OTHER)
    stop(db, seconds=1)
    assert not outbox.mark_sending(db, message.id, at(2))
    assert (now(db, message).state, now(db, message).held_reason) == (State.HELD, held.OPTED_OUT)
    assert now(db, message).attempts == 0
    assert outbox.mark_sending(db, other.id, at(2)), "others go on"
    assert not outbox.mark_sending(db, message.id, at(3))


def test_neither_a_click_on_send_nor_an_ended_window_nor_a_start_of_the_program_lets_it_out(
    db: Database,
) -> None:
    """B20: held and undo release."""
    message = messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=PEER, body="ok", now=at(0), undo=timedelta(seconds=5)
    )
    stop(db, seconds=1)
    assert undo.send_now(db, message.id)
    assert not outbox.mark_sending(db, message.id, at(2))
    assert held.send(db, message.id, at(3)) is None
    assert (now(db, message).state, now(db, message).held_reason) == (State.HELD, held.OPTED_OUT)
    waiting = queued(db, "again", seconds=4)
    assert held.review(db, ACCOUNT, at(5)) == 1
    assert now(db, waiting).held_reason == held.OPTED_OUT
    doubtful = sending(db, peer=OTHER)
    outbox.doubt(db, doubtful.id, at(6))
    stop(db, "2", seconds=7, peer=OTHER)
    again = outbox.send_again(db, doubtful.id, at(8))
    assert again is not None and not outbox.mark_sending(db, again.id, at(9))


def test_after_their_start_a_person_sends_what_was_held(db: Database) -> None:
    message = queued(db)
    stop(db, seconds=1)
    assert not outbox.mark_sending(db, message.id, at(2))
    pull(db, inbound("2", "START", seconds=3))
    assert now(db, message).state == State.HELD, "nothing goes out by itself"
    sent = held.send(db, message.id, at(4))
    assert sent is not None and outbox.mark_sending(db, sent.id, at(5))


MERGER = """
import sys
from datetime import timedelta
from pathlib import Path
from desktop.announce import Announcer
from desktop.store.database import open_database
from tests.store.texts import inbound, pull
db = open_database(Path(sys.argv[1]), Announcer())
print("ready", flush=True)
sys.stdin.readline()
for place in range(int(sys.argv[2])):
    pull(db, inbound(str(place), "STOP", seconds=1, peer=f"+4477009{place:05}"))
db.close()
"""


def test_a_stop_that_another_process_stores_stops_the_text_of_this_one(tmp_path: Path) -> None:
    """B20: two processes of one profile; whoever commits first wins, and no text leaves after a STOP."""
    number = 25
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    texts = [queued(db, peer=f"+4477009{place:05}") for place in range(number)]
    with subprocess.Popen(
        [sys.executable, "-c", MERGER, str(path), str(number)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        first = outbox.mark_sending(db, texts[0].id, at(2))
        other.stdin.write("\n")
        other.stdin.flush()
        left = [outbox.mark_sending(db, text.id, at(2)) for text in texts[1:-1]]
        assert other.wait() == 0
    assert first and not outbox.mark_sending(db, texts[-1].id, at(3)), (
        "one before it began, one after it ended"
    )
    for text, went in zip(texts, [first, *left, False], strict=True):
        assert now(db, text).state == (State.SENDING if went else State.HELD)
        assert consent.state(db, ACCOUNT, LINE, text.peer).stopped
    db.close()
    with closing(sqlite3.connect(path)) as connection:
        # Both are dated by their commits' order: what left was marked before its STOP was stored.
        query = "SELECT count(*) FROM consent WHERE kind = 'stop'"
        assert connection.execute(query).fetchone() == (number,)
