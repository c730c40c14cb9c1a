from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import accounts, lines
from desktop.ui.features_model import offered
from tests.ui.account import ACCOUNT, Account, line, opened


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


def test_a_feature_is_on_off_or_not_known_yet(account: Account) -> None:
    account.offer(calls=True, contacts=False)
    assert offered(account.db, "calls") is True
    assert offered(account.db, "contacts") is False
    assert offered(account.db, "balance") is None


def test_one_account_that_offers_it_is_enough(account: Account) -> None:
    account.offer(calls=False)
    lines.replace(account.db, "second", [line("+33639980011", account_id="second")])
    assert offered(account.db, "calls") is False
    told = '{"features": {"calls": {"on": true, "reason": ""}}}'
    accounts.learn(account.db, "second", capabilities=told, balance=None, currency="")
    assert offered(account.db, "calls") is True


def test_of_an_account_that_nobody_asked_yet_nothing_is_known(account: Account) -> None:
    accounts.forget(account.db, ACCOUNT)
    lines.replace(account.db, "new", [line("+33639980011", account_id="new")])
    assert offered(account.db, "calls") is None
