"""The start of the window where the texts on this computer are encrypted, or are to be."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import unlocking
from desktop.announce import Announcer
from desktop.desk import Desk
from desktop.settings import cache_key
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import Profile, open_profile
from desktop.store import cipher, messages
from desktop.store.database import open_database
from desktop.sync import cache
from desktop.sync.cache import Cache
from desktop.ui.cache.privacy_view import PrivacyView
from desktop.ui.cache.unlock_view import UnlockView
from tests.cli.own_keyring import Keyring
from tests.desk import Steps, play, room_of, the_end, words

WORDS = "correct horse"
NOBODY = "http://127.0.0.1:9"


class Ring(Keyring):
    """Waits for an answer where it is ``asked`` to; refuses to read as well where it is locked."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.answered.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        if self.locked:
            raise KeyringLocked
        return super().get_password(service, username)


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    ring.answered.set()
    keyring.set_keyring(before)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """With an account at a service that nobody reaches."""
    profile = open_profile(tmp_path / "profile")
    account = Account(provider="cliqtel", name="A", url=NOBODY, key_place="env", key_variable="NO_SUCH_KEY")
    Accounts(profile.accounts).add(account)
    return profile


def write(profile: Profile, found: Cache) -> None:
    db = open_database(profile.database, Announcer(), found.key)
    messages.queue(db, account_id="a", line="+447700900010", peer="+447700900123", body="Geheim")
    db.close()


def with_passphrase(profile: Profile) -> None:
    write(profile, Cache())
    db = open_database(profile.database, Announcer())
    cache.set_passphrase(profile, db, WORDS)
    db.close()


def bodies(desk: Desk) -> list[str]:
    return [one.body for one in messages.newest(room_of(desk)._db)]


def page_of(desk: Desk) -> UnlockView:
    page = desk.window.pages["unlock"]
    assert isinstance(page, UnlockView)
    return page


def privacy_of(desk: Desk) -> PrivacyView:
    desk.window.show_page("privacy")
    page = desk.window.pages["privacy"]
    assert isinstance(page, PrivacyView)
    return page


def test_a_plain_cache_is_encrypted_at_the_start_and_the_preferences_say_where_its_key_is(
    profile: Profile, ring: Ring
) -> None:
    write(profile, Cache())

    def story(desk: Desk) -> Steps:
        assert bodies(desk) == ["Geheim"]
        assert not room_of(desk).privacy.notice.isVisible()
        page = privacy_of(desk)
        said = "The texts, contacts and calls on this computer are encrypted; the key is in"
        assert page.state.text().startswith(said)
        assert not page.step.isVisible()
        yield lambda: page.state.text() == f"{said} your password manager."

    assert play(profile, story) == 0
    assert not cipher.is_plain(profile.database)
    assert not any(b"Geheim" in file.read_bytes() for file in profile.root.iterdir())


def test_without_a_keyring_a_passphrase_is_offered_once_and_set_in_the_window(profile: Profile) -> None:
    write(profile, Cache())

    def story(desk: Desk) -> Steps:
        notice = room_of(desk).privacy.notice
        assert notice.isVisible() and "are not encrypted" in notice.words.text()
        QTest.mouseClick(notice.protect, Qt.MouseButton.LeftButton)
        page = desk.window.pages["privacy"]
        assert isinstance(page, PrivacyView) and not notice.isVisible()
        QTest.keyClicks(page.wanted.edit, WORDS)
        QTest.keyClicks(page.again.edit, WORDS + ".")
        QTest.keyClick(page.again.edit, Qt.Key.Key_Return)
        assert page.trouble.text == "The two are not the same. Type it again."
        QTest.keyClick(page.again.edit, Qt.Key.Key_Backspace)
        QTest.keyClick(page.again.edit, Qt.Key.Key_Return)
        yield lambda: "encrypted with your passphrase" in page.state.text()
        assert page.trouble.text.startswith("Done.")
        assert bodies(desk) == ["Geheim"]

    assert play(profile, story) == 0
    assert not any(b"Geheim" in file.read_bytes() for file in profile.root.iterdir())
    assert cache.with_passphrase(profile, WORDS).key is not None


def test_not_now_is_an_answer_and_the_preferences_still_offer_it(profile: Profile) -> None:
    def story(desk: Desk) -> None:
        notice = room_of(desk).privacy.notice
        assert notice.isVisible()
        QTest.keyClick(notice.not_now, Qt.Key.Key_Return)
        assert not notice.isVisible()

    def later(desk: Desk) -> None:
        assert not room_of(desk).privacy.notice.isVisible()
        page = privacy_of(desk)
        assert "no password manager was found" in page.state.text()
        assert page.step.isVisible()

    assert play(profile, story) == 0
    assert play(profile, later) == 0


def test_a_passphrase_is_asked_for_at_the_start(profile: Profile) -> None:
    with_passphrase(profile)

    def story(desk: Desk) -> Steps:
        yield lambda: desk.window.page == "unlock"
        page = page_of(desk)
        assert "Type your passphrase" in words(desk.window)
        assert desk.window.focusWidget() is page.field.edit
        assert page.field.edit.accessibleName() == "Passphrase"
        QTest.keyClicks(page.field.edit, "battery")
        QTest.keyClick(page.field.edit, Qt.Key.Key_Return)
        yield lambda: page.trouble.isVisible()
        assert page.trouble.text.startswith("This is not the passphrase.")
        yield from going_nowhere(desk)
        page.field.reveal.click()
        assert page.field.edit.displayText() == "battery"
        page.field.edit.selectAll()
        QTest.keyClicks(page.field.edit, WORDS)
        QTest.keyClick(page.field.edit, Qt.Key.Key_Return)
        yield desk.ready.is_set
        assert bodies(desk) == ["Geheim"]
        assert "unlock" not in desk.window.pages
        yield from changing_it(desk)

    assert play(profile, story, from_the_start=True) == 0
    assert cache.with_passphrase(profile, WORDS + " battery").key is not None


def going_nowhere(desk: Desk) -> Steps:
    """The sections say why they are greyed; Esc leads from the question about a lost key back."""
    page = page_of(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.page == "unlock"
    assert not desk.window.navigation.is_available("messages")
    assert "Unlock the texts first." in desk.window.navigation.button("messages").accessibleDescription()
    page.lost.click()
    assert page.aside.isVisible()
    QTest.keyClick(page.back, Qt.Key.Key_Escape)
    assert page.field.isVisible() and not page.aside.isVisible()
    yield page.field.edit.hasFocus


def changing_it(desk: Desk) -> Steps:
    """In the preferences, with the present one first."""
    page = privacy_of(desk)
    assert page.step.text() == "Change the passphrase …"
    page.step.click()
    assert desk.window.focusWidget() is page.before.edit
    for field in (page.wanted, page.again):
        QTest.keyClicks(field.edit, WORDS + " battery")
    for before, said in (("wrong", "The present passphrase is another one."), (WORDS, "Done.")):
        page.before.clear()
        QTest.keyClicks(page.before.edit, before)
        QTest.keyClick(page.before.edit, Qt.Key.Key_Return)
        assert page.save.text() == "Changing …" and page.before.edit.hasFocus()
        yield lambda said=said: page.trouble.text.startswith(said)  # type: ignore[misc]
        if before == "wrong":
            assert page.save.text() == "Change the passphrase"
            assert desk.window.focusWidget() is page.before.edit
            assert page.before.edit.selectedText() == before
    assert page.before.words == page.wanted.words == ""
    assert bodies(desk) == ["Geheim"]


def locked_with(profile: Profile) -> None:
    write(profile, cache.with_keyring(profile))


def test_a_locked_keyring_keeps_the_cache_closed_until_it_is_unlocked(profile: Profile, ring: Ring) -> None:
    """Nothing is offered but to try again: the key is not lost."""
    locked_with(profile)
    ring.locked = True

    def story(desk: Desk) -> Steps:
        yield lambda: desk.window.page == "unlock"
        page = page_of(desk)
        assert "Your password manager refused (KeyringLocked). Unlock it" in words(desk.window)
        assert not page.lost.isVisible() and not page.field.isVisible()
        QTest.keyClick(page.again, Qt.Key.Key_Return)
        yield lambda: page.trouble.isVisible()
        ring.locked = False
        QTest.keyClick(page.again, Qt.Key.Key_Return)
        yield desk.ready.is_set
        assert bodies(desk) == ["Geheim"]

    assert play(profile, story, from_the_start=True) == 0


def test_a_key_that_is_lost_lets_one_set_the_cache_aside_and_begin_anew(profile: Profile, ring: Ring) -> None:
    locked_with(profile)
    ring.kept.clear()
    content = profile.database.read_bytes()

    def story(desk: Desk) -> Steps:
        yield lambda: desk.window.page == "unlock"
        page = page_of(desk)
        assert "has no key for them" in words(desk.window)
        page.lost.click()
        said = words(desk.window)
        assert f"kept in {profile.root}; nothing is deleted" in said
        assert "texts that still waited in it will not be sent" in said
        page.back.click()
        assert page.again.isVisible() and not page.aside.isVisible()
        page.lost.click()
        QTest.keyClick(page.aside, Qt.Key.Key_Return)
        yield desk.ready.is_set
        assert bodies(desk) == []

    assert play(profile, story, from_the_start=True) == 0
    (aside,) = (one for one in profile.root.glob("linedesk.db.aside-*") if one.suffix)
    assert aside.read_bytes() == content
    assert not cipher.is_plain(profile.database)


@pytest.mark.parametrize("encrypted", [False, True])
def test_while_the_password_manager_asks_somebody_the_window_says_so(
    profile: Profile, ring: Ring, encrypted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is plain anyway can be opened without an answer."""
    monkeypatch.setattr(unlocking, "PATIENCE", 0.01)
    write(profile, cache.with_keyring(profile) if encrypted else Cache())
    ring.answered.clear()

    def story(desk: Desk) -> Steps:
        yield lambda: "Waiting for your password manager" in words(desk.window)
        button = desk.window.welcome.button
        assert button.isVisible() is not encrypted
        if encrypted:
            ring.answered.set()
        else:
            button.click()
        yield desk.ready.is_set
        assert bodies(desk) == ["Geheim"]
        assert room_of(desk)._db.encrypted is encrypted
        ring.answered.set()

    assert play(profile, story, from_the_start=True) == 0


@pytest.mark.parametrize("by_key", [False, True])
def test_the_window_can_be_closed_while_it_waits(profile: Profile, ring: Ring, by_key: bool) -> None:
    locked_with(profile)
    ring.locked = True

    def story(desk: Desk) -> Steps:
        yield lambda: desk.window.page == "unlock"
        if by_key:
            QTest.keyClick(desk.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        else:
            desk.window.close()
        yield the_end

    assert play(profile, story, from_the_start=True) == 0


def test_a_damaged_record_is_one_sentence_and_is_left_as_it_is(profile: Profile, ring: Ring) -> None:
    profile.cache_record.write_text("{")

    def story(desk: Desk) -> None:
        said = words(desk.window)
        assert "This profile cannot be opened" in said
        assert f"{profile.cache_record} cannot be read" in said

    assert play(profile, story) == 1
    assert profile.cache_record.read_text() == "{"
    assert ring.kept == {}


def test_the_list_of_last_time_stands_from_an_encrypted_cache_too(
    profile: Profile, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked_with(profile)
    read: list[Callable[[], object]] = []
    from desktop.store import first_page

    def noted(path: Path, **wanted: object) -> list[object]:
        read.append(lambda: (path, wanted["key"]))
        return []

    monkeypatch.setattr(first_page, "read", noted)

    def story(desk: Desk) -> None:
        record = cache_key.load(profile.cache_record)
        assert record is not None
        key = cache_key.CacheKey.from_hex(ring.kept["linedesk", record.entry])
        assert [one() for one in read] == [(profile.database, key)]

    assert play(profile, story) == 0


def test_a_practice_profile_stays_plain_says_so_and_asks_nobody(tmp_path: Path, ring: Ring) -> None:
    profile = open_profile(tmp_path / "practice")
    cache.mark_made_up(profile)

    def story(desk: Desk) -> None:
        page = privacy_of(desk)
        assert page.state.text().startswith("The texts in here are made up, so they are not encrypted.")
        assert not page.step.isVisible()

    assert play(profile, story) == 0
    assert ring.kept == {} and cipher.is_plain(profile.database)
    assert os.environ.get("DBUS_SESSION_BUS_ADDRESS") is None
