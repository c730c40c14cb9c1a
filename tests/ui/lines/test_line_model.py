from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.announce import StoreChangedElsewhere
from desktop.store import accounts, lines
from desktop.ui.lines.line_model import (
    LINE_ROLE,
    LineModel,
    capability_sentence,
    reply_note,
    send_reason,
    unavailable_reason,
)
from tests.ui.account import (
    ACCOUNT,
    ALERTS,
    FREEPHONE,
    INTAKE,
    LINES,
    SALES,
    SUPPORT,
    VOICE_ONLY_REASON,
    Account,
    line,
    opened,
)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def model(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


def current(model: LineModel) -> str:
    return model.current.number if model.current else ""


def said(model: LineModel, row: int, role: Qt.ItemDataRole) -> str:
    return str(model.index(row).data(role))


def test_the_first_start_takes_the_first_line_that_can_text(account: Account) -> None:
    lines.replace(account.db, ACCOUNT, [LINES[2], LINES[4], LINES[0]])
    assert current(LineModel(account.db, account.changes)) == INTAKE


def test_where_no_line_can_text_the_first_is_taken(account: Account) -> None:
    """A2: Messages is greyed, and a line is current all the same."""
    lines.replace(account.db, ACCOUNT, [LINES[2]])
    assert current(LineModel(account.db, account.changes)) == FREEPHONE


def test_the_line_of_the_last_session_is_current_again(account: Account) -> None:
    before = LineModel(account.db, account.changes)
    before.choose(ACCOUNT, SALES)
    assert before.key == f"{ACCOUNT}:{SALES}"
    assert current(LineModel(account.db, account.changes, remembered=before.key)) == SALES


def test_the_line_of_the_last_session_is_taken_as_soon_as_it_is_listed(account: Account) -> None:
    lines.replace(account.db, ACCOUNT, [])
    model = LineModel(account.db, account.changes, remembered=f"{ACCOUNT}:{SALES}")
    assert (model.current, model.key, model.current_row) == (None, "", -1)
    lines.replace(account.db, ACCOUNT, LINES)
    assert current(model) == SALES


def test_the_chosen_line_is_current_again_when_it_is_listed_again(model: LineModel, account: Account) -> None:
    """A service that forgets a line for a moment must not leave somebody on another one."""
    model.choose(ACCOUNT, SALES)
    lines.replace(account.db, ACCOUNT, [LINES[0]])
    assert current(model) == SUPPORT
    lines.replace(account.db, ACCOUNT, LINES)
    assert current(model) == SALES


def test_a_line_stays_current_however_the_others_are_sorted(model: LineModel, account: Account) -> None:
    model.choose(ACCOUNT, SALES)
    heard: list[str] = []
    model.current_changed.connect(lambda: heard.append(current(model)))
    lines.replace(account.db, ACCOUNT, [*reversed(LINES), line("+33639980011", "New")])
    lines.replace(account.db, ACCOUNT, [LINES[3], LINES[1]])
    assert current(model) == SALES
    assert model.current_row == 1
    assert model.rowCount() == 2
    assert heard == []


def test_a_capability_that_sync_learns_changes_the_current_line_at_once(
    model: LineModel, account: Account
) -> None:
    """A4: a capability change from sync updates it live."""
    heard: list[str] = []
    model.current_changed.connect(lambda: heard.append(unavailable_reason(model.current)))  # type: ignore[arg-type]
    switched_off = line(SUPPORT, "Support UK", False, False, "sms_off")
    lines.replace(account.db, ACCOUNT, [switched_off, *LINES[1:]])
    assert current(model) == SUPPORT
    assert len(heard) == 1
    assert "SMS is switched off" in heard[0]


def test_what_changes_on_another_line_is_shown_and_leaves_the_current_one_alone(
    model: LineModel, account: Account
) -> None:
    heard: list[int] = []
    model.current_changed.connect(lambda: heard.append(-1))
    model.dataChanged.connect(lambda first, last: heard.append(first.row()))
    lines.replace(account.db, ACCOUNT, [LINES[0], line(SALES, "Sales West"), *LINES[2:]])
    assert heard == [1]
    assert model.index(1).data(LINE_ROLE).label == "Sales West"


def test_a_line_that_is_no_longer_listed_makes_room_for_one_that_can_text(
    model: LineModel, account: Account
) -> None:
    model.choose(ACCOUNT, SALES)
    lines.replace(account.db, ACCOUNT, [LINES[2], LINES[0]])
    assert current(model) == SUPPORT
    model.choose(ACCOUNT, SALES)
    assert current(model) == SUPPORT


def test_lines_of_a_removed_account_go_and_those_of_others_stay(model: LineModel, account: Account) -> None:
    lines.replace(account.db, "second", [line(SALES, "Their sales", account_id="second")])
    model.choose("second", SALES)
    assert model.key == f"second:{SALES}"
    accounts.forget(account.db, ACCOUNT)
    assert (model.rowCount(), model.key) == (1, f"second:{SALES}")


def test_what_another_process_wrote_is_read_anew(model: LineModel, account: Account) -> None:
    account.db.announce = lambda announcement: None  # type: ignore[method-assign]
    lines.replace(account.db, ACCOUNT, LINES[1:])
    assert model.rowCount() == len(LINES)
    account.announcer.publish(StoreChangedElsewhere())
    assert model.rowCount() == len(LINES) - 1
    assert current(model) == SALES


def test_a_row_says_name_number_and_what_the_line_can_do(model: LineModel) -> None:
    """A8: the badge has a text alternative."""
    assert said(model, 0, Qt.ItemDataRole.DisplayRole) == "Support UK  \u2068+44 7700 900010\u2069"
    spoken = [said(model, row, Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert spoken[0] == "Support UK, \u2068+44 7700 900010\u2069, SMS"
    assert [sentence.rpartition(", ")[2] for sentence in spoken[2:]] == [
        "Voice only",
        "Send only",
        "Receive only",
    ]
    assert said(model, 2, Qt.ItemDataRole.ToolTipRole) == VOICE_ONLY_REASON


def test_a_label_from_outside_stays_on_its_line(account: Account) -> None:
    lines.replace(account.db, ACCOUNT, [line(SUPPORT, "Two\nlines\u0007 <b>x</b>")])
    model = LineModel(account.db, account.changes)
    assert said(model, 0, Qt.ItemDataRole.DisplayRole).startswith("Two lines\u2407 <b>x</b>  ")


UNKNOWN = line(SUPPORT, "", None, None)


@pytest.mark.parametrize(
    ("number", "unavailable", "cannot_send", "note"),
    [(SUPPORT, 0, 0, 0), (FREEPHONE, 1, 1, 0), (ALERTS, 0, 0, 1), (INTAKE, 0, 1, 0)],
)
def test_each_kind_of_line_has_its_own_reasons(
    number: str, unavailable: int, cannot_send: int, note: int
) -> None:
    """A5: send-only says that replies cannot arrive, receive-only is read-only, both with the number."""
    one = next(one for one in LINES if one.number == number)
    reasons = (unavailable_reason(one), send_reason(one), reply_note(one))
    assert [bool(reason) for reason in reasons] == [bool(unavailable), bool(cannot_send), bool(note)]
    assert all(number[1:3] in reason for reason in reasons if reason)
    assert capability_sentence(one) == next(
        filter(None, reasons), "\u2068+44 7700 900010\u2069 can send and receive texts."
    )


def test_a_capability_that_nobody_tells_is_not_taken_for_a_no() -> None:
    """A5: unknown is not "no"."""
    assert (unavailable_reason(UNKNOWN), send_reason(UNKNOWN), reply_note(UNKNOWN)) == ("", "", "")
    assert "does not say" in capability_sentence(UNKNOWN)
    assert "can send texts" in capability_sentence(line(SUPPORT, "", True, None))
    assert "send and receive" in capability_sentence(line(SUPPORT))


def test_a_line_that_cannot_text_says_so_even_where_its_code_speaks_of_sending_only() -> None:
    """A3: the specific reason, never an empty one."""
    assert unavailable_reason(line(FREEPHONE, "", False, False))
    assert send_reason(line(FREEPHONE, "", False, False, "sms_off")).count("SMS is switched off") == 1
