"""What counts against a service's texts of a day (B27)."""

from desktop.store import daily, outbox
from desktop.store.database import Database
from tests.store.texts import ACCOUNT, OTHER, at, listed, pull, queued, receipt, sending


def used(db: Database, since: float) -> int:
    with db.reading() as session:
        return daily.used(session, ACCOUNT, at(since))


def test_what_the_service_took_or_may_have_taken_counts_and_nothing_else(db: Database) -> None:
    """Each text once, however often it was tried; parts are texts."""
    taken, doubtful, failed, back = (
        sending(db, str(number), peer=f"+4477009001{number}") for number in range(4)
    )
    outbox.accept(db, taken.id, receipt("1"))
    outbox.doubt(db, doubtful.id, at(1))
    outbox.fail(db, failed.id, "limit_reached", "")
    outbox.requeue(db, back.id, None)
    queued(db, "waits", peer=OTHER)
    pull(db, listed("9", "sent elsewhere"))
    assert used(db, -86_400 * 10_000) == 2
    outbox.mark_sending(db, back.id, at(5))
    assert used(db, -86_400 * 10_000) == 3


def test_what_left_before_the_day_began_does_not_count(db: Database) -> None:
    text = sending(db)
    outbox.accept(db, text.id, receipt("1"))
    with db.reading() as session:
        assert daily.used(session, "somebody else's", at(-86_400 * 10_000)) == 0
    assert used(db, 86_400 * 365 * 100) == 0
