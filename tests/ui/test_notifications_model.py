"""When the desktop is told of a text, in which words, and when the note goes away again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject

from desktop.sms.delivery import State
from desktop.store import conversations, drafts, messages
from desktop.store.drafts import Draft
from desktop.store.preflight_facts import Given
from desktop.ui.messages.preflight_model import PreflightModel
from desktop.ui.messages.undo_model import UndoModel
from desktop.ui.notifications_model import MOST, SUMMARY, Note, NotificationsModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from tests.ui.account import ACCOUNT, INTAKE, SUPPORT, Account, emptied, opened
from tests.ui.messages.texts import VIKTOR, ZOE, full_disk, peer, put

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
READABLE = "\u2068+44 7700 900123\u2069"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with opened(tmp_path_factory.mktemp("store")) as account:
        yield account


@pytest.fixture
def account(store: Account) -> Iterator[Account]:
    with emptied(store) as account:
        yield account


class Desktop(QObject):
    """What stands on the desktop now, by its key; the clock stands at ``NOW``."""

    def __init__(self, account: Account, folder: Path) -> None:
        super().__init__()
        self.account = account
        self.preferences = PreferencesModel(folder / "preferences.json")
        self.open: set[int] = set()
        self.in_front = False
        self.notes: dict[str, Note] = {}
        self.shown = 0
        self.unsent: list[tuple[int, str, str]] = []
        self.model = NotificationsModel(
            account.db,
            account.changes,
            self.preferences,
            is_open=lambda conversation_id: conversation_id in self.open,
            is_in_front=lambda: self.in_front,
            clock=lambda: NOW,
            parent=self,
        )
        self.model.wanted.connect(self._show)
        self.model.withdrawn.connect(lambda key: self.notes.pop(key))
        self.model.unsent.connect(lambda *what: self.unsent.append(what))

    def _show(self, note: Note) -> None:
        self.notes[note.key] = note
        self.shown += 1

    def arrives(
        self, *bodies: str, peer: str = ZOE, ago: timedelta = timedelta(0), line: str = SUPPORT
    ) -> int:
        """Unread texts come in, sent so long ago, and are looked for; their conversation."""
        count = len(bodies)
        talk = put(
            self.account, bodies, peer=peer, line=line, since=NOW - ago, unread=count, every=timedelta(0)
        )
        self.model.look()
        return talk


@pytest.fixture
def desktop(account: Account, tmp_path: Path) -> Iterator[Desktop]:
    desktop = Desktop(account, tmp_path)
    yield desktop
    shiboken6.delete(desktop)


def test_a_text_is_told_with_its_sender_and_its_words(desktop: Desktop) -> None:
    talk = desktop.arrives("Are you open?")
    assert desktop.notes == {str(talk): Note(str(talk), READABLE, "Are you open?", answers=True, reply=True)}
    assert desktop.model.conversation_of(str(talk)) == talk


def test_what_was_there_before_the_start_is_no_news(account: Account, tmp_path: Path) -> None:
    put(account, ["old"], unread=1)
    desktop = Desktop(account, tmp_path)
    desktop.model.look()
    assert desktop.notes == {}
    shiboken6.delete(desktop)


def test_a_change_is_looked_at_by_itself(desktop: Desktop, qtbot: object) -> None:
    put(desktop.account, ["Hello"], unread=1, since=NOW)
    qtbot.waitUntil(lambda: bool(desktop.notes))  # type: ignore[attr-defined]


def test_more_of_one_conversation_take_the_place_of_its_note(desktop: Desktop) -> None:
    talk = desktop.arrives("One")
    desktop.arrives("Two", "Three")
    (note,) = desktop.notes.values()
    assert (note.key, note.body) == (str(talk), "3 new texts\nThree")


def test_a_conversation_on_screen_needs_no_note(desktop: Desktop) -> None:
    desktop.open.add(desktop.arrives("One"))
    desktop.arrives("Two")
    assert desktop.shown == 1


def test_reading_takes_the_note_away(desktop: Desktop) -> None:
    talk = desktop.arrives("One")
    desktop.model.mark_read(talk)
    desktop.model.look()
    assert desktop.notes == {}
    assert conversations.unread(desktop.account.db) == 0


def test_hidden_words_are_in_no_part_of_the_note(desktop: Desktop) -> None:
    """Preferences: neither words nor names nor numbers reach the desktop's history."""
    desktop.preferences.change(notification_text=False)
    talk = desktop.arrives("The code is 1234", "and a secret")
    assert desktop.notes[str(talk)] == Note(str(talk), "2 new texts", answers=True)


def test_hiding_the_words_takes_away_what_shows_them(desktop: Desktop) -> None:
    desktop.arrives("The code is 1234")
    desktop.preferences.change(notification_text=False)
    assert desktop.notes == {}


def test_without_notifications_nothing_shows_and_later_nothing_is_made_up_for(desktop: Desktop) -> None:
    desktop.arrives("One")
    desktop.preferences.change(notifications=False)
    assert desktop.notes == {}
    desktop.arrives("Two")
    desktop.preferences.change(notifications=True)
    desktop.model.look()
    assert desktop.notes == {}


def test_many_at_once_become_one_summary(desktop: Desktop) -> None:
    for number in range(MOST + 1):
        put(desktop.account, ["a", "b"], peer=peer(number), unread=2, since=NOW)
    desktop.model.look()
    assert desktop.notes == {SUMMARY: Note(SUMMARY, f"{2 * (MOST + 1)} new texts from {MOST + 1} people")}


def test_a_wake_with_500_texts_is_one_summary_however_many_pages_they_come_in(desktop: Desktop) -> None:
    """Row "No storms": at most one for each conversation, and here one for all."""
    hour = timedelta(hours=1)
    for page in range(5):
        for number in range(20):
            put(desktop.account, ["text"] * 5, peer=peer(number), unread=5, since=NOW - hour, tell=False)
        desktop.model.look()
        assert list(desktop.notes) == [SUMMARY]
        assert desktop.notes[SUMMARY].title == f"{(page + 1) * 100} new texts from 20 people"
    assert desktop.shown == 5


def test_two_late_conversations_are_summed_up_and_a_single_one_keeps_its_words(desktop: Desktop) -> None:
    hour = timedelta(hours=1)
    talk = desktop.arrives("Late", ago=hour)
    assert list(desktop.notes) == [str(talk)]
    put(desktop.account, ["Late"], peer=peer(1), unread=1, since=NOW - hour)
    desktop.arrives("Late", peer=peer(2), ago=hour)
    assert desktop.notes[SUMMARY].title == "2 new texts from 2 people"
    desktop.arrives("Later", ago=hour)
    assert desktop.notes == {SUMMARY: Note(SUMMARY, "4 new texts from 3 people")}


def test_a_summary_goes_when_all_of_it_is_read(desktop: Desktop) -> None:
    talks = [
        put(desktop.account, ["a"], peer=peer(number), unread=1, since=NOW) for number in range(MOST + 1)
    ]
    desktop.model.look()
    for talk in talks:
        assert SUMMARY in desktop.notes
        desktop.model.mark_read(talk)
        desktop.model.look()
    assert desktop.notes == {}


def test_a_click_on_a_summary_leads_to_its_newest_conversation(desktop: Desktop) -> None:
    talks = [
        put(desktop.account, ["a"], peer=peer(number), unread=1, since=NOW + timedelta(seconds=number))
        for number in range(MOST + 1)
    ]
    desktop.model.look()
    assert desktop.model.conversation_of(SUMMARY) == talks[-1]
    desktop.model.over(SUMMARY)
    assert desktop.model.conversation_of(SUMMARY) is None


def test_words_from_outside_are_shown_plain_and_short(desktop: Desktop) -> None:
    talk = desktop.arrives("\x1b[31mred\x07 " + "x" * 5000)
    body = desktop.notes[str(talk)].body
    assert body.startswith("␛[31mred␇ xxx")
    assert len(body) < 400


def test_a_reply_is_queued_from_the_threads_own_line_and_marks_it_read(desktop: Desktop) -> None:
    db = desktop.account.db
    drafts.keep(db, ACCOUNT, SUPPORT, ZOE, Draft(body="half a sen"))
    talk = desktop.arrives("Are you open?")
    desktop.model.reply(talk, "Yes, until six")
    sent = messages.thread(db, talk)[-1]
    assert (sent.line, sent.peer, sent.body, sent.state) == (SUPPORT, ZOE, "Yes, until six", "queued")
    assert conversations.unread(db) == 0
    assert drafts.get(db, ACCOUNT, SUPPORT, ZOE).body == "half a sen"
    assert desktop.unsent == []


@pytest.mark.parametrize(
    ("line", "sender", "words", "why"),
    [
        (INTAKE, ZOE, "Hello", "nothing can be sent from it"),
        (SUPPORT, "Courier", "Hello", "nobody can answer it"),
        (SUPPORT, ZOE, "  ", "empty"),
    ],
)
def test_a_reply_that_cannot_be_sent_comes_back_with_its_reason(
    desktop: Desktop, line: str, sender: str, words: str, why: str
) -> None:
    talk = desktop.arrives("Hi", line=line, peer=sender)
    desktop.model.reply(talk, words)
    ((conversation_id, given_back, reason),) = desktop.unsent
    assert (conversation_id, given_back) == (talk, words)
    assert why in reason
    assert [one.outbound for one in messages.thread(desktop.account.db, talk)] == [False]
    assert conversations.unread(desktop.account.db) == 1


def test_a_reply_leaves_no_sooner_than_from_the_window_and_is_taken_back_alike(desktop: Desktop) -> None:
    """Demand 20: what was typed into a notification can be regretted as well."""
    db = desktop.account.db
    undo = UndoModel(db)
    undo.window = lambda: timedelta(seconds=desktop.preferences.now.undo_seconds)
    desktop.model.share_undo(undo)
    drafts.keep(db, ACCOUNT, SUPPORT, ZOE, Draft(body="half a sen"))
    talk = desktop.arrives("Are you open?")
    desktop.model.reply(talk, "Yes, until six")
    latest = undo.latest()
    assert latest is not None and latest.body == "Yes, until six"
    assert undo.take_back(latest.id) is not None
    assert drafts.get(db, ACCOUNT, SUPPORT, ZOE).body == "Yes, until six\nhalf a sen"
    assert [one.outbound for one in messages.thread(db, talk)] == [False]


def test_a_reply_that_a_full_disk_refused_leaves_later_drafts_alone(desktop: Desktop) -> None:
    """Demand 15: nothing of it is left to be written once there is room."""
    db = desktop.account.db
    talk = desktop.arrives("Are you open?")
    other = desktop.arrives("Parcel", peer=VIKTOR)
    with full_disk(desktop.account):
        desktop.model.reply(talk, "Yes, until six")
    assert desktop.unsent[0][:2] == (talk, "Yes, until six")
    drafts.keep(db, ACCOUNT, SUPPORT, ZOE, Draft(body="a long careful draft"))
    desktop.model.reply(other, "  ")
    assert drafts.get(db, ACCOUNT, SUPPORT, ZOE).body == "a long careful draft"


def test_a_reply_to_a_conversation_that_is_gone_is_not_lost(desktop: Desktop) -> None:
    desktop.model.reply(4711, "Yes")
    assert desktop.unsent[0][:2] == (4711, "Yes")


def test_a_text_that_became_a_question_behind_other_windows_is_told_and_taken_back(desktop: Desktop) -> None:
    talk = put(desktop.account, ["On its way"], outbound=True, state=State.HELD)
    desktop.model.ask(talk, 1)
    ((key, note),) = desktop.notes.items()
    assert note.title == "1 text waits for you"
    assert note.body.startswith("To ") and note.body.endswith(": decide whether it goes out.")
    assert not note.answers and not note.reply
    assert desktop.model.conversation_of(key) == talk
    desktop.model.ask(talk, 2)
    assert desktop.notes[key].title == "3 texts wait for you"
    desktop.model.asks_no_more(talk)
    assert desktop.notes == {}


def test_a_question_is_no_note_where_somebody_looks_or_wants_none_and_names_nobody_where_words_hide(
    desktop: Desktop,
) -> None:
    talk = put(desktop.account, ["On its way"], outbound=True, state=State.HELD)
    desktop.in_front = True
    desktop.model.ask(talk, 1)
    desktop.in_front = False
    desktop.preferences.change(notifications=False)
    desktop.model.ask(talk, 1)
    assert desktop.shown == 0
    desktop.preferences.change(notifications=True, notification_text=False)
    desktop.model.ask(talk, 1)
    (note,) = desktop.notes.values()
    assert (note.title, note.body) == ("1 text waits for you", "")


def test_questions_in_many_conversations_are_one_note_until_the_last_is_decided(desktop: Desktop) -> None:
    desktop.model.ask_in_many({1: 1, 2: 2, 3: 1, 4: 1})
    desktop.model.ask_in_many({5: 1, 1: 1})
    ((key, note),) = desktop.notes.items()
    assert (note.title, note.body) == ("7 texts wait for you", "In 5 conversations.")
    assert desktop.model.conversation_of(key) == 1
    for talk in range(1, 5):
        desktop.model.asks_no_more(talk)
    assert key in desktop.notes
    desktop.model.asks_no_more(5)
    assert desktop.notes == {}
    desktop.model.ask_in_many({1: 1})
    assert desktop.notes[key].title == "1 text waits for you"
    desktop.model.over(key)
    desktop.in_front = True
    desktop.notes.clear()
    desktop.model.ask_in_many({1: 1})
    assert desktop.notes == {}


def test_a_reply_is_stopped_by_what_the_account_forbids_as_in_the_window(desktop: Desktop) -> None:
    """B14"""
    window = PreflightModel(desktop.account.db, desktop.account.changes)
    desktop.model.judge_by(window)
    window.given = lambda _: Given(allowed=frozenset({"US"}))
    talk = desktop.arrives("Are you open?")
    desktop.model.reply(talk, "Yes, until six")
    assert [one[:2] for one in desktop.unsent] == [(talk, "Yes, until six")]
    assert [one.outbound for one in messages.thread(desktop.account.db, talk)] == [False]
