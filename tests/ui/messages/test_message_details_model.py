"""All that is known of one text, line by line, and nothing that nobody said (E14)."""

import json
from datetime import timedelta
from typing import Any

import pytest

from desktop.sms.delivery import Proof, State
from desktop.store import accounts, outbox
from desktop.ui.messages.message_details_model import Details
from desktop.ui.messages.thread_model import ThreadModel
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import NOON, VIKTOR, change, doubtful, offer, put


@pytest.fixture
def model(account: Account) -> ThreadModel:
    model = ThreadModel(account.db, account.changes, clock=lambda: NOON + timedelta(minutes=3))
    model.know_services({ACCOUNT: "Cliqtel"})
    return model


def of(model: ThreadModel, conversation_id: int) -> Details:
    """The details of the newest text of a conversation."""
    model.open(conversation_id)
    found = model.details.of(model.messages()[-1].id)
    assert found is not None
    return found


def facts(details: Details, title: str) -> list[tuple[str, str]]:
    """Names and values of one section."""
    return [(one.name, one.value) for each in details.sections if each.title == title for one in each.facts]


def value(details: Details, name: str) -> str:
    """The value of the only fact of this name."""
    (found,) = [one.value for each in details.sections for one in each.facts if one.name == name]
    return found


def names(details: Details) -> list[str]:
    return [one.name for each in details.sections for one in each.facts]


def test_a_delivered_text_says_times_ids_parts_carrier_and_cost(
    account: Account, model: ThreadModel, utc: None
) -> None:
    offer(account)
    details = of(
        model,
        put(
            account,
            ["Hello"],
            outbound=True,
            remote_id="msg_1",
            parts=1,
            carrier="Example Mobile",
            price="0.008",
            currency="EUR",
            attempts=2,
            attempted_at=NOON + timedelta(seconds=2),
            remote_status="delivered",
        ),
    )
    assert details.words == "Hello"
    assert facts(details, "Times") == [
        ("Written", "2026-03-02 12:00:00 UTC"),
        ("Last attempt", "2026-03-02 12:00:02 UTC"),
        ("Attempts", "2"),
    ]
    assert facts(details, "Numbers") == [
        ("Line", "Support UK \u2068+44 7700 900010\u2069"),
        ("To", "\u2068+44 7700 900123\u2069"),
        ("Service", "Cliqtel"),
    ]
    assert facts(details, "Parts and cost") == [
        ("Counted here", "1 part"),
        ("Reported", "1 part"),
        ("Carrier", "Example Mobile"),
        ("Cost", "€0.008"),
    ]
    support = dict(facts(details, "For support"))
    assert (support["Service's id"], support["Kind"]) == ("msg_1", "sms")
    assert support["Service's status"] == "delivered" and len(support["Id here"]) == 32


def test_what_was_not_reported_is_said_to_be_just_that(account: Account, model: ThreadModel) -> None:
    """C16"""
    details = of(model, put(account, ["Hello"], outbound=True))
    silent = [name for name, said in facts(details, "Parts and cost") if said == "Not reported"]
    assert silent == ["Reported", "Carrier", "Cost"]


def test_parts_that_the_service_counts_otherwise_are_marked(account: Account, model: ThreadModel) -> None:
    """C14"""
    details = of(model, put(account, ["Hello"], outbound=True, parts=3))
    assert value(details, "Reported") == "3 parts"
    assert value(details, "Differs") == "The service counts other parts than Linedesk."
    assert "Differs" not in names(of(model, put(account, ["Hi"], outbound=True, parts=1)))


def test_the_status_history_is_listed_with_times_and_the_service_s_own_words(
    account: Account, model: ThreadModel, utc: None
) -> None:
    """E14"""
    times = iter(NOON + timedelta(seconds=second) for second in (1, 2, 3))
    account.db.clock, before = lambda: next(times), account.db.clock
    try:
        there = put(account, ["Hello"], outbound=True, state=State.QUEUED)
        change(account, 1, state=State.ACCEPTED, remote_status="queued")
        change(account, 1, state=State.FAILED, remote_status="failed", error_code="30003", error_text="Off")
    finally:
        account.db.clock = before
    assert facts(of(model, there), "Status history") == [
        ("2026-03-02 12:00:01 UTC", "Waiting here to be sent"),
        ("2026-03-02 12:00:02 UTC", "Accepted by Cliqtel (queued)"),
        ("2026-03-02 12:00:03 UTC", "Failed, Phone off or out of service (Off)"),
    ]


def test_a_failure_shows_its_raw_words(account: Account, model: ThreadModel) -> None:
    """C7, C10: code and text as they came, tags as letters."""
    details = of(
        model,
        put(
            account,
            ["Hello"],
            outbound=True,
            state=State.FAILED,
            error_code="400",
            error_text="<b>Unable to create record</b>",
        ),
    )
    assert value(details, "Error code") == "400"
    assert value(details, "Error text") == "<b>Unable to create record</b>"


def test_a_failure_without_a_reason_says_that_there_is_none(account: Account, model: ThreadModel) -> None:
    """C16"""
    details = of(model, put(account, ["Hello"], outbound=True, state=State.FAILED))
    assert value(details, "Error text") == "No reason given."


def test_a_text_without_a_receipt_has_its_likely_causes_in_order(
    account: Account, model: ThreadModel
) -> None:
    """C5"""
    sent = {"state": State.SENT, "since": NOON - timedelta(hours=1)}
    lines = value(of(model, put(account, ["Hi"], outbound=True, **sent)), "Likely causes").splitlines()  # type: ignore[arg-type]
    assert lines[0].startswith("1. Their phone is off") and lines[1].startswith("2. The carrier filtered it")
    assert not any("parts" in line for line in lines)
    long = value(of(model, put(account, ["Hi"], outbound=True, parts=2, **sent)), "Likely causes")  # type: ignore[arg-type]
    assert "4. It went out in parts that their network does not join." in long


def test_an_unconfirmed_text_shows_its_evidence_and_how_it_broke(
    account: Account, model: ThreadModel, utc: None
) -> None:
    details = of(model, doubtful(account, "?", error_code=outbox.TIMED_OUT, error_text="ReadTimeout"))
    times = dict(facts(details, "Times"))
    assert times["Unclear since"] == "2026-03-02 12:00:00 UTC"
    assert times["List last read without it"] == "2026-03-02 12:02:00 UTC"
    assert times["That list complete since"] == "2026-03-02 11:00:00 UTC"
    assert "Not in Cliqtel's list" in value(details, "What is known")
    assert value(details, "Error code") == "timed_out"


def test_the_same_words_sent_elsewhere_are_named(account: Account, model: ThreadModel, utc: None) -> None:
    there = doubtful(account, "Hello")
    put(account, ["Hello"], outbound=True, outside=True, since=NOON + timedelta(minutes=1), remote_id="a")
    model.open(there)
    details = model.details.of(model.messages()[0].id)
    assert details is not None
    assert value(details, "The same words, sent elsewhere") == "2026-03-02 12:01:00 UTC"


def test_a_text_that_was_sent_elsewhere_says_so(account: Account, model: ThreadModel) -> None:
    """C17"""
    details = of(model, put(account, ["Hello"], outbound=True, outside=True))
    assert value(details, "Sent from") == "Sent outside this app"
    assert facts(details, "Times")[0][0] == "Sent"


def test_their_text_says_when_it_came_and_from_whom(account: Account, model: ThreadModel) -> None:
    details = of(model, put(account, ["Hello"]))
    assert value(details, "State") == "Received"
    assert {"Received", "From"} <= set(names(details))
    assert "What is known" not in names(details)


@pytest.mark.parametrize("proof", [Proof.ACCEPTED, Proof.SENT])
@pytest.mark.parametrize("state", [State.ACCEPTED, State.SENT, State.DELIVERED])
def test_without_receipts_no_line_speaks_of_delivery(
    account: Account, model: ThreadModel, proof: Proof, state: State
) -> None:
    """C6: but for the service's raw word, which support may ask for."""
    accounts.learn(account.db, ACCOUNT, capabilities=json.dumps({"proof": proof}), balance=None, currency="")
    details = of(model, put(account, ["Hello"], outbound=True, state=state, remote_status="delivered"))
    told = [line for line in details.as_text().splitlines() if "eliver" in line]
    assert told == ["Service's status: delivered"]


def test_everything_can_be_copied_as_plain_lines(account: Account, model: ThreadModel) -> None:
    words = of(model, put(account, ["Hello\n<b>you</b>"], outbound=True)).as_text()
    assert words.startswith("Hello\n<b>you</b>\n\nWhere it stands\nState: Delivered\n")
    assert "Counted here: 1 part" in words


def test_a_text_that_is_gone_has_no_details(model: ThreadModel) -> None:
    assert model.details.of(4711) is None


def test_until_when_it_can_be_taken_back_is_said_until_then_and_not_after(
    account: Account, model: ThreadModel
) -> None:
    """Demand 20"""
    now = NOON + timedelta(minutes=3)
    queued: dict[str, Any] = {"outbound": True, "state": State.QUEUED}
    still = put(account, ["Hello"], undo_until=now + timedelta(seconds=1), **queued)
    assert "Can be taken back until" in names(of(model, still))
    over = put(account, ["Hello"], peer=VIKTOR, undo_until=now, **queued)
    assert "Can be taken back until" not in names(of(model, over))
