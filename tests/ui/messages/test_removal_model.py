"""The question before texts are deleted says what goes where; what came of it is said in words (E15)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.providers.base import Credentials, Provider
from desktop.providers.twilio import Twilio
from desktop.settings.accounts import Account as Settings
from desktop.sms.delivery import State
from desktop.store import messages
from desktop.ui.messages.removal_model import RemovalModel
from desktop.ui.messages.removal_question import RemovalQuestion
from desktop.ui.theme import Theme
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import serving
from tests.providers.fakes.twilio_shapes import sid_of
from tests.providers.twilio_account import KEY, LINE
from tests.providers.twilio_account import account as served_account
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.bubbles import Thread
from tests.ui.messages.filed import Work
from tests.ui.messages.texts import put


class Removing:
    """A thread with its menu, the question, and a served account behind both."""

    def __init__(self, account: Account, theme: Theme, url: str) -> None:
        self.account = account
        self.url = url
        self.signed_in = True
        self.work = Work()
        self.model = RemovalModel(account.db, self.find, self.open, self.work.start)
        self.thread = Thread(account, theme)
        self.view = self.thread.view
        self.undo = timedelta(0)
        self.question = RemovalQuestion(self.model, self.view, lambda: self.undo)
        self.view.menu.may_delete = self.model.may_delete
        self.view.menu.may_redact = self.model.may_redact
        self.view.delete_wanted.connect(self.question.delete)
        self.view.redact_wanted.connect(self.question.redact)
        self.told: list[str] = []
        self.model.told.connect(self.told.append)

    def find(self, account_id: str) -> Settings | None:
        """The account on the list."""
        if not self.signed_in:
            return None
        return Settings(id=ACCOUNT, provider="twilio", name="T", url=self.url, key_place="session")

    async def open(self, found: Settings) -> Provider:
        """Its adapter."""
        return Twilio(Credentials(found.url, KEY))

    def menu(self, words: str) -> list[str]:
        """What the menu of the text with these words offers."""
        number = next(at for at, one in enumerate(self.thread.model.messages()) if one.body.startswith(words))
        menu = self.view.menu.open_at(self.thread.inside(number, words))
        assert menu is not None
        names = [action.text() for action in menu.actions() if not action.isSeparator()]
        menu.close()
        return names

    def choose(self, words: str, beginning: str) -> None:
        """Choose an action of the text with these words."""
        number = next(at for at, one in enumerate(self.thread.model.messages()) if one.body == words)
        menu = self.view.menu.open_at(self.thread.inside(number, words))
        assert menu is not None
        next(action for action in menu.actions() if action.text().startswith(beginning)).trigger()
        menu.close()

    @property
    def words(self) -> str:
        """What is being said."""
        shown = self.question.box.shown
        return "" if shown is None else shown.text()

    def press(self, beginning: str) -> None:
        """Press a button of the box."""
        shown = self.question.box.shown
        assert shown is not None
        next(one for one in shown.findChildren(QPushButton) if one.text().startswith(beginning)).click()

    def here(self) -> list[str]:
        """The texts on this computer."""
        return sorted(one.body for one in messages.newest(self.account.db))


@pytest.fixture
def removing(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Removing]:
    fake = served_account()
    record = fake.carrier.inbound(STRANGER, LINE, "secret")
    account.offer(delete=True, redact=True)
    put(account, ["secret"], tell=False, remote_id=sid_of(record))
    there = put(account, ["failed"], outbound=True, state=State.FAILED, tell=False)
    put(account, ["waits"], outbound=True, state=State.QUEUED, tell=False)
    with serving(fake.app) as wire:
        removing = Removing(account, theme, wire.url)
        qtbot.addWidget(removing.view)
        qtbot.waitExposed(removing.view)
        removing.thread.open(there)
        yield removing
        removing.question.box.close()


def test_the_question_says_what_goes_where_and_that_nothing_brings_it_back(removing: Removing) -> None:
    removing.choose("secret", "Delete …")
    assert "At Twilio and on this computer, for good" in removing.words
    assert "phone keeps what it has got" in removing.words
    removing.press("Keep")
    removing.work.run()
    assert removing.here() == ["failed", "secret", "waits"]


def test_what_was_agreed_to_is_done_and_said(removing: Removing) -> None:
    removing.choose("secret", "Delete …")
    removing.press("Delete")
    removing.work.run()
    assert removing.here() == ["failed", "waits"]
    assert removing.told == ["1 text was deleted."]


def test_a_text_that_never_reached_a_service_goes_from_this_computer(removing: Removing) -> None:
    removing.choose("failed", "Delete …")
    assert "On this computer only" in removing.words
    removing.press("Delete")
    removing.work.run()
    assert removing.here() == ["secret", "waits"]


def test_there_are_seconds_to_change_ones_mind(removing: Removing, qtbot: QtBot) -> None:
    """E15: the service is asked only afterwards."""
    removing.undo = timedelta(seconds=30)
    removing.choose("secret", "Delete …")
    removing.press("Delete")
    qtbot.waitUntil(lambda: removing.words == "Deleted in 30 seconds.")
    removing.press("Undo")
    removing.work.run()
    assert removing.here() == ["failed", "secret", "waits"] and removing.told == []


def test_several_selected_texts_are_deleted_together(removing: Removing) -> None:
    """E15."""
    removing.view.selection.select_all()
    assert "Delete 3 texts …" in removing.menu("secret")
    ids = removing.view.selection.ids(500)
    assert len(ids) == 3 and removing.view.selection.ids(2) == ids[:2]
    removing.question.delete(ids)
    assert removing.words.startswith("Delete these 3 texts?")
    removing.press("Delete 3")
    removing.work.run()
    assert removing.here() == ["waits"]
    assert removing.told == [
        "2 texts were deleted. Not deleted: a text still waits or is not confirmed. Stop it or decide about "
        "it first."
    ]


def test_the_menu_offers_what_can_be_done_and_no_more(removing: Removing) -> None:
    assert "Take out the words at the service …" in removing.menu("secret")
    assert "Take out the words at the service …" not in removing.menu("failed")
    assert not any(name.startswith("Delete") for name in removing.menu("waits"))
    removing.account.offer(delete=False, redact=False)
    assert "Take out the words at the service …" not in removing.menu("secret")
    removing.choose("secret", "Delete …")
    assert "On this computer only" in removing.words


def test_taking_the_words_out_says_what_stays_where(removing: Removing) -> None:
    removing.choose("secret", "Take out")
    assert "at Twilio, for good" in removing.words and "copy on this computer keeps" in removing.words
    removing.press("Take the words out")
    removing.work.run()
    assert removing.told == ["The words are taken out at the service. The copy here keeps them."]
    assert "secret" in removing.here()


def test_why_not_is_said_with_what_to_do(removing: Removing) -> None:
    removing.url = "http://127.0.0.1:9"
    removing.choose("secret", "Take out")
    removing.press("Take the words out")
    removing.work.run()
    assert removing.told[-1].startswith("Nothing was taken out: Twilio could not be reached")
