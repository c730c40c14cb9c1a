"""What somebody asks of a service about one text, in the whole window, against a served fake Twilio."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.announce import Link
from desktop.desk import Desk
from desktop.settings import preferences
from desktop.settings.accounts import Account, Accounts
from desktop.settings.preferences import Preferences
from desktop.settings.profile import Profile, open_profile
from desktop.store import media, messages
from desktop.ui.messages.media_view import MediaView
from tests.desk import Steps, link, play, room_of
from tests.program_process import KEY
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio import Twilio
from tests.providers.fakes.twilio_shapes import sid_of
from tests.providers.twilio_account import KEY as SECRETS
from tests.providers.twilio_account import LINE, account
from tests.ui.messages.filed import png


class There:
    """A profile that is signed in to a served account with a picture in its list."""

    def __init__(self, folder: Path, fake: Twilio, wire: Wire) -> None:
        self.fake = fake
        self.wire = wire
        record = fake.carrier.inbound(STRANGER, LINE, "", "mms")
        fake.files[sid_of(record)] = [("image/png", png())]
        self.profile: Profile = open_profile(folder)
        one = Account(provider="twilio", name="Test", url=wire.url, key_place="env", key_variable=KEY)
        Accounts(self.profile.accounts).add(one)
        preferences.save(self.profile.preferences, Preferences(undo_seconds=0))


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[There]:
    fake = account()
    monkeypatch.setenv(KEY, ":".join(SECRETS.values()))
    with serving(fake.app) as wire:
        yield There(tmp_path / "profile", fake, wire)


def is_shown(dialog: MediaView) -> bool:
    """Whether the picture is there."""
    return not dialog.picture.image.isNull()


def test_a_picture_of_a_customer_opens_in_the_window_and_stays_on_its_shelf(there: There) -> None:
    """E10: with the account's own key, past the redirect without it, and offline from then on."""

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: link(room) is Link.ONLINE and room.conversations.rowCount() == 1
        room.messages.open(room.conversations.conversation(room.conversations.index(0)).id)
        (text,) = room.thread.messages()
        assert [one.mime for one in text.media] == ["image/png"]
        for _ in range(2):
            room.messages.thread_view.file_wanted.emit(text.media[0].id)
            dialog = room.at_service.pictures.shown
            assert dialog is not None
            yield partial(is_shown, dialog)
            assert dialog.picture.image.width() == 40
            dialog.reject()
            there.fake.files.clear()
        assert media.files(room.db)

    assert play(there.profile, story) == 0
    assert (there.profile.media / "copies.db").stat().st_size > 0


def test_a_threads_menu_asks_what_kind_of_number_it_is_and_says_first_that_it_costs(there: There) -> None:
    """H8: nothing is asked before somebody agreed."""
    there.fake.kinds[STRANGER] = ("mobile", "A carrier", None)

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: link(room) is Link.ONLINE and room.conversations.rowCount() == 1
        room.messages.open(room.conversations.conversation(room.conversations.index(0)).id)
        header = room.messages.header
        header.menu.aboutToShow.emit()
        assert header.kind_action.isVisible()
        assert room.contacts.card.may_ask_kind("(202) 555-0123")
        assert not room.contacts.card.may_ask_kind("no number")
        header.kind_action.trigger()
        box = room.at_service.lookup.box
        assert box.shown is not None and "charges your account" in box.shown.text()
        assert not any("PhoneNumbers/%2B" in path for _, path in there.wire.requests)
        box.shown.findChildren(QPushButton)[1].click()
        yield lambda: box.shown is not None and "a mobile. Carrier: A carrier." in box.shown.text()
        box.close()

    assert play(there.profile, story) == 0


def test_a_text_is_deleted_at_the_service_and_here_from_the_menu_of_its_bubble(there: There) -> None:
    """E15: the copy of its picture goes as well."""

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: link(room) is Link.ONLINE and room.conversations.rowCount() == 1
        room.messages.open(room.conversations.conversation(room.conversations.index(0)).id)
        (text,) = room.thread.messages()
        assert room.messages.thread_view.menu.may_delete(text)
        assert not room.messages.thread_view.menu.may_redact(text)  # it has no words
        room.messages.thread_view.delete_wanted.emit([text.id])
        box = room.at_service.removal.box
        assert box.shown is not None and "At Twilio and on this computer" in box.shown.text()
        box.shown.findChildren(QPushButton)[1].click()
        yield lambda: box.shown is not None and box.shown.text() == "1 text was deleted."
        assert there.fake._deleted == {text.remote_id}
        assert messages.newest(room.db) == []
        box.close()

    assert play(there.profile, story) == 0
