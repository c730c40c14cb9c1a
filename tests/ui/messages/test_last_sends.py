"""Quitting while a text counts down: it may leave at once, and is waited for a little while."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from desktop.sms.delivery import State
from desktop.store import messages, outbox
from desktop.ui.messages.last_sends import LONGEST, last_sends
from desktop.ui.messages.undo_model import UndoModel
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import ZOE, full_disk


@pytest.fixture
def undo(account: Account) -> UndoModel:
    undo = UndoModel(account.db)
    text = messages.queue(
        account.db,
        account_id=ACCOUNT,
        line=SUPPORT,
        peer=ZOE,
        body="Bye",
        undo=timedelta(seconds=30),
    )
    undo.remember(text.id)
    return undo


async def test_it_ends_as_soon_as_the_text_has_left(account: Account, undo: UndoModel) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(last_sends(undo, account.changes, longest=60))
        await asyncio.sleep(0)
        (text,) = messages.newest(account.db)
        assert text.undo_until is None
        outbox.mark_sending(account.db, text.id, datetime.now(UTC))
        outbox.fail(account.db, text.id, None, "")
    assert messages.newest(account.db)[0].state is State.FAILED


async def test_what_does_not_leave_in_time_stays_queued(account: Account, undo: UndoModel) -> None:
    await last_sends(undo, account.changes, longest=0.01)
    assert messages.newest(account.db)[0].state is State.QUEUED
    assert LONGEST <= 5


async def test_where_nothing_counts_down_nobody_waits(account: Account) -> None:
    await last_sends(UndoModel(account.db), account.changes, longest=60)


async def test_a_full_disk_ends_the_program_all_the_same(account: Account, undo: UndoModel) -> None:
    with full_disk(account):
        await last_sends(undo, account.changes, longest=60)
    assert messages.newest(account.db)[0].state is State.QUEUED
