"""What was learned of an account's service, and forgetting all of it."""

from desktop.announce import AccountChanged, Announcement, LinesChanged, StoreChangedElsewhere
from desktop.store import accounts, calls, contacts, conversations, drafts, lines, messages
from desktop.store.bad_rows import Unread
from desktop.store.calls import Call
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.drafts import Draft
from desktop.store.lines import Line
from desktop.store.merge import merge
from tests.store.texts import LINE, NOON, PEER, WINDOW, inbound


def fill(db: Database, account: str) -> None:
    merge(
        db,
        account,
        [inbound("1")],
        bad=[Unread("2", "f", "{}")],
        window=WINDOW,
        now=NOON,
        finished=("p", NOON),
    )
    drafts.keep(db, account, LINE, PEER, Draft(body="Dear"))
    lines.replace(db, account, [Line(account, "42", LINE)])
    contacts.replace(db, account, [Contact(account, "1", "Zoë", "", (Number(PEER),))])
    calls.keep(db, account, [Call(account, "1", False, LINE, PEER, NOON, "missed")])
    accounts.learn(db, account, capabilities="{}", balance="1.5", currency="EUR")


def test_a_new_account_is_unknown_until_something_was_learned(
    db: Database, announced: list[Announcement]
) -> None:
    assert accounts.known(db, "a") == accounts.Known()
    accounts.learn(db, "a", capabilities="{}", balance="12.40", currency="EUR")
    assert accounts.known(db, "a") == accounts.Known(None, None, "{}", "12.40", "EUR")
    accounts.learn(db, "a", capabilities="{}", balance="12.40", currency="EUR")
    assert announced == [AccountChanged("a")]
    accounts.learn(db, "a", capabilities="{}", balance=None, currency="")
    assert accounts.known(db, "a").balance is None


def test_the_terms_of_a_service_are_read_from_what_it_told(db: Database) -> None:
    assert accounts.terms(db, "a") == accounts.Terms({}, None, "", {})
    told = (
        '{"policy": {"name": "p"}, "price_per_part": "0.008", "currency": "EUR", "features": {"calls": {}}}'
    )
    accounts.learn(db, "a", capabilities=told, balance=None, currency="")
    assert accounts.terms(db, "a") == accounts.Terms({"name": "p"}, "0.008", "EUR", {"calls": {}})


def test_an_account_is_known_again_by_the_numbers_it_ever_had(db: Database) -> None:
    fill(db, "a")
    lines.replace(db, "a", [])
    assert accounts.numbers_of(db, "a") == {LINE}
    assert accounts.numbers_of(db, "nobody") == frozenset()


def test_forgetting_an_account_takes_all_of_it_and_nothing_of_another(
    db: Database, announced: list[Announcement]
) -> None:
    fill(db, "a")
    fill(db, "b")
    assert accounts.accounts_with_texts(db) == {"a", "b"}
    announced.clear()
    accounts.forget(db, "a")
    assert announced == [LinesChanged("a"), AccountChanged("a"), StoreChangedElsewhere()]
    assert accounts.accounts_with_texts(db) == {"b"}
    assert (accounts.count_texts(db, "a"), accounts.count_texts(db, "b")) == (0, 1)
    assert accounts.known(db, "a") == accounts.Known()
    assert {one.account_id for one in messages.newest(db)} == {"b"}
    assert {one.account_id for one in conversations.listing(db)} == {"b"}
    assert {one.account_id for one in lines.listing(db)} == {"b"}
    assert {one.account_id for one in contacts.listing(db)} == {"b"}
    assert {one.account_id for one in calls.listing(db)} == {"b"}
    assert drafts.get(db, "a", LINE, PEER) == Draft()
    assert contacts.name_of(db, PEER) == "Zoë"
