"""The practice server's JSON shapes."""

import asyncio
import json
from typing import Any

import pytest
from starlette.requests import Request

from desktop.sandbox.answers import Paging, read_object, refused
from desktop.sandbox.refusals import Refusal


def asked(query: str = "", body: bytes = b"") -> Request:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "path": "/list",
        "query_string": query.encode(),
        "headers": [],
    }
    return Request(scope, receive)


def test_a_refusal_carries_its_words_and_how_long_to_wait() -> None:
    answer = refused(Refusal(429, "Too Many Attempts.", retry_after=1))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert json.loads(bytes(answer.body)) == {"success": False, "error": "Too Many Attempts."}
    assert "retry-after" not in refused(Refusal(422, "No.")).headers


def test_a_page_knows_its_neighbours_and_keeps_the_question() -> None:
    paging = Paging.of(asked("direction=inbound&page=2&per_page=10"))
    page = json.loads(bytes(paging.answer([{"id": 1}], 35).body))
    link = "http://127.0.0.1/list?direction=inbound&per_page=10&page={}"
    assert paging.skip == 10
    assert page == {
        "data": [{"id": 1}],
        "links": {
            "first": link.format(1),
            "last": link.format(4),
            "prev": link.format(1),
            "next": link.format(3),
        },
        "meta": {"current_page": 2, "last_page": 4, "per_page": 10, "total": 35},
    }


def test_an_empty_list_is_one_page_with_no_neighbours() -> None:
    page = json.loads(bytes(Paging.of(asked()).answer([], 0).body))
    assert page["meta"] == {"current_page": 1, "last_page": 1, "per_page": 50, "total": 0}
    assert (page["links"]["prev"], page["links"]["next"]) == (None, None)


def test_an_object_is_read_and_nothing_else_is() -> None:
    assert asyncio.run(read_object(asked(body=b'{"to": "\\u00e9"}'))) == {"to": "é"}
    for body in (b"", b"[]", b"{", b'{"to": "\\ud800"}', b"\xff"):
        with pytest.raises(Refusal) as refusal:
            asyncio.run(read_object(asked(body=body)))
        assert refusal.value.status == 422
