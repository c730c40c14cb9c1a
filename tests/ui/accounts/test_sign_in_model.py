"""Signing in: checked before anything is saved, and every refusal in words with the field to blame."""

import asyncio
import logging
from pathlib import Path

import pytest

from desktop.announce import AccountsChanged
from desktop.settings import credentials
from desktop.store import lines
from desktop.ui.accounts.sign_in_model import Phase
from tests.cli.own_keyring import Keyring
from tests.providers.odd_server import Reply, answer, odd_server
from tests.ui.accounts.house import FOR_NOW, KEPT, KEY, NUMBER, House, form, house, numbers


async def settled(one: House) -> None:
    await one.until(lambda: one.model.sign_in.phase is Phase.READY)


def contents(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


async def test_an_account_that_works_is_saved_with_its_key_in_the_keyring(
    tmp_path: Path, ring: Keyring
) -> None:
    async with house(tmp_path) as one, odd_server(numbers(NUMBER)) as server:
        done: list[str] = []
        phases: list[str] = []
        one.model.sign_in.done.connect(done.append)
        one.model.sign_in.changed.connect(lambda: phases.append(one.model.sign_in.doing))
        one.model.sign_in.submit(form(server.url))
        assert one.accounts.listing() == []
        await one.until(lambda: done)
        (account,) = one.accounts.listing()
        assert done == [account.id]
        assert (account.name, account.url, account.key_place) == ("Shop", server.url, "keyring")
        assert ring.kept == {("linedesk", account.id): KEY}
        assert phases[:2] == ["Checking with Cliqtel …", "Waiting for your password manager …"]
        assert AccountsChanged() in one.heard
        assert [line.number for line in lines.listing(one.db, account.id)] == [NUMBER]
        assert [shown.name for shown in one.model.shown()] == ["Shop"]


async def test_a_key_for_one_session_is_on_no_disk(tmp_path: Path, ring: Keyring) -> None:
    async with house(tmp_path) as one, odd_server(numbers(NUMBER)) as server:
        one.model.sign_in.submit(form(server.url, place="session"))
        await settled(one)
        (account,) = one.accounts.listing()
        assert account.key_place == "session" and credentials.read(account) == KEY
        assert ring.kept == {}
    assert all(KEY.encode() not in content for content in contents(tmp_path))


@pytest.mark.parametrize(
    ("reply", "at", "words"),
    [
        (answer({"message": "Unauthenticated."}, "401 Unauthorized"), "key", "does not accept the key"),
        (answer({"message": "No SMS"}, "403 Forbidden"), "key", "may not be used for this (No SMS)"),
        (answer({"message": "Not Found"}, "404 Not Found"), "address", "There is no Cliqtel at http://127"),
        (answer(b"<h1>Not Found", "404 Not Found"), "address", "Check the address."),
        (answer(b"<!doctype html>"), "address", "in a form that Linedesk does not know"),
        (answer(b"", "301 Moved", Location="https://x.example/"), "address", "sends on to another address"),
        (answer({}, "503 Busy"), "", "gave no usable answer (HTTP 503). Try again."),
        (answer({}, "429 Too Many", Retry_After="7"), "", "asks to wait 7 s"),
        (numbers(), "key", "has no number yet"),
    ],
    ids=["wrong key", "no right", "404", "404 page", "a page", "redirect", "503", "429", "no lines"],
)
async def test_a_refusal_is_said_in_words_with_the_field_to_blame_and_nothing_is_saved(
    tmp_path: Path, ring: Keyring, reply: Reply, at: str, words: str
) -> None:
    async with house(tmp_path) as one, odd_server(reply) as server:
        one.model.sign_in.submit(form(server.url))
        await settled(one)
        trouble = one.model.sign_in.trouble
        assert trouble is not None and trouble.at == at and words in trouble.sentence
        assert one.accounts.listing() == [] and ring.kept == {}


@pytest.mark.parametrize(
    ("name", "url", "key", "at", "words"),
    [
        (" ", "https://cliqtel.com", KEY, "name", "Give the account a name"),
        ("Shop", "https://cliqtel.com", KEY, "name", "There is an account named Shop already."),
        ("New", "cliqtel.com", KEY, "address", "It looks like https://example.com."),
        ("New", "http://cliqtel.com", KEY, "address", "Use https://"),
        ("New", "https://cliqtel.com", "", "key", "Paste the key here."),
        ("New", "https://cliqtel.com", "\u200b\x00", "key", "Paste the key here."),
        (
            "New",
            "https://cliqtel.com",
            "\u201cclq_abc\u201d",
            "key",
            "The key holds characters that no key has: left double quotation mark, right double",
        ),
        ("New", "https://cliqtel.com", "clq\x00_abc", "key", "no key has: U+0000."),
    ],
    ids=[
        "no name",
        "name taken",
        "no address",
        "plain http",
        "no key",
        "invisible key",
        "curly quotes",
        "NUL",
    ],
)
async def test_what_cannot_be_right_is_told_before_anybody_is_asked(
    tmp_path: Path, name: str, url: str, key: str, at: str, words: str
) -> None:
    async with house(tmp_path, KEPT) as one:
        one.model.sign_in.submit(form(url, name=name, key=key))
        trouble = one.model.sign_in.trouble
        assert one.model.sign_in.phase is Phase.READY
        assert trouble is not None and trouble.at == at and words in trouble.sentence


async def test_where_nobody_listens_the_address_is_to_blame(tmp_path: Path) -> None:
    async with odd_server(answer({})) as gone:
        url = gone.url
    async with house(tmp_path) as one:
        one.model.sign_in.submit(form(url))
        await settled(one)
        trouble = one.model.sign_in.trouble
        assert trouble is not None and trouble.at == "address"
        assert f"cannot be reached at {url}" in trouble.sentence


async def test_a_sign_in_that_is_cancelled_saves_nothing(tmp_path: Path, ring: Keyring) -> None:
    waiting = asyncio.Event()

    async def never(*_: object) -> bytes:
        await waiting.wait()
        return answer({"data": [{"id": 42, "number": NUMBER}]})

    async with house(tmp_path) as one, odd_server(never) as server:
        one.model.sign_in.submit(form(server.url))
        await one.until(lambda: server.asked)
        one.model.sign_in.submit(form(server.url, name="A second press"))
        one.model.sign_in.cancel()
        assert one.model.sign_in.phase is Phase.READY and one.model.sign_in.trouble is None
        waiting.set()
    assert one.accounts.listing() == [] and ring.kept == {} and len(server.asked) == 1


async def test_a_keyring_that_refuses_offers_the_session_instead(tmp_path: Path, ring: Keyring) -> None:
    ring.locked = True
    async with house(tmp_path) as one, odd_server(numbers(NUMBER)) as server:
        one.model.sign_in.submit(form(server.url))
        await settled(one)
        trouble = one.model.sign_in.trouble
        assert trouble is not None and trouble.at == "place"
        assert trouble.sentence == (
            "The keyring refused (KeyringLocked). Unlock it and try again, or hold the key only until "
            "Linedesk closes."
        )
        assert one.accounts.listing() == []
        one.model.sign_in.submit(form(server.url, place="session"))
        await settled(one)
        assert len(one.accounts.listing()) == 1


async def test_a_list_of_accounts_that_cannot_be_read_is_left_as_it_is_and_told(
    tmp_path: Path, ring: Keyring
) -> None:
    async with house(tmp_path) as one, odd_server(numbers(NUMBER)) as server:
        one.path.write_text("{")
        one.model.sign_in.begin()
        one.model.sign_in.submit(form(server.url))
        await settled(one)
        trouble = one.model.sign_in.trouble
        assert trouble is not None and "accounts.json cannot be read" in trouble.sentence
    assert one.path.read_text() == "{" and ring.kept == {}


async def test_an_account_signs_in_again_with_a_new_key_and_keeps_its_id(tmp_path: Path) -> None:
    async with house(tmp_path, FOR_NOW) as one, odd_server(numbers(NUMBER)) as server:
        one.model.sign_in.begin(FOR_NOW.id)
        assert one.model.sign_in.account == FOR_NOW
        one.model.sign_in.submit(form(server.url, name="Van", place="session"))
        await settled(one)
        (account,) = one.accounts.listing()
        assert account == FOR_NOW.model_copy(update={"url": server.url})
        assert credentials.read(account) == KEY


async def test_a_wrong_new_key_leaves_the_old_one(tmp_path: Path, ring: Keyring) -> None:
    ring.kept["linedesk", KEPT.id] = "old"
    async with house(tmp_path, KEPT) as one, odd_server(numbers(NUMBER)) as server:
        one.model.sign_in.begin(KEPT.id)
        one.model.sign_in.submit(form(server.url, key="wrong"))
        await settled(one)
        assert one.model.sign_in.trouble is not None
    assert ring.kept == {("linedesk", KEPT.id): "old"} and one.accounts.listing() == [KEPT]


async def test_the_key_is_in_no_log_and_no_repr(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    typed = form("https://cliqtel.com")
    with caplog.at_level(logging.DEBUG):
        async with house(tmp_path) as one, odd_server(answer({}, "401 Unauthorized")) as server:
            one.model.sign_in.submit(form(server.url))
            await settled(one)
            assert KEY not in repr(vars(one.model.sign_in))
    assert KEY not in repr(typed) + caplog.text


async def test_a_name_that_is_free_is_proposed(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        assert one.model.sign_in.free_name("Cliqtel") == "Cliqtel"
        assert one.model.sign_in.free_name("Shop") == "Shop 2"
