"""What is known of a text whose sending had no certain end: how it broke, and what the list says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.sms.delivery import State
from desktop.store.outbox import SENT_AGAIN
from desktop.ui.messages.evidence_model import Evidence, Phase, evidence
from desktop.ui.messages.service_model import Reach
from tests.ui.messages.stated import CLIQTEL, THEN, text

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
NOW = THEN + 3 * MINUTE
ATTEMPT = {"attempted_at": THEN, "doubted_at": THEN}
MISSING = {**ATTEMPT, "looked_at": THEN + MINUTE, "missing_since": THEN - 20 * MINUTE}
OFFLINE = replace(CLIQTEL, reach=Reach.OFFLINE, since=THEN - 2 * MINUTE)


def known(fields: Mapping[str, object], **more: Any) -> Evidence:
    service, now = more.pop("service", CLIQTEL), more.pop("now", NOW)
    return evidence(text(State.UNCONFIRMED, **fields), service, now, **more)


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("cut", "The line broke while sending."),
        (None, "The line broke while sending."),
        ("timed_out", "Cliqtel did not answer in time."),
        ("server_error", "Cliqtel answered with an error of its own."),
        ("unreadable", "Cliqtel gave an answer that cannot be read."),
        ("ended", "Linedesk ended while sending."),
    ],
)
def test_while_it_is_looked_for_it_says_how_it_broke_and_asks_nothing(code: str | None, begins: str) -> None:
    found = known({**ATTEMPT, "error_code": code})
    assert found.sentence == f"{begins} Checking with Cliqtel …"
    assert (found.phase, found.asks) == (Phase.CHECKING, False)


def test_a_list_without_it_is_the_evidence_with_its_times(utc: None) -> None:
    found = known(MISSING)
    assert found.sentence == (
        "Not in Cliqtel's list (last read 12:41, list complete since 12:20). "
        "It probably did not go out, but nobody can be certain."
    )
    assert (found.phase, found.asks) == (Phase.MISSING, True)


def test_a_whole_list_is_said_to_be_whole(utc: None) -> None:
    whole = {**MISSING, "missing_since": datetime(1970, 1, 1, tzinfo=UTC)}
    assert "(last read 12:41, and it is the whole list)" in known(whole).sentence


def test_the_same_words_sent_elsewhere_are_named(utc: None) -> None:
    """A person must not be led to a double by a list that does hold the words."""
    alike = text(State.DELIVERED, outside=True, created_at=THEN + MINUTE)
    found = known(MISSING, lookalike=alike).sentence
    assert found.endswith(
        "The list has the same words at 12:41, sent elsewhere: if that is this text, choose Leave it."
    )
    assert "probably did not go out" not in found


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (Reach.OFFLINE, "Can't check now: Cliqtel can't be reached since 12:38."),
        (Reach.SIGN_IN, "Can't check now: Cliqtel wants you to sign in again since 12:38."),
        (Reach.UNREADABLE, "Can't check now: Cliqtel's list can't be read since 12:38."),
    ],
)
def test_where_the_list_cannot_be_had_it_says_so_and_since_when(reach: Reach, words: str, utc: None) -> None:
    found = known(ATTEMPT, service=replace(OFFLINE, reach=reach))
    assert words in found.sentence
    assert (found.phase, found.asks) == (Phase.BLIND, True)


def test_a_service_that_is_out_of_reach_for_a_moment_is_waited_for_before_anybody_is_asked() -> None:
    just = known(ATTEMPT, service=OFFLINE, now=THEN + 10 * SECOND)
    assert (just.asks, just.until) == (False, THEN + 30 * SECOND)
    assert known(ATTEMPT, service=OFFLINE, now=THEN + 30 * SECOND).asks


def test_evidence_stays_when_the_service_goes_out_of_reach(utc: None) -> None:
    found = known(MISSING, service=OFFLINE).sentence
    assert "Not in Cliqtel's list (last read 12:41" in found
    assert found.endswith("Can't check now: Cliqtel can't be reached since 12:38.")


def test_check_again_is_answered_at_once_and_with_what_came_of_it() -> None:
    asked = NOW - 2 * SECOND
    assert "Checking with Cliqtel …" in known(MISSING, asked_at=asked).sentence
    looked = {**MISSING, "looked_at": NOW - SECOND}
    found = known(looked, asked_at=asked)
    assert found.sentence.startswith("Checked just now: still not there.")
    assert found.until == NOW - SECOND + MINUTE
    assert "just now" not in known(looked, asked_at=asked, now=NOW + MINUTE).sentence


def test_check_again_is_answered_where_nothing_can_be_asked(utc: None) -> None:
    found = known(MISSING, asked_at=NOW - SECOND, service=OFFLINE).sentence
    assert found.startswith("Can't check now: Cliqtel can't be reached since 12:38.")
    assert found.count("Can't check") == 1


def test_an_answer_that_does_not_come_is_not_waited_for_without_end() -> None:
    late = known(MISSING, asked_at=NOW - 31 * SECOND)
    assert "has not answered yet" in late.sentence
    assert "has not answered yet" not in known(MISSING, asked_at=NOW - 2 * MINUTE).sentence


def test_a_text_that_was_left_says_so_and_asks_no_more() -> None:
    found = known({**MISSING, "left_alone": True})
    assert (found.sentence, found.asks) == ("Not confirmed; you left it.", False)
    again = known({**MISSING, "left_alone": True, "held_reason": SENT_AGAIN})
    assert (again.sentence, again.asks) == ("Not confirmed; you sent it again.", False)


def test_a_text_that_was_left_can_still_be_looked_for() -> None:
    found = known({**MISSING, "left_alone": True, "looked_at": NOW}, asked_at=NOW - SECOND)
    assert found.sentence == "Not confirmed; you left it. Checked just now: still not there."


LOOKED = {**ATTEMPT, "looked_at": THEN + 30 * SECOND}


def test_a_list_that_proves_nothing_is_said_and_a_person_is_asked() -> None:
    """No text is looked for without end."""
    found = known(LOOKED)
    assert found.sentence == (
        "The line broke while sending. Cliqtel's list does not show it, and does not tell whether it is "
        "complete. Nobody knows yet whether it went out."
    )
    assert (found.phase, found.asks) == (Phase.BLIND, True)
    early = known({**ATTEMPT, "looked_at": THEN + 29 * SECOND})
    assert (early.phase, early.asks) == (Phase.CHECKING, False)


def test_rows_that_cannot_be_read_are_named_where_one_may_be_the_text() -> None:
    assert "1 row of Cliqtel's lists could not be read, and it may be this text." in (
        known(LOOKED, unreadable=1).sentence
    )
    assert "2 rows of Cliqtel's lists could not be read" in known(LOOKED, unreadable=2).sentence


def test_a_list_that_proves_nothing_names_the_same_words_sent_elsewhere_and_answers_check_again() -> None:
    alike = text(State.DELIVERED, outside=True, created_at=THEN + MINUTE)
    assert "choose Leave it" in known(LOOKED, lookalike=alike).sentence
    looked = {**ATTEMPT, "looked_at": NOW}
    assert "Checked just now: still not there." in known(looked, asked_at=NOW - SECOND).sentence
