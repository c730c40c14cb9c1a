"""A long text at a service that takes single parts only: counted, shown, copied, decided about (B7)."""

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.providers.base import Capabilities
from desktop.sms.abilities import Ability
from desktop.sms.delivery import State
from desktop.sms.segments import SEPARATE_160_BYTES
from desktop.store import accounts, line_facts, messages, outbox
from desktop.store.binding import Receipt
from desktop.store.messages import Message
from desktop.sync.translate import stored_capabilities
from desktop.ui.messages.thread_words_model import part_sign, part_words
from tests.ui.account import ACCOUNT, SUPPORT, Account, unnamed
from tests.ui.clicks import unhurried
from tests.ui.messages.test_held_view import LEFT, words
from tests.ui.messages.texts import Tab, offer, put

LONG = " ".join(f"{number}" + "x" * 150 for number in range(1, 5))


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    """Her conversation, at a service that takes 160 bytes a text."""
    offer(account, name="separate", joined=False, utf8_bytes=160, max_characters=None, price="0.0075")
    tab.view.open(put(account, ["Is it there?"]))
    return tab


def ours(account: Account) -> list[Message]:
    found = sorted(messages.newest(account.db), key=lambda one: one.id)
    return [one for one in found if one.outbound]


def broken(account: Account, zoe: Tab, *, unclear: bool = False) -> list[Message]:
    """The long text was sent, and its second part did not get through."""
    zoe.composer.set_text(LONG)
    assert zoe.composer.send() is not None
    with unhurried():
        for place in (1, 2):
            part = ours(account)[place - 1]
            assert outbox.mark_sending(account.db, part.id, now())
            if place == 1:
                outbox.accept(account.db, part.id, Receipt("1", State.ACCEPTED))
            elif unclear:
                outbox.doubt(account.db, part.id, now())
            else:
                outbox.fail(account.db, part.id, "sms_failed", "")
    return ours(account)


def answers(tab: Tab) -> list[str]:
    return [one.text() for one in tab.view.pane.held.findChildren(QPushButton) if one.isVisible()]


def press(tab: Tab, name: str) -> None:
    (found,) = [one for one in tab.view.pane.held.findChildren(QPushButton) if one.text() == name]
    QTest.mouseClick(found, LEFT)


def test_before_it_is_sent_it_says_as_how_many_texts_it_goes_and_what_they_cost(zoe: Tab) -> None:
    """B7: counted in bytes."""
    zoe.composer.set_text("é" * 100)
    assert zoe.composer.counter()[0] == "200/320 bytes · 2 separate texts · 120 left · €0.015"
    assert "The service counts bytes" in zoe.composer.counter_tip()
    said = [zoe.composer.said(one) for one in zoe.composer.findings()]
    (told,) = [one for one in said if "separate texts" in one]
    assert told.startswith("It goes as 2 separate texts. The service does not promise their order.")
    assert "0.015 EUR" in told
    zoe.composer.set_text("short")
    assert zoe.composer.counter()[0] == "5/160 bytes · 1 text · 155 left · €0.0075"


def test_each_part_has_its_bubble_and_copying_gives_the_whole(account: Account, zoe: Tab) -> None:
    """B7: "1/4", with a name for whoever hears it."""
    zoe.composer.set_text(LONG)
    zoe.composer.send()
    parts = ours(account)
    assert [part_sign(one) for one in parts] == ["1/4", "2/4", "3/4", "4/4"]
    assert part_words(parts[1]) == "Part 2 of 4"
    assert "Part 2 of 4" in zoe.thread.spoken(parts[1]) and "Part 2 of 4" in zoe.thread.tip(parts[1])
    row = zoe.thread.row_of(parts[2].id)
    assert row is not None
    index = zoe.thread.index(row)
    assert "3/4" in zoe.view.pane.thread_view.bubbles.bubble(index).meta_words
    zoe.view.pane.thread_view.setCurrentIndex(index)
    zoe.view.pane.thread_view.selection.copy()
    assert QGuiApplication.clipboard().text() == LONG
    details = zoe.thread.details.of(parts[0].id)
    assert details is not None
    assert [fact.name for fact in details.sections[1].facts][1:] == [f"Part {n} of 4" for n in (1, 2, 3, 4)]


def mms_offer(tab: Tab) -> str:
    return tab.composer.mms.offer(tab.composer.target, tab.composer.body, tab.composer.count)


def test_one_mms_is_offered_with_its_price_where_the_line_can_and_is_nobodys_default(
    account: Account, zoe: Tab
) -> None:
    """B7, G4: what costs more needs a click of its own, each time."""
    zoe.composer.set_text(LONG)
    assert mms_offer(zoe) == ""
    told = stored_capabilities(Capabilities(service="voipms", policy=SEPARATE_160_BYTES, mms=2048))
    accounts.learn(account.db, ACCOUNT, capabilities=told, balance=None, currency="")
    assert mms_offer(zoe) == ""
    line_facts.note(account.db, ACCOUNT, {SUPPORT: {Ability.MEDIA: "yes"}}, now())
    offered = (
        "This line can also send it whole, as one MMS for $0.02 "
        "(VoIP.ms wiki, SMS and MMS, read on 2026-11-22)."
    )
    assert mms_offer(zoe) == offered
    zoe.composer.set_text("y" * 2049)
    assert mms_offer(zoe) == ""
    zoe.composer.set_text(LONG)
    (button,) = [
        one
        for one in zoe.view.composer.strip.findChildren(QPushButton)
        if one.text() == "Send as one MMS" and one.isVisible()
    ]
    QTest.mouseClick(button, LEFT)
    (whole,) = ours(account)
    assert (whole.remote_kind, whole.body, whole.part) == ("mms", LONG, None)
    zoe.composer.set_text(LONG)
    zoe.composer.send()
    assert [one.remote_kind for one in ours(account)] == ["mms", "sms", "sms", "sms", "sms"]


def test_it_says_which_part_failed_and_what_was_not_sent_and_asks(account: Account, zoe: Tab) -> None:
    """B7: a person decides about the rest."""
    broken(account, zoe)
    assert "Part 2 of 4 failed. Parts 3–4 were not sent." in words(zoe)
    assert "more wait" not in words(zoe)
    assert answers(zoe) == ["Drop the rest", "Take the rest back", "Send from part 2", "Send the rest"]
    assert unnamed(zoe.view.pane.held) == []


def test_a_part_that_a_list_proves_is_no_longer_in_doubt_and_the_rest_still_waits(
    account: Account, zoe: Tab
) -> None:
    """B7: a person decides about the rest; what is said of the part before it is what is known now."""
    part = broken(account, zoe, unclear=True)[1]
    assert "It is not certain whether part 2 of 4 went out." in words(zoe)
    outbox.accept(account.db, part.id, Receipt("2", State.ACCEPTED))
    assert "Part 2 of 4 went out after all. Parts 3–4 were not sent." in words(zoe)
    assert answers(zoe) == ["Drop the rest", "Take the rest back", "Send the rest"]
    held_note = bubble_note(zoe)
    assert "did not go through at once" in held_note and "surely" not in held_note


def bubble_note(tab: Tab) -> str:
    """What the last bubble says of its state."""
    return tab.thread.said(tab.thread.messages()[-1]).note


def test_the_rest_is_sent_alone(account: Account, zoe: Tab) -> None:
    broken(account, zoe)
    press(zoe, "Send the rest")
    assert [(one.part, one.state) for one in ours(account)][2:] == [
        ((3, 4), State.QUEUED),
        ((4, 4), State.QUEUED),
    ]


@pytest.mark.parametrize("unclear", [False, True])
def test_the_part_that_did_not_get_through_is_sent_again_with_the_rest(
    account: Account, zoe: Tab, unclear: bool
) -> None:
    """B7: the failure inbox has nothing left to do about it."""
    broken(account, zoe, unclear=unclear)
    press(zoe, "Send from part 2")
    assert [one.part for one in ours(account) if one.state is State.QUEUED] == [(2, 4), (3, 4), (4, 4)]


def test_the_rest_is_taken_back_into_the_composer(account: Account, zoe: Tab) -> None:
    """C15."""
    parts = broken(account, zoe)
    press(zoe, "Take the rest back")
    assert zoe.composer.text == parts[2].body + parts[3].body
    assert len(ours(account)) == 2


def test_a_failed_part_is_taken_up_with_the_rest_behind_it(account: Account, zoe: Tab) -> None:
    """C15: edit and send again gives what did not go out, in one."""
    parts = broken(account, zoe)
    zoe.composer.set_text("and more")
    failed = messages.get(account.db, parts[1].id)
    assert failed is not None and zoe.composer.edit_again(failed)
    assert zoe.composer.text == "".join(one.body for one in parts[1:]) + "\nand more"
    assert [one.state for one in ours(account)] == [State.ACCEPTED, State.FAILED]
