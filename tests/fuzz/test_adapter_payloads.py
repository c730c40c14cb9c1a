"""Whatever a service answers: typed errors, and every row either read or set aside."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.announce import Announcer
from desktop.cli.messages import facts
from desktop.providers import cliqtel_rows as read
from desktop.providers.base import Credentials, OutgoingText, Page, ProviderError, Rows
from desktop.providers.cliqtel import Cliqtel
from desktop.providers.http_client import _answer
from desktop.providers.service_clock import ServiceClock
from desktop.store import messages
from desktop.store.database import open_database
from desktop.sync.once import Once
from tests.fuzz.counting import tried
from tests.fuzz.inputs import FEW, FUZZ, mutated, rubbish
from tests.sandbox.practice import STRANGER, Practice

Answer = TypeVar("Answer")
KIND = "adapter payloads"


def _parsed(response: httpx.Response, content: bytearray) -> Any:
    return _answer(response, content, lambda status, body: None)


class _Stored:
    """In the place of the adapter's connection: answers that came once, by the last word of the path."""

    def __init__(self, answers: Mapping[str, bytes], status: int = 200) -> None:
        self._answers = answers
        self._status = status
        self._asked = 0
        self.clock = ServiceClock()

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        self._asked += 1
        name = path.rpartition("/")[2]
        if self._asked > 50 or name not in self._answers:
            return _parsed(httpx.Response(404), bytearray(b'{"message": "Not Found"}'))
        return _parsed(httpx.Response(self._status), bytearray(self._answers[name]))

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        json.dumps(body, ensure_ascii=False).encode()
        return await self.get(path)

    async def close(self) -> None:
        return


def recorded() -> dict[str, Any]:
    """True answers of the practice server, by the last word of their path."""
    practice = Practice(conversations=2, messages=12)
    practice.send(to=STRANGER, body="Hello")
    root = "/api/v1/portal"
    answers = {
        name: practice.get(f"{root}/{path}", **params)
        for name, path, params in (
            ("numbers", "numbers", {}),
            ("brief", "sms/numbers", {}),
            ("wallet", "wallet", {}),
            ("contacts", "contacts", {"per_page": 4}),
            ("calls", "calls", {"per_page": 4}),
            ("sms", "sms", {"per_page": 6}),
        )
    }
    answers["send"] = practice.post(f"{root}/sms/send", from_number_id=42, to=STRANGER, body="Hi").json()
    practice.close()
    return answers


TRUE = recorded()


def adapter(answers: Mapping[str, bytes], status: int = 200) -> Cliqtel:
    provider = Cliqtel(Credentials("https://cliqtel.example", {"api_key": "clq_live_0123456789"}))
    provider._http = _Stored(answers, status)  # type: ignore[assignment]  # it answers as the real one
    return provider


def finish(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The result of work that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as end:
        found: Answer = end.value
        return found
    raise AssertionError("it waited for something")


async def pulled(provider: Cliqtel, since: str | None = None) -> list[Page]:
    return [page async for page in provider.pull(since, None)]


def storable(*values: object) -> bool:
    """SQLite takes no half character, and only whole numbers of 64 bits."""
    for value in values:
        if isinstance(value, str):
            value.encode()
        if isinstance(value, int):
            assert abs(value) < 2**63
    return True


@FUZZ
@given(mutated([TRUE["sms"]]))
def test_every_row_of_a_list_is_a_text_or_is_set_aside(content: bytes) -> None:
    tried(KIND)
    try:
        rows = read.rows(_parsed(httpx.Response(200), bytearray(content)))
    except ProviderError:
        return
    texts, bad = read.read_all(rows, read.text)
    assert len(texts) + len(bad) == len(rows)
    for text in texts:
        assert storable(text.remote_id, text.line, text.peer, text.body, text.remote_status, text.carrier)
        assert storable(text.parts)
        assert read.EARLIEST <= text.created_at < read.LATEST
        assert text.created_at.tzinfo is UTC
    for row in bad:
        assert storable(row.remote_id, row.fault, row.row)
        assert len(row.row) <= 4000


@FUZZ
@given(mutated([TRUE["sms"]]), st.sampled_from([None, '{"newest": "2026-04-03T10:00:00+00:00"}', "{", "[]"]))
def test_a_pull_of_anything_is_pages_or_a_typed_error(content: bytes, since: str | None) -> None:
    tried(KIND)
    try:
        pages = finish(pulled(adapter({"sms": content}), since))
    except ProviderError as error:
        storable(str(error))
        return
    point = pages[-1].sync_point
    assert point is not None
    storable(point)
    # Whatever came: the next pull can begin where this one ended.
    try:
        finish(pulled(adapter({"sms": content}), point))
    except ProviderError:
        return


@FUZZ
@given(
    mutated([TRUE["numbers"], TRUE["brief"]]),
    mutated([TRUE["wallet"]]),
    mutated([TRUE["contacts"]]),
    mutated([TRUE["calls"]]),
)
def test_a_check_of_anything_finds_features_or_a_typed_error(
    numbers: bytes, wallet: bytes, contacts: bytes, calls: bytes
) -> None:
    tried(KIND, 4)
    provider = adapter({"numbers": numbers, "wallet": wallet, "contacts": contacts, "calls": calls})
    try:
        checked = finish(provider.check())
    except ProviderError:
        return
    for line in checked.lines:
        assert storable(line.remote_id, line.number, line.label, line.country, line.kind, line.state)
        assert storable(line.reason, line.reason_code)
    if checked.balance is not None:
        assert checked.balance.amount.is_finite()
        assert storable(f"{checked.balance.amount:f}", checked.balance.currency)
    for read_rows in (_rows_of(provider.contacts), _rows_of(provider.calls)):
        for one in read_rows:
            storable(*one)


def _rows_of(work: Callable[[], Coroutine[Any, Any, Rows[Any]]]) -> Iterator[tuple[str, ...]]:
    """What must be storable of every row, read or set aside."""
    try:
        found = finish(work())
    except ProviderError:
        return
    yield from ((one.remote_id,) for one in found.good)
    yield from ((row.remote_id, row.fault, row.row) for row in found.bad)


@FUZZ
@given(mutated([TRUE["send"]]), st.sampled_from([200, 201, 204, 302, 400, 401, 403, 404, 422, 429, 500]))
def test_a_send_is_accepted_with_an_id_or_has_a_typed_end(content: bytes, status: int) -> None:
    tried(KIND)
    text = OutgoingText("42", "+447700900010", STRANGER, "Hello")
    try:
        taken = finish(adapter({"send": content}, status).deliver(text, None))
    except ProviderError as error:
        storable(str(error), getattr(error, "text", ""), getattr(error, "code", ""))
        return
    assert taken.remote_id is not None
    assert taken.remote_id.strip()
    assert storable(taken.remote_id, taken.remote_status, taken.carrier, taken.parts)


@FUZZ
@given(rubbish)
def test_no_field_of_a_row_can_be_anything_that_stops_the_others(value: Any) -> None:
    for name in (
        "id",
        "from",
        "to",
        "body",
        "created_at",
        "status",
        "direction",
        "segments",
        "carrier",
        "error",
    ):
        tried(KIND)
        good, bad = read.read_all(
            [{**TRUE["sms"]["data"][0], name: value}, TRUE["sms"]["data"][1]], read.text
        )
        assert len(good) + len(bad) == 2
        assert good


@FEW
@given(st.lists(mutated([TRUE["sms"]]), min_size=1, max_size=3), mutated([TRUE["numbers"]]))
def test_whatever_a_service_answers_is_stored_and_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, pages: list[bytes], numbers: bytes
) -> None:
    """From the wire to the screen: what went into the store comes out of it."""
    folder: Path = tmp_path_factory.getbasetemp()
    db = open_database(folder / "fuzz.db", Announcer())
    try:
        for page in pages:
            tried(KIND)
            provider = adapter({"sms": page, "numbers": numbers})
            try:
                asyncio.run(Once(db, "practice", provider).whole())
            except ProviderError:
                continue
        for message in messages.newest(db, limit=200):
            json.dumps(facts(message))
            message.created_at.astimezone()
    finally:
        db.close()
