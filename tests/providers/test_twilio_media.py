"""Pictures that come with Twilio's texts, texts that are deleted or redacted there, and its short codes."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from desktop.providers import twilio_rows as read
from desktop.providers.base import OFF, Attempt, Media, OutgoingText, Refused
from desktop.providers.media_fetch import NoMedia, fetch
from desktop.providers.twilio import NAMED_AT_ONCE, NO_HOST
from tests.providers.contract import STRANGER, one_of, pulled
from tests.providers.fakes.carrier import Line
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio_shapes import sid_of
from tests.providers.test_twilio_rows import MESSAGE
from tests.providers.twilio_account import LINE, Running, account, opened

TEXT = OutgoingText("PN1", LINE, STRANGER, "Hello")
PICTURE = ("image/png", b"\x89PNG and the rest")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(account().app) as served:
        yield served


@pytest.fixture
async def running(wire: Wire) -> AsyncIterator[Running]:
    async with opened(wire) as there:
        yield there


def picture(running: Running, body: str = "", *files: tuple[str, bytes]) -> str:
    """Somebody sends pictures."""
    record = running.carrier.inbound(STRANGER, LINE, body, "mms")
    running.fake.files[sid_of(record)] = list(files or [PICTURE])
    return sid_of(record)


def asked_for_media(running: Running) -> int:
    return sum("/Media.json" in path for _, path in running.wire.requests)


async def test_a_picture_is_listed_with_where_it_is_and_what_it_is(running: Running) -> None:
    """B26: a text without words is not an empty one."""
    sid = picture(running, "", PICTURE, ("application/pdf", b"%PDF"))
    texts, _ = await pulled(running.provider)
    found = one_of(texts, "").media
    assert [one.mime for one in found] == ["image/png", "application/pdf"]
    assert all(one.url.startswith(running.wire.url) and sid in one.url for one in found)
    assert not any(one.url.endswith(".json") for one in found)


async def test_what_came_with_a_text_is_asked_once_and_of_a_few_texts_in_one_pull(running: Running) -> None:
    """B28: a history with many pictures makes no thousand requests."""
    for number in range(NAMED_AT_ONCE + 3):
        picture(running, f"text {number}")
    texts, pages = await pulled(running.provider)
    assert asked_for_media(running) == NAMED_AT_ONCE
    unnamed = [text for text in texts if text.media == (Media("", ""),)]
    assert len(unnamed) == 3
    await pulled(running.provider, pages[-1].sync_point, running.now)
    assert asked_for_media(running) == NAMED_AT_ONCE + 3
    (found,) = await running.provider.media_of("sms", unnamed[0].remote_id)
    assert found.mime == "image/png"


async def test_a_list_of_media_that_cannot_be_had_hides_no_text(running: Running) -> None:
    picture(running, "look")
    running.fake.closed["Media"] = 403
    running.wire.serve(running.fake.app)
    record = running.carrier.records[-1]
    running.fake.files[sid_of(record)] = []
    texts, _ = await pulled(running.provider)
    assert one_of(texts, "look").media == (Media("", ""),)


async def test_the_bytes_come_from_the_store_without_the_key(running: Running) -> None:
    """I4: the store refuses a key, and the address there opens by itself."""
    picture(running)
    (media,) = one_of((await pulled(running.provider))[0], "").media
    found = await fetch(media.url, running.provider.media_key(media.url), running.wire.url)
    assert (found.mime, found.content) == PICTURE


async def test_only_addresses_of_the_account_itself_get_the_key(running: Running) -> None:
    """I4."""
    home = f"{running.wire.url}/2010-04-01/Accounts/"
    for url in (
        "https://elsewhere.test/2010-04-01/Accounts/x",
        f"{running.wire.url}.elsewhere.test/2010-04-01/Accounts/AC",
        home + "AC" + "00" * 16 + "/Messages/MM1/Media/ME1",
        "",
    ):
        assert running.provider.media_key(url) == {}
    with pytest.raises(NoMedia) as caught:
        await fetch(f"{home}AC{'00' * 16}/Messages/MM1/Media/ME1", {}, running.wire.url)
    assert caught.value.code == "closed"


async def test_a_finished_text_is_deleted_there_and_deleting_it_again_does_no_harm(running: Running) -> None:
    """E15."""
    sid = (await running.provider.deliver(TEXT, None)).remote_id
    assert sid is not None
    with pytest.raises(Refused) as caught:
        await running.provider.delete("sms", sid)
    assert caught.value.code == "20009"
    for _ in range(3):
        running.carrier.step()
    await running.provider.delete("sms", sid)
    await running.provider.delete("sms", sid)
    assert (await pulled(running.provider))[0] == []


async def test_the_words_of_a_text_are_taken_out_and_its_record_stays(running: Running) -> None:
    """E15."""
    sid = sid_of(running.carrier.inbound(STRANGER, LINE, "my secret"))
    await running.provider.redact("sms", sid)
    (text,) = (await pulled(running.provider))[0]
    assert (text.remote_id, text.body) == (sid, "")


@pytest.mark.parametrize("odd", ["", "../Balance", "SM1", "SM" + "x" * 80])
async def test_what_is_no_id_is_asked_about_nowhere(running: Running, odd: str) -> None:
    running.wire.requests.clear()
    for act in (running.provider.delete, running.provider.redact, running.provider.media_of):
        with pytest.raises(Refused):
            await act("sms", odd)
    assert running.wire.requests == []


async def test_short_codes_are_lines_that_text_and_never_call(running: Running) -> None:
    """A5."""
    running.carrier.lines.append(Line("67890", kind="short_code", label="Alerts"))
    checked = await running.provider.check()
    (line,) = [one for one in checked.lines if one.kind == "short_code"]
    assert (line.number, line.label, line.can_send, line.can_call) == ("67890", "Alerts", True, False)
    running.fake.closed["ShortCodes"] = 403
    assert [one.number for one in (await running.provider.check()).lines] == [LINE]


async def test_what_it_cannot_do_says_why(running: Running) -> None:
    can = (await running.provider.check()).capabilities
    assert can.media == NO_HOST
    assert can.delete.on and can.redact.on and can.lookup.on
    assert can.contacts == OFF


async def test_a_text_of_a_trial_account_is_found_by_the_words_that_were_written(running: Running) -> None:
    """B24: the service puts words of its own in front of them."""
    await running.provider.deliver(TEXT, None)
    (record,) = running.carrier.records
    record.body = read.TRIAL + record.body
    found = await running.provider.look_up(Attempt(TEXT, running.now, bound=frozenset()))
    assert found is not None and found.remote_id == sid_of(record)
    (listed,) = (await pulled(running.provider))[0]
    assert listed.body == TEXT.body
    assert read.text({**MESSAGE, "direction": "inbound", "body": read.TRIAL}).body == read.TRIAL


@pytest.mark.parametrize(
    "uri", [None, 7, "", "https://elsewhere.test/x", "/2010-04-01/Accounts/AC2/Messages/MM1/Media/ME1.json"]
)
def test_media_at_another_address_are_none_of_ours(uri: object) -> None:
    row = {"uri": uri, "content_type": "image/png"}
    good, bad = read.read_all([row], lambda one: read.media(one, "https://h", "/2010-04-01/Accounts/AC1"))
    assert (good, len(bad)) == ([], 1)
    mine = replace(Media("", "image/png"), url="https://h/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1")
    row["uri"] = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1.json"
    assert read.media(row, "https://h", "/2010-04-01/Accounts/AC1") == mine
