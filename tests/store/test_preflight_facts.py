"""What the store tells preflight of a line and a number (B13 to B31, A14)."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.sms.delivery import State
from desktop.sms.preflight import Facts, Rule, preflight
from desktop.sms.reachability import Reachability
from desktop.store import accounts, blocked, contacts, line_facts, lines, messages, outbox
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.preflight_facts import Given, gather
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, PEER, at, inbound, pull, queued, receipt, sending

GIVEN = Given(service="cliqtel")
FRENCH, FRENCH_TOO = "+33612345678", "+33612345679"


@pytest.fixture(autouse=True)
def account(db: Database) -> None:
    """A line, and what its service told."""
    line = Line(
        ACCOUNT, "1", LINE, country="GB", kind="mobile", state="active", can_send=True, can_receive=True
    )
    lines.replace(db, ACCOUNT, [line, Line(ACCOUNT, "2", "+18005550123", country="US", kind="toll_free")])
    told = '{"proof": "delivered", "price_per_part": "0.008", "currency": "EUR", "pace": 2.0}'
    accounts.learn(db, ACCOUNT, capabilities=told, balance="1.50", currency="EUR")


def facts(
    db: Database, to: str = PEER, *, line: str = LINE, given: Given = GIVEN, seconds: float = 60
) -> Facts:
    return gather(db, ACCOUNT, line, to, at(seconds), given)


def codes(db: Database, text: str = "See you at nine", to: str = PEER, *, given: Given = GIVEN) -> list[Rule]:
    return [one.code for one in preflight(text, facts(db, to, given=given))]


def test_line_money_and_recipient_are_told(db: Database) -> None:
    found = facts(db, "07700 900123")
    assert (found.line_region, found.line_kind, found.can_send, found.line_gone) == (
        "GB",
        "mobile",
        True,
        False,
    )
    assert (found.balance, found.price, found.currency) == (Decimal("1.50"), Decimal("0.008"), "EUR")
    assert found.recipient is not None and found.recipient.number == PEER
    assert (found.stopped, found.reach.what, found.replied) == (None, Reachability.UNKNOWN, None)
    assert codes(db) == [Rule.COST]


def test_the_countries_that_the_service_lists_for_a_line_are_known(db: Database) -> None:
    """B14, B16."""
    assert facts(db).listed is None
    line_facts.note(db, ACCOUNT, {LINE: {"sms_countries": "CA US"}}, at(0))
    assert facts(db).listed == frozenset({"CA", "US"})
    assert Rule.COVERAGE in codes(db) and Rule.COVERAGE not in codes(db, to="+12025550123")


def test_a_long_queue_is_told(db: Database) -> None:
    """B28."""
    for place in range(10):
        queued(db, str(place), peer=f"+4477009002{place:02}")
    assert (facts(db).waiting, facts(db).pace) == (10, 2.0)
    assert Rule.PACE in codes(db)


def test_a_balance_in_another_currency_or_no_amount_is_not_compared(db: Database) -> None:
    for balance, currency in (("0.00", "USD"), ("much", "EUR"), ("NaN", "EUR"), (None, "EUR")):
        accounts.learn(
            db,
            ACCOUNT,
            capabilities='{"price_per_part": "0.008", "currency": "EUR"}',
            balance=balance,
            currency=currency,
        )
        assert facts(db).balance is None
    accounts.learn(db, ACCOUNT, capabilities='{"price_per_part": "x"}', balance="0", currency="")
    assert facts(db).price is None


def test_a_line_that_nobody_has_tells_only_its_number(db: Database) -> None:
    found = gather(db, "", "+447700900999", PEER, NOON, GIVEN)
    assert (found.line_region, found.can_send, found.price) == ("GB", None, None)
    lines.replace(db, ACCOUNT, [])
    assert codes(db)[0] is Rule.LINE_GONE


def test_a_stop_and_the_past_of_the_number_are_told(db: Database) -> None:
    pull(db, inbound("1", "Stop!"))
    found = facts(db)
    assert found.stopped is not None and (found.stopped.since, found.stopped.words) == (NOON, "Stop!")
    assert found.replied is True
    assert codes(db)[0] is Rule.OPTED_OUT


def test_the_same_text_is_told_unless_it_did_not_go(db: Database) -> None:
    """B23."""
    first = queued(db, "See you at nine")
    assert Rule.DUPLICATE in codes(db)
    assert facts(db).sent_before[0].message_id == first.id
    assert facts(db, seconds=600).sent_before == ()
    outbox.mark_sending(db, first.id, at(1))
    outbox.fail(db, first.id, "30003", "")
    assert Rule.DUPLICATE not in codes(db)
    assert facts(db).replied is False and facts(db).waiting == 0


def test_a_country_that_refused_another_number_is_told(db: Database) -> None:
    """B14, B15."""
    outbox.fail(db, sending(db, peer=FRENCH_TOO).id, "21408", "")
    found = facts(db, FRENCH)
    assert found.region_trouble is not None and found.region_trouble.cause == "country_off"
    assert codes(db, to=FRENCH)[0] is Rule.COUNTRY_OFF
    assert facts(db, PEER).region_trouble is None
    allowed = replace(GIVEN, allowed=frozenset({"GB", "FR"}))
    assert codes(db, to=FRENCH, given=allowed) == [Rule.COST]


@pytest.mark.parametrize(
    ("service", "code", "words", "cause"),
    [
        ("salesmsg", "http_400", "Unable to send message to this region", "region"),
        ("salesmsg", None, "Region not possible", "region"),
        ("salesmsg", "international_off", "", "country_off"),
        ("close", None, "Unsupported country", "region"),
        ("cloudtalk", "Not allowed country.", "", "country_off"),
    ],
)
def test_a_country_that_a_service_refused_in_words_is_told(
    db: Database, service: str, code: str | None, words: str, cause: str
) -> None:
    """B14 to B16: as the catalogue understands it."""
    told = json.dumps({"service": service})
    accounts.learn(db, ACCOUNT, capabilities=told, balance=None, currency="")
    outbox.fail(db, sending(db, peer=FRENCH_TOO).id, code, words)
    trouble = facts(db, FRENCH).region_trouble
    assert trouble is not None and trouble.cause == cause


def test_an_unverified_toll_free_line_is_learned(db: Database) -> None:
    """B29."""
    toll_free = "+18005550123"
    message = messages.queue(
        db, account_id=ACCOUNT, line=toll_free, peer="+12025550123", body="ok", now=at(0)
    )
    outbox.mark_sending(db, message.id, at(0))
    outbox.fail(db, message.id, "30032", "")
    assert facts(db, "+12025550124", line=toll_free).toll_free_refused == NOON
    assert facts(db, "+12025550124").toll_free_refused is None


def test_a_trial_counts_the_parts_of_all_texts_that_left_or_will(db: Database) -> None:
    """A14."""
    trial = replace(GIVEN, service="cloudtalk", trial=True)
    one = sending(db, "a" * 200)
    outbox.accept(db, one.id, receipt("1", State.SENT))
    queued(db, "a")
    outbox.fail(db, sending(db, "a" * 500, peer=OTHER).id, "30003", "")
    pull(db, inbound("7", "a" * 400))
    found = facts(db, given=trial)
    assert (found.trial_parts, found.trial_used) == (10, 3)
    assert facts(db, given=replace(trial, trial_parts=4)).trial_parts == 4
    assert facts(db).trial_used is None


def test_one_text_to_many_is_counted_where_bulk_is_forbidden(db: Database) -> None:
    """B27."""
    for place in range(6):
        queued(db, "We moved.", peer=f"+4477009002{place:02}")
    strict = replace(GIVEN, service="voipms")
    assert facts(db, given=strict).spread == (("We moved.", 6),)
    assert facts(db).spread == ()
    assert facts(db, given=strict, seconds=timedelta(hours=2).total_seconds()).spread == ()


def features(db: Database, *names: str) -> None:
    """The service has these."""
    told = {"proof": "sent", "features": {name: {"on": True, "reason": ""} for name in names}}
    accounts.learn(db, ACCOUNT, capabilities=json.dumps(told), balance=None, currency="USD")


def test_a_number_that_nobody_in_the_services_book_has_is_said_where_that_matters(db: Database) -> None:
    """B32: a lead would have to be made there."""
    contacts.replace(db, ACCOUNT, [Contact(ACCOUNT, "1", "Ada", "", (Number(OTHER),))])
    assert Rule.UNKNOWN_PERSON not in codes(db)
    features(db, "needs_contact")
    assert Rule.UNKNOWN_PERSON in codes(db) and Rule.UNKNOWN_PERSON not in codes(db, to=OTHER)
    assert Rule.UNKNOWN_PERSON not in codes(db, to="60777")


def test_a_book_that_was_not_read_says_nothing_and_nor_does_one_of_another_account(db: Database) -> None:
    features(db, "needs_contact")
    contacts.replace(db, "b", [Contact("b", "1", "Ada", "", (Number(OTHER),))])
    assert Rule.UNKNOWN_PERSON not in codes(db)


def test_whom_the_service_had_a_text_with_it_knows(db: Database) -> None:
    features(db, "needs_contact")
    contacts.replace(db, ACCOUNT, [Contact(ACCOUNT, "1", "Ada", "", (Number(OTHER),))])
    queued(db)
    assert Rule.UNKNOWN_PERSON in codes(db)
    pull(db, inbound("1"))
    assert Rule.UNKNOWN_PERSON not in codes(db)


def test_gaps_matter_where_the_service_has_ready_made_texts(db: Database) -> None:
    assert Rule.GAP not in codes(db, "Hi {{ contact.first_name }}")
    features(db, "snippets")
    assert Rule.GAP in codes(db, "Hi {{ contact.first_name }}")


def test_who_is_blocked_in_the_services_book_is_opted_out_and_that_is_said(db: Database) -> None:
    """B20."""
    blocked.keep(db, ACCOUNT, [PEER], at(0))
    stopped = facts(db).stopped
    assert stopped is not None and stopped.blocked and stopped.since == at(0)
