"""Whatever Twilio, VoIP.ms, Close and CloudTalk answer: typed errors, and every row either read or set aside.

What is special to a service's rows is in ``tests/providers``; the same for Cliqtel is in
``test_adapter_payloads``.
"""

import asyncio
import json
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.announce import Announcer
from desktop.cli.messages import facts
from desktop.providers.base import Page, Provider, ProviderError, Text
from desktop.store import messages
from desktop.store.database import open_database
from desktop.sync.once import Once
from tests.fuzz.counting import tried
from tests.fuzz.dialects import DIALECTS, Dialect
from tests.fuzz.inputs import FEW, FUZZ, mutated, rubbish

KIND = "service payloads"
EACH = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)


async def pulled(provider: Provider, since: str | None = None) -> list[Page]:
    """All pages of one pull."""
    return [page async for page in provider.pull(since, None)]


def rows_of(answer: Any) -> list[Any]:
    """The rows of an answer, which may be all of it."""
    if isinstance(answer, list):
        return answer
    return next(found for found in answer.values() if isinstance(found, list))


@cache
def pulled_once(dialect: Dialect) -> str | None:
    """Where a pull of the true answers ended: the next one is short."""
    return asyncio.run(pulled(dialect.with_answers({})))[-1].sync_point


def storable(*values: object) -> bool:
    """SQLite takes no half character, and only whole numbers of 64 bits."""
    for value in values:
        if isinstance(value, str):
            value.encode()
        if isinstance(value, int):
            assert abs(value) < 2**63
    return True


def sound(text: Text) -> bool:
    """Whether a text can be stored and shown."""
    assert text.created_at.tzinfo is UTC
    assert text.price is None or text.price.is_finite()
    assert storable(*(one.url for one in text.media), *(one.mime for one in text.media))
    return storable(
        text.remote_id, text.line, text.peer, text.body, text.remote_status, text.kind, text.parts
    )


@EACH
@FUZZ
@given(data=st.data())
def test_a_pull_of_anything_is_pages_or_a_typed_error_and_the_next_can_begin_there(
    dialect: Dialect, data: st.DataObject
) -> None:
    tried(KIND)
    answers = {name: data.draw(mutated([dialect.true[name]])) for name in dialect.texts}
    since = data.draw(st.sampled_from([None, '{"newest": "2026-04-03T10:00:00+00:00"}', "{", "[]"]))
    try:
        pages = asyncio.run(pulled(dialect.with_answers(answers), since))
    except ProviderError as error:
        storable(str(error))
        return
    assert all(sound(text) for page in pages for text in page.texts)
    for row in (row for page in pages for row in page.bad):
        assert storable(row.remote_id, row.fault, row.row) and len(row.row) <= 4000
    point = pages[-1].sync_point
    assert point is not None and storable(point)
    asyncio.run(pulled(dialect.with_answers({}), point))


@EACH
@FUZZ
@given(data=st.data())
def test_a_check_of_anything_finds_features_or_a_typed_error(dialect: Dialect, data: st.DataObject) -> None:
    tried(KIND)
    names = sorted(set(dialect.true) - set(dialect.texts) - {"send", "draft"})
    name = data.draw(st.sampled_from(names))
    provider = dialect.with_answers({name: data.draw(mutated([dialect.true[name]]))})
    try:
        checked = asyncio.run(provider.check())
    except ProviderError as error:
        storable(str(error), getattr(error, "text", ""))
        return
    for line in checked.lines:
        assert storable(line.remote_id, line.number, line.label, line.country, line.kind, line.state)
        assert storable(line.reason, line.reason_code)
    if checked.balance is not None:
        assert checked.balance.amount.is_finite()
        assert storable(f"{checked.balance.amount:f}", checked.balance.currency)


@EACH
@FUZZ
@given(data=st.data())
def test_lists_of_people_and_calls_are_read_row_by_row(dialect: Dialect, data: st.DataObject) -> None:
    tried(KIND)
    names = sorted(
        {"getPhonebook", "getCDR", "Calls.json", "call", "lead", "calls", "contacts"} & set(dialect.true)
    )
    name = data.draw(st.sampled_from(names))
    answers = {name: data.draw(mutated([dialect.true[name]]))}
    for work in ("contacts", "calls"):
        try:
            found = asyncio.run(getattr(dialect.with_answers(answers), work)())
        except ProviderError:
            continue
        assert storable(*(one.remote_id for one in found.good))
        assert all(storable(row.remote_id, row.fault, row.row) for row in found.bad)


@EACH
@FUZZ
@given(data=st.data(), status=st.sampled_from([200, 201, 204, 302, 400, 401, 403, 404, 422, 429, 500]))
def test_a_send_is_accepted_or_has_a_typed_end(dialect: Dialect, data: st.DataObject, status: int) -> None:
    tried(KIND)
    provider = dialect.with_answers({"send": data.draw(mutated([dialect.true["send"]]))}, status)
    try:
        taken = asyncio.run(provider.deliver(dialect.text, None))
    except ProviderError as error:
        storable(str(error), getattr(error, "text", ""), getattr(error, "code", ""))
        return
    # A service may forget the id of a text it took; then its list has to tell.
    assert taken.remote_id is None or taken.remote_id.strip()
    assert storable(taken.remote_id, taken.remote_status, taken.carrier, taken.parts)


@EACH
@FUZZ
@given(value=rubbish)
def test_no_field_of_a_row_can_be_anything_that_stops_the_others(dialect: Dialect, value: Any) -> None:
    point = None if dialect.anew else pulled_once(dialect)
    for name in dialect.texts:
        whole = json.loads(json.dumps(dialect.true[name]))
        rows = rows_of(whole)
        for field in sorted(rows[0]):
            tried(KIND)
            kept, rows[0][field] = rows[0][field], value
            try:
                content = json.dumps(whole).encode()
            except (ValueError, UnicodeError, RecursionError):
                return
            finally:
                rows[0][field] = kept
            pages = asyncio.run(pulled(dialect.with_answers({name: content}), point))
            told = sum(len(page.texts) + len(page.bad) + len(page.calls) for page in pages)
            assert told >= sum(len(rows_of(dialect.true[one])) for one in dialect.texts)


@EACH
@FEW
@given(data=st.data())
def test_whatever_a_service_answers_is_stored_and_can_be_read_again(
    dialect: Dialect, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """From the wire to the screen: what went into the store comes out of it."""
    folder: Path = tmp_path_factory.getbasetemp()
    db = open_database(folder / f"fuzz-{dialect.key}.db", Announcer())
    try:
        for _ in range(2):
            tried(KIND)
            answers = {name: data.draw(mutated([dialect.true[name]])) for name in dialect.texts}
            try:
                asyncio.run(Once(db, "practice", dialect.with_answers(answers)).whole())
            except ProviderError:
                continue
        for message in messages.newest(db, limit=200):
            json.dumps(facts(message))
            message.created_at.astimezone()
    finally:
        db.close()
