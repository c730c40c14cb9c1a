"""Whoever is on another page, or in another window, is told that a text of theirs became a question."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import held
from desktop.ui.lines.line_model import LineModel
from desktop.ui.notifications_model import MOST
from desktop.ui.questions_model import QuestionsModel
from tests.ui.account import Account, opened
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, change, doubtful, peer, put


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


class Heard:
    """What a ``QuestionsModel`` told, in order."""

    def __init__(self, account: Account) -> None:
        self.model = QuestionsModel(account.db, account.changes, LineModel(account.db, account.changes))
        self.counts: list[int] = []
        self.began: list[tuple[int, int]] = []
        self.ended: list[int] = []
        self.model.counted.connect(self.counts.append)
        self.model.began.connect(lambda talk, count: self.began.append((talk, count)))
        self.model.ended.connect(self.ended.append)
        self.model.look()


def wait(account: Account, body: str, peer: str = ZOE) -> int:
    return put(account, [body], outbound=True, state=State.HELD, peer=peer, held_reason=held.OLD)


def test_what_asked_before_the_start_is_counted_and_no_news(account: Account) -> None:
    doubtful(account, "perhaps sent")
    wait(account, "held", VIKTOR)
    heard = Heard(account)
    assert (heard.model.count, heard.counts, heard.began) == (2, [2], [])


def test_a_text_is_told_once_however_often_it_becomes_a_question(account: Account) -> None:
    heard = Heard(account)
    zoe = doubtful(account, "perhaps sent")
    heard.model.look()
    assert (heard.began, heard.counts) == ([(zoe, 1)], [1])
    change(account, 1, left_alone=True)
    heard.model.look()
    assert (heard.ended, heard.counts) == ([zoe], [1, 0])
    change(account, 1, left_alone=False)
    heard.model.look()
    assert (heard.began, heard.counts) == ([(zoe, 1)], [1, 0, 1])


def test_the_texts_of_each_conversation_are_told_together(account: Account) -> None:
    heard = Heard(account)
    zoe = doubtful(account, "one", since=NOON)
    doubtful(account, "two", since=NOON + timedelta(minutes=1))
    viktor = wait(account, "three", VIKTOR)
    heard.model.look()
    assert sorted(heard.began) == sorted([(zoe, 2), (viktor, 1)])
    assert heard.model.count == 3


def test_a_change_is_looked_at_by_itself(account: Account, qtbot: QtBot) -> None:
    heard = Heard(account)
    with qtbot.waitSignal(heard.model.began):
        wait(account, "held")


def test_questions_in_many_conversations_at_once_are_told_as_one(account: Account) -> None:
    heard = Heard(account)
    together: list[dict[int, int]] = []
    heard.model.began_in_many.connect(together.append)
    talks = [wait(account, "held", peer(number)) for number in range(MOST + 1)]
    heard.model.look()
    assert heard.began == []
    assert together == [dict.fromkeys(talks, 1)]
