import json
from datetime import timedelta

import pytest

from desktop.announce import Announcement, MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import accounts, failures, held, messages, outbox, reach, undo
from desktop.store.database import Database
from desktop.store.failures import EDITED, LEFT
from tests.asked import asked
from tests.store.plans import plans
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, PEER, at, inbound, listed, now, pull, queued

WINDOW = timedelta(seconds=10)


@pytest.fixture(autouse=True)
def service(db: Database) -> None:
    capabilities = json.dumps({"service": "salesmsg"})
    accounts.learn(db, ACCOUNT, capabilities=capabilities, balance=None, currency="")


def failed(db: Database, code: str, body: str = "ok", *, seconds: float = 0, peer: str = PEER) -> int:
    text = queued(db, body, seconds=seconds, peer=peer)
    assert outbox.mark_sending(db, text.id, at(seconds))
    outbox.fail(db, text.id, code, "")
    return text.id


def ids(db: Database) -> list[int]:
    return [one.id for one in failures.listing(db)]


def test_what_failed_is_open_until_somebody_has_dealt_with_it(
    db: Database, announced: list[Announcement]
) -> None:
    first, second = failed(db, "30003"), failed(db, "21610", seconds=5)
    queued(db, "waits", seconds=9)
    assert ids(db) == [second, first]
    assert failures.standing(db).texts == 2
    announced.clear()
    done = failures.settle(db, [first], LEFT, NOON)
    assert done.settled == (first,)
    assert ids(db) == [second]
    assert [type(one) for one in announced] == [MessagesChanged]
    assert failures.settle(db, [first], EDITED, NOON).settled == ()
    assert failures.take_back(db, done, NOON) == 1
    assert ids(db) == [second, first]


def test_what_another_program_sent_or_what_came_is_not_in_it(db: Database) -> None:
    pull(db, listed("r1", state=State.FAILED), inbound("r2"))
    assert ids(db) == []
    assert failures.standing(db) == (0, 0, 0)


def test_each_tells_its_service_and_its_reason(db: Database) -> None:
    failed(db, "30003")
    (one,) = failures.listing(db)
    assert (one.service, one.code, one.text, one.sent_again) == ("salesmsg", "30003", "", False)


def test_sending_again_makes_a_new_text_that_can_be_taken_back(
    db: Database, announced: list[Announcement]
) -> None:
    first = failed(db, "30003", "Hello")
    announced.clear()
    done = failures.resend(db, [first], at(60), WINDOW)
    ((old, new),) = done.sent
    text = messages.get(db, new)
    assert old == first and text is not None
    assert (text.body, text.state, text.undo_until) == ("Hello", State.QUEUED, at(70))
    assert TextQueued(ACCOUNT) in announced
    assert ids(db) == []
    assert failures.take_back(db, done, at(65)) == 1
    assert ids(db) == [first] and messages.get(db, new) is None
    assert undo.take_back(db, new, at(66)) is None


def test_what_has_left_meanwhile_stays_sent_and_dealt_with(db: Database) -> None:
    one, other = failed(db, "30003"), failed(db, "30003", peer=OTHER)
    done = failures.resend(db, [one, other], at(60), WINDOW)
    gone = dict(done.sent)[one]
    assert undo.send_now(db, gone) and outbox.mark_sending(db, gone, at(61))
    assert failures.take_back(db, done, at(62)) == 1
    assert ids(db) == [other]


def test_undo_comes_too_late_once_its_time_is_over(db: Database) -> None:
    done = failures.resend(db, [failed(db, "30003")], at(60), WINDOW)
    assert failures.take_back(db, done, at(75)) == 0
    assert ids(db) == []


NEVER = ["21211", "21614", "landline", "21610", "30004", "30007", "blacklisted_words"]


@pytest.mark.parametrize("code", NEVER)
def test_a_wrong_number_an_opt_out_and_refused_words_are_never_sent_again_as_they_are(
    db: Database, code: str
) -> None:
    text = failed(db, code)
    for these in ([text], [text, failed(db, "30003", peer=OTHER)]):
        done = failures.resend(db, these, at(60), None)
        assert text not in done.settled
        assert done.passed_over == 1
    assert text in ids(db)


@pytest.mark.parametrize("code", NEVER)
def test_an_older_try_of_words_that_were_refused_for_good_since_does_not_go_out_either(
    db: Database, code: str
) -> None:
    """C15: whichever of the two is pressed, and however its letters and spaces are."""
    older, unrelated = failed(db, "30003", "Free loan"), failed(db, "30003", "Your visit is at 3")
    failed(db, code, " free  LOAN", seconds=20)
    done = failures.resend(db, [older, unrelated], at(60), None)
    # Whoever opted out gets nothing at all.
    expected = [] if code == "21610" else [unrelated]
    assert [old for old, _ in done.sent] == expected
    assert done.passed_over == 2 - len(expected)
    assert older in ids(db)


def test_words_refused_to_one_number_may_go_to_another(db: Database) -> None:
    """C15."""
    failed(db, "30007", "Free loan", peer=OTHER)
    assert len(failures.resend(db, [failed(db, "30003", "Free loan")], at(60), None).sent) == 1


def test_a_landline_that_wrote_since_may_get_the_older_try(db: Database) -> None:
    older = failed(db, "30003", "Free loan")
    failed(db, "30006", "Free loan", seconds=20)
    assert failures.resend(db, [older], at(30), None).sent == ()
    pull(db, inbound("r1", "Hi", seconds=60))
    assert len(failures.resend(db, [older], at(90), None).sent) == 1


def test_sending_many_again_looks_only_at_numbers_where_more_than_one_text_failed(db: Database) -> None:
    """Of hundreds, each to another number, none is looked at by itself."""
    texts = [failed(db, "30003", peer=f"+4477009005{place:02}") for place in range(6)]
    with asked() as statements:
        assert len(failures.resend(db, texts, at(60), None).sent) == 6
    assert not [one for one in statements if "message.error_text" in one and "message.peer = ?" in one]


def test_whoever_opted_out_meanwhile_gets_nothing_again(db: Database) -> None:
    text = failed(db, "30003")
    pull(db, inbound("r1", "STOP", seconds=30))
    assert failures.resend(db, [text], at(60), None).sent == ()


def test_words_that_somebody_wrote_once_more_do_not_go_a_third_time(db: Database) -> None:
    text = failed(db, "30003", "Your visit is at 3")
    again = queued(db, "Your visit is at 3", seconds=20)
    done = failures.resend(db, [text], at(60), None)
    assert (done.sent, done.passed_over) == ((), 1)
    assert outbox.mark_sending(db, again.id, at(61))
    outbox.fail(db, again.id, "30003", "")
    done = failures.resend(db, [text, again.id], at(90), None)
    assert [old for old, _ in done.sent] == [text] and done.passed_over == 1
    assert failures.resend(db, [again.id], at(91), None).sent == ()


def test_words_that_were_sent_again_once_say_so_when_they_fail_once_more(db: Database) -> None:
    first = failed(db, "30003", "Hello")
    ((_, new),) = failures.resend(db, [first], at(60), None).sent
    assert outbox.mark_sending(db, new, at(61))
    outbox.fail(db, new, "30003", "")
    failed(db, "30003", "Other words", seconds=90)
    assert [one.sent_again for one in failures.listing(db)] == [False, True]


def test_marking_numbers_settles_their_texts_and_is_undone_as_a_whole(db: Database) -> None:
    reach.mark(db, OTHER, reach.MOBILE, NOON)
    texts = [failed(db, "30006"), failed(db, "30006", seconds=1), failed(db, "30006", peer=OTHER)]
    done = failures.mark(db, texts, reach.LANDLINE, at(60))
    assert (reach.marked(db, PEER), reach.marked(db, OTHER)) == ("landline", "landline")
    assert ids(db) == []
    assert failures.take_back(db, done, at(61)) == 3
    assert (reach.marked(db, PEER), reach.marked(db, OTHER)) == (None, "mobile")


def test_a_long_step_can_be_done_and_undone_in_parts(db: Database) -> None:
    texts = [failed(db, "30006", seconds=place) for place in range(5)]
    done = failures.mark(db, texts[:3], reach.LANDLINE, at(60))
    done = done.followed_by(failures.mark(db, texts[3:], reach.LANDLINE, at(61)))
    assert done.settled == tuple(texts) and done.marks == ((PEER, None, None),)
    assert sum(failures.take_back(db, part, at(62)) for part in done.in_parts(2)) == 5
    assert reach.marked(db, PEER) is None
    sent = failures.resend(
        db, [failed(db, "30003", "a", seconds=9), failed(db, "30003", "b")], at(70), WINDOW
    )
    assert [len(part.sent) for part in sent.in_parts(1)] == [1, 1]
    assert sum(failures.take_back(db, part, at(71)) for part in sent.in_parts(1)) == 2


def test_whether_there_are_many_is_asked_without_counting_them(db: Database) -> None:
    assert not failures.more_than(db, 0)
    failed(db, "30003")
    failed(db, "30003", seconds=1)
    assert failures.more_than(db, 1) and not failures.more_than(db, 2)


def test_texts_are_read_in_the_order_asked_for(db: Database) -> None:
    first, second = failed(db, "30003", "a"), failed(db, "30003", "b", seconds=1)
    assert [one.body for one in failures.texts(db, [second, 999, first])] == ["b", "a"]


def test_counting_looks_at_failed_texts_alone(db: Database) -> None:
    for place in range(30):
        held.drop(db, queued(db, "ok", seconds=place).id)
    failed(db, "30003")
    counted = plans(db, lambda: failures.standing(db), "SELECT count")
    assert failures.standing(db).texts == 1
    assert any("ix_message_state" in plan for plan in counted), counted


def test_a_dealt_with_failure_is_as_it_was_to_a_pull(db: Database) -> None:
    text = failed(db, "30003")
    failures.settle(db, [text], LEFT, NOON)
    message = messages.get(db, text)
    assert message is not None and now(db, message).state is State.FAILED
    assert message.line == LINE
