"""Accounts that were signed out while their texts stayed: shown with how many, and deleted on wish."""

from pathlib import Path

from desktop.settings.accounts import Accounts
from desktop.store import accounts as learned
from desktop.store import messages
from desktop.ui.accounts.former_model import FormerModel
from tests.ui.accounts.house import FOR_NOW, KEPT, NUMBER, House, house


def signed_out(one: House, *bodies: str) -> FormerModel:
    """The shop, with these texts, was signed out and its texts stayed."""
    for body in bodies:
        messages.queue(one.db, account_id=KEPT.id, line=NUMBER, peer="+12025550123", body=body)
    one.accounts.remove(KEPT.name, texts_stay=True)
    one.list_changed()
    return one.model.former


async def test_an_account_whose_texts_stayed_is_shown_with_how_many(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT, FOR_NOW) as one:
        assert one.model.former.shown == []
        (shown,) = signed_out(one, "one", "two").shown
        assert (shown.id, shown.name, shown.service, shown.texts) == (KEPT.id, "Shop", "Cliqtel", 2)
    async with house(tmp_path) as again:
        assert [shown.texts for shown in again.model.former.shown] == [2]


async def test_one_without_texts_is_not_shown(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        assert signed_out(one).shown == []


async def test_its_texts_are_deleted_for_good(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        former = signed_out(one, "one")
        former.delete(KEPT.id)
        former.delete(KEPT.id)
        assert [shown.deleting for shown in former.shown] == [True]
        await one.until(lambda: not former.shown)
        assert learned.accounts_with_texts(one.db) == frozenset()
        assert one.accounts.former() == []


async def test_an_account_that_was_signed_in_again_meanwhile_keeps_its_texts(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        former = signed_out(one, "one")
        Accounts(one.path).add(KEPT)  # as another process does
        former.delete(KEPT.id)
        await one.until(lambda: not former.shown)
        assert learned.count_texts(one.db, KEPT.id) == 1


async def test_a_list_that_cannot_be_read_deletes_nothing_and_says_why(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        former = signed_out(one, "one")
        whole = one.path.read_text()
        one.path.write_text("{")
        former.delete(KEPT.id)
        await one.until(lambda: KEPT.id not in former._deleting)
        one.path.write_text(whole)
        one.list_changed()
        (shown,) = former.shown
        assert "accounts.json cannot be read" in shown.trouble and not shown.deleting
        assert learned.count_texts(one.db, KEPT.id) == 1
