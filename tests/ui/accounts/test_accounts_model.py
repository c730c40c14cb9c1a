"""The list of accounts: how each stands in words, and what can be done with one from the list."""

import json
from pathlib import Path

import pytest

from desktop.announce import AccountsChanged, Link, LinkChanged
from desktop.settings.accounts import PRACTICE_VARIABLE, Account
from desktop.store import accounts
from desktop.ui.accounts.accounts_model import AccountShown, Mood
from tests.cli.own_keyring import Keyring
from tests.providers.odd_server import odd_server
from tests.ui.accounts.house import FOR_NOW, KEPT, KEY, NUMBER, House, house, numbers

FUTURE = Account(id="f", provider="future", name="Tomorrow", url="https://x", key_place="keyring")


def shown(one: House, account: Account) -> AccountShown:
    return next(row for row in one.model.shown() if row.id == account.id)


async def test_every_account_is_listed_with_where_it_is_and_where_its_key_is(tmp_path: Path) -> None:
    named = KEPT.model_copy(
        update={"id": "env", "name": "Named", "key_place": "env", "key_variable": "SHOP_KEY"}
    )
    async with house(tmp_path, KEPT, FOR_NOW, named) as one:
        rows = one.model.shown()
        assert [(row.name, row.service, row.address) for row in rows] == [
            ("Shop", "Cliqtel", "https://cliqtel.com"),
            ("Van", "Cliqtel", "https://sms.example"),
            ("Named", "Cliqtel", "https://cliqtel.com"),
        ]
        assert [row.facts for row in rows] == [
            "1 line · key in the system's keyring",
            "1 line · key held until Linedesk closes",
            "1 line · key in the variable SHOP_KEY",
        ]
        assert [row.signs_in for row in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("link", "reason", "mood", "state", "note"),
    [
        (None, "", Mood.WAITING, "Connecting …", ""),
        (Link.ONLINE, "", Mood.GOOD, "Online", ""),
        (Link.OFFLINE, "ConnectError", Mood.OFFLINE, "Offline", "It is tried again by itself."),
        (
            Link.OFFLINE,
            "not_there",
            Mood.BAD,
            "Offline",
            "There is no Cliqtel at the address of this account. Check the address.",
        ),
        (
            Link.SIGN_IN_NEEDED,
            "session_over",
            Mood.BAD,
            "Sign-in needed",
            "The key was only for one session. Sign in again to send and receive.",
        ),
        (Link.SIGN_IN_NEEDED, "refused", Mood.BAD, "Sign-in needed", "Make a new one there"),
        (Link.STANDING_BY, "", Mood.WAITING, "Standing by", "Another window or command"),
    ],
)
async def test_how_an_account_stands_is_said_with_the_reason_and_the_next_step(
    tmp_path: Path, link: Link | None, reason: str, mood: Mood, state: str, note: str
) -> None:
    async with house(tmp_path, KEPT) as one:
        if link is not None:
            one.standing.set_link(KEPT.id, link, reason)
        row = shown(one, KEPT)
        assert (row.mood, row.state) == (mood, state)
        assert note in row.note and bool(note) == bool(row.note)
        assert row.needs_sign_in is (link is Link.SIGN_IN_NEEDED)


async def test_an_account_of_a_service_that_nobody_here_knows_says_so_and_the_others_work(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, FUTURE, KEPT) as one:
        row = shown(one, FUTURE)
        assert (row.known, row.signs_in, row.state) == (False, False, "Cannot be used")
        assert "does not know the service future. Update Linedesk" in row.note
        assert shown(one, KEPT).known
        one.model.check(FUTURE.id)
        await one.until(lambda: not one.model.is_checking(FUTURE.id))


async def test_a_check_on_wish_tells_that_it_works_or_why_not(tmp_path: Path, ring: Keyring) -> None:
    async with odd_server(numbers(NUMBER, "+12125550142")) as server:
        account = KEPT.model_copy(update={"url": server.url})
        async with house(tmp_path, account) as one:
            told: list[tuple[str, bool, str]] = []
            one.model.checked.connect(lambda *news: told.append(news))
            one.model.check(account.id)
            one.model.check(account.id)
            assert shown(one, account).state == "Checking with Cliqtel …"
            await one.until(lambda: told)
            ring.kept["linedesk", account.id] = KEY
            one.model.check(account.id)
            await one.until(lambda: len(told) == 2)
            assert told == [
                (account.id, False, "The keyring holds no key for this account. Sign in again."),
                (account.id, True, "It works and has 2 lines."),
            ]
            assert shown(one, account).facts.startswith("2 lines")


async def test_a_new_name_is_on_the_list_at_once_and_is_nobody_elses(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT, FOR_NOW) as one:
        assert one.model.rename(KEPT.id, "Van") == "There is an account named Van already."
        assert one.model.rename(KEPT.id, " ").startswith("Give the account a name")
        assert one.model.rename("nobody", "x") == "This account is no longer on the list."
        assert one.model.rename(KEPT.id, " Front desk ") == ""
        assert AccountsChanged() in one.heard
        assert [row.name for row in one.model.shown()] == ["Front desk", "Van"]
        one.path.write_text("{")
        assert "cannot be read" in one.model.rename(KEPT.id, "Again")
        one.list_changed()
        assert [row.name for row in one.model.shown()] == ["Front desk", "Van"]


async def test_the_practice_server_can_be_put_on_the_list_once(tmp_path: Path) -> None:
    practice = KEPT.model_copy(update={"name": "Practice"})
    async with house(tmp_path, practice) as one:
        before = one.model.practices
        assert one.model.practise() == ""
        assert (before, one.model.practices) == (False, True)
        account = one.accounts.listing()[1]
        assert (account.name, account.practice, account.key_variable) == (
            "Practice 2",
            True,
            PRACTICE_VARIABLE,
        )
        row = shown(one, account)
        assert (row.address, row.facts, row.signs_in) == ("on this computer", "0 lines", False)


async def test_what_another_process_does_to_the_list_shows_at_once(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        changed: list[None] = []
        one.model.changed.connect(lambda: changed.append(None))
        one.accounts.add(FOR_NOW)
        one.list_changed()
        assert [row.name for row in one.model.shown()] == ["Shop", "Van"]
        assert changed and one.model.find(FOR_NOW.id) == FOR_NOW


async def test_an_account_whose_service_lists_no_texts_says_so_while_it_works(tmp_path: Path) -> None:
    """§1.6: a trouble stands in its place, since that has to be mended first."""
    told = {"service": "cloudtalk", "features": {"listed": {"on": False, "reason": "no_list"}}}
    office = KEPT.model_copy(update={"provider": "cloudtalk"})
    async with house(tmp_path, office) as one:
        accounts.learn(one.db, office.id, capabilities=json.dumps(told), balance=None, currency="")
        one.announcer.publish(LinkChanged(office.id, Link.ONLINE, ""))
        assert shown(one, office).note.startswith("CloudTalk lists no texts over its API")
        one.announcer.publish(LinkChanged(office.id, Link.OFFLINE, ""))
        assert shown(one, office).note == "It is tried again by itself."
