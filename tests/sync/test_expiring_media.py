"""Pictures whose addresses expire are here before anybody opens them (voipms.md 5)."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desktop.announce import Announcer
from desktop.providers.base import Credentials, Provider
from desktop.providers.voipms import VoipMs
from desktop.settings.accounts import Account
from desktop.store import messages
from desktop.store.media import Media
from desktop.store.shelf import Shelf
from desktop.sync.expiring_media import AGAIN, BACK, ExpiringMedia
from desktop.sync.media_files import MOST, MediaFiles
from tests.new_cache import open_new
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.voipms_account import LINE, new_account
from tests.store.texts import NOON, inbound, pull

PICTURE = b"\x89PNG and the rest"


class There:
    """A place with pictures, a cache, and a clock that is set by hand."""

    def __init__(self, folder: Path, provider: str = "voipms") -> None:
        self.db = open_new(folder / "linedesk.db", Announcer())
        self.provider = provider
        self.answer = Response(PICTURE, media_type="image/png")
        self.asked: list[str] = []
        self.secrets = {"api_username": "a@example.com", "api_password": "p"}
        self.now: datetime = NOON
        self.wire = Wire(Starlette(routes=[Route("/{path:path}", self.serve)]))
        files = MediaFiles(self.db, Shelf(folder / "media", lambda: None), self.find, self.open)
        self.expiring = ExpiringMedia(self.db, files, self.find, clock=lambda: self.now, sleep=self.sleep)
        self.slept = 0
        self.looked_twice = asyncio.Event()

    async def serve(self, request: Request) -> Response:
        """A picture, or what stands in its place."""
        self.asked.append(request.url.path)
        return self.answer

    async def sleep(self, seconds: float) -> None:
        """A pause that takes no time; after the second one nothing goes on."""
        self.slept += 1
        if self.slept == 2:
            self.looked_twice.set()
            await asyncio.Event().wait()

    def find(self, account_id: str) -> Account:
        """The account on the list."""
        url = self.wire.url
        return Account(id=account_id, provider=self.provider, name="V", url=url, key_place="session")

    async def open(self, found: Account) -> Provider:
        """Its adapter."""
        return VoipMs(Credentials(found.url, self.secrets))

    def came(self, remote_id: str = "1", *, seconds: float = 0) -> None:
        """A text with a picture is listed."""
        told = (Media(f"{self.wire.url}/{remote_id}.png", "image/png"),)
        pull(self.db, replace(inbound(remote_id, "", seconds=seconds), media=told))

    def kept(self) -> list[bool]:
        """Which pictures are here, newest text first."""
        return [one.kept for text in messages.newest(self.db) for one in text.media]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[There]:
    made = There(tmp_path)
    with serving(made.wire.app) as wire:
        made.wire = wire
        yield made
    made.db.close()


async def test_a_picture_is_fetched_once_soon_after_it_came(there: There) -> None:
    there.came()
    await there.expiring.look()
    assert there.kept() == [True]
    there.came("2", seconds=5)
    await there.expiring.look()
    await there.expiring.look()
    assert there.kept() == [True, True] and there.asked == ["/1.png", "/2.png"]


async def test_one_that_is_not_there_yet_is_tried_again_later_each_time(there: There) -> None:
    """It may be missing for a while after its text came."""
    there.came()
    there.answer = Response(b"", 404)
    for pause in (*AGAIN, timedelta(days=1)):
        for _ in range(2):
            await there.expiring.look()
        there.now += pause
    assert len(there.asked) == len(AGAIN) + 1
    there.came("2")
    await there.expiring.look()
    there.answer = Response(PICTURE, media_type="image/png")
    there.now += AGAIN[0]
    await there.expiring.look()
    assert there.kept().count(True) == 1


async def test_an_address_that_has_changed_since_is_asked_for(there: There) -> None:
    """``getMediaMMS`` tells the one that works now."""
    fake = new_account()
    record = fake.carrier.inbound(STRANGER, LINE, "", "mms")
    there.secrets = {"api_username": fake.username, "api_password": fake.password}
    there.wire.app = Starlette(
        routes=[*fake.app.routes, Route("/now.png", there.serve)]  # anything else is not found
    )
    text = inbound(str(record.id), "")
    before = Media(f"{there.wire.url}/before.png", "image/png")
    pull(there.db, replace(text, receipt=replace(text.receipt, remote_kind="mms"), media=(before,)))
    record.extra["media"] = f"{there.wire.url}/now.png"
    await there.expiring.look()
    assert there.kept() == [True] and there.asked == ["/now.png"]


async def test_what_is_old_or_too_large_is_left_alone(there: There) -> None:
    there.came("1", seconds=-BACK.total_seconds() - 1)
    await there.expiring.look()
    assert there.asked == []
    there.came("2")
    there.answer = Response(b"", headers={"Content-Length": str(MOST + 1)})
    for _ in range(2):
        await there.expiring.look()
        there.now += AGAIN[0]
    assert there.asked == ["/2.png"] and not any(there.kept())


async def test_where_addresses_last_nothing_is_fetched_before_somebody_opens_it(there: There) -> None:
    there.provider = "twilio"
    there.came()
    await there.expiring.look()
    assert there.asked == [] and there.kept() == [False]


async def test_it_goes_on_looking_until_it_is_stopped(there: There) -> None:
    there.came()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(there.expiring.run())
        await there.looked_twice.wait()
        task.cancel()
    assert there.kept() == [True]
