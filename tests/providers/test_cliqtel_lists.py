"""Where Cliqtel's undocumented lists and their next pages are found, and where nothing is followed."""

from typing import Any

import pytest

from desktop.providers import cliqtel_rows as read
from desktop.providers.base import Unreadable

HOST = "cliqtel.com"
ROW = {"id": 156, "direction": "outbound", "body": "Your order has shipped!"}


@pytest.mark.parametrize(
    "body",
    [
        [ROW],
        {"data": [ROW]},
        {"messages": [ROW]},
        {"items": [ROW]},
        {"sms": [ROW]},
        {"data": {"data": [ROW], "current_page": 1}},
        {"success": True, "messages": {"data": [ROW]}},
        {"success": True, "count": 1, "data": [ROW], "links": {}},
    ],
)
def test_a_list_is_found_in_every_usual_place(body: Any) -> None:
    assert read.rows(body) == [ROW]


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"result": [ROW], "secret_words": 1}, None, 7, "text"])
def test_an_answer_without_a_list_is_told_by_its_keys_only(body: Any) -> None:
    """So that a person can report it, without any text in it."""
    with pytest.raises(Unreadable) as caught:
        read.rows(body)
    assert str(ROW["body"]) not in str(caught.value)
    if isinstance(body, dict):
        assert all(key in str(caught.value) for key in body)


def test_the_keys_of_an_odd_answer_are_cut_and_clean() -> None:
    with pytest.raises(Unreadable) as caught:
        read.rows({"\ud800" + "x" * 1000: 1, **{str(number): 1 for number in range(500)}})
    assert len(str(caught.value)) < 1000
    assert str(caught.value).encode()


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ([ROW], None),
        ({"data": []}, None),
        ({"data": [], "links": {"next": None}}, None),
        ({"data": [], "links": {"next": "https://cliqtel.com/api?page=2"}}, {"page": "2"}),
        ({"data": [], "links": {"next": "https://CLIQTEL.com:443/api?page=2"}}, {"page": "2"}),
        ({"data": [], "links": {"next": "/api?page=2&per_page=5"}}, {"page": "2", "per_page": "5"}),
        ({"data": [], "links": {"next": "?cursor=a%20b"}}, {"cursor": "a b"}),
        ({"data": [], "next_page_url": "https://cliqtel.com/api?page=3"}, {"page": "3"}),
        ({"data": {"data": [], "next_page_url": "/api?page=4"}}, {"page": "4"}),
        ({"data": [], "meta": {"current_page": 1, "last_page": 3}}, {"page": "2"}),
        ({"data": [], "meta": {"current_page": 3, "last_page": 3}}, None),
        ({"data": [], "meta": {"current_page": "1", "last_page": "3"}}, None),
        (
            {"data": [], "links": [{"url": "x"}], "meta": {"current_page": 1, "last_page": 2}},
            {"page": "2"},
        ),
    ],
)
def test_the_next_page_is_found_wherever_it_is_named(body: Any, query: dict[str, str] | None) -> None:
    assert read.next_page(body, HOST) == query


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/api?page=2",
        "//evil.example/api?page=2",
        "https://cliqtel.com.evil.example/?page=2",
        "https://cliqtel.com:8443/?page=2",
        "https://cliqtel.com@evil.example/?page=2",
        "https://[::1/?page=2",
        "https://cliqtel.com:port/?page=2",
    ],
)
def test_a_next_page_on_another_host_is_not_followed(address: str) -> None:
    with pytest.raises(Unreadable):
        read.next_page({"data": [], "links": {"next": address}}, HOST)


@pytest.mark.parametrize(
    ("body", "speaks"),
    [
        ([ROW], False),
        ({"data": []}, False),
        ({"data": [], "links": {"next": None}}, True),
        ({"data": {"data": [], "next_page_url": None}}, True),
        ({"data": [], "meta": {"last_page": 1}}, True),
        ({"data": [], "meta": {"total": 1}}, False),
    ],
)
def test_a_server_that_would_name_a_next_page_is_told_from_one_that_would_not(
    body: Any, speaks: bool
) -> None:
    assert read.speaks_of_pages(body) is speaks


def test_a_server_that_tells_its_page_size_can_be_asked_for_larger_ones() -> None:
    assert read.tells_page_size({"data": [], "meta": {"per_page": 50}})
    assert not read.tells_page_size({"data": [], "meta": None})
    assert not read.tells_page_size([])
