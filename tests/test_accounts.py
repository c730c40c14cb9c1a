"""Accounts in the real window: signed in, followed, signed out; and a practice server that dies."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from desktop.announce import Link
from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings import credentials
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import Profile, open_profile
from desktop.store import accounts as learned
from desktop.ui.accounts.plan_model import PlanForm
from desktop.ui.navigation import SECTIONS
from tests.cli.own_keyring import Keyring
from tests.desk import Steps, click_row, clipped, key, link, play, room_of, signed_in, synced, words
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer, practice_server
from tests.ui.account import unnamed


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    with practice_server() as running:
        yield running


@pytest.fixture(autouse=True)
def ring() -> Iterator[Keyring]:
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)
    credentials.forget_session_keys()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """Without an account."""
    return open_profile(tmp_path / "profile")


def for_now(profile: Profile, server: PracticeServer) -> Account:
    """An account on the list whose key is held for one session, and is over."""
    account = Account(provider="cliqtel", name="Shop", url=server.url, key_place="session")
    Accounts(profile.accounts).add(account)
    return account


def enter_key(room: Furnishing, server: PracticeServer) -> None:
    form = room.accounts.page.sign_in
    form.address.setText(server.url)
    form.key.edit.setText(server.api_key)
    form.check.click()


def test_somebody_signs_in_at_the_first_start_and_reads_the_texts(
    profile: Profile, server: PracticeServer, ring: Keyring
) -> None:
    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        navigation = desk.window.navigation
        reason = "Sign in first, or open the practice server."
        assert desk.window.page == "welcome"
        assert [navigation.button(name).reason for name in SECTIONS] == [reason] * 4
        key(desk, "Ctrl+2")
        assert desk.window.page == "welcome"
        welcome = room.accounts.welcome
        welcome.sign_in.click()
        assert unnamed(desk.window) == []
        welcome.form.address.setText(server.url)
        welcome.form.key.edit.setText(server.api_key)
        welcome.form.check.click()
        yield lambda: desk.window.page == "messages"
        yield lambda: all(navigation.is_available(name) for name in SECTIONS)
        yield from synced(desk)
        click_row(room, 0)
        yield lambda: room.thread.rowCount() > 0

    assert play(profile, story) == 0
    (account,) = Accounts(profile.accounts).listing()
    assert ring.of_accounts == {("linedesk", account.id): server.api_key}


def test_a_balance_below_the_chosen_level_is_said_with_the_way_to_top_up(
    profile: Profile, server: PracticeServer
) -> None:
    """G1"""
    account = for_now(profile, server)
    credentials.keep(account, server.api_key)

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: link(room) is Link.ONLINE and room.lines.standing.balance(account.id)
        yield lambda: desk.window.banner.isHidden()
        assert room.accounts.model.keep_plan(account.id, PlanForm(low_balance="5000")) == ""
        yield lambda: "is left at Cliqtel: less than €5,000.00" in desk.window.banner.text
        desk.window.banner.button.click()
        assert desk.window.page == "accounts"
        assert "Top up at Cliqtel." in room.accounts.page.card(account.id).advice.text()

    assert play(profile, story) == 0


def test_a_session_that_is_over_leaves_everything_readable_and_goes_on_with_the_key(
    profile: Profile, server: PracticeServer
) -> None:
    account = for_now(profile, server)
    credentials.keep(account, server.api_key)

    def before(desk: Desk) -> Steps:
        yield from synced(desk)

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: "Sign in again to send and receive." in desk.window.banner.text
        assert link(room) is Link.SIGN_IN_NEEDED
        click_row(room, 0)
        yield lambda: room.thread.rowCount() > 0
        desk.window.banner.button.click()
        assert desk.window.page == "accounts"
        enter_key(room, server)
        yield lambda: link(room) is Link.ONLINE and not desk.window.banner.isVisible()
        card = room.accounts.page.card(account.id)
        yield lambda: card.state.text() == "Online"
        assert card.facts.text().startswith("7 lines · Balance €")
        assert card.facts.text().endswith("key held until Linedesk closes")

    assert play(profile, before) == 0
    credentials.forget_session_keys()
    assert play(profile, story) == 0


def test_an_account_that_another_process_adds_or_signs_out_is_followed(
    profile: Profile, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the command line, while the window stands: first on the welcome, then beside another account."""
    monkeypatch.setenv(KEY, server.api_key)

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        assert desk.window.page == "welcome"
        signed_in(profile.root, server)
        yield lambda: desk.window.page == "messages"
        yield from synced(desk)
        second = Account(provider="cliqtel", name="Second", url=server.url, key_place="env", key_variable=KEY)
        Accounts(profile.accounts).add(second)
        yield lambda: room.lines.standing.link(second.id) is Link.ONLINE
        yield lambda: len(room.accounts.page.cards()) == 2
        Accounts(profile.accounts).remove("Second")
        yield lambda: len(room.accounts.page.cards()) == 1

    assert play(profile, story) == 0


def test_after_signing_out_the_texts_can_be_read_until_they_are_deleted(
    profile: Profile, server: PracticeServer, ring: Keyring
) -> None:
    account = for_now(profile, server)
    credentials.keep(account, server.api_key)

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        page = room.accounts.page
        room.accounts.open()
        page.card(account.id).sign_out.click()
        page.sign_out.yes.click()
        yield lambda: page.sign_out.keep.isVisible()
        assert room.lines.lines() == []
        page.sign_out.keep.click()
        assert desk.window.banner.text.startswith("No account is signed in.")
        desk.window.show_page("messages")
        yield lambda: room.conversations.rowCount() > 5
        click_row(room, 0)
        yield lambda: room.thread.rowCount() > 0

    def later(desk: Desk) -> Steps:
        room = room_of(desk)
        assert desk.window.page == "messages" and room.conversations.rowCount() > 5
        desk.window.banner.button.click()
        assert desk.window.page == "accounts" and room.accounts.page.cards() == []
        assert len(room.accounts.page.former_cards()) == 1
        assert room.messages.all_lines.isChecked()
        room.accounts.page.add.click()
        enter_key(room, server)
        yield lambda: room.accounts.page.cards()
        page = room.accounts.page
        yield lambda: room.lines.standing.link(account.id) is Link.ONLINE
        assert page.former_cards() == [] and not room.messages.all_lines.isChecked()
        page.card(account.id).sign_out.click()
        page.sign_out.yes.click()
        yield lambda: page.sign_out.keep.isVisible()
        page.sign_out.keep.click()
        (card,) = page.former_cards()
        card.delete.click()
        card.yes.click()
        yield lambda: desk.window.page == "welcome"
        assert not desk.window.navigation.is_available("messages")
        assert learned.accounts_with_texts(room._db) == frozenset()

    assert play(profile, story) == 0
    assert play(profile, later) == 0


def test_a_list_of_accounts_that_is_damaged_meanwhile_is_said_until_it_is_mended(
    profile: Profile, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, server.api_key)
    signed_in(profile.root, server)

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        whole = profile.accounts.read_text()
        profile.accounts.write_text("{")
        yield lambda: "accounts.json cannot be read" in desk.window.banner.text
        assert link(room) is Link.ONLINE and len(room.accounts.page.cards()) == 1
        profile.accounts.write_text(whole)
        yield lambda: desk.window.banner.isHidden()

    assert play(profile, story) == 0


def test_an_account_of_an_unknown_service_stands_beside_one_that_works(
    profile: Profile, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, server.api_key)
    future = Account(id="f", provider="future", name="Tomorrow", url="https://x", key_place="env")
    Accounts(profile.accounts).add(future)
    signed_in(profile.root, server)

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: room.conversations.rowCount() > 5
        yield lambda: link(room) is Link.ONLINE
        assert room.accounts.page.card("f").state.text() == "Cannot be used"

    assert play(profile, story) == 0


def test_a_practice_server_that_dies_is_started_again_by_the_window(profile: Profile) -> None:
    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        room.accounts.welcome.practise.click()
        yield from synced(desk)
        dead = room._opener._practice
        assert dead is not None
        os.kill(dead.process.pid, signal.SIGKILL)
        dead.process.wait()
        room.wake()
        yield lambda: room._opener._practice is not dead
        yield lambda: link(room) is Link.ONLINE and desk.window.banner.isHidden()
        room.accounts.open()
        page = room.accounts.page
        page.cards()[0].sign_out.click()
        page.sign_out.yes.click()
        yield lambda: page.sign_out.delete.isVisible()
        yield lambda: room._opener._practice is None

    assert play(profile, story) == 0


def test_nothing_is_clipped_on_the_accounts_page(profile: Profile, server: PracticeServer) -> None:
    """The least window is 360 × 560, and holds everything, the banner included."""
    long = "A shop with a name that is far too long for any card to hold it in one line"
    Accounts(profile.accounts).add(
        Account(id="x", provider="cliqtel", name=long, url=f"{server.url}/a/long/path", key_place="session")
    )

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        page = room.accounts.page
        desk.window.show_page("messages")
        yield lambda: room.lines.standing.link("x") is Link.SIGN_IN_NEEDED
        desk.window.resize(360, 560)
        room.accounts.open()
        for show in (page.show_list, page.show_sign_in, lambda: page.show_sign_out("x")):
            show()
            yield lambda: clipped(desk.window) == []
            assert unnamed(desk.window) == []
        assert long in words(desk.window)

    assert play(profile, story) == 0
