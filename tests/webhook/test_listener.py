"""The listener over real HTTP: ``ok`` only for what is on disk; repeats and all else store nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from desktop.announce import Announcer
from desktop.providers.cliqtel_rows import text as cliqtel_row
from desktop.sms.delivery import Proof
from desktop.store import conversations, lines, messages
from desktop.store.database import Database, StoreUnwritable
from desktop.store.lines import Line
from desktop.store.merge import merge
from desktop.sync import translate
from desktop.webhook import listener
from desktop.webhook.listener import MOST_BYTES, Listener, NotOffered
from desktop.webhook.serving import serve
from tests.new_cache import open_new
from tests.sync.fake_service import NOON
from tests.webhook.test_forms import DATA, FIELDS, posted, query

TOKEN = "a-word-that-nobody-guesses"
OURS = {"cliqtel": "+31201234567", "voipms": "+18574884828"}


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_new(tmp_path / "cache.db", Announcer(), with_lines)


def with_lines(db: Database) -> None:
    for account, number in OURS.items():
        lines.replace(db, account, [Line(account, "1", number)])


@asynccontextmanager
async def listening(db: Database, provider: str) -> AsyncIterator[httpx.AsyncClient]:
    """The listener of the account at this service, and somebody who calls it."""
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(serve(Listener(db, provider, provider, TOKEN).app, 0, port.set_result))
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{await port}", trust_env=False) as client:
            yield client
        task.cancel()
    db.close()


def bodies(db: Database) -> list[str]:
    return [one.body for one in messages.newest(db)]


async def test_a_text_of_cliqtel_is_stored_before_ok_and_a_repeat_stores_nothing(db: Database) -> None:
    """D2, D4."""
    async with listening(db, "cliqtel") as caller:
        for _ in range(3):
            answer = await caller.post(f"/{TOKEN}", content=posted())
            assert (answer.status_code, answer.text) == (200, "ok")
            assert bodies(db) == [DATA["body"]]
        assert conversations.unread(db) == 1


async def test_a_text_of_voipms_is_stored_before_ok_and_a_repeat_stores_nothing(db: Database) -> None:
    """D3, D4: the same message every 30 minutes, until it is told ``ok``."""
    async with listening(db, "voipms") as caller:
        for _ in range(3):
            answer = await caller.get(f"/{TOKEN}?{query()}")
            assert (answer.status_code, answer.text) == (200, "ok")
            assert bodies(db) == [FIELDS["message"]]


@pytest.mark.parametrize("pulled_first", [True, False])
async def test_a_text_is_one_whichever_way_it_comes_first(db: Database, pulled_first: bool) -> None:
    """D2: the pull lists it as well, with the same id."""
    row = {**DATA, "direction": "inbound", "status": "received", "created_at": DATA["received_at"]}
    pulled = translate.listed(cliqtel_row(row), Proof.DELIVERED)

    def pull() -> int:
        return merge(db, "cliqtel", [pulled], window=NOON - NOON, now=NOON).new

    async with listening(db, "cliqtel") as caller:
        new = pull() if pulled_first else 0
        assert (await caller.post(f"/{TOKEN}", content=posted())).text == "ok"
        new += 0 if pulled_first else pull()
        assert new == int(pulled_first) and bodies(db) == [DATA["body"]]


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/another-word", posted(), 404),
        ("POST", "/", posted(), 404),
        ("POST", f"/{TOKEN}/more", posted(), 404),
        ("GET", f"/{TOKEN}?{query()}", b"", 405),
        ("HEAD", f"/{TOKEN}", b"", 405),
        ("PUT", f"/{TOKEN}", posted(), 405),
        ("POST", f"/{TOKEN}", b"<html>", 400),
        ("POST", f"/{TOKEN}", posted(id=None), 400),
        ("POST", f"/{TOKEN}", b" " * (MOST_BYTES + 1), 413),
        ("POST", f"/{TOKEN}", posted(to="+31201234999"), 422),
    ],
)
async def test_whatever_is_no_text_of_this_account_is_refused_and_nothing_is_stored(
    db: Database, method: str, path: str, content: bytes, status: int
) -> None:
    """D3, D4: and nothing of it is repeated."""
    async with listening(db, "cliqtel") as caller:
        answer = await caller.request(method, path, content=content)
        assert answer.status_code == status and answer.text != "ok" and "Thanks" not in answer.text
        assert bodies(db) == []


async def test_the_other_service_is_called_with_get_alone(db: Database) -> None:
    async with listening(db, "voipms") as caller:
        for method, status in (("HEAD", 405), ("POST", 405)):
            assert (await caller.request(method, f"/{TOKEN}?{query()}")).status_code == status
        assert (await caller.get(f"/{TOKEN}?id=1")).status_code == 400
        assert bodies(db) == []


async def test_what_cannot_be_stored_is_not_answered_with_ok(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D4: a full disk, for which the service tries again later."""

    def full(*_: object, **__: object) -> None:
        raise StoreUnwritable(Path("cache.db"), "disk is full")

    async with listening(db, "cliqtel") as caller:
        with monkeypatch.context() as patched:
            patched.setattr(listener, "merge", full)
            answer = await caller.post(f"/{TOKEN}", content=posted())
            assert answer.status_code == 503 and answer.headers["Retry-After"]
        assert (await caller.post(f"/{TOKEN}", content=posted())).text == "ok"
        assert bodies(db) == [DATA["body"]]


async def test_words_that_look_like_a_page_are_words(db: Database) -> None:
    """D3: HTML is never trusted."""
    words = "<script>alert(1)</script><img src=x onerror=y>"
    async with listening(db, "voipms") as caller:
        assert (await caller.get(f"/{TOKEN}?{query(message=words)}")).text == "ok"
        assert bodies(db) == [words]


def test_a_service_without_a_form_has_no_listener(db: Database) -> None:
    with pytest.raises(NotOffered):
        Listener(db, "a", "twilio", TOKEN)
    db.close()
