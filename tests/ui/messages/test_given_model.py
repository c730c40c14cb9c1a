"""Settings reach preflight, also those that change meanwhile."""

from pathlib import Path

from desktop.settings import word_lists
from desktop.settings.accounts import Account, Accounts
from desktop.settings.word_lists import WordLists
from desktop.ui.messages.given_model import SettingsKnown

SHOP = Account(
    id="shop", provider="cliqtel", name="Shop", url="https://a.example", key_place="session", plan="trial"
)


def test_plan_countries_and_words_are_known_by_account(tmp_path: Path) -> None:
    """A14, B14, B21"""
    accounts, lists = Accounts(tmp_path / "accounts.json"), tmp_path / "words.json"
    known = SettingsKnown(accounts, lists)
    assert known.of("shop").service == ""
    accounts.add(SHOP.model_copy(update={"allowed_countries": ("GB", "US")}))
    found = known.of("shop")
    assert (found.service, found.trial, found.allowed) == ("cliqtel", True, frozenset({"GB", "US"}))
    assert not found.words.hits("zorbing")
    word_lists.save(lists, WordLists(added={"gambling": ("zorbing",)}))
    assert known.of("shop").words.hits("zorbing")


def test_damaged_lists_leave_those_that_come_with_the_program(tmp_path: Path) -> None:
    lists = tmp_path / "words.json"
    lists.write_text("{")
    known = SettingsKnown(Accounts(tmp_path / "accounts.json"), lists)
    assert known.of("").words.hits("casino")
    assert lists.read_text() == "{"
