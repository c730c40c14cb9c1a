"""Pictures that came with texts at Close: named with the text, fetched with the key from Close alone."""

from collections.abc import AsyncIterator, Iterator

import pytest

from desktop.providers.base import Media, Refused
from desktop.providers.close import Close
from desktop.providers.media_fetch import fetch
from tests.providers.close_account import LINE, Server, account, hurried, new_account
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.serving import Wire, serving

PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation with a text that has a picture."""
    made = account(wire)
    made.inbound(STRANGER, LINE, "Look")
    made.fake.texts.look()
    made.fake.texts.all[0].files = [("a.png", "image/png", PICTURE)]
    return made


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Close]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


async def test_a_picture_is_named_with_its_text_and_opens_by_the_key(server: Server, provider: Close) -> None:
    """The service sends on to where the bytes lie; the key stays behind."""
    (text,), _ = await pulled(provider)
    (picture,) = text.media
    assert picture == Media(f"{server.wire.url}/go/file/{text.remote_id}/0", "image/png", len(PICTURE))
    assert await provider.media_of("sms", text.remote_id) == text.media
    server.wire.requests.clear()
    file = await fetch(picture.url, provider.media_key(picture.url), server.wire.url)
    assert (file.content, file.mime) == (PICTURE, "image/png")
    assert [target.split("/")[1] for _, target in server.wire.requests] == ["go", "store"]


async def test_the_key_is_for_files_of_this_very_address(server: Server, provider: Close) -> None:
    """I4: a text may name any address."""
    assert provider.media_key(f"{server.wire.url}/go/file/x/0")
    for url in ("https://app.close.com/go/file/x/0", "https://elsewhere.example/go/file/x", server.wire.url):
        assert provider.media_key(url) == {}


async def test_a_text_that_is_gone_has_no_pictures(provider: Close) -> None:
    with pytest.raises(Refused):
        await provider.media_of("sms", "acti_gone")
    with pytest.raises(Refused):
        await provider.media_of("sms", "../../me")
