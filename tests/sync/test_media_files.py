"""Opening a file of a text: from the shelf, else from the service, whose list is asked where it has to be."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.responses import Response

from desktop.announce import Announcer
from desktop.providers.base import Credentials, Provider
from desktop.providers.twilio import Twilio
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import media, messages
from desktop.store.database import Database
from desktop.store.media import Attachment, Media
from desktop.store.shelf import Shelf
from desktop.sync.media_files import MediaFiles, NotOpened
from tests.new_cache import open_new
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio_shapes import sid_of
from tests.providers.patience import LITTLE
from tests.providers.twilio_account import KEY, LINE, account
from tests.store.texts import ACCOUNT, inbound, pull

PICTURE = b"\x89PNG and the rest"


class There:
    """An account whose texts carry pictures, a store of them here, and the opening of both."""

    def __init__(self, folder: Path, wire: Wire) -> None:
        self.fake = account()
        wire.serve(self.fake.app)
        self.wire = wire
        self.db: Database = open_new(folder / "linedesk.db", Announcer())
        self.shelf = Shelf(folder / "media", lambda: None)
        self.secrets = dict(KEY)
        self.files = MediaFiles(self.db, self.shelf, self.find, self.open)
        self.signed_in = True
        record = self.fake.carrier.inbound(STRANGER, LINE, "", "mms")
        self.sid = sid_of(record)
        self.fake.files[self.sid] = [("image/png", PICTURE)]

    def find(self, account_id: str) -> Account | None:
        """The account on the list."""
        if not self.signed_in:
            return None
        return Account(id=ACCOUNT, provider="twilio", name="T", url=self.wire.url, key_place="session")

    async def open(self, found: Account) -> Provider:
        """Its adapter."""
        if not self.secrets:
            raise NoSecret("keyring_empty")
        return Twilio(Credentials(found.url, self.secrets), timeout=LITTLE)

    def listed(self, *found: Media) -> Attachment:
        """The text comes in, with files as they were told."""
        pull(self.db, replace(inbound(self.sid, ""), media=found or (Media("", ""),)))
        return self.text.media[0]

    @property
    def text(self) -> messages.Message:
        """The text."""
        (one,) = messages.newest(self.db)
        return one

    def kept(self) -> bool:
        """Whether the copy is here."""
        return self.text.media[0].kept

    async def why_not(self, media_id: int) -> str:
        """Why it does not open."""
        with pytest.raises(NotOpened) as caught:
            await self.files.get(media_id)
        return caught.value.code


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(account().app) as served:
        yield served


@pytest.fixture
def there(tmp_path: Path, wire: Wire) -> Iterator[There]:
    made = There(tmp_path, wire)
    yield made
    made.db.close()


async def test_a_picture_comes_from_the_service_once_and_opens_offline_from_then_on(there: There) -> None:
    """E10: what was opened once is there."""
    one = there.listed()
    opened = await there.files.get(one.id)
    assert (opened.content, opened.mime) == (PICTURE, "image/png")
    assert there.text.media == (Attachment(one.id, "image/png", len(PICTURE), True),)
    there.wire.requests.clear()
    there.signed_in = False
    assert await there.files.get(one.id) == opened
    assert there.wire.requests == []


async def test_an_address_that_is_known_is_not_asked_for_again(there: There) -> None:
    public = Media(f"{there.wire.url}/store/ME" + "0" * 32, "image/png")
    one = there.listed(public)
    there.fake.media_answer = lambda: Response(PICTURE, media_type="application/octet-stream")
    there.wire.requests.clear()
    opened = await there.files.get(one.id)
    assert (opened.content, opened.mime) == (PICTURE, "image/png")
    assert len(there.wire.requests) == 1


async def test_why_a_file_does_not_open_is_told_apart(there: There) -> None:
    one = there.listed()
    there.fake.media_answer = lambda: Response("<html>", media_type="text/html")
    assert await there.why_not(one.id) == "web_page"
    there.fake.media_answer = lambda: Response(b"", 404)
    assert await there.why_not(one.id) == "gone"
    there.fake.media_answer = lambda: Response(b"", 500)
    assert await there.why_not(one.id) == "unreachable"
    there.secrets = {**KEY, "secret": "another"}
    assert await there.why_not(one.id) == "closed"
    there.secrets = {}
    assert await there.why_not(one.id) == "sign_in"
    there.signed_in = False
    assert await there.why_not(one.id) == "signed_out"
    assert await there.why_not(one.id + 99) == "deleted"
    assert not there.kept()


async def test_a_file_that_the_service_has_no_more_is_gone(there: There) -> None:
    one = there.listed()
    there.fake.files[there.sid] = []
    assert await there.why_not(one.id) == "gone"


async def test_offline_what_was_never_opened_says_so(there: There) -> None:
    one = there.listed()
    there.wire.fault = "hang_up"
    assert await there.why_not(one.id) == "unreachable"


async def test_without_a_shelf_a_picture_is_still_shown(there: There, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file in its place")
    one = there.listed()
    assert (await there.files.get(one.id)).content == PICTURE
    assert not there.kept()


async def test_copies_of_texts_that_are_gone_go_and_lost_ones_are_fetched_again(there: There) -> None:
    one = there.listed()
    await there.files.get(one.id)
    orphan = there.shelf.put(b"orphan")
    await there.files.tidy()
    assert there.shelf.get(orphan) is None
    assert there.kept()
    media.keep(there.db, one.id, file="lost", mime="image/png", size=3)
    await there.files.tidy()
    assert not there.kept()
    assert (await there.files.get(one.id)).content == PICTURE
