"""Undo after Send: the last text first, until it leaves; its words return to where they were written."""

from datetime import timedelta

import pytest

from desktop.announce import TextQueued
from desktop.sms.delivery import State
from desktop.store import drafts, messages, outbox
from desktop.ui.messages.composer_model import ComposerModel
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import VIKTOR, ZOE, full_disk, offer

WINDOW = timedelta(seconds=5)


@pytest.fixture
def model(account: Account) -> ComposerModel:
    offer(account)
    model = ComposerModel(account.db, account.changes)
    model.undo.window = lambda: WINDOW
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    return model


def send(model: ComposerModel, words: str) -> int:
    model.set_text(words)
    assert model.send() is not None
    latest = model.undo.latest()
    assert latest is not None
    return latest.id


def texts(account: Account) -> list[str]:
    return [one.body for one in messages.newest(account.db)]


def draft(account: Account, peer: str = ZOE) -> str:
    return drafts.get(account.db, ACCOUNT, SUPPORT, peer).body


def test_the_last_text_is_taken_back_first_and_its_words_stand_before_what_was_begun_since(
    account: Account, model: ComposerModel
) -> None:
    """Demand 20."""
    send(model, "one")
    send(model, "two")
    model.set_text("three")
    assert model.take_back() is not None
    assert model.text == "two\nthree"
    assert model.take_back() is not None
    assert model.text == "one\ntwo\nthree"
    assert model.take_back() is None
    assert texts(account) == []
    assert draft(account) == "one\ntwo\nthree"


def test_from_another_conversation_the_words_return_to_their_own_draft(
    account: Account, model: ComposerModel
) -> None:
    send(model, "for Zoë")
    model.write_to(ACCOUNT, SUPPORT, VIKTOR)
    model.set_text("for Viktor")
    taken = model.take_back()
    assert taken is not None and taken.peer == ZOE
    assert model.text == "for Viktor"
    assert draft(account) == "for Zoë"


def test_what_has_left_cannot_be_taken_back(account: Account, model: ComposerModel) -> None:
    text = send(model, "gone")
    assert model.send_now(text)
    assert outbox.mark_sending(account.db, text, messages.newest(account.db)[0].created_at)
    assert model.take_back(text) is None
    assert not model.send_now(text)
    assert texts(account) == ["gone"] and model.text == ""


def test_without_a_window_nothing_waits(account: Account, model: ComposerModel) -> None:
    model.undo.window = timedelta
    model.set_text("at once")
    model.send()
    assert messages.newest(account.db)[0].undo_until is None
    assert model.take_back() is None


def test_send_now_tells_the_outbox(account: Account, model: ComposerModel) -> None:
    text = send(model, "hurry")
    heard: list[object] = []
    account.announcer.subscribe(heard.append)
    assert model.send_now(text)
    assert TextQueued(ACCOUNT) in heard
    assert not model.undo.open()


def test_on_a_full_disk_the_text_stays_on_its_way_and_nothing_is_there_twice(
    account: Account, model: ComposerModel
) -> None:
    text = send(model, "two places")
    said: list[str] = []
    model.trouble.connect(said.append)
    with full_disk(account):
        assert model.take_back(text) is None
        assert not model.send_now(text)
    assert "could not be taken back" in said[0]
    assert (texts(account), draft(account), model.text) == (["two places"], "", "")


def test_at_the_end_all_of_them_leave(account: Account, model: ComposerModel) -> None:
    both = [send(model, "one"), send(model, "two")]
    assert model.undo.end() == both
    assert model.undo.waits(both)
    assert [one.undo_until for one in messages.newest(account.db)] == [None, None]
    for text in both:
        outbox.stop(account.db, text)
    assert not model.undo.waits(both)
    assert [one.state for one in messages.newest(account.db)] == [State.STOPPED] * 2
