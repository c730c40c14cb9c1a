"""The usual time to delivery: exactly what the stored changes say, and only those that were watched."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.announce import Announcer
from desktop.sms.delivery import State
from desktop.store import outbox, usual_times
from desktop.store.database import Database
from desktop.store.merge import merge
from desktop.store.usual_times import FEWEST, QUIET, Usual, quiet_period, summed_up, usual
from tests.new_cache import open_new
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, WINDOW, at, listed, queued, receipt

FRENCH = "+33639980001"


@dataclass(frozen=True)
class Sent:
    """A text that was delivered: after how long, to whom, and how long nobody had asked before that."""

    took: int
    peer: str = PEER
    unwatched: int = 1


def deliver(db: Database, number: int, sent: Sent) -> None:
    """It goes out, is taken at once, and a pull finds it delivered."""
    begin = number * 10_000.0
    db.clock = lambda: at(begin)
    text = queued(db, str(number), seconds=begin, peer=sent.peer)
    outbox.mark_sending(db, text.id, at(begin))
    outbox.accept(db, text.id, receipt(str(number)))
    asked, found = begin + sent.took - sent.unwatched, begin + sent.took
    merge(db, ACCOUNT, [], window=WINDOW, now=at(asked), finished=("", at(asked)))
    db.clock = lambda: at(found)
    news = listed(str(number), str(number), seconds=begin, state=State.DELIVERED, peer=sent.peer)
    merge(db, ACCOUNT, [news], window=WINDOW, now=at(found))


def by_hand(texts: list[Sent], country: str) -> Usual | None:
    """The same, worked out in the plainest way."""
    countries = {PEER: "GB", OTHER: "GB", FRENCH: "FR"}
    took = sorted(
        one.took for one in texts if countries[one.peer] == country and min(one.unwatched, one.took) <= 30
    )
    if len(took) < 10:
        return None
    half = next(time for time in took if sum(other <= time for other in took) >= 0.5 * len(took))
    most = next(time for time in took if sum(other <= time for other in took) >= 0.9 * len(took))
    return Usual(len(took), timedelta(seconds=half), timedelta(seconds=most), country)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.builds(
            Sent, st.integers(0, 300), st.sampled_from([PEER, OTHER, FRENCH]), st.sampled_from([1, 30, 31])
        ),
        max_size=32,
    )
)
def test_it_is_what_the_stored_changes_say(texts: list[Sent]) -> None:
    """Idea 7: percentiles by line and country match the stored events."""
    with TemporaryDirectory() as folder:
        db = open_new(Path(folder) / "linedesk.db", Announcer())
        for number, sent in enumerate(texts, 1):
            deliver(db, number, sent)
        assert usual(db, ACCOUNT, LINE, PEER) == by_hand(texts, "GB")
        assert usual(db, ACCOUNT, LINE, FRENCH) == by_hand(texts, "FR")
        db.close()


def test_the_next_delivery_counts_at_once(db: Database) -> None:
    for number in range(1, FEWEST):
        deliver(db, number, Sent(4))
    assert usual(db, ACCOUNT, LINE, PEER) is None
    deliver(db, FEWEST, Sent(4))
    four = timedelta(seconds=4)
    assert usual(db, ACCOUNT, LINE, PEER) == Usual(FEWEST, four, four, "GB")
    assert usual(db, ACCOUNT, "+447700900011", PEER) is None
    assert usual(db, "b", LINE, PEER) is None


def test_only_the_newest_count(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual_times, "MOST", 10)
    for number in range(1, 21):
        deliver(db, number, Sent(100 if number <= 10 else 2))
    found = usual(db, ACCOUNT, LINE, PEER)
    assert found is not None and (found.count, found.most) == (10, timedelta(seconds=2))


def test_a_number_without_a_country_has_no_usual_time(db: Database) -> None:
    assert usual(db, ACCOUNT, LINE, "12345") is None


def test_nine_of_ten_lie_within_the_most() -> None:
    found = summed_up([timedelta(seconds=second) for second in range(1, 101)], "GB")
    assert found == Usual(100, timedelta(seconds=50), timedelta(seconds=90), "GB")


def test_where_delivery_is_slow_the_quiet_period_is_longer(db: Database) -> None:
    """C5: "not confirmed" must not be said of what is usual there."""
    assert quiet_period(db, ACCOUNT, LINE, PEER) == QUIET
    for number in range(1, FEWEST + 1):
        deliver(db, number, Sent(400))
    assert quiet_period(db, ACCOUNT, LINE, PEER) == timedelta(seconds=1200)
    assert quiet_period(db, ACCOUNT, LINE, FRENCH) == QUIET
