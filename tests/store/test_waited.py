"""Why a text that waited behind a refusal is held for a person instead of leaving by itself (idea 8, C11)."""

from datetime import timedelta

from desktop.sms.delivery import State
from desktop.store import held, outbox, refused
from desktop.store.database import Database
from desktop.store.messages import Message
from tests.store.texts import ACCOUNT, OTHER, at, inbound, now, pull, queued, receipt


def put_off(db: Database, text: Message, *, seconds: float) -> None:
    """It left so many seconds after noon, and the service refused it for the moment."""
    assert outbox.mark_sending(db, text.id, at(seconds))
    assert refused.later(db, text.id, at(seconds), code="21611", text="Queue full")


def reasons(db: Database, *texts: Message) -> list[str]:
    """Why each is held; its state where it is not."""
    return [found.held_reason or str(found.state) for found in (now(db, text) for text in texts)]


def test_a_text_that_was_put_off_stays_here_once_they_answered(db: Database) -> None:
    """It was written minutes ago, and by somebody who had not read what came since."""
    text, after, other = queued(db, "Shall I come?"), queued(db, "I am ready"), queued(db, peer=OTHER)
    put_off(db, text, seconds=1)
    pull(db, inbound("1", "No, closed now", seconds=20))
    assert not outbox.mark_sending(db, text.id, at(31))
    assert reasons(db, text, after, other) == [held.ANSWERED, held.FOLLOWED, "queued"]
    found = now(db, text)
    assert (found.due_at, found.error_code, found.error_text, found.attempts) == (None, None, "", 1)
    assert outbox.due(db, ACCOUNT, at(32)) == [now(db, other)]


def test_a_text_behind_one_that_was_put_off_is_held_once_it_is_old(db: Database) -> None:
    """The first was to go by itself, which was said beside it; of the second nobody knew."""
    first, second = queued(db, "one"), queued(db, "I am at the door")
    for seconds in (1, 32, 160, 470):
        put_off(db, first, seconds=seconds)
    young = queued(db, "two", seconds=1300)
    assert outbox.mark_sending(db, first.id, at(1400))
    outbox.accept(db, first.id, receipt("7"))
    assert not outbox.mark_sending(db, second.id, at(1401))
    assert reasons(db, first, second, young) == ["accepted", held.OLD, held.FOLLOWED]


def test_a_young_text_behind_one_that_was_put_off_leaves_after_it(db: Database) -> None:
    first, second = queued(db, "one"), queued(db, "two")
    put_off(db, first, seconds=1)
    assert outbox.mark_sending(db, first.id, at(32))
    outbox.accept(db, first.id, receipt("7"))
    assert outbox.mark_sending(db, second.id, at(33))


def test_an_answer_to_what_was_never_put_off_holds_nothing(db: Database) -> None:
    """Somebody who writes quickly is not stopped by each text that comes."""
    text = queued(db)
    pull(db, inbound("1", seconds=2))
    assert outbox.mark_sending(db, text.id, at(3600)), "it only waited for its turn"


def test_a_service_that_is_too_fast_for_an_hour_leaves_it_to_a_person(db: Database) -> None:
    text = queued(db)
    for seconds in (0, 900, 1800, 2700, 3599):
        assert outbox.mark_sending(db, text.id, at(seconds))
        refused.put_off(db, text.id, at(seconds), wait=timedelta(seconds=5))
    assert not outbox.mark_sending(db, text.id, at(3700))
    assert reasons(db, text) == [held.OLD]


def test_a_stop_that_comes_while_a_text_is_put_off_leaves_no_trace_of_the_refusal(db: Database) -> None:
    """B20: what is said of it is their STOP, and no time at which it would go again."""
    text = queued(db)
    put_off(db, text, seconds=1)
    pull(db, inbound("1", "STOP", seconds=20))
    assert not outbox.mark_sending(db, text.id, at(31))
    found = now(db, text)
    assert (found.state, found.held_reason) == (State.HELD, held.OPTED_OUT)
    assert (found.due_at, found.error_code, found.error_text) == (None, None, "")
