"""The accounts of a profile: kept whole, never with a secret, and a damaged file is left as it is."""

import os
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from desktop.settings.accounts import Account, Accounts, NameTaken, NoSuchAccount
from desktop.settings.files import SettingsDamaged

WORK = Account(provider="cliqtel", name="Work", url="https://cliqtel.com", key_place="keyring")
HOME = Account(
    provider="cliqtel",
    name="Zuhause 🏠",
    url="https://cliqtel.com",
    key_place="env",
    key_variable="KEY",
    practice=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the accounts are."""
    return tmp_path / "accounts.json"


def test_accounts_are_there_after_a_restart_in_the_order_in_which_they_came(path: Path) -> None:
    assert Accounts(path).listing() == []
    Accounts(path).add(HOME)
    Accounts(path).add(WORK)
    assert Accounts(path).listing() == [HOME, WORK]
    assert Accounts(path).get("Work") == WORK


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_file_is_for_its_owner_only(path: Path) -> None:
    Accounts(path).add(WORK)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_is_given_once(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add(WORK)
    with pytest.raises(NameTaken):
        accounts.add(HOME.model_copy(update={"name": "Work"}))
    assert accounts.listing() == [WORK]


def test_an_account_is_changed_and_taken_away(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add(WORK)
    accounts.add(HOME)
    renamed = WORK.model_copy(update={"name": "Office"})
    accounts.update(renamed)
    assert accounts.listing() == [renamed, HOME]
    assert accounts.remove("Office") == renamed
    assert accounts.listing() == [HOME]
    with pytest.raises(NoSuchAccount):
        accounts.remove("Office")
    with pytest.raises(NoSuchAccount):
        accounts.get("Office")


def test_two_accounts_made_alike_are_two() -> None:
    again = Account(provider="cliqtel", name="Work", url="https://cliqtel.com", key_place="keyring")
    assert again.id != WORK.id


def test_an_account_has_no_place_for_a_secret() -> None:
    with pytest.raises(ValidationError):
        Account.model_validate({**WORK.model_dump(), "api_key": "secret"})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 2, "accounts": []}',
        '{"version": 1, "accounts": [{"name": "x"}]}',
        '{"version": 1, "accounts": [], "more": 1}',
        "\0" * 100,
    ],
)
def test_a_damaged_file_is_refused_left_as_it_is_and_not_quoted(path: Path, content: str) -> None:
    path.write_text(content)
    accounts = Accounts(path)
    with pytest.raises(SettingsDamaged) as caught:
        accounts.listing()
    with pytest.raises(SettingsDamaged):
        accounts.add(WORK)
    assert path.read_text() == content
    assert len(str(caught.value)) < 100 and caught.value.path == path
