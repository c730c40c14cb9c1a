"""How an account stands with its service: since when, and what it can prove."""

import json
from datetime import timedelta

import pytest

from desktop.announce import Link, LinkChanged
from desktop.sms.delivery import Proof
from desktop.store import accounts
from desktop.ui.messages.service_model import Reach, Services
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import NOON


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> object:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(account: Account, clock: Clock) -> Services:
    return Services(account.db, account.changes, clock)  # type: ignore[arg-type]


def say(account: Account, link: Link, reason: str = "") -> None:
    account.announcer.publish(LinkChanged(ACCOUNT, link, reason))


@pytest.mark.parametrize(
    ("link", "reason", "reach"),
    [
        (Link.ONLINE, "", Reach.GOOD),
        (Link.ONLINE, "unreadable:data", Reach.UNREADABLE),
        (Link.ONLINE, "store:disk full", Reach.GOOD),
        (Link.OFFLINE, "timed out", Reach.OFFLINE),
        (Link.SIGN_IN_NEEDED, "refused", Reach.SIGN_IN),
        (Link.STANDING_BY, "", Reach.ELSEWHERE),
    ],
)
def test_it_knows_whether_the_service_can_be_asked(
    account: Account, services: Services, link: Link, reason: str, reach: Reach
) -> None:
    say(account, link, reason)
    assert services.of(ACCOUNT).reach is reach


def test_since_when_is_the_first_moment_whatever_reasons_follow(
    account: Account, services: Services, clock: Clock
) -> None:
    say(account, Link.ONLINE)
    clock.now += timedelta(minutes=1)
    say(account, Link.OFFLINE, "timed out")
    clock.now += timedelta(minutes=1)
    say(account, Link.CONNECTING)
    say(account, Link.OFFLINE, "no route")
    assert services.of(ACCOUNT).since == NOON + timedelta(minutes=1)


def test_what_it_can_prove_is_the_least_until_it_was_told(account: Account, services: Services) -> None:
    """C6"""
    assert services.of("nobody").proof is Proof.ACCEPTED
    assert services.of(ACCOUNT).proof is Proof.DELIVERED


def test_news_of_what_it_can_prove_are_told(account: Account, services: Services) -> None:
    heard: list[str] = []
    services.of(ACCOUNT)
    services.changed.connect(heard.append)
    told = json.dumps({"proof": "sent"})
    accounts.learn(account.db, ACCOUNT, capabilities=told, balance=None, currency="")
    assert heard == [ACCOUNT]
    assert services.of(ACCOUNT).proof is Proof.SENT


def test_a_name_is_kept_through_everything(account: Account, services: Services) -> None:
    services.know_names({ACCOUNT: "Cliqtel"})
    say(account, Link.OFFLINE)
    assert services.of(ACCOUNT).name == "Cliqtel"
