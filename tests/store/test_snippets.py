"""Snippets are copies of the service's, there while it is out of reach."""

from desktop.announce import AccountChanged, Announcement
from desktop.store import accounts, snippets
from desktop.store.database import Database
from desktop.store.snippets import Snippet
from tests.store.texts import ACCOUNT

HELLO = Snippet(ACCOUNT, "1", "Hello", "Hi {{ contact.first_name }}", shared=True)
BYE = Snippet(ACCOUNT, "2", "bye", "See you")


def test_they_are_listed_by_name_and_replaced_as_a_whole(db: Database, announced: list[Announcement]) -> None:
    snippets.replace(db, ACCOUNT, [HELLO, BYE])
    assert snippets.listing(db, ACCOUNT) == [BYE, HELLO]
    snippets.replace(db, ACCOUNT, [HELLO])
    assert snippets.listing(db, ACCOUNT) == [HELLO]
    announced.clear()
    snippets.replace(db, ACCOUNT, [HELLO])
    assert announced == []
    snippets.replace(db, ACCOUNT, [])
    assert announced == [AccountChanged(ACCOUNT)]


def test_they_go_with_their_account(db: Database) -> None:
    snippets.replace(db, ACCOUNT, [HELLO])
    snippets.replace(db, "b", [Snippet("b", "1", "Hello", "Hi")])
    accounts.forget(db, ACCOUNT)
    assert snippets.listing(db, ACCOUNT) == [] and len(snippets.listing(db, "b")) == 1
