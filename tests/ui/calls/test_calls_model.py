from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from desktop.announce import StoreChangedElsewhere
from desktop.store import calls, contacts, lines
from desktop.store.calls import Call
from desktop.store.contacts import Contact, Number
from desktop.ui.calls.calls_model import CALL_ROLE, PAGE, CallsModel, is_missed, who
from tests.ui.account import ACCOUNT, LINES, SALES, SUPPORT, Account, line, opened

NOW = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
ZOE = "+447700900123"


def call(
    remote_id: str = "1",
    *,
    outbound: bool = False,
    peer: str = ZOE,
    ago: timedelta = timedelta(minutes=33),
    outcome: str = "answered",
    seconds: int | None = 133,
    line: str = SUPPORT,
) -> Call:
    return Call(ACCOUNT, remote_id, outbound, line, peer, NOW - ago, outcome, seconds)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        zoe = Contact(ACCOUNT, "zoe", "Zoë Patel", "", (Number(ZOE),))
        contacts.replace(account.db, ACCOUNT, [zoe])
        yield account


@pytest.fixture
def model(account: Account) -> CallsModel:
    return CallsModel(account.db, account.changes, clock=lambda: NOW)


def ids(model: CallsModel) -> list[str]:
    return [model.index(row).data(CALL_ROLE).remote_id for row in range(model.rowCount())]


def sentence(model: CallsModel, one: Call, account: Account) -> str:
    calls.keep(account.db, ACCOUNT, [one])
    model.refresh()
    return str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_calls_of_all_lines_stand_newest_first(model: CallsModel, account: Account) -> None:
    recorded = [
        call("old", ago=timedelta(days=2)),
        call("new", ago=timedelta(minutes=1), line=SALES),
        call("middle", ago=timedelta(hours=3)),
    ]
    calls.keep(account.db, ACCOUNT, recorded)
    model.refresh()
    assert ids(model) == ["new", "middle", "old"]


def test_the_other_side_is_a_name_a_number_or_withheld(model: CallsModel, account: Account) -> None:
    calls.keep(
        account.db,
        ACCOUNT,
        [call("1"), call("2", peer="+12025550143"), call("3", peer=""), call("4", peer="Anonymous")],
    )
    model.refresh()
    people = {one.remote_id: who(one) for one in (model.call(model.index(row)) for row in range(4))}
    assert people == {
        "1": "Zoë Patel",
        "2": "\u2068+1 202-555-0143\u2069",
        "3": "Number withheld",
        "4": "\u2068Anonymous\u2069",
    }


def test_when_it_was_is_a_time_today_then_yesterday_then_a_day(model: CallsModel) -> None:
    here = (NOW - timedelta(minutes=33)).astimezone()
    assert model.when(call()) == f"{here:%H:%M}"
    assert model.when(call(ago=timedelta(days=1))) == "Yesterday"
    assert model.when(call(ago=timedelta(days=60))) == "2 Feb"
    before = (NOW - timedelta(days=1)).astimezone()
    assert model.exactly_when(call(ago=timedelta(days=1))) == f"Yesterday, {before:%H:%M:%S %Z}"


def test_a_row_is_read_out_as_one_sentence(model: CallsModel, account: Account) -> None:
    """Conventions 4.2, screen reader."""
    words = sentence(model, call(outcome="missed", seconds=None), account)
    assert words.startswith("Missed call, Zoë Patel, on Support UK, Today, ")
    words = sentence(model, call("2", ago=timedelta(minutes=1), seconds=61, line=SALES), account)
    assert words.startswith("Incoming call, Zoë Patel, on Sales US, Today, ")
    assert words.endswith(", 1 minute 1 second")


def test_a_line_that_is_no_longer_ours_is_told_by_its_number(model: CallsModel) -> None:
    model.refresh()
    assert model.line_label(call(line="+33639980099")) == "\u2068+33 6 39 98 00 99\u2069"


def test_a_line_that_is_named_anew_is_named_so_here(model: CallsModel, account: Account) -> None:
    calls.keep(account.db, ACCOUNT, [call()])
    model.refresh()
    heard: list[str] = []
    model.outdated.connect(lambda: heard.append("outdated"))
    model.dataChanged.connect(lambda *_: heard.append("row"))
    lines.replace(account.db, ACCOUNT, [line(SUPPORT, "Helpdesk"), *LINES[1:]])
    model.refresh()
    assert heard == ["outdated", "row"]
    assert model.line_label(call()) == "Helpdesk"


def test_new_calls_leave_the_rows_that_were_there_in_place(model: CallsModel, account: Account) -> None:
    calls.keep(account.db, ACCOUNT, [call("1"), call("2", ago=timedelta(hours=1))])
    model.refresh()
    second = model.index(1)
    resets: list[str] = []
    model.modelReset.connect(lambda: resets.append("reset"))
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append(first))
    calls.keep(account.db, ACCOUNT, [call("3", ago=timedelta(minutes=1))])
    model.refresh()
    assert ids(model) == ["3", "1", "2"]
    assert (inserted, resets) == ([0], [])
    assert second.row() == 1


def test_the_rows_are_read_when_somebody_looks_and_not_before(model: CallsModel, account: Account) -> None:
    heard: list[int] = []
    model.outdated.connect(lambda: heard.append(model.rowCount()))
    calls.keep(account.db, ACCOUNT, [call()])
    account.announcer.publish(StoreChangedElsewhere())
    assert heard == [0, 0]
    model.refresh()
    assert model.rowCount() == 1


@pytest.mark.parametrize("on", [True, False])
def test_whether_a_service_lists_its_calls_is_known(on: bool, model: CallsModel, account: Account) -> None:
    account.offer(calls=on)
    model.refresh()
    assert model.offered is on


def test_a_call_that_was_handed_over_was_for_a_line_and_not_on_it(
    model: CallsModel, account: Account
) -> None:
    words = sentence(model, call(outbound=True, outcome="handed_over", seconds=None), account)
    assert words.startswith("Handed to the phone app, Zoë Patel, for Support UK, Today, ")
    assert not words.endswith("second")
    assert model.on_line(model.call(model.index(0))) == "Handed to the phone app for Support UK"
    assert not is_missed(model.call(model.index(0)))


def test_filters_search_and_line_narrow_the_rows_and_their_counts_together(
    model: CallsModel, account: Account
) -> None:
    recorded = [
        call("1", outcome="missed"),
        call("2", peer="+12025550143", outcome="missed", line=SALES),
        call("3", outbound=True, peer="+12025550143", ago=timedelta(hours=1)),
        call("4", outbound=True, outcome="missed", ago=timedelta(hours=2)),
    ]
    calls.keep(account.db, ACCOUNT, recorded)
    model.refresh()
    assert not model.narrowed
    model.show(filter_="missed")
    assert sorted(ids(model)) == ["1", "2"]
    assert (model.counts["all"], model.counts["missed"], model.counts["outgoing"]) == (4, 2, 2)
    model.show(search="zoe")
    assert (ids(model), model.counts["all"], model.counts["missed"]) == (["1"], 2, 1)
    model.show(filter_="all", search="", line=(ACCOUNT, SALES))
    assert (ids(model), model.counts["all"]) == (["2"], 1)
    model.show(search="nobody of this name")
    assert (ids(model), model.counts["all"], model.any) == ([], 0, True)
    model.show(search="", all_lines=True)
    assert (ids(model), model.narrowed) == (["2", "1", "3", "4"], False)


def test_a_long_history_is_read_page_by_page_and_stays_where_somebody_scrolled_to(
    model: CallsModel, account: Account
) -> None:
    many = [call(str(number), ago=timedelta(minutes=number)) for number in range(1, 3 * PAGE + 1)]
    calls.keep(account.db, ACCOUNT, many)
    model.refresh()
    assert model.rowCount() == PAGE
    root = QModelIndex()
    model.fetchMore(root)
    assert (model.rowCount(), model.canFetchMore(root)) == (2 * PAGE, True)
    last = model.index(2 * PAGE - 1)
    seen = model.call(last).remote_id
    calls.keep(account.db, ACCOUNT, [call("new", ago=timedelta(0))])
    model.refresh()
    assert model.rowCount() == 2 * PAGE + 1
    assert model.call(model.index(2 * PAGE)).remote_id == seen
    model.fetchMore(root)
    model.fetchMore(root)
    assert (model.rowCount(), model.canFetchMore(root)) == (3 * PAGE + 1, False)
    assert len(set(ids(model))) == 3 * PAGE + 1
