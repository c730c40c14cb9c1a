"""Signing in: tried out first, saved in an order that loses nothing, and the same account known again."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from desktop.providers.base import (
    Busy,
    Capabilities,
    Checked,
    Line,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.catalog import UnknownService
from desktop.providers.http_client import BadAddress
from desktop.settings import credentials
from desktop.settings.accounts import Account, Accounts, NameTaken
from desktop.settings.credentials import NoSecret
from desktop.store import lines
from desktop.store.database import Database
from desktop.sync.sign_in import (
    OddKey,
    Trouble,
    adapter,
    forget_texts,
    let_go,
    open_provider,
    save,
    trouble_of,
    try_out,
)
from tests.cli.own_keyring import Keyring
from tests.providers.odd_server import answer, odd_server
from tests.sync.fake_service import ACCOUNT, LINE, queued, states

KEY = "clq_secret"
SHOP = Account(provider="cliqtel", name="Shop", url="https://cliqtel.com", key_place="keyring")
CHECKED = Checked((Line("42", LINE, "Support"),), Capabilities())


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "accounts.json")


@pytest.fixture
def ring() -> Iterator[Keyring]:
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)
    credentials.forget_session_keys()


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (NoSecret("keyring_refused", "KeyringLocked"), Trouble("keyring_refused", "KeyringLocked", "place")),
        (BadAddress("plain_http"), Trouble("plain_http", "", "address")),
        (UnknownService("x"), Trouble("unknown_service")),
        (SignInNeeded("Unauthenticated."), Trouble("refused", "Unauthenticated.", "key")),
        (SignInNeeded("No", allowed=False), Trouble("forbidden", "No", "key")),
        (Unreachable("ConnectError", "tls"), Trouble("tls", "ConnectError", "address")),
        (Unreachable("ConnectError"), Trouble("unreachable", "ConnectError", "address")),
        (Busy(2.5), Trouble("busy", "2.5")),
        (Refused("http_404", "Not Found"), Trouble("not_there", "Not Found", "address")),
        (Refused("http_405", ""), Trouble("not_there", "http_405", "address")),
        (Refused("http_402", "No money"), Trouble("said_no", "No money")),
        (Unreadable("HTTP 404, not JSON", "http_404"), Trouble("not_there", "HTTP 404, not JSON", "address")),
        (Unreadable("HTTP 302", "redirect"), Trouble("redirect", "HTTP 302", "address")),
        (
            Unreadable("HTTP 200, not JSON", "http_200"),
            Trouble("unreadable", "HTTP 200, not JSON", "address"),
        ),
        (OutcomeUnknown("ReadTimeout", "timeout"), Trouble("no_answer", "ReadTimeout")),
    ],
    ids=repr,
)
def test_each_trouble_names_the_field_to_blame(error: Exception, trouble: Trouble) -> None:
    assert trouble_of(error) == trouble


def test_a_fault_of_ours_is_raised_again() -> None:
    with pytest.raises(ProviderError):
        trouble_of(ProviderError("new kind"))


def test_a_key_that_no_header_could_carry_is_not_accepted() -> None:
    """E1"""
    with pytest.raises(SignInNeeded):
        adapter(SHOP, "in\nthe middle")


async def test_a_key_with_characters_that_no_key_has_is_refused_without_asking() -> None:
    async with odd_server(answer({"data": []})) as server:
        with pytest.raises(OddKey) as odd:
            await try_out(SHOP.model_copy(update={"url": server.url}), "\u201cclq\u201d")
    assert server.asked == []
    named = "left double quotation mark, right double quotation mark"
    assert trouble_of(odd.value) == Trouble("odd_key", named, "key")


async def test_trying_out_asks_the_service_and_stores_nothing() -> None:
    async with odd_server(answer({"data": [{"id": 42, "number": LINE}]})) as server:
        account = SHOP.model_copy(update={"url": server.url})
        checked = await try_out(account, f" {KEY}\n")
    assert [line.number for line in checked.lines] == [LINE]
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


async def test_an_account_is_opened_with_the_key_from_where_it_says(ring: Keyring) -> None:
    with pytest.raises(NoSecret):
        await open_provider(SHOP)
    credentials.keep(SHOP, KEY)
    await (await open_provider(SHOP)).close()


async def test_a_new_account_is_saved_with_its_key_and_what_was_found(
    db: Database, accounts: Accounts, ring: Keyring
) -> None:
    saved = await save(accounts, db, SHOP, KEY, CHECKED)
    assert accounts.listing() == [saved] == [SHOP]
    assert list(ring.kept.values()) == [KEY]
    await save(accounts, db, SHOP, f"\u200b{KEY}\x00", CHECKED)
    assert list(ring.kept.values()) == [KEY]
    assert [line.label for line in lines.listing(db, SHOP.id)] == ["Support"]


async def test_nothing_is_saved_where_the_key_cannot_be(
    db: Database, accounts: Accounts, ring: Keyring
) -> None:
    ring.locked = True
    with pytest.raises(NoSecret):
        await save(accounts, db, SHOP, KEY, CHECKED)
    assert accounts.listing() == [] and lines.listing(db, SHOP.id) == []


async def test_the_key_is_taken_out_again_where_the_account_cannot_be_saved(
    db: Database, accounts: Accounts, ring: Keyring
) -> None:
    accounts.add(SHOP.model_copy(update={"id": "other"}))
    with pytest.raises(NameTaken):
        await save(accounts, db, SHOP, KEY, CHECKED)
    assert ring.kept == {}


async def test_a_key_that_moves_out_of_the_keyring_is_in_memory_only(
    db: Database, accounts: Accounts, ring: Keyring
) -> None:
    await save(accounts, db, SHOP, KEY, CHECKED)
    moved = SHOP.model_copy(update={"key_place": "session"})
    await save(accounts, db, moved, "new", CHECKED)
    assert ring.kept == {} and credentials.read(moved) == "new"
    assert accounts.listing() == [moved]
    await save(accounts, db, SHOP, "newer", CHECKED)
    assert list(ring.kept.values()) == ["newer"]
    with pytest.raises(NoSecret):
        credentials.read(moved)


async def test_the_same_account_signed_in_again_gets_its_texts_back(
    db: Database, accounts: Accounts, ring: Keyring
) -> None:
    """Else each of its texts would stand twice."""
    first = await save(accounts, db, SHOP, KEY, CHECKED)
    accounts.remove("Shop", texts_stay=True)
    let_go(db, first.id)
    again = SHOP.model_copy(update={"id": "new", "name": "Shop again"})
    assert (await save(accounts, db, again, KEY, CHECKED)).id == first.id
    assert list(ring.kept) == [("linedesk", first.id)]
    assert [line.number for line in lines.listing(db, first.id)] == [LINE]


@pytest.mark.parametrize("other", ["another address", "other lines", "texts deleted"])
async def test_another_account_of_the_same_service_is_another_one(
    db: Database, accounts: Accounts, ring: Keyring, other: str
) -> None:
    first = await save(accounts, db, SHOP, KEY, CHECKED)
    accounts.remove("Shop", texts_stay=other != "texts deleted")
    again = SHOP.model_copy(update={"id": "new"})
    found = CHECKED
    if other == "another address":
        again = again.model_copy(update={"url": "https://other.example"})
    elif other == "other lines":
        found = Checked((Line("7", "+12025550100"),), Capabilities())
    assert (await save(accounts, db, again, KEY, found)).id == "new" != first.id


async def test_only_a_signed_out_account_s_texts_are_forgotten(
    db: Database, accounts: Accounts, ring: Keyring
) -> None:
    first = await save(accounts, db, SHOP, KEY, CHECKED)
    forget_texts(db, accounts, first.id)
    assert [line.number for line in lines.listing(db, first.id)] == [LINE]
    accounts.remove("Shop", texts_stay=True)
    forget_texts(db, accounts, first.id)
    assert lines.listing(db, first.id) == [] and accounts.former() == []


def test_what_waits_for_an_account_that_goes_is_shown_as_failed(db: Database) -> None:
    texts = queued(db, "one", "two")
    let_go(db, ACCOUNT)
    assert states(db, texts) == ["failed", "failed"]
    assert lines.listing(db) == []
