from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.announce import Link, LinkChanged
from desktop.ui.lines.standing_model import Standing
from tests.ui.account import ACCOUNT, Account, opened


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def standing(account: Account) -> Standing:
    return Standing(account.db, account.changes)


def test_nothing_is_said_of_a_connection_before_something_is_known(standing: Standing) -> None:
    assert standing.link(ACCOUNT) is None
    assert standing.state(ACCOUNT) == (None, "")


@pytest.mark.parametrize(
    ("link", "reason", "sentence"),
    [
        (Link.ONLINE, "", "Online"),
        (Link.ONLINE, "unreadable: data", "Online"),
        (Link.CONNECTING, "", "Connecting …"),
        (Link.OFFLINE, "", "Offline"),
        (Link.OFFLINE, "no route\nto host", "Offline: no route to host"),
        (
            Link.OFFLINE,
            "not_there",
            "There is no service at the address of this account. Check the address.",
        ),
        (
            Link.SIGN_IN_NEEDED,
            "keyring_silent",
            "The keyring did not answer in time. Unlock it, then try again.",
        ),
    ],
)
def test_a_connection_is_told_in_a_sentence(
    link: Link, reason: str, sentence: str, standing: Standing, account: Account
) -> None:
    """E1: what is wrong, with its reason."""
    account.announcer.publish(LinkChanged(ACCOUNT, link, reason))
    assert standing.link(ACCOUNT) is link
    assert standing.state(ACCOUNT) == (link, reason)
    assert standing.link_sentence(ACCOUNT) == sentence


def test_standing_by_says_who_does_the_work(standing: Standing) -> None:
    standing.set_link(ACCOUNT, Link.STANDING_BY, "")
    assert "Another window" in standing.link_sentence(ACCOUNT)


def test_a_balance_that_sync_learns_is_told_at_once(standing: Standing, account: Account) -> None:
    heard: list[str] = []
    standing.changed.connect(lambda: heard.append(standing.balance(ACCOUNT)))
    account.offer(balance="12.392")
    account.offer(balance=None)
    assert heard == ["€12.392", ""]
    assert standing.balance("another") == ""
