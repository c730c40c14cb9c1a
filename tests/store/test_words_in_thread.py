"""Words are found in one conversation, whatever the case of the letters, and the window goes on meanwhile."""

from desktop.store import conversations
from desktop.store.database import Database
from desktop.store.words_in_thread import look_through
from tests.store.texts import OTHER, PEER, inbound, pull, queued


def test_words_are_found_step_by_step_whatever_the_case_newest_first(db: Database) -> None:
    bodies = ["ΣΊΣΥΦΟΣ", "straße", "50% \\_", "nothing", "STRASSE"]
    pull(db, *(inbound(str(n), body, seconds=n) for n, body in enumerate(bodies)))
    queued(db, "straße elsewhere", peer=OTHER)
    (there,) = {one.id for one in conversations.listing(db) if one.peer == PEER}

    def found(words: str, rows: int = 2) -> list[str]:
        hits, step = [], look_through(db, there, words, rows=rows)
        hits += step.hits
        while step.older is not None:
            step = look_through(db, there, words, before=step.older, rows=rows)
            hits += step.hits
        return [body for _, body in hits]

    assert found("strasse") == ["STRASSE", "straße"]
    assert found("σίσυφοσ", rows=1) == ["ΣΊΣΥΦΟΣ"]
    assert found("%") == found("\\_") == ["50% \\_"]
    assert found("no such words") == []
