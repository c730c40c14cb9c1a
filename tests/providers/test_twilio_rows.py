"""How Twilio's rows are read: its own examples, strings as numbers, words that nobody knows, odd rows."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.providers import twilio_answers, twilio_calls
from desktop.providers import twilio_rows as read
from desktop.providers.base import Failure, Refused, Unreadable
from desktop.providers.cliqtel_rows import Fault
from desktop.sms.delivery import State, advance
from tests.providers.test_twilio_calls import CALL

MESSAGE: dict[str, Any] = {
    "sid": "SMded05904ccb347238880ca9264e8fe1c",
    "direction": "outbound-api",
    "status": "sent",
    "body": "testing",
    "from": "+12019235161",
    "to": "+18182008801",
    "num_media": "0",
    "num_segments": "1",
    "price": "-0.00750",
    "price_unit": "USD",
    "date_created": "Fri, 24 May 2019 17:44:46 +0000",
    "date_sent": "Fri, 24 May 2019 17:44:50 +0000",
    "date_updated": "Fri, 24 May 2019 17:44:50 +0000",
    "error_code": None,
    "error_message": None,
}
"""The example of the reference."""
NUMBER: dict[str, Any] = {
    "sid": "PN" + "1f" * 16,
    "phone_number": "+18089255327",
    "friendly_name": "(808) 925-5327",
    "capabilities": {"voice": True, "sms": False, "mms": True, "fax": False},
    "status": "in-use",
    "type": "local",
}


def test_the_example_of_the_reference_is_read_whole() -> None:
    text = read.text(MESSAGE)
    assert (text.remote_id, text.outbound, text.line, text.peer, text.body) == (
        "SMded05904ccb347238880ca9264e8fe1c",
        True,
        "+12019235161",
        "+18182008801",
        "testing",
    )
    assert text.created_at == datetime(2019, 5, 24, 17, 44, 46, tzinfo=UTC)
    assert (text.state, text.remote_status, text.parts) == (State.SENT, "sent", 1)
    assert (text.price, text.currency, text.failure) == (Decimal("0.00750"), "USD", None)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("accepted", State.ACCEPTED),
        ("scheduled", State.ACCEPTED),
        ("queued", State.ACCEPTED),
        ("sending", State.ACCEPTED),
        ("sent", State.SENT),
        ("partially_delivered", State.SENT),
        ("delivered", State.DELIVERED),
        ("read", State.DELIVERED),
        ("undelivered", State.FAILED),
        ("failed", State.FAILED),
        ("canceled", State.STOPPED),
        ("teleported", None),
        ("", None),
    ],
)
def test_every_documented_status_proves_what_it_says_and_no_more(word: str, state: State | None) -> None:
    """C2, C6: a word that nobody knows proves nothing and is kept."""
    text = read.text({**MESSAGE, "status": word})
    assert (text.state, text.remote_status) == (state, word)


@pytest.mark.parametrize("words", list(permutations(["queued", "sending", "sent", "delivered"])))
def test_news_that_come_late_never_take_a_text_back(words: tuple[str, ...]) -> None:
    """C2: the list may be older than what is known already."""
    state = State.ACCEPTED
    for word in words:
        later = read.text({**MESSAGE, "status": word}).state
        assert later is not None
        state = advance(state, later)
    assert state is State.DELIVERED


@pytest.mark.parametrize("word", ["received", "receiving", "something"])
def test_what_came_in_is_received_whatever_its_status(word: str) -> None:
    text = read.text({**MESSAGE, "direction": "inbound", "status": word})
    assert (text.outbound, text.line, text.peer) == (False, "+18182008801", "+12019235161")
    assert text.state is State.RECEIVED


@pytest.mark.parametrize("direction", ["outbound-api", "outbound-call", "outbound-reply"])
def test_every_way_out_is_outbound(direction: str) -> None:
    assert read.text({**MESSAGE, "direction": direction}).outbound


@pytest.mark.parametrize(
    ("code", "words", "failure"),
    [
        (30006, None, Failure("30006", "")),
        ("30006", "Landline", Failure("30006", "Landline")),
        (99999, "A new one", Failure("99999", "A new one")),
        (None, None, Failure(None, "")),
        (True, {}, Failure(None, "")),
    ],
)
def test_a_failure_keeps_its_code_and_words_known_or_not(
    code: object, words: object, failure: Failure
) -> None:
    """C16."""
    row = {**MESSAGE, "status": "undelivered", "error_code": code, "error_message": words}
    assert read.text(row).failure == failure


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sid": None}, "no id"),
        ({"sid": "SM/../x"}, "no id"),
        ({"from": None}, "no from"),
        ({"to": None}, "no to"),
        ({"direction": "sideways"}, "no direction"),
        ({"direction": None}, "no direction"),
        ({"body": 7}, "no body"),
        ({"date_created": None, "date_sent": None}, "no time"),
        ({"date_created": "2019-05-24T17:44:46Z"}, "no readable time"),
        ({"date_created": "Fri, 99 May 2019 17:44:46 +0000"}, "no readable time"),
        ({"date_created": "Fri, 24 May 9019 17:44:46 +0000"}, "no possible time"),
        ({"date_created": "x" * 2000}, "no time"),
    ],
)
def test_a_row_that_lacks_what_it_needs_is_set_aside_with_its_fault(
    changes: dict[str, Any], fault: str
) -> None:
    good, bad = read.read_all([{**MESSAGE, **changes}, MESSAGE], read.text)
    assert len(good) == 1
    assert [one.fault for one in bad] == [fault]


@pytest.mark.parametrize("row", [None, 7, "text", [], [MESSAGE]])
def test_what_is_no_object_is_set_aside(row: object) -> None:
    good, bad = read.read_all([row, MESSAGE], read.text)
    assert len(good) == 1
    assert [(one.remote_id, one.fault) for one in bad] == [("", "no object")]


@pytest.mark.parametrize(
    ("changes", "parts", "price", "currency"),
    [
        ({"num_segments": "0"}, None, Decimal("0.00750"), "USD"),
        ({"num_segments": "12", "price": None}, 12, None, ""),
        ({"num_segments": 3, "price": 0.5, "price_unit": "eur"}, 3, Decimal("0.5"), "EUR"),
        ({"num_segments": "many", "price": "0"}, None, Decimal(0), "USD"),
        ({"num_segments": None, "price_unit": None}, None, Decimal("0.00750"), ""),
        ({"price": "a lot"}, 1, None, ""),
        ({"price": "NaN"}, 1, None, ""),
        ({"num_segments": True}, None, Decimal("0.00750"), "USD"),
    ],
)
def test_counts_and_prices_are_read_from_strings(
    changes: dict[str, Any], parts: int | None, price: Decimal | None, currency: str
) -> None:
    """G3; "0" parts is what a messaging service says before it has chosen a number."""
    text = read.text({**MESSAGE, **changes})
    assert (text.parts, text.price, text.currency) == (parts, price, currency)


def test_an_answer_to_a_send_needs_its_id_alone() -> None:
    """It was taken: nothing odd beside the id may make a sent text look unsent."""
    odd = {"sid": MESSAGE["sid"], "status": 7, "date_created": "soon", "price": "x", "num_segments": []}
    accepted = read.accepted(odd)
    assert (accepted.remote_id, accepted.state, accepted.remote_status) == (
        MESSAGE["sid"],
        State.ACCEPTED,
        "7",
    )
    assert (accepted.parts, accepted.price, accepted.created_at) == (None, None, None)


def test_a_number_says_what_it_can_and_its_own_name_only_where_somebody_gave_it_one() -> None:
    """A5, A8, A11."""
    line = read.line(NUMBER)
    assert (line.number, line.label, line.country, line.kind, line.state) == (
        "+18089255327",
        "",
        "US",
        "local",
        "active",
    )
    assert (line.can_send, line.can_receive, line.can_call, line.reason_code) == (
        False,
        False,
        True,
        "voice_only",
    )
    named = read.line({**NUMBER, "friendly_name": "Office 2", "type": "tollfree", "status": "pending"})
    assert (named.label, named.kind, named.state, named.reason_code) == (
        "Office 2",
        "toll_free",
        "pending",
        "toll_free_voice_only",
    )


@pytest.mark.parametrize("can", [None, [], {}, {"sms": None}, {"SMS": "yes"}])
def test_what_a_number_does_not_say_of_itself_is_not_known(can: object) -> None:
    line = read.line({**NUMBER, "capabilities": can})
    assert (line.can_send, line.can_receive, line.can_call, line.reason_code) == (None, None, None, "")


def test_a_balance_is_a_string_with_its_currency() -> None:
    found = read.balance({"account_sid": "AC1", "balance": "-0.05", "currency": "usd"})
    assert (found.amount, found.currency) == (Decimal("-0.05"), "USD")
    odd: list[Any] = [None, [], {}, {"balance": None}, {"balance": "much"}, {"balance": "Infinity"}]
    for body in odd:
        with pytest.raises(Unreadable):
            read.balance(body)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
DATES = st.sampled_from(
    ["Fri, 24 May 2019 17:44:46 +0000", "24 May 2019", "Fri, 0 0 0", "1 Jan 0000 0:0:0 +9999"]
)


def changed(row: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A row of which some values are anything."""
    odd = st.dictionaries(st.sampled_from(sorted(row)), ODD | DATES, max_size=4)
    return odd.map(lambda values: {**row, **values})


@settings(max_examples=200, deadline=None)
@given(changed(MESSAGE), changed(NUMBER), changed(CALL), ODD)
def test_whatever_a_row_holds_it_is_read_or_set_aside(
    message: dict[str, Any], line: dict[str, Any], call: dict[str, Any], anything: object
) -> None:
    """One bad row must not stop the rest, in no list."""
    read_by: list[tuple[Callable[[Any], Any], dict[str, Any]]] = [
        (read.text, message),
        (read.line, line),
        (twilio_calls.call, call),
    ]
    for one, row in read_by:
        good, bad = read.read_all([row, anything], one)
        assert len(good) + len(bad) == 2
        assert len(bad) >= 1
    assert len(twilio_calls.folded([call, CALL, anything])) >= 1
    assert isinstance(read.has_no_sender_yet(message), bool)
    assert isinstance(read.sent_by_program(anything), bool)
    told = twilio_answers.meaning(400, anything)
    assert told is None or isinstance(told, Refused)
    with suppress(Fault):
        assert read.accepted(message).remote_id
    with suppress(Unreadable):
        twilio_answers.rows(anything, "messages")
    with suppress(Unreadable):
        read.balance(anything)
    with suppress(Unreadable):
        found = twilio_answers.next_page({"next_page_uri": anything}, "AC1", "https://api.twilio.com")
        assert found is None or found.startswith("/2010-04-01/Accounts/AC1/")
