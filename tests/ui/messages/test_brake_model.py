"""Notes that a text may be for somebody else: by the phone book, other conversations, what was copied."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sqlalchemy import text

from desktop.store import contacts, messages
from desktop.store.contacts import Contact, Number
from desktop.ui.messages.brake_model import JUST_NOW, OPEN, BrakeModel, Note
from desktop.ui.messages.conversations_view import JUST_MOVED
from desktop.ui.messages.kept_drafts_model import Target
from tests.ui.account import ACCOUNT, ALERTS, SALES, SUPPORT, Account
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, Tab, know, offer, put

TO_ZOE = Target(ACCOUNT, SUPPORT, ZOE)
TO_VIKTOR = Target(ACCOUNT, SUPPORT, VIKTOR)


class Clock:
    def __init__(self) -> None:
        self.now = NOON + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def brake(account: Account, clock: Clock) -> BrakeModel:
    """Zoë and Viktor are in the phone book and were both texted with from the support line."""
    know(account, "Zoë Patel", ZOE)
    know(account, "Viktor Stone", VIKTOR)
    put(account, ["Hi"], peer=ZOE)
    put(account, ["Hi"], peer=VIKTOR)
    return BrakeModel(account.db, account.changes, clock=clock)


def words(brake: BrakeModel, body: str, target: Target = TO_ZOE) -> list[str]:
    return [note.words for note in brake.notes(target, target.peer, body)]


def test_a_text_that_greets_somebody_else_of_the_phone_book_is_noted(brake: BrakeModel) -> None:
    """Idea 4 (a)."""
    assert words(brake, "Hi Viktor, it is here") == ["The text greets Viktor, and it goes to Zoë Patel."]
    assert words(brake, "Hi Zoe, Viktor will call you") == []
    assert words(brake, "Hi Nobody") == []


def test_who_is_known_follows_the_phone_book(account: Account, brake: BrakeModel) -> None:
    assert words(brake, "Hi Maria, it is here") == []
    know(account, "Maria Lopez", HARBOUR)
    assert words(brake, "Hi Maria, it is here") == ["The text greets Maria, and it goes to Zoë Patel."]
    contacts.replace(account.db, ACCOUNT, [])
    assert words(brake, "Hi Maria, it is here") == []


def test_another_customer_s_number_in_the_text_is_noted(account: Account, brake: BrakeModel) -> None:
    """Idea 4 (b)."""
    assert words(brake, f"Call {VIKTOR}") == [
        "The text holds the number of Viktor Stone, and it goes to Zoë Patel."
    ]
    assert words(brake, f"Call {ZOE}, {SUPPORT}, {SALES} or {HARBOUR}") == []


def test_a_second_number_of_the_same_person_is_no_other_customer_s(
    account: Account, brake: BrakeModel
) -> None:
    contacts.replace(
        account.db, ACCOUNT, [Contact(ACCOUNT, "1", "Zoë Patel", "", (Number(ZOE), Number(VIKTOR)))]
    )
    assert words(brake, f"Call {VIKTOR}") == []


def test_a_name_from_another_services_phone_book_is_theirs_as_well(
    account: Account, brake: BrakeModel
) -> None:
    """Idea 16: one phone book of all services; whoever is greeted by that name is greeted rightly."""
    contacts.replace(account.db, "b", [Contact("b", "1", "Zara Quay", "", (Number(ZOE),))])
    assert words(brake, "Hi Zara, it is here") == []
    contacts.replace(account.db, ACCOUNT, [])
    assert brake.person(TO_ZOE, ZOE) == "Zara Quay"


def test_a_customer_of_long_ago_is_no_open_one(account: Account, brake: BrakeModel, clock: Clock) -> None:
    clock.now = NOON + OPEN + timedelta(minutes=1)
    assert words(brake, f"Call {VIKTOR}") == []


def test_an_order_that_was_copied_from_another_conversation_is_noted(brake: BrakeModel) -> None:
    brake.copied("Where is my order A-4711?", TO_VIKTOR)
    assert words(brake, "Your order A-4711 is ready") == [
        "“A-4711” was copied from Viktor Stone, and this goes to Zoë Patel."
    ]
    assert words(brake, "Your order A-4711 is ready", TO_VIKTOR) == []
    assert words(brake, "Your order is ready") == []


def test_what_this_conversation_speaks_of_itself_is_no_mistake(account: Account, brake: BrakeModel) -> None:
    put(account, ["What about A-4711?"], peer=ZOE)
    brake.copied("A-4711", TO_VIKTOR)
    assert words(brake, "Your order A-4711 is ready") == []


def test_what_was_copied_is_forgotten_soon(brake: BrakeModel, clock: Clock) -> None:
    brake.copied("A-4711", TO_VIKTOR)
    clock.now += JUST_NOW + timedelta(seconds=1)
    assert words(brake, "Your order A-4711 is ready") == []
    brake.copied("A-4711", TO_VIKTOR)
    clock.now -= timedelta(days=1)
    assert words(brake, "Your order A-4711 is ready") == []


def test_another_line_than_the_one_they_know_is_noted_and_theirs_is_offered(
    account: Account, brake: BrakeModel
) -> None:
    """Idea 4 (c), demand 13."""
    from_sales = Target(ACCOUNT, SALES, ZOE)
    (note,) = brake.notes(from_sales, ZOE, "")
    assert note == Note(
        "Zoë Patel knows your line \u2068+44 7700 900010\u2069, and not this one.", (ACCOUNT, SUPPORT)
    )
    put(account, ["Hi"], peer=ZOE, line=SALES)
    assert brake.notes(from_sales, ZOE, "") == []


def test_a_line_that_cannot_send_is_not_offered(account: Account, brake: BrakeModel) -> None:
    put(account, ["Hi"], peer=HARBOUR, line="+447700900999")
    assert words(brake, "", Target(ACCOUNT, SUPPORT, HARBOUR)) == []
    put(account, ["Hi"], peer=HARBOUR, line=ALERTS)
    assert len(words(brake, "", Target(ACCOUNT, SUPPORT, HARBOUR))) == 1


def test_a_text_to_nobody_yet_has_nothing_to_note(brake: BrakeModel) -> None:
    assert brake.notes(Target(ACCOUNT, SUPPORT, "", new=True), "", "Hi Viktor") == []


def test_a_store_that_cannot_be_read_stops_nobody_s_typing(
    account: Account, brake: BrakeModel, caplog: pytest.LogCaptureFixture
) -> None:
    def name(before: str, now: str) -> None:
        with account.db.transaction() as session:
            session.execute(text(f"ALTER TABLE {before} RENAME TO {now}"))

    name("contact_number", "out_of_reach")
    try:
        assert words(brake, "Hi Viktor") == []
        assert "could not be compared" in caplog.text
    finally:
        name("out_of_reach", "contact_number")


# ---- in the window


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    """Three conversations, none of them open."""
    offer(account)
    know(account, "Zoë Patel", ZOE)
    know(account, "Viktor Stone", VIKTOR)
    put(account, ["Hi"], peer=VIKTOR, since=NOON.replace(hour=11))
    put(account, ["Where is A-4711?"], peer=HARBOUR, since=datetime.now(UTC) - timedelta(days=1))
    put(account, ["Is it there?"], since=NOON)
    tab.conversations.reload()
    return tab


def test_notes_stand_in_the_strip_while_one_writes_and_never_stop_a_send(account: Account, zoe: Tab) -> None:
    zoe.view.open(3)
    zoe.view.composer.edit.insertPlainText("Hi Viktor")
    assert zoe.view.composer.strip.texts() == ["The text greets Viktor, and it goes to Zoë Patel."]
    zoe.view.composer.send()
    assert messages.newest(account.db, limit=1)[0].body == "Hi Viktor"
    assert zoe.view.composer.strip.texts() == []


def test_words_copied_from_a_bubble_are_remembered_with_their_conversation(zoe: Tab) -> None:
    zoe.view.open(2)
    zoe.view.thread_view.setCurrentIndex(zoe.thread.index(0))
    zoe.view.thread_view.copy()
    assert QGuiApplication.clipboard().text() == "Where is A-4711?"
    zoe.view.open(3)
    zoe.view.composer.edit.paste()
    assert zoe.view.composer.strip.texts() == [
        "“A-4711” was copied from \u2068+44 20 7946 0018\u2069, and this goes to Zoë Patel."
    ]


@pytest.mark.parametrize(("later", "noted"), [(JUST_MOVED - 0.01, True), (JUST_MOVED + 0.01, False)])
def test_a_click_on_a_row_that_moved_just_before_is_noted(
    account: Account, zoe: Tab, later: float, noted: bool
) -> None:
    """Idea 4 (d), demand 14."""
    now = [100.0]
    rows = zoe.view.list
    rows.clock = lambda: now[0]
    first = rows.visualRect(zoe.conversations.index(0)).center()
    put(account, ["Hello?"], peer=VIKTOR, since=datetime.now(UTC))
    zoe.conversations.reload()
    now[0] += later
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
    assert zoe.composer.target == TO_VIKTOR
    said = ["The list moved as you clicked: this is Viktor Stone."]
    assert zoe.view.composer.strip.texts() == (said if noted else [])
    zoe.view.open(3)
    zoe.view.open(1)
    assert zoe.view.composer.strip.texts() == []


def test_a_click_below_the_rows_that_moved_is_not(account: Account, zoe: Tab) -> None:
    rows = zoe.view.list
    last = rows.visualRect(zoe.conversations.index(2)).center()
    put(account, ["Hello?"], peer=zoe.conversations.conversation(zoe.conversations.index(1)).peer)
    zoe.conversations.reload()
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last + QPoint(0, 0)
    )
    assert zoe.view.composer.strip.texts() == []
