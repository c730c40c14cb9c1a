"""The seconds beside a bubble: whole ones, the begun one included, and none once it may leave."""

from datetime import timedelta
from typing import Any

import pytest

from desktop.sms.delivery import State
from desktop.store import messages
from desktop.store.messages import Message
from desktop.ui.messages.countdown_model import counting, seconds
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, put


def text(account: Account, **fields: Any) -> Message:
    put(account, ["Hello"], outbound=True, state=State.QUEUED, **fields)
    return messages.newest(account.db)[0]


@pytest.mark.parametrize(("gone", "left"), [(0, 5), (0.2, 5), (1, 4), (4.999, 1), (5, 0), (60, 0), (-60, 0)])
def test_seconds_are_counted_down_to_one_and_a_clock_that_was_put_back_counts_for_nothing(
    account: Account, gone: float, left: int
) -> None:
    message = text(account, undo_until=NOON + timedelta(seconds=5))
    assert seconds(message, NOON + timedelta(seconds=gone)) == left


def test_the_words_hold_until_the_next_second(account: Account) -> None:
    message = text(account, undo_until=NOON + timedelta(seconds=5))
    assert counting(message, NOON) == ("Sending in 5 s", NOON + timedelta(seconds=1))
    assert counting(message, NOON + timedelta(seconds=4.5)) == ("Sending in 1 s", message.undo_until)
    assert counting(message, NOON + timedelta(seconds=5)) is None


def test_a_text_without_a_window_and_one_that_was_tried_do_not_count(account: Account) -> None:
    assert seconds(text(account), NOON) == 0
    tried = text(account, undo_until=NOON + timedelta(seconds=5), attempts=1)
    assert seconds(tried, NOON) == 0
