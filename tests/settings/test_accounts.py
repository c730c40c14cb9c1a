"""The accounts of a profile: kept whole, never with a secret, and a damaged file is left as it is."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock
from pydantic import ValidationError

from desktop.settings import accounts as settings
from desktop.settings.accounts import Account, Accounts, Former, NameTaken, NoSuchAccount
from desktop.settings.files import SettingsDamaged, SettingsUnwritable

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


def test_a_new_name_may_not_be_that_of_another_account(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add(WORK)
    accounts.add(HOME)
    with pytest.raises(NameTaken):
        accounts.update(HOME.model_copy(update={"name": "Work"}))
    assert accounts.listing() == [WORK, HOME]


def test_an_account_whose_texts_stay_can_be_known_again_until_it_is_back_or_forgotten(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add(WORK)
    accounts.remove("Work", texts_stay=True)
    was = Former(id=WORK.id, provider="cliqtel", name="Work", url="https://cliqtel.com")
    assert (accounts.listing(), Accounts(path).former()) == ([], [was])
    accounts.add(WORK.model_copy(update={"name": "Back"}))
    assert accounts.former() == []
    accounts.remove("Back", texts_stay=True)
    accounts.forget(WORK.id)
    assert accounts.former() == []
    accounts.add(WORK)
    accounts.remove("Work")
    assert accounts.former() == []


def test_the_stamp_tells_of_a_change_by_whomever(path: Path) -> None:
    mine, stamps = Accounts(path), []
    for change in (lambda: None, lambda: Accounts(path).add(WORK), lambda: Accounts(path).remove("Work")):
        change()
        stamps.append(mine.stamp())
        assert mine.stamp() == stamps[-1]
    assert len(set(stamps)) == 3


def test_several_processes_that_change_the_list_at_once_lose_nothing(path: Path) -> None:
    names = [f"Shop {number}" for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: Accounts(path).add(_called(name)), names))
    assert sorted(account.name for account in Accounts(path).listing()) == names


def test_a_list_that_somebody_else_keeps_locked_is_left_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LOCK_PATIENCE", 0.01)
    with FileLock(path.with_name(".accounts.json.lock")), pytest.raises(SettingsUnwritable):
        Accounts(path).add(WORK)
    assert not path.exists()


def _called(name: str) -> Account:
    return Account(provider="cliqtel", name=name, url="https://cliqtel.com", key_place="session")


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
