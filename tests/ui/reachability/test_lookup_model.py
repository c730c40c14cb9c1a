"""The question before money is spent on a number's kind, and what came of it in words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.providers.base import Credentials, Provider
from desktop.providers.twilio import Twilio
from desktop.settings.accounts import Account as Settings
from desktop.store import number_facts
from desktop.store.number_facts import NumberFact
from desktop.ui.reachability.lookup_model import LookupModel, told
from desktop.ui.reachability.lookup_question import LookupQuestion
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio import Twilio as Fake
from tests.providers.twilio_account import KEY
from tests.providers.twilio_account import account as served_account
from tests.ui.account import ACCOUNT, Account, opened
from tests.ui.messages.filed import Work


class Asking:
    """A question box over a model, and the served account behind it."""

    def __init__(self, account: Account, wire: Wire, fake: Fake, window: QWidget) -> None:
        self.account = account
        self.wire = wire
        self.fake = fake
        self.work = Work()
        self.model = LookupModel(account.db, self.find, self.open, self.work.start)
        self.question = LookupQuestion(self.model, window)

    def find(self, account_id: str) -> Settings | None:
        """The account on the list."""
        if account_id != ACCOUNT:
            return None
        return Settings(id=ACCOUNT, provider="twilio", name="T", url=self.wire.url, key_place="session")

    async def open(self, found: Settings) -> Provider:
        """Its adapter."""
        return Twilio(Credentials(found.url, KEY))

    @property
    def words(self) -> str:
        """What is being said; "" for nothing."""
        shown = self.question.box.shown
        return "" if shown is None else shown.text()

    def press(self, beginning: str) -> None:
        """Press a button of the box."""
        shown = self.question.box.shown
        assert shown is not None
        next(one for one in shown.findChildren(QPushButton) if one.text().startswith(beginning)).click()


@pytest.fixture
def asking(tmp_path: Path, qtbot: QtBot) -> Iterator[Asking]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    fake = served_account()
    with opened(tmp_path) as account, serving(fake.app) as wire:
        account.offer(lookup=True)
        asking = Asking(account, wire, fake, window)
        yield asking
        asking.question.box.close()


def test_nothing_is_asked_before_somebody_agrees_to_the_price(asking: Asking) -> None:
    """H8: it costs money; the number, who is asked and what is known of the price are said first."""
    asking.question.begin(ACCOUNT, STRANGER)
    assert "202-555-0123" in asking.words and "Twilio charges your account" in asking.words
    asking.press("Don't ask")
    asking.work.run()
    assert asking.wire.requests == [] and asking.words == ""


def test_what_it_says_is_told_with_its_date_and_what_it_means(asking: Asking) -> None:
    asking.fake.kinds[STRANGER] = ("landline", "A carrier", None)
    asking.question.begin(ACCOUNT, STRANGER)
    asking.press("Ask, and pay")
    asking.work.run()
    assert "a landline. Carrier: A carrier. Texts to it are warned about" in asking.words
    assert len(asking.wire.requests) == 1
    asking.question.begin(ACCOUNT, STRANGER)
    assert "a landline" in asking.words  # it was paid for: no need to ask again


def test_a_refusal_is_explained(asking: Asking) -> None:
    asking.question.begin(ACCOUNT, STRANGER)
    asking.press("Ask, and pay")
    asking.work.run()
    assert asking.words.startswith("Twilio did not say: ")
    assert number_facts.of(asking.account.db, STRANGER) is None


def test_it_is_offered_only_where_the_service_has_it_and_for_numbers_alone(asking: Asking) -> None:
    assert asking.model.offered(ACCOUNT, STRANGER)
    assert not asking.model.offered(ACCOUNT, "67890")
    assert not asking.model.offered("another", STRANGER)
    asking.account.offer(lookup=False)
    assert not asking.model.offered(ACCOUNT, STRANGER)
    asking.question.begin(ACCOUNT, STRANGER)
    assert asking.words == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("mobile", "a mobile"),
        ("nonFixedVoip", "an internet line of no fixed place"),
        ("hologram", "hologram"),
        ("", "it does not know"),
    ],
)
def test_every_kind_has_words_and_a_new_one_is_told_as_it_is(kind: str, words: str) -> None:
    assert f": {words}." in told(NumberFact(kind, "", "twilio", datetime.now(UTC)))
