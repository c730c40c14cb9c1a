"""The conversations as rows: which, in which order, in which words, and what changes when news arrive."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.announce import AccountChanged, StoreChangedElsewhere
from desktop.sms.delivery import State
from desktop.store import conversations, drafts, lines
from desktop.store.drafts import Draft
from desktop.ui.messages.conversations_model import ConversationsModel, snippet, title
from tests.ui.account import ACCOUNT, FREEPHONE, LINES, SALES, SUPPORT, Account, line
from tests.ui.messages.texts import (
    HARBOUR,
    NOON,
    VIKTOR,
    ZOE,
    change,
    doubtful,
    drop,
    know,
    peer,
    put,
    put_each,
)


@pytest.fixture
def model(account: Account) -> Iterator[ConversationsModel]:
    """The rows of the line Support UK, under the eyes of Qt's own checker."""
    model = ConversationsModel(account.db, account.changes)
    _checker = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_line((ACCOUNT, SUPPORT))
    yield model


def peers(model: ConversationsModel) -> list[str]:
    return [model.conversation(model.index(row)).peer for row in range(model.rowCount())]


def spoken(model: ConversationsModel, row: int = 0) -> str:
    return str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def settled(qtbot: QtBot, happened: Callable[[], bool]) -> None:
    qtbot.waitUntil(happened)


def test_the_newest_activity_stands_first_and_a_new_text_moves_its_conversation_up(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    put(account, ["one"], peer=ZOE, since=NOON)
    put(account, ["two"], peer=VIKTOR, since=NOON + timedelta(hours=1))
    settled(qtbot, lambda: peers(model) == [VIKTOR, ZOE])
    put(account, ["three"], peer=ZOE, since=NOON + timedelta(hours=2))
    settled(qtbot, lambda: peers(model) == [ZOE, VIKTOR])


def test_rows_that_come_go_and_move_keep_a_view_s_place(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    ids = [put(account, ["text"], peer=peer(n), since=NOON + timedelta(hours=n)) for n in range(5)]
    settled(qtbot, lambda: model.rowCount() == 5)
    kept = QPersistentModelIndex(model.index(2))
    mine = model.conversation(kept).id
    put(account, ["news"], peer=peer(0), since=NOON + timedelta(hours=9))
    put(account, ["new"], peer=peer(7), since=NOON + timedelta(hours=8))
    drop(account, ids[4])
    settled(qtbot, lambda: peers(model)[:2] == [peer(0), peer(7)])
    assert model.rowCount() == 5
    assert model.conversation(kept).id == mine


def test_news_that_come_one_after_the_other_without_a_pause_are_shown_meanwhile(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    """A long history that is being fetched must not leave the list empty until it is whole."""
    count = 0

    def one_more() -> bool:
        nonlocal count
        count += 1
        put(account, ["text"], peer=peer(count))
        return model.rowCount() > 0

    qtbot.waitUntil(one_more)


def test_what_another_process_wrote_is_read_anew(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    put(account, ["hello"], tell=False)
    account.announcer.publish(StoreChangedElsewhere())
    settled(qtbot, lambda: model.rowCount() == 1)
    know(account, "Zoë Patel", ZOE)
    account.announcer.publish(AccountChanged(ACCOUNT))
    settled(qtbot, lambda: title(model.conversation(model.index(0))) == "Zoë Patel")


def test_only_the_current_line_s_conversations_show_and_all_lines_shows_those_of_a_greyed_line_too(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    """A2: texts of a line that cannot text any more stay readable."""
    put(account, ["ours"], peer=ZOE, line=SUPPORT)
    put(account, ["old"], peer=VIKTOR, line=FREEPHONE, since=NOON - timedelta(days=1))
    settled(qtbot, lambda: peers(model) == [ZOE])
    model.show_all_lines(True)
    assert peers(model) == [ZOE, VIKTOR]
    assert model.line_label(model.conversation(model.index(1))) == "Freephone UK"
    model.show_all_lines(False)
    model.show_line((ACCOUNT, SALES))
    assert peers(model) == []
    model.show_line(None)
    assert peers(model) == []


def test_a_line_s_new_name_is_used_at_once(account: Account, model: ConversationsModel, qtbot: QtBot) -> None:
    put(account, ["ours"])
    settled(qtbot, lambda: model.rowCount() == 1)
    row = model.conversation(model.index(0))
    assert model.line_label(row) == "Support UK"
    lines.replace(account.db, ACCOUNT, [line(SUPPORT, "Helpdesk"), *LINES[1:]])
    assert model.line_label(row) == "Helpdesk"
    lines.replace(account.db, ACCOUNT, [line(SUPPORT, ""), *LINES[1:]])
    assert model.line_label(row) == "+44 7700 900010"


def test_a_search_finds_names_numbers_and_texts(account: Account, model: ConversationsModel) -> None:
    """E1: from the cache alone."""
    know(account, "Harbour Dental", HARBOUR)
    put(account, ["The blue box, please"], peer=ZOE, tell=False)
    put(account, ["Noted."], peer=HARBOUR, tell=False)
    for typed, found in [
        ("dental", [HARBOUR]),
        ("BLUE", [ZOE]),
        ("7946 0018", [HARBOUR]),
        ("900123", [ZOE]),
        ("%", []),
    ]:
        model.show_matches(typed)
        assert peers(model) == found, typed
    assert model.search == "%"


def test_more_than_two_hundred_conversations_come_by_pages_without_losing_the_place(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    put_each(account, 450)
    model.reload()
    assert model.rowCount() == 200
    assert model.canFetchMore(model.index(-1))
    kept = QPersistentModelIndex(model.index(150))
    with qtbot.assertNotEmitted(model.modelReset):
        model.fetchMore(model.index(-1))
        assert model.rowCount() == 400
        model.fetchMore(model.index(-1))
    assert model.rowCount() == 450
    assert kept.row() == 150
    assert not model.canFetchMore(model.index(-1))
    put(account, ["news"], peer=peer(440), since=NOON + timedelta(days=1))
    settled(qtbot, lambda: peers(model)[0] == peer(440))
    assert model.rowCount() == 450
    assert kept.row() == 151


def test_news_of_conversations_that_do_not_show_yet_leave_no_gap(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    """Between a row that changed far below and those that were read there may be others."""
    put_each(account, 450)
    model.reload()
    put(account, ["old news"], peer=peer(440), since=NOON - timedelta(minutes=300, seconds=30))
    put(account, ["news"], peer=peer(430), since=NOON + timedelta(days=1))
    settled(qtbot, lambda: peers(model)[0] == peer(430))
    assert peers(model)[1:] == [peer(number) for number in range(200)]
    model.fetchMore(model.index(-1))
    expected = [row.peer for row in conversations.listing(account.db, limit=400)]
    assert peers(model) == expected
    assert expected.index(peer(440)) == 302


def test_only_the_row_that_changed_is_announced(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    """C3: a status change repaints one row."""
    put(account, ["one"], peer=VIKTOR)
    put(account, ["two"], peer=ZOE, since=NOON + timedelta(hours=1), outbound=True, state=State.SENT)
    settled(qtbot, lambda: model.rowCount() == 2)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    change(account, 2, state=State.DELIVERED)
    settled(qtbot, lambda: bool(told))
    assert told == [(0, 0)]


def test_the_unread_texts_of_all_lines_are_counted(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    counts: list[int] = []
    model.unread_changed.connect(counts.append)
    first = put(account, ["a", "b"], unread=2)
    put(account, ["c"], line=SALES, unread=1)
    settled(qtbot, lambda: counts == [3])
    conversations.mark_read(account.db, first)
    settled(qtbot, lambda: counts == [3, 1])


def test_a_draft_is_shown_and_lifts_its_conversation(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    put(account, ["one"], peer=ZOE)
    put(account, ["two"], peer=VIKTOR, since=NOON + timedelta(hours=1))
    drafts.keep(account.db, ACCOUNT, SUPPORT, ZOE, Draft(body="Hello\nZoë"))
    settled(qtbot, lambda: peers(model) == [ZOE, VIKTOR])
    assert snippet(model.conversation(model.index(0))) == "Draft: Hello Zoë"
    assert "Draft: Hello Zoë" in spoken(model)
    drafts.keep(account.db, ACCOUNT, SUPPORT, ZOE, Draft())
    settled(qtbot, lambda: peers(model) == [VIKTOR, ZOE])


def test_a_row_is_one_sentence_for_a_screen_reader(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    know(account, "Zoë Patel", ZOE)
    put(account, ["Is it there?"], unread=2, since=datetime(2020, 3, 2, 12, tzinfo=UTC))
    settled(qtbot, lambda: model.rowCount() == 1)
    assert spoken(model) == "Zoë Patel, 2 unread, Is it there?, 2 Mar 2020"
    put(account, ["On its way"], outbound=True, state=State.DELIVERED, since=NOON)
    settled(qtbot, lambda: "You: On its way, Delivered" in spoken(model))


def test_a_failed_text_says_so_and_why(account: Account, model: ConversationsModel, qtbot: QtBot) -> None:
    """C8: the word stands in the list, and in the row's sentence."""
    put(account, ["Hi"], outbound=True, state=State.FAILED, error_code="landline", error_text="")
    settled(qtbot, lambda: model.rowCount() == 1)
    row = model.conversation(model.index(0))
    assert snippet(row) == "Failed: Landlines cannot get texts. Call instead."
    assert spoken(model).count("Failed") == 1


def test_a_row_that_is_no_more_has_no_words(model: ConversationsModel) -> None:
    assert model.data(model.index(5)) is None
    assert model.row_of(77) is None
    assert model.find(77) is None


def test_the_next_unread_one_is_among_those_that_the_list_would_show(
    account: Account, model: ConversationsModel
) -> None:
    here = put(account, ["a"], peer=ZOE, unread=1)
    parcel = put(account, ["a parcel"], peer=VIKTOR, since=NOON - timedelta(hours=1), unread=1)
    other = put(account, ["b"], peer=HARBOUR, line=SALES, since=NOON - timedelta(hours=2), unread=1)
    model.reload()
    assert [model.next_unread(here, by) for by in (1, -1)] == [parcel, parcel]
    assert [model.next_unread(None, by) for by in (1, -1)] == [here, parcel]
    model.show_all_lines(True)
    assert [model.next_unread(here, by) for by in (1, -1)] == [parcel, other]
    drafts.keep(account.db, ACCOUNT, SALES, HARBOUR, Draft(body="this lifts it"))
    assert [model.next_unread(here, by) for by in (1, -1)] == [parcel, other]
    assert model.next_unread(None, 1) == other
    model.show_matches("parcel")
    assert model.next_unread(parcel, 1) is None
    model.show_matches("")
    conversations.mark_read(account.db, parcel)
    assert [model.next_unread(here, by) for by in (1, -1)] == [other, other]
    model.show_all_lines(False)
    model.show_line(None)
    assert model.next_unread(None, 1) is None


def test_a_text_in_doubt_that_asks_is_said_to_wait_whatever_follows_it(
    account: Account, model: ConversationsModel, qtbot: QtBot
) -> None:
    """Demand 3: an answer, or a later text, must not hide that somebody has to decide."""
    doubtful(account, "perhaps sent", peer=ZOE)
    put(account, ["Where are you?"], peer=ZOE, since=NOON + timedelta(hours=1))
    settled(qtbot, lambda: model.rowCount() == 1)
    row = model.conversation(model.index(0))
    assert (model.waiting(row), model.second_line(row)) == (1, "1 text waits for you")
    assert spoken(model).startswith("1 text waits for you, ")
    change(account, 1, left_alone=True)
    settled(qtbot, lambda: model.waiting(row) == 0)
    assert model.second_line(model.conversation(model.index(0))) == "Where are you?"
