from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import contacts
from desktop.store import lines as store_lines
from desktop.store.contacts import Contact, Number
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.lines.line_model import LineModel
from tests.ui.account import ACCOUNT, FREEPHONE, SALES, VOICE_ONLY_REASON, Account, opened


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def lines(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def model(account: Account, lines: LineModel) -> DialpadModel:
    return DialpadModel(account.db, account.changes, lines)


@pytest.mark.parametrize(
    ("text", "recipient", "reading"),
    [
        ("07700 900123", "+447700900123", "\u2068+44 7700 900123\u2069 · GB"),
        ("+1 (202) 555-0143", "+12025550143", "\u2068+1 202-555-0143\u2069 · US"),
        ("tel:+46-70-174-06-05", "+46701740605", "\u2068+46 70 174 06 05\u2069 · SE"),
        ("12345", "12345", "Short code 12345"),
    ],
)
def test_any_way_of_writing_is_read_before_anything_is_sent(
    text: str, recipient: str, reading: str, model: DialpadModel
) -> None:
    """B2, B30: the number in full and its country."""
    model.set_text(text)
    assert (model.recipient, model.reading, model.reason) == (recipient, reading, "")


def test_a_national_number_is_read_in_the_country_of_the_line_that_is_current(
    model: DialpadModel, lines: LineModel
) -> None:
    """B2: never guessed, and shown before anything is sent."""
    model.set_text("2125550143")
    before = model.reading
    lines.choose(ACCOUNT, SALES)
    assert before.endswith(" · GB")
    assert model.reading == "\u2068+1 212-555-0143\u2069 · US"


def test_whose_number_it_is_shows_as_soon_as_the_phone_book_knows(
    model: DialpadModel, account: Account
) -> None:
    model.set_text("07700 900123")
    assert model.note == ""
    heard: list[str] = []
    model.changed.connect(lambda: heard.append(model.note))
    zoe = Contact(ACCOUNT, "1", "Zoë\nPatel", "", (Number("+447700900123"),))
    contacts.replace(account.db, ACCOUNT, [zoe])
    assert heard == ["Zoë Patel"]


def test_a_short_code_comes_with_a_warning(model: DialpadModel) -> None:
    """B30: delivery is not guaranteed."""
    model.set_text("12345")
    assert model.note == "Texts to short codes may not arrive."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Dial or paste a number first."),
        ("  ", "Dial or paste a number first."),
        ("0770", ""),
        ("+4", "too short"),
        ("*100#", "a sign"),
        ("+44 7700 900123 / +44 7700 900124", "more than one number"),
        ("PARCELS", "sender's name"),
    ],
)
def test_what_is_no_number_says_why(text: str, why: str, model: DialpadModel) -> None:
    """B12."""
    model.set_text(text)
    assert why in model.reason
    assert bool(model.recipient) is (not model.reason)


def test_the_reason_of_a_voice_only_line_comes_first_and_goes_with_it(
    model: DialpadModel, lines: LineModel, account: Account
) -> None:
    """A2, A3, A4."""
    lines.choose(ACCOUNT, FREEPHONE)
    assert model.reason == VOICE_ONLY_REASON
    model.set_text("+447700900123")
    assert model.reason == VOICE_ONLY_REASON
    store_lines.replace(account.db, ACCOUNT, store_lines.listing(account.db)[:2])
    assert model.reason == ""


def test_without_a_line_a_number_in_full_is_still_read(model: DialpadModel, account: Account) -> None:
    store_lines.replace(account.db, ACCOUNT, [])
    model.set_text("+447700900123")
    assert model.reading == "\u2068+44 7700 900123\u2069 · GB"
    assert model.reason == "There is no line to text from yet."


def test_the_same_text_again_is_no_news(model: DialpadModel) -> None:
    heard: list[str] = []
    model.changed.connect(lambda: heard.append(model.text))
    model.set_text("0770")
    model.set_text("0770")
    assert heard == ["0770"]
