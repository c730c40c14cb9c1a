"""The texts of a conversation as rows: pages, days, turns, news, decisions, and what each says of itself."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.announce import AccountChanged
from desktop.sms.delivery import State
from desktop.store import conversations, messages
from desktop.ui.messages.thread_model import DAY, MESSAGE, MOST, PAGE, TURN, ThreadModel
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import NOON, VIKTOR, change, doubtful, full_disk, put
from tests.ui.messages.thread_of import ring


@pytest.fixture
def model(account: Account) -> Iterator[ThreadModel]:
    """A thread, under the eyes of Qt's own checker."""
    model = ThreadModel(account.db, account.changes)
    model.know_services({ACCOUNT: "Cliqtel"})
    _checker = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model


def bodies(model: ThreadModel) -> list[str]:
    return [one.body for one in model.messages()]


def numbered(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last)]


def test_it_opens_on_the_newest_texts_and_older_ones_come_by_pages(
    account: Account, model: ThreadModel
) -> None:
    there = put(account, numbered(0, 950))
    model.open(there)
    assert bodies(model) == numbered(950 - PAGE, 950)
    kept = QPersistentModelIndex(model.index(0))
    pages = 0
    while model.load_older():
        pages += 1
    assert pages == 9
    assert bodies(model) == numbered(0, 950)
    assert kept.row() == 850
    assert model.load_older() is False


def test_far_from_where_one_reads_rows_are_let_go_and_come_back(account: Account, model: ThreadModel) -> None:
    model.open(put(account, numbered(0, 1300)))
    while model.load_older():
        pass
    assert bodies(model) == numbered(0, MOST)
    assert (model.reaches_beginning, model.reaches_end) == (True, False)
    while model.load_newer():
        pass
    assert bodies(model) == numbered(300, 1300)
    assert (model.reaches_beginning, model.reaches_end) == (False, True)
    assert model.index(0).data(DAY) == ""


def test_texts_of_one_and_the_same_second_are_neither_lost_nor_doubled_between_pages(
    account: Account, model: ThreadModel
) -> None:
    model.open(put(account, numbered(0, 250), every=timedelta()))
    while model.load_older():
        pass
    assert bodies(model) == numbered(0, 250)


def test_news_are_added_at_the_end_and_nothing_is_read_anew(
    account: Account, model: ThreadModel, qtbot: QtBot
) -> None:
    there = put(account, numbered(0, 300))
    model.open(there)
    model.load_older()
    with qtbot.assertNotEmitted(model.modelReset):
        put(account, numbered(300, 302), since=NOON + timedelta(days=1))
    assert bodies(model) == numbered(100, 302)


def test_a_flood_of_news_at_the_end_is_gone_along_with_and_loses_nothing(
    account: Account, model: ThreadModel
) -> None:
    there = put(account, numbered(0, 250))
    model.open(there)
    put(account, numbered(250, 550), since=NOON + timedelta(days=1))
    assert bodies(model) == numbered(350, 550)
    while model.load_older():
        pass
    assert bodies(model) == numbered(0, 550)


def test_a_history_that_comes_in_below_a_short_thread_can_be_reached(
    account: Account, model: ThreadModel
) -> None:
    """The thread was opened while only the last texts had been fetched."""
    there = put(account, numbered(500, 510), since=NOON)
    model.open(there)
    put(account, numbered(0, 500), since=NOON - timedelta(days=1))
    while model.load_older():
        pass
    assert bodies(model) == numbered(0, 510)


def test_a_status_change_announces_one_row(account: Account, model: ThreadModel, qtbot: QtBot) -> None:
    """C3: a status change repaints one row only."""
    model.open(put(account, ["one", "two", "three"], outbound=True, state=State.SENT))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.changing), qtbot.assertNotEmitted(model.modelReset):
        change(account, 2, state=State.DELIVERED)
    assert told == [(1, 1)]
    assert model.index(1).data(MESSAGE).state is State.DELIVERED


def test_another_conversation_s_news_change_nothing_here(
    account: Account, model: ThreadModel, qtbot: QtBot
) -> None:
    model.open(put(account, ["one"]))
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.assertNotEmitted(model.dataChanged):
        put(account, ["two"], peer=VIKTOR)
    model.open(None)
    assert model.rowCount() == 0
    put(account, ["three"])
    assert model.rowCount() == 0


def test_each_day_begins_with_its_name(account: Account, model: ThreadModel) -> None:
    noon = datetime.now().astimezone().replace(hour=12, minute=0)
    put(account, ["last week"], since=noon.astimezone(UTC) - timedelta(days=7))
    put(account, ["yesterday"], since=noon.astimezone(UTC) - timedelta(days=1))
    there = put(account, ["today", "later"], since=noon.astimezone(UTC))
    model.open(there)
    days = [str(model.index(row).data(DAY)) for row in range(4)]
    assert days[0].endswith(str((noon - timedelta(days=7)).year))
    assert days[1:] == ["Yesterday", "Today", ""]


def test_a_day_that_begins_on_an_older_page_is_not_named_twice(account: Account, model: ThreadModel) -> None:
    model.open(put(account, numbered(0, PAGE + 20), every=timedelta(seconds=1)))
    assert model.index(0).data(DAY) == ""
    assert model.load_older()
    assert [row for row in range(model.rowCount()) if model.index(row).data(DAY)] == [0]


def test_a_turn_begins_with_another_side_or_after_two_minutes(account: Account, model: ThreadModel) -> None:
    put(account, ["a", "b"], since=NOON)
    put(account, ["c"], since=NOON + timedelta(minutes=1, seconds=30), outbound=True)
    there = put(account, ["d"], since=NOON + timedelta(minutes=3, seconds=31), outbound=True)
    model.open(there)
    assert [model.index(row).data(TURN) for row in range(4)] == [True, False, True, True]


def test_a_text_is_one_sentence_for_a_screen_reader(account: Account, model: ThreadModel) -> None:
    put(account, ["Is it there?"])
    put(account, ["Yes"], outbound=True, state=State.DELIVERED, since=NOON + timedelta(hours=1))
    there = put(
        account,
        ["Hello"],
        outbound=True,
        state=State.FAILED,
        error_code="landline",
        since=NOON + timedelta(hours=2),
    )
    model.open(there)
    said = [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert said[0].startswith("They, Is it there?, ")
    assert said[1].startswith("You, Yes, ") and said[1].endswith("Delivered")
    assert said[2].endswith("Failed, Landlines cannot get texts. Call instead., You can act.")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": State.DELIVERED}, ["Delivered", "The handset confirmed it."]),
        ({"state": State.SENT}, ["Sent, not confirmed", "The handset has not confirmed it yet."]),
        ({"state": State.ACCEPTED}, ["Accepted by Cliqtel", "The carrier has not taken it yet."]),
        ({"state": State.QUEUED}, ["Waiting here to be sent", "has not left this computer"]),
        (
            {"state": State.FAILED, "error_text": "Failed to send SMS"},
            ["Failed", "the carrier refused it", "You can act."],
        ),
        ({"state": State.FAILED, "error_text": "<b>No</b>"}, ["<b>No</b>"]),
        ({"state": State.FAILED}, ["No reason given."]),
        ({"state": State.UNCONFIRMED}, ["Not confirmed", "The line broke while sending."]),
        ({"state": State.SENT, "outside": True}, ["Sent outside this app."]),
    ],
)
def test_hovering_tells_what_is_known_of_a_text(
    account: Account, model: ThreadModel, fields: dict[str, object], words: list[str]
) -> None:
    """C2, C7, C16: the state in words, the reason of a failure, the exact time."""
    model.open(put(account, ["Hello"], outbound=True, **fields))  # type: ignore[arg-type]
    tip = model.tip(model.messages()[0])
    assert "2026-03-02" in tip.splitlines()[0]
    for one in words:
        assert one in tip


def test_hovering_over_their_text_tells_the_exact_time_alone(account: Account, model: ThreadModel) -> None:
    model.open(put(account, ["Hello"]))
    assert len(model.tip(model.messages()[0]).splitlines()) == 1


def test_a_text_that_nobody_can_find_asks_with_its_evidence(account: Account, model: ThreadModel) -> None:
    model.open(doubtful(account, "Are you there?"))
    (asking,) = model.asking()
    evidence = model.evidence(asking).sentence
    assert "Not in Cliqtel's list (last read 2 March 2026 at " in evidence
    assert "list complete since 2 March 2026 at " in evidence
    assert evidence in model.tip(asking)


def test_one_that_is_still_being_looked_for_does_not_ask(account: Account, model: ThreadModel) -> None:
    model.open(
        put(account, ["Hi"], outbound=True, state=State.UNCONFIRMED, attempted_at=NOON, doubted_at=NOON)
    )
    assert model.asking() == []
    said = model.evidence(model.messages()[0]).sentence
    assert said == "The line broke while sending. Checking with Cliqtel …"


def test_a_list_that_was_read_as_a_whole_is_said_to_be_whole(account: Account, model: ThreadModel) -> None:
    there = doubtful(account, "Hi")
    change(account, 1, missing_since=datetime(1970, 1, 1, tzinfo=UTC))
    model.open(there)
    assert "whole list" in model.evidence(model.messages()[0]).sentence


def test_send_again_queues_the_same_text_once_and_asks_no_more(
    account: Account, model: ThreadModel, qtbot: QtBot
) -> None:
    model.open(doubtful(account, "Hi"))
    with qtbot.waitSignal(model.asking_changed):
        model.send_again(1)
    model.send_again(1)
    assert [(one.body, one.state) for one in model.messages()] == [
        ("Hi", State.UNCONFIRMED),
        ("Hi", State.QUEUED),
    ]
    assert model.asking() == []


def test_leave_it_asks_no_more_and_sends_nothing(account: Account, model: ThreadModel, qtbot: QtBot) -> None:
    model.open(doubtful(account, "Hi"))
    with qtbot.waitSignal(model.asking_changed):
        model.leave(1)
    assert [one.state for one in model.messages()] == [State.UNCONFIRMED]
    assert model.asking() == []


def test_a_decision_that_cannot_be_stored_says_so_and_changes_nothing(
    account: Account, model: ThreadModel, qtbot: QtBot
) -> None:
    model.open(doubtful(account, "Hi"))
    decisions: list[Callable[[int], None]] = [model.send_again, model.leave]
    for decide in decisions:
        with full_disk(account), qtbot.waitSignal(model.trouble) as said:
            decide(1)
        assert "cannot be written (database or disk is full)" in said.args[0]
    assert len(messages.newest(account.db)) == 1
    assert [one.id for one in model.asking()] == [1]


def test_what_was_seen_and_cannot_be_marked_as_read_stays_unread(
    account: Account, model: ThreadModel, caplog: pytest.LogCaptureFixture
) -> None:
    there = put(account, ["Hi"], unread=1)
    model.open(there)
    with full_disk(account):
        model.mark_read()
    assert "not marked as read" in caplog.text
    row = conversations.get(account.db, there)
    assert row is not None and row.unread == 1


def test_marking_as_read_reaches_the_store(account: Account, model: ThreadModel) -> None:
    there = put(account, ["Hi"], unread=1)
    model.mark_read()
    model.open(there)
    model.mark_read()
    row = conversations.get(account.db, there)
    assert row is not None and row.unread == 0


def test_a_row_shows_control_characters_and_keeps_the_text_as_it_is(
    account: Account, model: ThreadModel
) -> None:
    model.open(put(account, ["a\x00b\nc"]))
    assert model.index(0).data() == "a␀b\nc"
    assert bodies(model) == ["a\x00b\nc"]
    assert model.index(7).data() is None


def test_news_of_an_account_read_the_thread_anew_only_for_other_calls(
    account: Account, model: ThreadModel
) -> None:
    """A balance that changes costs an open thread of a thousand texts nothing."""
    model.open(put(account, ["a"]))
    put(account, ["not announced"], since=NOON + timedelta(hours=1), tell=False)
    account.db.announce(AccountChanged(ACCOUNT))
    assert bodies(model) == ["a"]
    ring(account, "1", since=NOON + timedelta(minutes=5))
    assert bodies(model) == ["a", "not announced"] and model.rowCount() == 3


def test_the_ends_of_a_conversation_are_known_whatever_is_loaded(
    account: Account, model: ThreadModel
) -> None:
    assert model.ends() is None and list(model.between((NOON, 0), (NOON, 9))) == []
    model.open(put(account, numbered(0, 700)))
    ends = model.ends()
    assert ends is not None and [one.body for one in ends] == ["0", "699"]
    first, last = ((one.created_at, one.id) for one in ends)
    pages = list(model.between(first, last))
    assert [one.body for page in pages for one in page] == numbered(0, 700)
    assert max(len(page) for page in pages) <= 500
    loaded = model.messages()
    (page,) = model.between((loaded[2].created_at, loaded[2].id), last)
    assert page == loaded[2:]
