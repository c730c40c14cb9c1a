"""Which number of a contact was texted last, and which texts to it failed."""

from desktop.sms.delivery import State
from desktop.store import drafts
from desktop.store.contact_history import failures, last_used
from desktop.store.database import Database
from tests.store.people import add
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, inbound, listed, pull


def test_the_number_with_the_newest_text_was_used_last(db: Database) -> None:
    zoe, ben, ada = add(db, "Zoë", PEER, OTHER), add(db, "Ben", OTHER), add(db, "Ada", "+12125550142")
    assert last_used(db, [zoe, ben, ada]) == {}
    pull(db, inbound("1", peer=PEER, seconds=1))
    drafts.keep(db, ACCOUNT, LINE, OTHER, drafts.Draft(body="Dear"))
    assert last_used(db, [zoe, ben, ada]) == {zoe.id: PEER}
    pull(db, inbound("2", peer=OTHER, seconds=2))
    assert last_used(db, [zoe, ben, ada]) == {zoe.id: OTHER, ben.id: OTHER}


def test_a_contacts_failures_are_those_of_all_its_numbers_newest_first(db: Database) -> None:
    """E19."""
    zoe = add(db, "Zoë", PEER, OTHER)
    pull(
        db,
        listed("1", "first", seconds=1, state=State.FAILED),
        listed("2", "arrived", seconds=2, state=State.DELIVERED),
        listed("3", "second", seconds=3, state=State.FAILED, peer=OTHER),
        listed("4", "to another", seconds=4, state=State.FAILED, peer="+12125550142"),
    )
    assert [one.body for one in failures(db, zoe)] == ["second", "first"]
    assert [one.body for one in failures(db, zoe, limit=1)] == ["second"]
    assert failures(db, add(db, "Nobody")) == []
