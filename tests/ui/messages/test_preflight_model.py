"""Why a text would fail, at every key: the store is asked when something changed, and not otherwise."""

from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.announce import AccountChanged, AccountsChanged
from desktop.sms.delivery import State
from desktop.sms.preflight import Rule, Severity
from desktop.store import consent
from desktop.store.preflight_facts import Given
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.preflight_model import PreflightModel, advice, first_block, label, words
from tests.asked import asked
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages import stops
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, offer, put

TO_ZOE = Target(ACCOUNT, SUPPORT, ZOE)


class Clock:
    def __init__(self) -> None:
        self.now = NOON + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(account: Account, clock: Clock) -> PreflightModel:
    offer(account, price="0.008")
    return PreflightModel(account.db, account.changes, clock=clock)


def codes(model: PreflightModel, body: str, to: str = ZOE) -> list[Rule]:
    return [one.code for one in model.findings(TO_ZOE, to, body)]


def test_an_ordinary_text_is_not_talked_about(model: PreflightModel) -> None:
    """Demand: quiet unless there is something to say. The cost stands at the counter already."""
    assert codes(model, "Hello Zoë, your bicycle is ready.") == []


def test_what_would_fail_comes_first_and_only_that_stops_it(model: PreflightModel) -> None:
    """B32"""
    found = model.findings(TO_ZOE, ZOE, "Get a payday loan now " * 90)
    assert [one.severity for one in found][:2] == [Severity.BLOCK, Severity.WARN]
    block = first_block(found)
    assert block is not None and block.code is Rule.TOO_LONG
    assert words(block).startswith("The text is 380 characters too long; 1600 are allowed.")
    assert label(block) == "Shorten"
    assert block not in advice(found)


def test_the_store_is_asked_once_while_one_types_and_again_after_a_change(
    account: Account, model: PreflightModel
) -> None:
    with asked() as statements:
        codes(model, "H")
        first = len(statements)
        for end in range(2, 12):
            codes(model, "Hello there"[:end])
        assert len(statements) == first > 0
        account.announcer.publish(AccountChanged(ACCOUNT))
        codes(model, "Hello there")
        assert len(statements) == first
        model.catch_up()
        codes(model, "Hello there")
        assert len(statements) == 2 * first


def test_a_text_that_was_just_sent_is_warned_about_until_time_has_passed(
    account: Account, model: PreflightModel, clock: Clock
) -> None:
    """B23: you sent this 40 s ago."""
    put(account, ["See you at 10"], outbound=True, state=State.SENT, since=clock.now)
    clock.now += timedelta(seconds=40)
    (found,) = model.findings(TO_ZOE, ZOE, "See you at 10")
    assert (found.code, found.value("ago")) == (Rule.DUPLICATE, "40")
    clock.now += timedelta(minutes=11)
    model.catch_up()
    assert codes(model, "See you at 10") == []


def test_a_stop_that_arrives_is_told_so_that_the_composer_asks_again(
    account: Account, model: PreflightModel, qtbot: QtBot
) -> None:
    """B20"""
    heard: list[bool] = []
    model.changed.connect(lambda: heard.append(True))
    assert codes(model, "Hello") == []
    stops.say(account)
    qtbot.waitUntil(lambda: bool(heard))
    assert codes(model, "Hello") == [Rule.OPTED_OUT]


def test_what_leaves_is_judged_by_what_the_store_knows_now(account: Account) -> None:
    """B20: a STOP of this very moment, before anything shows it."""
    offer(account)
    put(account, ["Hello"])
    composer = ComposerModel(account.db, account.changes)
    composer.write_to(ACCOUNT, SUPPORT, ZOE)
    composer.set_text("Are you there?")
    assert composer.can_send()
    stops.say(account)
    assert composer.send() is None
    assert composer.stopped() is not None


def test_news_of_another_conversation_do_not_have_the_store_asked_at_once(
    account: Account, model: PreflightModel, qtbot: QtBot
) -> None:
    put(account, ["Hello"])
    assert codes(model, "Hello") == []
    heard: list[bool] = []
    model.changed.connect(lambda: heard.append(True))
    put(account, ["Good morning"], peer=VIKTOR)
    assert model._soon.remainingTime() > 1000 and not heard
    put(account, ["Anybody there?"])
    assert model._soon.remainingTime() < 1000
    qtbot.waitUntil(lambda: bool(heard))


def test_what_settings_know_is_asked_for_by_account(account: Account, clock: Clock) -> None:
    """B14"""
    model = PreflightModel(account.db, account.changes, clock=clock)
    model.given = lambda account_id: Given(allowed=frozenset({"US"}) if account_id == ACCOUNT else None)
    assert codes(model, "Hello") == [Rule.COUNTRY_OFF]


def test_a_warning_that_was_passed_over_is_kept_with_the_text(account: Account) -> None:
    """Idea 3"""
    offer(account)
    composer = ComposerModel(account.db, account.changes)
    for _ in range(2):
        composer.write_to(ACCOUNT, SUPPORT, ZOE)
        composer.set_text("The same words")
        assert composer.send() is not None
    with account.db.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT rule, peer FROM overridden").all()
    assert [tuple(row) for row in rows] == [("duplicate", ZOE)]


def test_an_override_needs_a_reason_and_opens_the_way(account: Account) -> None:
    """B20: audited."""
    stops.say(account)
    composer = ComposerModel(account.db, account.changes)
    composer.write_to(ACCOUNT, SUPPORT, ZOE)
    assert composer.stopped() is not None
    assert "STOP" in composer.closed_reason()
    assert not composer.open_again("   ")
    assert composer.stopped() is not None
    assert composer.open_again("by phone, on Monday")
    assert (composer.stopped(), composer.closed_reason()) == (None, "")
    said = consent.history(account.db, ACCOUNT, SUPPORT, ZOE)
    assert [(one.kind, one.words) for one in said][-1] == ("override", "by phone, on Monday")


def test_keeping_what_is_written_asks_nothing_anew(account: Account) -> None:
    """It is kept every half second while one types."""
    offer(account)
    put(account, ["hi"])
    composer = ComposerModel(account.db, account.changes)
    composer.write_to(ACCOUNT, SUPPORT, ZOE)
    composer.set_text("Hello")
    assert composer.can_send()
    composer.save()
    with asked() as statements:
        assert composer.can_send()
    assert [one for one in statements if "draft" not in one] == []


def test_what_settings_know_holds_as_soon_as_it_is_written(
    account: Account, clock: Clock, qtbot: QtBot
) -> None:
    """A country that an admin ticks, a word that is taken off a list."""
    model = PreflightModel(account.db, account.changes, clock=clock)
    allowed = frozenset({"US"})
    model.given = lambda _: Given(allowed=allowed)
    assert codes(model, "Hello") == [Rule.COUNTRY_OFF]
    allowed = frozenset({"US", "GB"})
    model.catch_up()
    assert codes(model, "Hello") == []
    with qtbot.waitSignal(model.changed):
        account.announcer.publish(AccountsChanged())
