"""Ctrl+K: anybody, any page and any action by a few letters; offline, and without holding anything up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.store.people import Person
from desktop.ui.jump import jump_view
from desktop.ui.jump.fuzzy import NO_FIT, fitting
from desktop.ui.jump.jump_model import MOST, Command, JumpModel
from desktop.ui.jump.jump_view import JumpView
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, Account, opened, unnamed
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, know, put

COMMANDS = [Command("calls", "Show Calls", "Ctrl+1"), Command("quit", "Quit Linedesk", "Ctrl+Q")]


class Room:
    """A window with a field in it, and the list over it."""

    def __init__(self, account: Account, theme: Theme) -> None:
        self.window = QWidget()
        self.window.resize(720, 560)
        self.below = QLineEdit()
        self.below.setAccessibleName("Below")
        QVBoxLayout(self.window).addWidget(self.below)
        self.model = JumpModel(account.db, self.window)
        self.view = JumpView(self.model, lambda: COMMANDS, theme, self.window)
        self.people: list[Person] = []
        self.commands: list[str] = []
        self.view.person_chosen.connect(self.people.append)
        self.view.command_chosen.connect(self.commands.append)
        self.window.show()
        self.window.activateWindow()
        self.below.setFocus()

    def titles(self) -> list[str]:
        rows = self.model.rowCount()
        return [str(self.model.index(row).data(Qt.ItemDataRole.DisplayRole)) for row in range(rows)]

    def look(self, words: str) -> list[str]:
        self.view.field.clear()
        QTest.keyClicks(self.view.field, words)
        return self.titles()


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        know(account, "Zoë Patel", ZOE, company="Patel & Co")
        know(account, "Harbour Dental", HARBOUR)
        put(account, ["Hi"], peer=VIKTOR, tell=False)
        put(account, ["Hi"], peer=ZOE, since=NOON.replace(hour=13), tell=False)
        yield account


@pytest.fixture
def room(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    room = Room(account, theme)
    qtbot.addWidget(room.window)
    qtbot.waitUntil(room.window.isActiveWindow)
    yield room


def test_before_anything_is_typed_the_latest_conversations_stand_first(room: Room) -> None:
    room.view.open()
    assert room.view.field.hasFocus()
    assert room.titles() == [
        "Zoë Patel",
        "\u2068+44 7700 900456\u2069",
        "Harbour Dental",
        "Show Calls",
        "Quit Linedesk",
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("zoe", "Zoë Patel"),
        ("PAT", "Zoë Patel"),
        ("pat zo", "Zoë Patel"),
        ("co patel", "Zoë Patel"),
        ("hrbr", "Harbour Dental"),
        ("07700 900 456", "\u2068+44 7700 900456\u2069"),
        ("quit", "Quit Linedesk"),
        ("calls", "Show Calls"),
    ],
)
def test_a_few_letters_or_digits_find(room: Room, words: str, first: str) -> None:
    room.view.open()
    assert room.look(words)[0] == first


def test_enter_goes_to_the_person_the_list_is_gone_and_the_focus_back(room: Room) -> None:
    room.view.open()
    room.look("zoe")
    QTest.keyClick(room.view.field, Qt.Key.Key_Return)
    (person,) = room.people
    assert (person.name, person.number) == ("Zoë Patel", ZOE)
    assert person.conversation_id is not None
    assert not room.view.isVisible()
    assert room.below.hasFocus()


def test_somebody_without_texts_and_an_action_are_gone_to_as_well(room: Room) -> None:
    room.view.open()
    room.look("harbour")
    QTest.keyClick(room.view.field, Qt.Key.Key_Return)
    assert [(one.number, one.conversation_id) for one in room.people] == [(HARBOUR, None)]
    room.view.open()
    room.look("quit")
    QTest.keyClick(room.view.field, Qt.Key.Key_Return)
    assert room.commands == ["quit"]


def test_arrow_keys_choose_another_row_and_each_is_read_out(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(jump_view, "announce", lambda _, text: heard.append(text))
    room.view.open()
    QTest.keyClick(room.view.field, Qt.Key.Key_Down)
    QTest.keyClick(room.view.field, Qt.Key.Key_Up)
    QTest.keyClick(room.view.field, Qt.Key.Key_PageDown)
    assert heard[0].startswith("\u2068+44 7700 900456\u2069")
    assert heard[1].startswith("Zoë Patel, \u2068+44 7700 900123\u2069")
    assert heard[2] == "Quit Linedesk, Ctrl+Q"
    QTest.keyClick(room.view.field, Qt.Key.Key_Return)
    assert room.commands == ["quit"]


def test_a_click_goes_there_too(room: Room) -> None:
    room.view.open()
    spot = room.view.list.visualRect(room.model.index(2)).center()
    QTest.mouseClick(room.view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [one.number for one in room.people] == [HARBOUR]


@pytest.mark.parametrize("how", ["escape", "again", "elsewhere"])
def test_it_closes_by_escape_by_its_keys_and_when_something_else_has_the_focus(room: Room, how: str) -> None:
    room.view.open()
    room.look("zo")
    if how == "escape":
        QTest.keyClick(room.view.field, Qt.Key.Key_Escape)
    elif how == "again":
        room.view.open()
    else:
        room.below.setFocus()
    assert not room.view.isVisible()
    assert room.below.hasFocus()
    assert room.people == []
    assert room.commands == []
    assert room.model.rowCount() == 0


def test_nothing_found_is_said_and_enter_does_nothing(room: Room) -> None:
    room.view.open()
    assert room.look("xyzzy") == []
    assert any(one.isVisible() and one.text().startswith("Nobody") for one in room.view.findChildren(QLabel))
    QTest.keyClick(room.view.field, Qt.Key.Key_Return)
    assert room.view.isVisible()


def test_every_control_of_it_has_a_name(room: Room) -> None:
    room.view.open()
    assert unnamed(room.window) == []


def test_it_stays_inside_a_narrow_window(room: Room) -> None:
    room.window.resize(360, 560)
    room.view.open()
    assert room.window.rect().contains(room.view.geometry())
    room.window.resize(700, 560)
    assert room.view.geometry().center().x() == pytest.approx(350, abs=2)


def test_of_very_many_only_the_best_are_shown(account: Account, room: Room) -> None:
    people = [
        Contact(ACCOUNT, str(n), f"Person {n}", "", (Number(f"+4477009{n:05}"),)) for n in range(MOST + 20)
    ]
    contacts.replace(account.db, ACCOUNT, people)
    room.view.open()
    assert len(room.look("person")) == MOST


def test_names_made_of_html_stand_as_they_are(account: Account, room: Room) -> None:
    know(account, "<img src=x>", "+447700900777")
    room.view.open()
    assert room.look("img") == ["<img src=x>"]


def test_beginnings_fit_better_than_parts_and_parts_better_than_scattered_letters() -> None:
    def place(wanted: str, title: str, rest: str = "", digits: str = "") -> int:
        return fitting(wanted)(title, rest, digits)

    order = [
        place("ann", "anna olsen"),
        place("ann", "mary ann"),
        place("ann", "joanna"),
        place("ann co", "anna", "co"),
        place("ano", "anna olsen"),
    ]
    assert order == sorted(set(order))
    assert place("ann", "viktor") == NO_FIT
    assert place("0770", "viktor", "", "447700900456") < NO_FIT
    assert place("770 x", "viktor", "", "447700900456") == NO_FIT
