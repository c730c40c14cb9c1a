"""Parts of a text that leave as texts of their own: their order, and what a person decides about the rest."""

from datetime import timedelta

import pytest

from desktop.announce import Announcement, MessagesChanged, TextQueued
from desktop.providers.base import Capabilities
from desktop.sms.delivery import State
from desktop.sms.preflight import Rule, preflight
from desktop.sms.segments import SEPARATE_160_BYTES
from desktop.store import accounts, drafts, failures, held, messages, outbox, refused, undo
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.part_group import Stopped, behind, siblings, stopped, whole
from desktop.store.preflight_facts import Given, gather
from desktop.sync.translate import stored_capabilities
from tests.store.texts import ACCOUNT, LINE, PEER, at, listed, pull, queued, receipt

LONG = " ".join(f"{number:02d}" + "x" * 155 for number in range(1, 5))
"""Four words that need a text each."""
FIVE = timedelta(seconds=5)


@pytest.fixture(autouse=True)
def account(db: Database) -> None:
    """The service takes 160 bytes a text."""
    told = stored_capabilities(Capabilities(service="voipms", policy=SEPARATE_160_BYTES))
    accounts.learn(db, ACCOUNT, capabilities=told, balance=None, currency="")


def written(db: Database, body: str = LONG, *, undo: timedelta | None = None) -> Message:
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=PEER, body=body, now=at(0), undo=undo)


def stand(db: Database) -> list[tuple[tuple[int, int] | None, State, str]]:
    """Each text as (part, state, why it is held), in the order of storing."""
    found = sorted(messages.newest(db), key=lambda one: one.id)
    return [(one.part, one.state, one.held_reason) for one in found]


def step(db: Database, seconds: float = 0) -> Message | None:
    """What leaves next: it is on the wire now. What must not leave is passed."""
    for _ in range(10):
        due = outbox.due(db, ACCOUNT, at(seconds))
        if not due:
            return None
        if outbox.mark_sending(db, due[0].id, at(seconds)):
            return due[0]
    raise AssertionError


def take(db: Database, number: int, seconds: float = 0) -> Message:
    """The next text leaves, and the service takes it."""
    sent = step(db, seconds)
    assert sent is not None
    outbox.accept(db, sent.id, receipt(str(number)))
    return sent


def test_a_long_text_is_queued_as_parts_of_one_group_in_one_step(
    db: Database, announced: list[Announcement]
) -> None:
    """B7: one transaction, one announcement; joined they are the text."""
    announced.clear()
    first = written(db)
    assert announced == [MessagesChanged(frozenset({first.conversation_id})), TextQueued(ACCOUNT)]
    assert stand(db) == [((place, 4), State.QUEUED, "") for place in (1, 2, 3, 4)]
    assert first.part == (1, 4) and whole(db, first) == LONG
    assert len({one.group_id for one in messages.newest(db)}) == 1
    assert all(len(one.body.strip().encode()) <= 160 for one in messages.newest(db))


def test_a_short_text_is_no_part_and_neither_is_any_where_the_service_cuts(db: Database) -> None:
    assert written(db, "Hello").part is None
    other = messages.queue(db, account_id="b", line=LINE, peer=PEER, body=LONG)
    assert (other.part, other.body) == (None, LONG)
    assert whole(db, other) == LONG and siblings(db, other) == [other]


def test_a_part_leaves_only_after_the_one_before_it_was_taken(db: Database) -> None:
    """B7: also where another text of the conversation waits."""
    written(db)
    queued(db, "behind")
    sent = step(db)
    assert sent is not None and sent.part == (1, 4)
    assert step(db) is None
    outbox.accept(db, sent.id, receipt("1"))
    assert [take(db, number).body[:2] for number in (2, 3, 4, 5)] == ["02", "03", "04", "be"]


def test_a_part_that_certainly_did_not_leave_goes_again_before_the_next(db: Database) -> None:
    """The network was pulled before the request: nothing is decided by anybody."""
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    outbox.requeue(db, sent.id, None)
    assert take(db, 2).id == sent.id and take(db, 3).part == (3, 4)


@pytest.mark.parametrize(
    "ends", ["fails", "is unconfirmed", "dies", "is put off for good", "its line is gone"]
)
def test_the_rest_waits_for_a_person_when_a_part_does_not_get_through(db: Database, ends: str) -> None:
    """B7: a failure, or an outcome that nobody knows, stops what comes after it."""
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    state = State.UNCONFIRMED
    if ends == "is unconfirmed":
        outbox.doubt(db, sent.id, at(1), why=outbox.TIMED_OUT)
    elif ends == "dies":
        outbox.recover(db, at(1))
    else:
        state = State.FAILED
        if ends == "is put off for good":
            for _ in range(refused.MOST - 1):
                refused.later(db, sent.id, at(1), code="x", text="")
                assert stand(db)[2][1] is State.QUEUED
                outbox.mark_sending(db, sent.id, at(9_000))
            refused.later(db, sent.id, at(1), code="x", text="")
        else:
            outbox.fail(db, sent.id, "sms_failed" if ends == "fails" else "line_gone", "")
    held_now = ((3, 4), State.HELD, held.PART), ((4, 4), State.HELD, held.PART)
    assert stand(db) == [((1, 4), State.ACCEPTED, ""), ((2, 4), state, ""), *held_now]
    assert step(db, 3600) is None
    third = next(one for one in messages.newest(db) if one.part == (3, 4))
    assert stopped(db, third) == Stopped(sent.id, 2, 4, state, (3, 4))
    assert behind(db, sent) == 2 and stopped(db, sent) is not None


def test_the_rest_can_be_sent_without_the_part_that_failed(db: Database) -> None:
    """B7: a person's decision; once is once."""
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    outbox.fail(db, sent.id, "sms_failed", "")
    (third, _) = held.waiting(db, sent.conversation_id)
    released = held.send(db, third.id, at(5))
    assert released is not None and held.send(db, third.id, at(5)) is None
    assert [take(db, number, 6).part for number in (2, 3)] == [(3, 4), (4, 4)]
    assert step(db, 7) is None and whole(db, sent) == LONG


def test_the_failed_part_and_the_rest_are_sent_again_in_order(db: Database) -> None:
    """B7: from the failure inbox or the thread."""
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    outbox.fail(db, sent.id, "sms_failed", "")
    done = failures.resend(db, [sent.id], at(5), None)
    assert done.passed_over == 0
    assert [take(db, number, 6).part for number in (2, 3, 4)] == [(2, 4), (3, 4), (4, 4)]
    assert whole(db, sent) == LONG


def test_sending_again_that_is_undone_lets_the_rest_wait_again(db: Database) -> None:
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    outbox.fail(db, sent.id, "sms_failed", "")
    done = failures.resend(db, [sent.id], at(5), FIVE)
    assert failures.take_back(db, done, at(6)) == 1
    assert [state for _, state, _ in stand(db)][2:] == [State.HELD, State.HELD]
    assert step(db, 60) is None


def test_an_unconfirmed_part_is_sent_again_with_the_rest_behind_it(db: Database) -> None:
    """B7: a person's click, and only one."""
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    outbox.doubt(db, sent.id, at(1))
    assert outbox.send_again(db, sent.id, at(40)) is not None
    assert outbox.send_again(db, sent.id, at(40)) is None
    assert [take(db, number, 41).part for number in (2, 3, 4)] == [(2, 4), (3, 4), (4, 4)]


def test_an_unconfirmed_part_that_a_pull_finds_leaves_the_decision_about_the_rest_to_a_person(
    db: Database,
) -> None:
    """B7: its white space may be gone in the list."""
    written(db)
    take(db, 1)
    sent = step(db)
    assert sent is not None and sent.body.endswith(" ")
    outbox.doubt(db, sent.id, at(1))
    pull(db, listed("77", sent.body.strip(), seconds=1))
    assert [state for _, state, _ in stand(db)] == [State.ACCEPTED, State.ACCEPTED, State.HELD, State.HELD]
    (third, _) = held.waiting(db, sent.conversation_id)
    held.send(db, third.id, at(60))
    assert [take(db, number, 61).part for number in (3, 4)] == [(3, 4), (4, 4)]


def test_the_rest_can_be_taken_back_into_the_draft_or_dropped(db: Database) -> None:
    """B7, C15: its words as one again."""
    for act in ("edit", "drop"):
        written(db)
        take(db, 1 if act == "edit" else 2)
        sent = step(db)
        assert sent is not None
        outbox.fail(db, sent.id, "sms_failed", "")
        third, fourth = held.waiting(db, sent.conversation_id)
        if act == "edit":
            words = third.body + fourth.body
            assert held.edit(db, third.id, at(5)) == words
            assert drafts.get(db, ACCOUNT, LINE, PEER).body == words
        else:
            assert held.drop(db, fourth.id)
            assert [state for _, state, _ in stand(db)][-2:] == [State.STOPPED, State.STOPPED]
        assert held.waiting(db, sent.conversation_id) == [] and step(db, 60) is None


def test_all_parts_are_taken_back_together_while_that_is_possible(db: Database) -> None:
    """C15: the words are whole again, whichever part is named."""
    written(db, undo=FIVE)
    assert step(db, 4) is None
    second = next(one for one in messages.newest(db) if one.part == (2, 4))
    assert undo.take_back(db, second.id, at(4)) == LONG
    assert drafts.get(db, ACCOUNT, LINE, PEER).body == LONG and messages.newest(db) == []


def test_send_now_ends_the_window_of_all_parts(db: Database) -> None:
    first = written(db, undo=FIVE)
    assert undo.send_now(db, first.id)
    assert [take(db, number).part for number in (1, 2, 3, 4)] == [(place, 4) for place in (1, 2, 3, 4)]


def test_stopping_a_part_stops_those_behind_it(db: Database) -> None:
    written(db)
    take(db, 1)
    third = next(one for one in messages.newest(db) if one.part == (3, 4))
    assert outbox.stop(db, third.id)
    assert take(db, 2).part == (2, 4) and step(db) is None
    assert [state for _, state, _ in stand(db)][2:] == [State.STOPPED, State.STOPPED]


def test_parts_that_waited_too_long_for_a_connection_wait_for_one_decision(db: Database) -> None:
    """Idea 8: Send lets all of them go, in order."""
    written(db)
    assert held.review(db, ACCOUNT, at(3600)) == 4
    (first, *_) = held.waiting(db, 1)
    assert held.send(db, first.id, at(3601)) is not None
    assert [take(db, number, 3602).part for number in (1, 2, 3, 4)] == [(place, 4) for place in (1, 2, 3, 4)]


def test_parts_with_the_same_words_are_all_sent_and_all_sent_again(db: Database) -> None:
    """B23: the same words twice are a slip, the same words in one text are not."""
    written(db, "x" * 480)
    take(db, 1)
    sent = step(db)
    assert sent is not None
    outbox.fail(db, sent.id, "sms_failed", "")
    failures.resend(db, [sent.id], at(5), None)
    assert [take(db, number, 6).part for number in (2, 3)] == [(2, 3), (3, 3)]


def test_twelve_parts_leave_in_order(db: Database) -> None:
    written(db, "y" * 160 * 12)
    assert [take(db, number).part for number in range(1, 13)] == [(place, 12) for place in range(1, 13)]


def test_the_same_long_text_written_twice_is_noticed_as_one_text(db: Database) -> None:
    """B23: what went as parts is compared as it was written."""
    written(db)
    facts = gather(db, ACCOUNT, LINE, PEER, at(60), Given())
    assert [one.body for one in facts.sent_before] == [LONG]
    assert Rule.DUPLICATE in [one.code for one in preflight(LONG, facts)]
