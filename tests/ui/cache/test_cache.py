"""The parts of the screens about protection; the whole start is played in ``tests/test_unlocking.py``."""

from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.announce import Announcer
from desktop.settings.accounts import Account, Accounts, practice_account
from desktop.settings.cache_key import KEYRING
from desktop.settings.profile import Profile, open_profile
from desktop.store import cipher
from desktop.store.database import open_database
from desktop.sync import cache
from desktop.sync.cache import Cache, CacheLocked
from desktop.ui.cache import cache_words
from desktop.ui.cache.passphrase_field import PassphraseField
from desktop.ui.cache.privacy import Privacy
from desktop.ui.cache.privacy_model import PrivacyModel
from desktop.ui.cache.unlock_model import UnlockModel
from desktop.ui.cache.unlock_view import UnlockView
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from tests.cli.own_keyring import Keyring
from tests.desk import clipped

LOCKED = (
    "passphrase_needed",
    "wrong_passphrase",
    "old_passphrase",
    "keyring_silent",
    "keyring_refused",
    "no_keyring",
    "keyring_forgets",
    "plain_text_keyring",
    "keyring_empty",
    "other_key",
    "no_record",
    "damaged",
)
PLAIN = ("no_keyring", "keyring_silent", "keyring_refused", "keyring_forgets", "plain_text_keyring")
NOT_YET = ("busy", "no_room", "damaged")
OWN = Account(provider="cliqtel", name="Own", url="https://sms.example", key_place="session")


class NoTasks(Tasks):
    """Nothing that is looked at here is waited for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def start(self, work: object, name: str) -> None:  # type: ignore[override]
        self.names.append(name)
        work.close()  # type: ignore[attr-defined]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "profile")


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    """Held by the test until its very end: a window that is thrown away must not be painted meanwhile."""
    window = Window(theme)
    qtbot.addWidget(window)
    window.show()
    return window


def test_every_reason_has_a_sentence_of_its_own(profile: Profile) -> None:
    said = [cache_words.locked(reason, path="/p", detail="Why") for reason in LOCKED]
    said += [cache_words.plain(reason, "Why") for reason in (*PLAIN, *NOT_YET, "made_up", "own_account", "")]
    said += [cache_words.encrypted("passphrase", ""), cache_words.encrypted("keyring", "")]
    assert len(set(said)) == len(said)
    assert not any("{" in one for one in said)
    assert all(one[-1] in ".!?" for one in said)


@pytest.mark.parametrize("reason", LOCKED)
def test_a_new_beginning_is_offered_only_where_the_key_may_be_lost(
    profile: Profile, theme: Theme, qtbot: QtBot, reason: str
) -> None:
    """Not where a password manager is merely locked, gone or silent."""
    model = UnlockModel(profile, CacheLocked(reason, profile.database), NoTasks())
    view = UnlockView(model, theme)
    qtbot.addWidget(view)
    view.show()
    lost = reason in (
        "passphrase_needed",
        "wrong_passphrase",
        "old_passphrase",
        "keyring_empty",
        "other_key",
        "no_record",
        "damaged",
    )
    assert view.lost.isVisible() is lost
    assert view.field.isVisible() is model.by_passphrase is not view.again.isVisible()
    assert not view.aside.isVisible()


def test_a_second_wish_waits_for_the_answer_to_the_first(profile: Profile) -> None:
    tasks = NoTasks()
    model = UnlockModel(profile, CacheLocked("wrong_passphrase", profile.database), tasks)
    model.unlock("")
    assert tasks.names == []
    model.unlock("correct horse")
    model.unlock("correct horse")
    model.set_aside()
    assert len(tasks.names) == 1 and model.busy


def test_a_passphrase_is_hidden_until_somebody_wants_to_see_it(theme: Theme, qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.edit, " two  words ")
    assert field.words == " two  words "
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(field.reveal, Qt.Key.Key_Space)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.reveal.accessibleName() == "Hide the passphrase"
    field.clear()
    assert field.words == "" and field.edit.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize("reason", [*PLAIN, *NOT_YET, "made_up", ""])
def test_the_bar_offers_a_passphrase_where_there_is_no_keyring_and_says_what_has_to_wait(
    profile: Profile, theme: Theme, window: Window, reason: str
) -> None:
    db = open_database(profile.database, Announcer())
    shown = Privacy(
        window, theme, PrivacyModel(profile, db, Cache(reason=reason, detail="Why"), NoTasks(), window)
    )
    assert not shown.notice.isVisible()
    shown.follow_accounts(any_left=True)
    assert shown.notice.isVisible() is (reason in (*PLAIN, *NOT_YET))
    assert shown.notice.protect.isVisible() is (reason in PLAIN)
    # The true reason: a manager that is only locked was found, and can be unlocked.
    shows = reason in (*PLAIN, *NOT_YET)
    assert shown.notice.words.text() == (cache_words.plain(reason, "Why") if shows else "")
    assert ("no password manager was found" in shown.notice.words.text()) is (reason == "no_keyring")
    assert ("Unlock it" in shown.notice.words.text()) is (reason in ("keyring_silent", "keyring_refused"))
    shown.notice.not_now.click()
    assert not shown.notice.isVisible()
    db.close()


def test_an_account_of_ones_own_among_made_up_texts_changes_what_is_said_and_the_next_start_encrypts(
    profile: Profile, theme: Theme, window: Window
) -> None:
    cache.mark_made_up(profile)
    accounts = Accounts(profile.accounts)
    accounts.add(practice_account())
    assert cache.lock_of(profile) == ""
    db = open_database(profile.database, Announcer())
    model = PrivacyModel(profile, db, Cache(reason="made_up"), NoTasks(), window)
    shown = Privacy(window, theme, model)
    shown.follow_accounts(any_left=True)
    assert "made up" in model.state and not shown.notice.isVisible()
    accounts.add(OWN)
    shown.follow_accounts(any_left=True)
    assert shown.notice.isVisible() and "encrypted at the next start" in shown.notice.words.text()
    assert model.state == shown.notice.words.text()
    db.close()
    assert cache.lock_of(profile) == KEYRING
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        assert cache.encrypted(profile, cache.with_keyring(profile)).key is not None
    finally:
        keyring.set_keyring(before)
    assert not cipher.is_plain(profile.database)


def test_an_account_of_ones_own_that_went_again_leaves_made_up_texts(profile: Profile) -> None:
    cache.mark_made_up(profile)
    accounts = Accounts(profile.accounts)
    accounts.add(OWN)
    db = open_database(profile.database, Announcer())
    model = PrivacyModel(profile, db, Cache(reason="made_up"), NoTasks())
    model.follow_accounts()
    assert "an account of your own" in model.state
    accounts.remove(OWN.name)
    model.follow_accounts()
    assert "made up" in model.state
    db.close()


def test_the_ways_on_fit_a_narrow_window_with_large_letters(
    profile: Profile, theme: Theme, qtbot: QtBot
) -> None:
    """Demand 25: no button runs out of 360 pixels, before or after the question about a lost key."""
    theme.set_text_size(150)
    tasks = NoTasks()
    for reason in ("wrong_passphrase", "keyring_empty"):
        model = UnlockModel(profile, CacheLocked(reason, profile.database), tasks)
        view = UnlockView(model, theme)
        qtbot.addWidget(view)
        view.resize(360, 560)
        view.show()
        assert view.minimumSizeHint().width() <= 360
        qtbot.waitUntil(lambda view=view: clipped(view) == [])  # type: ignore[misc]
        view.lost.click()
        qtbot.waitUntil(lambda view=view: clipped(view) == [])  # type: ignore[misc]
        assert view.minimumSizeHint().width() <= 360
        view.back.click()
        model.try_again()
        qtbot.waitUntil(lambda view=view: clipped(view) == [])  # type: ignore[misc]
        assert model.busy and view.minimumSizeHint().width() <= 360


def test_every_field_is_named_above_it_for_the_eye_too(theme: Theme, qtbot: QtBot) -> None:
    """A placeholder goes with the first letter."""
    field = PassphraseField("New passphrase")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.edit, "x")
    assert field.label.isVisible() and field.label.text() == "New passphrase"
    assert field.label.geometry().bottom() < field.edit.geometry().top()


def test_a_passphrase_that_is_short_or_typed_differently_is_not_taken(profile: Profile) -> None:
    db = open_database(profile.database, Announcer())
    tasks = NoTasks()
    model = PrivacyModel(profile, db, Cache(reason="no_keyring"), tasks)
    model.protect("short", "short")
    assert model.trouble == "A passphrase has at least 8 characters."
    model.protect("correct horse", "correct horsf")
    assert model.trouble == "The two are not the same. Type it again."
    assert tasks.names == []
    model.protect("correct horse", "correct horse")
    assert tasks.names == ["setting the passphrase"] and model.busy
    db.close()
