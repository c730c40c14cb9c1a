"""Drafts are stored per line and number, and kept in memory while they can't be stored."""

from desktop.store import drafts
from desktop.store.drafts import Draft
from desktop.ui.messages.kept_drafts_model import KeptDrafts, Target
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import VIKTOR, ZOE, full_disk

TO_ZOE, TO_VIKTOR = Target(ACCOUNT, SUPPORT, ZOE), Target(ACCOUNT, SUPPORT, VIKTOR)


def test_what_a_full_disk_refuses_is_kept_and_stored_with_the_next_draft(account: Account) -> None:
    """Demand 15."""
    kept = KeptDrafts(account.db)
    with full_disk(account):
        error = kept.keep(TO_ZOE, Draft(body="Hello"))
        assert error is not None and "full" in error.detail
        assert kept.holds(TO_ZOE) and kept.unsaved == {TO_ZOE: Draft(body="Hello")}
        assert kept.get(TO_ZOE).body == "Hello"
    assert kept.keep(TO_VIKTOR, Draft(body="Hi")) is None
    assert drafts.get(account.db, *TO_ZOE.key).body == "Hello"
    assert not kept.holds(TO_ZOE) and kept.unsaved == {}


def test_an_empty_draft_that_could_not_be_removed_is_nothing_to_lose(account: Account) -> None:
    kept = KeptDrafts(account.db)
    kept.keep(TO_ZOE, Draft(body="Hello"))
    with full_disk(account):
        assert kept.keep(TO_ZOE, Draft()) is not None
        assert kept.unsaved == {}
        assert kept.catch_up() is not None
    kept.forget(TO_ZOE)
    assert kept.catch_up() is None
    assert kept.get(TO_ZOE).body == "Hello"


def test_words_that_move_are_on_disk_under_one_of_both_names_at_any_time(account: Account) -> None:
    """A kill -9 between two steps would lose them; there is one."""
    kept = KeptDrafts(account.db)
    kept.keep(TO_ZOE, Draft(body="Hello"))
    with full_disk(account):
        assert kept.move(TO_ZOE, TO_VIKTOR, Draft(body="Hello")) is not None
        assert drafts.get(account.db, *TO_ZOE.key).body == "Hello"
        assert (kept.get(TO_ZOE).body, kept.get(TO_VIKTOR).body) == ("", "Hello")
    assert kept.catch_up() is None
    assert drafts.get(account.db, *TO_ZOE.key) == Draft()
    assert drafts.get(account.db, *TO_VIKTOR.key).body == "Hello"
