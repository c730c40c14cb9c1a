"""When the rows of a list prove that it is newest first, and when they don't."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.base import Text
from desktop.providers.order import Order
from desktop.sms.delivery import State


def text(remote_id: str, minute: float) -> Text:
    created_at = datetime(2026, 4, 3, 12, tzinfo=UTC) + timedelta(minutes=minute)
    return Text(remote_id, False, "+447700900010", "+447700900123", "Hi", created_at, State.RECEIVED)


def proven(*pages: Sequence[tuple[int, float]]) -> bool:
    """Whether pages of (id, minute) prove it."""
    order = Order()
    for page in pages:
        order.add([text(str(remote_id), minute) for remote_id, minute in page])
    return order.newest_first


@pytest.mark.parametrize(
    ("pages", "newest_first"),
    [
        ([[(9, 9), (8, 8), (7, 7)]], True),
        ([[(9, 9), (8, 9), (7, 7)]], True),
        ([[(9, 9), (8, 8)], [(7, 7), (6, 6)]], True),
        ([[(9, 9), (8, 8), (8, 8)], [(8, 8), (7, 7)]], True),  # rows that came twice
        ([[(9, 9), (8, 8)], [(9, 9), (8, 8), (7, 7)]], True),  # two new ones shifted the page
        ([[(9, 9), (8, 8.1), (7, 8.2), (6, 6)]], True),  # falls by id, the clocks were not quite even
        ([[(8, 8), (9, 9)], [(6, 6), (7, 7)]], True),  # shuffled within its pages
        ([[(7, 7), (8, 8), (9, 9)]], False),
        ([[(1, 1), (2, 2)], [(3, 3), (4, 4)]], False),
        ([[(8, 8), (9, 9), (7, 7)]], False),
        ([[(9, 9), (3, 3), (5, 5)], [(7, 7), (1, 1), (4, 4)]], False),
        ([[(9, 9), (8, 8)], [(11, 11), (10, 10)]], False),
        ([[(2, 2), (1, 1)], [(4, 4), (3, 3)]], False),
        ([[(1, 9)]], False),
        ([[(9, 9), (8, 9), (7, 9)]], False),
        ([[(9, 1), (8, 2), (7, 3)]], False),  # ids fall while times rise
        ([], False),
    ],
)
def test_order_is_proven_by_rows_or_by_pages_that_fall(
    pages: list[list[tuple[int, float]]], newest_first: bool
) -> None:
    """An oldest-first or unordered list would hide new texts behind its first page."""
    assert proven(*pages) is newest_first


def test_ids_that_are_no_numbers_prove_nothing_and_times_still_do() -> None:
    order = Order()
    order.add([text("b", 9), text("c", 8), text("a", 7)])
    assert order.newest_first
    order.add([text("d", 8.5)])
    assert not order.newest_first


def test_what_was_read_is_counted_once() -> None:
    order = Order()
    order.add([text("1", 3), text("1", 3), text("2", 1)])
    order.add([text("2", 1)])
    assert order.count == 2
    assert order.newest is not None and order.oldest is not None
    assert (order.newest - order.oldest) == timedelta(minutes=2)
