from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import contacts
from desktop.store import lines as store_lines
from desktop.store.contacts import Contact, Number
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.lines.line_model import LineModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from tests.ui.account import ACCOUNT, FREEPHONE, SALES, VOICE_ONLY_REASON, Account, opened


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def lines(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def preferences(tmp_path: Path) -> PreferencesModel:
    return PreferencesModel(tmp_path / "preferences.json")


@pytest.fixture
def last(account: Account, preferences: PreferencesModel) -> LastDialled:
    return LastDialled(account.db, preferences)


@pytest.fixture
def model(account: Account, lines: LineModel, last: LastDialled) -> DialpadModel:
    return DialpadModel(account.db, account.changes, lines, last)


@pytest.mark.parametrize(
    ("text", "recipient", "reading"),
    [
        ("07700 900123", "+447700900123", "\u2068+44 7700 900123\u2069 · United Kingdom"),
        ("+1 (202) 555-0143", "+12025550143", "\u2068+1 202-555-0143\u2069 · United States"),
        ("tel:+46-70-174-06-05", "+46701740605", "\u2068+46 70 174 06 05\u2069 · Sweden"),
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
    assert before.endswith(" · United Kingdom")
    assert model.reading == "\u2068+1 212-555-0143\u2069 · United States"


def test_whose_number_it_is_shows_as_soon_as_the_phone_book_knows(
    model: DialpadModel, account: Account
) -> None:
    model.set_text("07700 900123")
    assert model.note == ""
    heard: list[str] = []
    model.changed.connect(lambda: heard.append(model.note))
    zoe = Contact(ACCOUNT, "1", "Zoë\nPatel", "", (Number("+447700900123"),))
    contacts.replace(account.db, ACCOUNT, [zoe])
    assert set(heard) == {"Zoë Patel"}
    assert model.named


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
    assert model.reading == "\u2068+44 7700 900123\u2069 · United Kingdom"
    assert model.reason == "There is no line to text from yet."


def test_the_same_text_again_is_no_news(model: DialpadModel) -> None:
    heard: list[str] = []
    model.changed.connect(lambda: heard.append(model.text))
    model.set_text("0770")
    model.set_text("0770")
    assert heard == ["0770"]


@pytest.mark.parametrize("text", ["112", "9-9-9", "tel:911"])
def test_an_emergency_number_is_called_what_it_is_and_cannot_be_texted(
    text: str, model: DialpadModel, last: LastDialled
) -> None:
    """Product row "Emergency numbers": texting refused with "call instead"."""
    model.set_text(text)
    assert model.reading == f"Emergency number {model.recipient}"
    assert model.recipient.isdigit()
    assert model.reason.endswith("Call instead.")
    assert model.note == "Call it: texts may not arrive."
    model.remember()
    assert last.number == ""


def test_the_last_number_is_the_one_that_was_used_and_stays_for_the_next_start(
    model: DialpadModel, account: Account, preferences: PreferencesModel
) -> None:
    model.remember()
    assert model.last_number == ""
    model.set_text("07700 900123")
    model.remember()
    assert model.last_number == "+447700900123"
    assert LastDialled(account.db, preferences).number == "+447700900123"


def test_a_part_brings_up_whom_it_may_mean_until_it_is_somebody(
    model: DialpadModel, account: Account
) -> None:
    """Product row "Dialpad": live name match, by digits and by letters."""
    zoe = Contact(ACCOUNT, "1", "Zoë Patel", "", (Number("+447700900123"),))
    contacts.replace(account.db, ACCOUNT, [zoe])
    for part in ("963", "7700 9"):
        model.set_text(part)
        assert [match.name for match in model.matches(5)] == ["Zoë Patel"]
    model.set_text("07700 900123")
    assert model.matches(5) == []
    model.set_text("112")
    assert model.matches(5) == []
