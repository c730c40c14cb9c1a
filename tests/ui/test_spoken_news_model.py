"""What is read out of what happens by itself: each arrival once, a connection that is back once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.announce import Link, MessagesChanged
from desktop.ui.lines.line_model import LineModel
from desktop.ui.spoken_news_model import SpokenNews
from desktop.ui.turns import turns
from tests.ui.account import ACCOUNT, Account, opened
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, know, peer, put


class Ears:
    """Hears what is said of an account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.lines = LineModel(account.db, account.changes)
        self.news = SpokenNews(account.db, account.changes, self.lines)
        self._heard: list[str] = []
        self.news.said.connect(self._heard.append)

    @property
    def heard(self) -> list[str]:
        """All that was said once everything had its turn."""
        turns().catch_up()
        return self._heard


@pytest.fixture
def ears(tmp_path: Path) -> Iterator[Ears]:
    with opened(tmp_path) as account:
        know(account, "Zoë Patel", ZOE)
        put(account, ["there before"], unread=1)
        yield Ears(account)


def test_a_text_that_comes_in_is_read_out_once_with_its_sender(ears: Ears) -> None:
    there = put(ears.account, ["Is it there?"], unread=1, since=NOON.replace(hour=13))
    assert ears.heard == ["New text from Zoë Patel: Is it there?"]
    ears.account.db.announce(MessagesChanged(frozenset({there})))
    assert len(ears.heard) == 1


def test_from_a_number_without_a_name_it_is_the_number_that_is_read(ears: Ears) -> None:
    put(ears.account, ["Hello"], peer=VIKTOR, unread=1)
    assert ears.heard == ["New text from +44 7700 900456: Hello"]


def test_several_at_once_from_one_person_are_counted(ears: Ears) -> None:
    put(ears.account, ["one", "two"], peer=VIKTOR, unread=2)
    assert ears.heard == ["2 new texts from +44 7700 900456: two"]


def test_a_whole_crowd_is_one_sentence(ears: Ears) -> None:
    for number in range(5):
        put(ears.account, ["Hi"], peer=peer(number), unread=1, tell=False)
    ears.account.db.announce(MessagesChanged(frozenset({1})))
    assert ears.heard == ["5 new texts from 5 people"]


def test_words_that_notifications_hide_are_not_read_out_either(ears: Ears) -> None:
    talk = put(ears.account, ["one"], peer=VIKTOR, unread=1)
    turns().catch_up()
    ears.news.ask(lambda conversation_id: conversation_id == talk)
    put(ears.account, ["secret"], unread=1, since=NOON.replace(hour=13))
    turns().catch_up()
    put(ears.account, ["a", "b"], peer=HARBOUR, unread=2)
    turns().catch_up()
    put(ears.account, ["on screen"], peer=VIKTOR, unread=1, since=NOON.replace(hour=13))
    assert ears.heard[1:] == [
        "New text from Zoë Patel",
        "2 new texts from +44 20 7946 0018",
        "New text from +44 7700 900456: on screen",
    ]


def test_our_own_texts_and_those_read_elsewhere_are_not_read_out(ears: Ears) -> None:
    put(ears.account, ["ours"], outbound=True, peer=VIKTOR)
    put(ears.account, ["of a first pull"], peer=VIKTOR)
    assert ears.heard == []


def test_a_connection_that_is_back_is_said_once(ears: Ears) -> None:
    hear = ears.account.changes.link_changed.emit
    for link in (Link.CONNECTING, Link.ONLINE, Link.ONLINE):
        hear(ACCOUNT, link, "")
    assert ears.heard == []
    for link in (Link.OFFLINE, Link.CONNECTING, Link.ONLINE, Link.ONLINE):
        hear(ACCOUNT, link, "")
    assert ears.heard == ["Online again."]


def test_another_account_s_connection_is_not_read_out(ears: Ears) -> None:
    for link in (Link.OFFLINE, Link.ONLINE):
        ears.account.changes.link_changed.emit("another", link, "")
    assert ears.heard == []
