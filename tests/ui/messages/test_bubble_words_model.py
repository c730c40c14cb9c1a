"""What a bubble says of its text in every state, and exactly when the time changes that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.sms.delivery import Proof, State
from desktop.store import held
from desktop.store.usual_times import Usual
from desktop.ui.messages.bubble_words_model import Facts, Said, is_open, quiet, said
from desktop.ui.messages.service_model import Reach, Service
from tests.ui.messages.stated import CLIQTEL, THEN, after, text

USUAL = Usual(12, timedelta(seconds=2), timedelta(seconds=4), "NL")
SLOW = Usual(12, timedelta(minutes=2), timedelta(minutes=8), "NL")
HINT = "Check there that a messaging profile is assigned to this number."


def bubble(state: State, facts: Facts | float, **fields: object) -> Said:
    return said(text(state, **fields), facts if isinstance(facts, Facts) else after(facts))


def test_stuck_in_queued_the_hint_comes_at_exactly_sixty_seconds() -> None:
    """C4: with the next step in it; before that nothing is said, and what holds then is known."""
    early = bubble(State.ACCEPTED, 59.999, remote_status="queued")
    assert early.note == "" and early.word == ""
    assert early.until == THEN + timedelta(seconds=60)
    late = bubble(State.ACCEPTED, 60, remote_status="queued")
    assert late.note.endswith(HINT) and "Cliqtel" in late.note
    assert (late.word, late.role) == ("Queued there", "warn")


def test_the_sixty_seconds_begin_when_the_text_left() -> None:
    """C4: not when it was written, which may be long before."""
    left = THEN + timedelta(minutes=5)
    assert bubble(State.ACCEPTED, 359, attempted_at=left).note == ""
    assert bubble(State.ACCEPTED, 360, attempted_at=left).note.endswith(HINT)


@pytest.mark.parametrize("state", [State.SENT, State.DELIVERED])
def test_the_hint_is_gone_with_any_progress(state: State) -> None:
    """C4"""
    assert HINT not in bubble(state, 60).note


def test_what_is_usual_stands_beside_the_hint_and_never_takes_its_place() -> None:
    """Idea 7"""
    facts = after(92, usual=USUAL)
    note = bubble(State.ACCEPTED, facts).note
    assert HINT in note
    assert note.endswith("Usually delivered to NL within 4 s; now 90 s. That is unusual.")
    assert bubble(State.ACCEPTED, after(59.9, usual=USUAL)).note == ""
    assert "unusual" not in bubble(State.ACCEPTED, after(60, usual=SLOW)).note


def test_a_text_at_the_carrier_is_unusual_from_three_times_the_usual_on() -> None:
    """Idea 7: and not before a minute, however quick the route is."""
    assert bubble(State.SENT, after(59.9, usual=USUAL)).note == ""
    assert "That is unusual." in bubble(State.SENT, after(60, usual=USUAL)).note
    assert bubble(State.SENT, after(300, usual=None)).note == ""


def test_without_a_receipt_it_is_sent_and_not_confirmed_after_the_quiet_time() -> None:
    """C5"""
    before, later = bubble(State.SENT, 599.9), bubble(State.SENT, 600)
    assert (before.word, before.until) == ("", THEN + timedelta(minutes=10))
    assert later == Said(State.SENT, "Sent, not confirmed")


def test_the_quiet_time_is_longer_where_that_is_usual_and_never_endless() -> None:
    """C5: per route."""
    assert quiet(None) == quiet(USUAL) == timedelta(minutes=10)
    assert quiet(SLOW) == timedelta(minutes=24)
    assert quiet(replace(SLOW, most=timedelta(hours=40))) == timedelta(hours=24)
    assert bubble(State.SENT, after(23 * 60, usual=SLOW)).word == ""
    assert bubble(State.SENT, after(24 * 60, usual=SLOW)).word == "Sent, not confirmed"


@pytest.mark.parametrize("proof", [Proof.ACCEPTED, Proof.SENT])
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("seconds", [0, 60, 3600, 86_400 * 30])
def test_without_receipts_no_bubble_shows_a_second_tick_or_waits_for_one(
    proof: Proof, state: State, seconds: float
) -> None:
    """C6: such a service will never tell more, so there is nothing to wait for either."""
    found = bubble(state, after(seconds, replace(CLIQTEL, proof=proof), usual=USUAL))
    assert found.state is not State.DELIVERED
    assert "eliver" not in found.word + found.note
    assert found.word != "Sent, not confirmed"


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (
            Reach.OFFLINE,
            "Cliqtel cannot be reached since 11:40. It goes out when it is back; "
            "after 10 minutes you are asked first.",
        ),
        (
            Reach.SIGN_IN,
            "Cliqtel wants you to sign in again. It goes out after that; "
            "after 10 minutes you are asked first.",
        ),
        (Reach.ELSEWHERE, "Another window or command of this profile sends it."),
    ],
)
def test_a_text_that_waits_here_says_for_what(reach: Reach, words: str, utc: None) -> None:
    """Demand 3"""
    facts = after(1, replace(CLIQTEL, reach=reach))
    assert bubble(State.QUEUED, facts).note == words


def test_a_busy_service_is_waited_for_until_it_said(utc: None) -> None:
    """Demand 3"""
    due = THEN + timedelta(minutes=5)
    found = bubble(State.QUEUED, 90, due_at=due)
    assert found.note == "Cliqtel asks to wait. It goes out at 12:45."
    assert found.until == due


def test_the_window_after_send_says_nothing_of_waiting() -> None:
    found = bubble(State.QUEUED, 3, undo_until=THEN + timedelta(seconds=5))
    assert found.note == ""
    assert found.until is not None and found.until <= THEN + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("reach", "word"),
    [
        (Reach.GOOD, "Sending in 2 s"),
        (Reach.ELSEWHERE, "Sending in 2 s"),
        (Reach.OFFLINE, "Can be undone for 2 s"),
        (Reach.SIGN_IN, "Can be undone for 2 s"),
    ],
)
def test_a_text_that_cannot_leave_now_does_not_say_that_it_is_about_to(reach: Reach, word: str) -> None:
    """Demand 20: the seconds are true in both cases, and why it waits stands in the bubble at once."""
    facts = after(3, replace(CLIQTEL, reach=reach))
    found = bubble(State.QUEUED, facts, undo_until=THEN + timedelta(seconds=5))
    assert found.word == word
    assert bool(found.note) is (reach in (Reach.OFFLINE, Reach.SIGN_IN))


@pytest.mark.parametrize(
    ("state", "note"),
    [
        (State.QUEUED, "It still waits for its turn. It goes out by itself; its menu can stop it."),
        (State.SENDING, "No answer for 60 s. If none comes, Cliqtel's list is asked for it."),
    ],
)
def test_waiting_and_sending_say_after_a_minute_what_comes_next(state: State, note: str) -> None:
    """Demand 3: every state that is not the last has its time-out text."""
    early = bubble(state, 59.9)
    assert (early.note, early.until) == ("", THEN + timedelta(seconds=60))
    assert bubble(state, 60).note == note


@pytest.mark.parametrize(
    ("reason", "words"),
    [("old", "more than 10 minutes"), ("answered", "They wrote after it."), ("followed", "text before it")],
)
def test_a_held_text_says_why_and_where_it_is_decided(reason: str, words: str) -> None:
    """Idea 8"""
    note = bubble(State.HELD, 0, held_reason=reason).note
    assert words in note and note.endswith("Decide below whether it goes out.")


@pytest.mark.parametrize(
    ("code", "said_there", "note"),
    [
        (None, "", "No reason given."),
        ("30003", "", "The phone is off, out of reach, or cannot get texts now."),
        ("E-7", "", "No reason given. (code E-7)"),
        ("E-7", "Attempt to send", "Attempt to send (code E-7)"),
        ("landline", "", "Landlines cannot get texts. Call instead."),
        (None, "Failed to send SMS", "The number is not valid, or the carrier refused it. Check the number."),
    ],
)
def test_a_failure_says_its_cause_and_code_and_makes_nothing_up(
    code: str | None, said_there: str, note: str
) -> None:
    """C7, C16"""
    found = bubble(State.FAILED, 0, error_code=code, error_text=said_there)
    assert found.note.startswith(note)
    assert (found.word, found.role) == ("Failed", "bad")


def test_only_texts_of_which_news_may_come_change_with_time() -> None:
    """C3: no work for what is settled."""
    settled = {state for state in State if not is_open(text(state))}
    assert settled == {State.DRAFT, State.DELIVERED, State.FAILED, State.STOPPED, State.RECEIVED}
    assert not is_open(text(State.SENT, outbound=False))


def test_their_texts_say_nothing_of_a_state() -> None:
    assert bubble(State.RECEIVED, 0, outbound=False) == Said(State.RECEIVED)


def test_without_a_name_the_service_is_called_so() -> None:
    nameless = Service(proof=Proof.DELIVERED)
    assert "the service" in bubble(State.ACCEPTED, after(60, nameless)).note


def test_what_the_program_tries_again_by_itself_is_said_with_its_time_and_number(utc: None) -> None:
    """C11: visibly, and as often as it does so at most."""
    due = THEN + timedelta(minutes=2)
    found = bubble(State.QUEUED, 30, attempts=1, due_at=due, error_code="21611", error_text="Queue full")
    assert found.note == (
        "More texts wait for this line than it can send in time. Trying again at 12:42, attempt 2 of 5."
    )
    assert (found.word, found.role, found.until) == ("Waiting", "warn", due)
    too_fast = bubble(State.QUEUED, 30, attempts=4, due_at=due, error_code="http_429")
    assert too_fast.note.endswith("Trying again at 12:42."), "however often"


def test_a_text_without_credit_says_what_to_do_before_it_is_decided() -> None:
    """B24: so does one that was held with it and never refused itself."""
    refused = bubble(
        State.HELD,
        0,
        held_reason=held.NO_CREDIT,
        error_code="http_402",
        error_text="Insufficient wallet balance",
    )
    assert refused.note == (
        "There is not enough money in the wallet. Top up at the service, then decide below."
    )
    beside = bubble(State.HELD, 0, held_reason=held.NO_CREDIT)
    assert beside.note.startswith("There was not enough credit in the account.")


def test_what_somebody_stopped_is_not_called_failed() -> None:
    """C9"""
    found = bubble(State.FAILED, 0, error_text="Stopped by user")
    assert (found.state, found.word, found.role) == (State.STOPPED, "Stopped", "muted")
    assert "Somebody stopped" in found.note
