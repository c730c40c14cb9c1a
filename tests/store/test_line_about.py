"""All that the store knows of one of our numbers, gathered for its sheet."""

from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.sms.abilities import Ability, Answer, Do
from desktop.sms.line_sheet import sheet
from desktop.store import accounts, line_facts, lines, messages, outbox
from desktop.store.database import Database
from desktop.store.line_about import Money, about, money, taught
from desktop.store.lines import Line
from desktop.store.preflight_facts import Given
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, at, inbound, pull, queued, receipt

UNKNOWN = Line(ACCOUNT, "1", LINE, country="GB")
GIVEN = Given(service="twilio")


@pytest.fixture(autouse=True)
def account(db: Database) -> None:
    """A line of which nothing is known, and what its service told."""
    lines.replace(db, ACCOUNT, [UNKNOWN])
    told = '{"proof": "delivered", "service": "twilio", "features": {"line_settings": {"on": true}}}'
    accounts.learn(db, ACCOUNT, capabilities=told, balance="1.50", currency="EUR", balance_at=NOON)


def test_what_became_of_texts_is_learned_and_forgotten_with_them(db: Database) -> None:
    """A16, B17, B19"""
    first = queued(db)
    assert outbox.mark_sending(db, first.id, at(1))
    outbox.accept(db, first.id, receipt("1"))
    refused = messages.queue(db, account_id=ACCOUNT, line=LINE, peer=OTHER, body="ok", now=at(5))
    assert outbox.mark_sending(db, refused.id, at(5))
    outbox.fail(db, refused.id, "21612", "")
    pull(db, inbound("7", "Hello", seconds=30, peer="72345"))
    learned = taught(db, UNKNOWN, "twilio")
    assert (learned.at_home, learned.short_code) == (first.created_at, at(30))
    assert learned.pairs == (OTHER,)
    assert taught(db, Line(ACCOUNT, "2", "+12125550142"), "twilio").taken is None


def test_the_sheet_of_a_line_puts_together_facts_outcomes_and_settings(db: Database) -> None:
    """A14, A16"""
    line_facts.note(db, ACCOUNT, {LINE: {"media": "yes"}}, NOON)
    given = Given(service="twilio", trial=True, trial_parts=10, allowed=frozenset({"GB", "US"}))
    queued(db)
    found = about(db, UNKNOWN, given, at(60))
    assert (found.switches, found.trial_parts, found.trial_used) == (True, 10, 1)
    answers = {one.ability: one.answer for one in sheet(found).statements}
    assert answers[Ability.MEDIA] is Answer.YES
    assert answers[Ability.INTERNATIONAL] is Answer.PARTLY
    assert Do.TRIAL in [one.do for one in sheet(found).steps]


def test_only_the_newest_texts_of_a_thread_teach(db: Database) -> None:
    for place in range(25):
        pull(db, inbound(str(place), seconds=place))
    assert taught(db, UNKNOWN, "twilio").came == at(24)


def test_the_wallet_is_told_with_its_moment(db: Database) -> None:
    """G1"""
    assert money(db, ACCOUNT) == Money(Decimal("1.50"), "EUR", NOON)
    assert money(db, "nobody") == Money()
    assert about(db, UNKNOWN, GIVEN, NOON + timedelta(1)).trial is False
