import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.phonebook.entry import LONGEST_LABEL, LONGEST_NAME
from desktop.store.contact_edits import Details
from desktop.store.contacts import Number
from desktop.ui.contacts.contact_form import ContactForm
from desktop.ui.contacts.number_field import understood
from desktop.ui.theme import Theme
from tests.ui.account import unnamed

CTRL = Qt.KeyboardModifier.ControlModifier
ADA = Details(
    "Ada Berg",
    "Berg & Co",
    (Number("+442079460111", "work"), Number("+447700900111", "mobile", True)),
    "ada@example.org",
    "Blue door.\nRing twice.",
)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> ContactForm:
    form = ContactForm(theme)
    qtbot.addWidget(form)
    form.resize(360, 700)
    form.begin(Details(), title="New contact", region="GB")
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.setFocus()
    return form


@pytest.fixture
def said(form: ContactForm) -> list[object]:
    """What the form asked for: details to save, or "left"."""
    said: list[object] = []
    form.save_wanted.connect(said.append)
    form.left.connect(lambda: said.append("left"))
    return said


def test_what_was_filled_in_comes_out_unchanged(form: ContactForm, said: list[object]) -> None:
    form.begin(ADA, title="Edit Ada", region="GB")
    assert not form.changed
    form.submit()
    (saved,) = said
    assert isinstance(saved, Details)
    assert (saved.name, saved.company, saved.email, saved.notes) == (
        ADA.name,
        ADA.company,
        ADA.email,
        ADA.notes,
    )
    assert [(one.label, one.preferred) for one in saved.numbers] == [("work", False), ("mobile", True)]


def test_what_an_import_took_is_not_cut_by_opening_and_saving_it(
    form: ContactForm, said: list[object]
) -> None:
    """An import takes names of 500 characters and labels of 100; a service may have longer ones."""
    label, number = "l" * LONGEST_LABEL, "letters " + "n" * (LONGEST_LABEL - 8)
    long = Details("n" * LONGEST_NAME, "c" * 900, (Number(number, label),), "e" * LONGEST_NAME, "Blue door.")
    form.begin(long, title="Edit", region="GB")
    assert not form.changed
    form.submit()
    assert said == [long]


def test_a_contact_is_typed_and_saved_without_a_mouse(form: ContactForm, said: list[object]) -> None:
    QTest.keyClicks(form.name, "Ada  Berg ")
    number = form.numbers.fields[0]
    QTest.keyClicks(number.number, "020 7946 0111")
    QTest.keyClicks(form.notes, "Blue door.")
    QTest.keyClick(form.notes, Qt.Key.Key_Return, CTRL)
    assert said == [Details("Ada Berg", "", (Number("020 7946 0111", "mobile"),), "", "Blue door.")]


def test_tab_leads_through_the_form_in_the_order_of_reading(form: ContactForm) -> None:
    form.numbers.add()
    reached = []
    for _ in range(12):
        widget = form.focusWidget()
        assert widget is not None
        reached.append(widget.accessibleName() or form.numbers.add_button.text())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert reached == [
        "Name",
        "Company",
        "Label of number 1",
        "Number 1",
        "Take number 1 away",
        "Number 1 is preferred for texts",
        "Label of number 2",
        "Number 2",
        "Take number 2 away",
        "Add a number",
        "E-mail",
        "Notes",
    ]


@pytest.mark.parametrize(
    ("typed", "says", "warns"),
    [
        ("", "", False),
        ("020 7946 0111", "\u2068+44 20 7946 0111\u2069", False),
        ("+44 20 7946 0111", "", False),
        ("12", "This number is too short. It is kept as you typed it.", True),
        ("020 7946 0111 ext 4", "Texts cannot reach an extension", True),
        ("Reception", "This is a sender's name", True),
    ],
)
def test_a_number_says_below_itself_how_it_is_understood(typed: str, says: str, warns: bool) -> None:
    """B2, B12: the reason stands there while one types, and nothing typed is thrown away."""
    words, warned = understood(typed, "GB")
    assert words.startswith(says)
    assert bool(words) == bool(says)
    assert warned is warns


def test_the_reason_follows_each_key_and_the_lines_country(form: ContactForm) -> None:
    field = form.numbers.fields[0]
    QTest.keyClicks(field.number, "02")
    assert "too short" in field.says.text()
    assert field.number.accessibleDescription() == field.says.text()
    QTest.keyClicks(field.number, "0 7946 0111")
    assert field.says.text() == "\u2068+44 20 7946 0111\u2069"
    form.numbers.read_in(None)
    assert "country is missing" in field.says.text()


def test_exactly_one_of_several_numbers_is_preferred(form: ContactForm) -> None:
    first = form.numbers.fields[0]
    assert not first.preferred.isVisible()
    QTest.mouseClick(form.numbers.add_button, Qt.MouseButton.LeftButton)
    second = form.numbers.fields[1]
    assert second.number.hasFocus()
    assert [first.preferred.isChecked(), second.preferred.isChecked()] == [True, False]
    second.preferred.click()
    assert [first.preferred.isChecked(), second.preferred.isChecked()] == [False, True]


def test_a_number_that_is_taken_away_is_not_saved_and_leaves_the_focus_in_its_place(
    form: ContactForm, said: list[object]
) -> None:
    form.begin(ADA, title="Edit Ada", region="GB")
    QTest.mouseClick(form.numbers.fields[0].remove, Qt.MouseButton.LeftButton)
    assert form.numbers.fields[0].number.hasFocus()
    form.submit()
    (saved,) = said
    assert isinstance(saved, Details)
    assert [one.label for one in saved.numbers] == ["mobile"]
    QTest.mouseClick(form.numbers.fields[0].remove, Qt.MouseButton.LeftButton)
    assert len(form.numbers.fields) == 1
    assert form.details.numbers == ()


def test_a_label_of_ones_own_stays_as_it_was_typed(form: ContactForm) -> None:
    field = form.numbers.fields[0]
    field.number.setText("+447700900111")
    field.label.setCurrentText("night desk")
    assert form.details.numbers[0].label == "night desk"
    field.label.setCurrentText("Work")
    assert form.details.numbers[0].label == "work"


def test_an_empty_form_is_not_saved_and_says_what_is_missing(form: ContactForm, said: list[object]) -> None:
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert said == []
    assert form.trouble == "There is nothing to save yet: give a name, a company or a number."
    assert form.name.hasFocus()


def test_escape_leaves_an_unchanged_form_at_once(form: ContactForm, said: list[object]) -> None:
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert said == ["left"]


def test_escape_asks_before_it_throws_anything_away(form: ContactForm, said: list[object]) -> None:
    QTest.keyClicks(form.name, "Ada")
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert form.asks.text == "Discard what you typed?"
    assert form.asks.no.hasFocus()
    QTest.keyClick(form.asks.no, Qt.Key.Key_Escape)
    assert said == []
    assert not form.asks.text
    assert form.name.hasFocus()
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    QTest.mouseClick(form.asks.yes, Qt.MouseButton.LeftButton)
    assert said == ["left"]


def test_everything_in_the_form_has_a_name(form: ContactForm) -> None:
    form.numbers.add()
    form.asks.ask("Discard?", "Discard", "Keep editing")
    assert unnamed(form) == []
