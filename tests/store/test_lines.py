"""Our own numbers as last told: their order, what each can do, and those that are gone."""

import pytest

from desktop.announce import Announcement, LinesChanged
from desktop.store import lines
from desktop.store.database import Database
from desktop.store.lines import Line

SUPPORT = Line("a", "42", "+447700900010", "Support", "GB", "mobile", "active", True, True, True)
SALES = Line("a", "43", "+12125550142", "Sales", "US")
TOLL_FREE = Line(
    "a",
    "44",
    "+448081570123",
    can_send=False,
    can_receive=False,
    reason_code="toll_free_voice_only",
    reason="Voice only.",
)


def test_lines_keep_the_services_order_and_everything_told(db: Database) -> None:
    lines.replace(db, "a", [SALES, SUPPORT, TOLL_FREE])
    assert lines.listing(db, "a") == [SALES, SUPPORT, TOLL_FREE]
    lines.replace(db, "a", [TOLL_FREE, SUPPORT, SALES])
    assert lines.listing(db) == [TOLL_FREE, SUPPORT, SALES]


def test_a_change_is_announced_and_a_repetition_is_not(db: Database, announced: list[Announcement]) -> None:
    """A4: a synced capability change updates the screen live."""
    lines.replace(db, "a", [SUPPORT, SALES])
    lines.replace(db, "a", [SUPPORT, SALES])
    assert announced == [LinesChanged("a")]
    changed = Line("a", "43", "+12125550142", "Sales", "US", can_send=False)
    lines.replace(db, "a", [SUPPORT, changed])
    assert announced == [LinesChanged("a")] * 2
    assert lines.listing(db)[1].can_send is False


def test_a_line_that_is_no_longer_listed_is_gone_and_comes_back(
    db: Database, announced: list[Announcement]
) -> None:
    lines.replace(db, "a", [SUPPORT, SALES])
    lines.replace(db, "a", [SALES])
    assert lines.listing(db) == [SALES]
    assert lines.find(db, SUPPORT.number) == []
    lines.replace(db, "a", [SUPPORT, SALES])
    assert lines.listing(db) == [SUPPORT, SALES]
    assert len(announced) == 3


def test_of_a_list_that_is_not_whole_a_missing_line_stays_in_its_place(
    db: Database, announced: list[Announcement]
) -> None:
    lines.replace(db, "a", [TOLL_FREE, SUPPORT])
    lines.replace(db, "a", [SUPPORT], whole=False)
    assert len(announced) == 1
    lines.replace(db, "a", [SALES, SUPPORT], whole=False)
    assert lines.listing(db) == [TOLL_FREE, SUPPORT, SALES]


def test_a_list_that_holds_a_line_twice_is_taken_once(db: Database, announced: list[Announcement]) -> None:
    for _ in range(2):
        lines.replace(db, "a", [SUPPORT, SALES, SUPPORT])
    assert sorted(lines.listing(db), key=lambda line: line.remote_id) == [SUPPORT, SALES]
    assert announced == [LinesChanged("a")]


def test_two_accounts_may_hold_the_same_number(db: Database) -> None:
    other = Line("b", "7", SUPPORT.number)
    lines.replace(db, "a", [SUPPORT])
    lines.replace(db, "b", [other])
    assert lines.find(db, SUPPORT.number) == [SUPPORT, other]
    assert lines.find(db, SUPPORT.number, "b") == [other]
    lines.replace(db, "b", [])
    assert lines.listing(db) == [SUPPORT]


@pytest.mark.parametrize(
    ("can_send", "can_receive", "opens"),
    [
        (True, True, True),
        (True, False, True),
        (False, True, True),
        (None, None, True),
        (False, None, True),
        (None, False, True),
        (False, False, False),
    ],
)
def test_messages_opens_unless_somebody_said_that_it_can_neither_send_nor_receive(
    can_send: bool | None, can_receive: bool | None, opens: bool
) -> None:
    """A2, A5: unknown is not "no"."""
    assert Line("a", "1", "+12125550142", can_send=can_send, can_receive=can_receive).can_text is opens
