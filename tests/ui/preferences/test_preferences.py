"""The page of preferences: each choice with a sentence, in force and on disk at once, found by its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.settings.preferences import Preferences, load
from desktop.ui.preferences.choices import LINK, choices
from desktop.ui.preferences.controls import Options, Switch, TextSize
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.preferences.preferences_view import PreferencesView
from desktop.ui.theme import Theme
from tests.desk import clipped
from tests.ui.account import unnamed

NOT_CHOSEN_HERE = {"last_dialled", "shortcuts", "line", "all_lines", "splitter", "size", "told_of_tray"}
"""What other places choose, or the window remembers by itself."""


class Room:
    """The page in a window, on a file of its own; ``tray`` says whether the desktop has one."""

    def __init__(self, path: Path, theme: Theme) -> None:
        self.path = path
        self.tray = True
        self.model = PreferencesModel(path)
        self.page = PreferencesView(self.model, theme, has_tray=lambda: self.tray)
        self.page.resize(720, 700)
        self.page.show()
        self.page.activateWindow()

    def on_disk(self) -> Preferences:
        return load(self.path)

    def control(self, name: str) -> QWidget:
        return self.page.rows[name].control

    def options(self, name: str) -> Options:
        found = self.control(name)
        assert isinstance(found, Options)
        return found

    def switch(self, name: str) -> Switch:
        found = self.control(name)
        assert isinstance(found, Switch)
        return found

    @property
    def size(self) -> TextSize:
        found = self.control("text_size")
        assert isinstance(found, TextSize)
        return found

    def showing(self) -> list[str]:
        return [name for name, row in self.page.rows.items() if row.isVisible()]


@pytest.fixture
def room(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    room = Room(tmp_path / "preferences.json", theme)
    qtbot.addWidget(room.page)
    qtbot.waitUntil(room.page.isActiveWindow)
    yield room


def test_every_choice_that_a_person_has_is_on_the_page_with_a_sentence(room: Room) -> None:
    """Issue 3, item 3: one searchable page, a sentence each."""
    offered = {one.name for one in choices() if one.kind != LINK}
    assert offered == set(Preferences.model_fields) - NOT_CHOSEN_HERE
    assert all(one.sentence.endswith(".") for one in choices())
    words = "\n".join(label.text() for label in room.page.findChildren(QLabel))
    assert all(one.title in words and one.sentence in words for one in choices())


def test_one_of_several_is_in_force_and_on_disk_at_once(room: Room) -> None:
    room.options("scheme").setFocus()
    QTest.keyClick(room.options("scheme"), Qt.Key.Key_Down)
    assert room.model.now.scheme == room.on_disk().scheme == "light"
    QTest.keyClick(room.options("send_with"), Qt.Key.Key_End)
    assert room.on_disk().send_with == "ctrl_enter"


def test_a_switch_is_in_force_and_on_disk_at_once_and_says_so_in_words(room: Room) -> None:
    switch = room.switch("notifications")
    assert switch.text() == "On"
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.text() == "Off"
    assert room.model.now.notifications is room.on_disk().notifications is False


def test_the_text_s_size_is_tried_while_dragging_and_taken_on_letting_go(room: Room) -> None:
    slider = room.size.slider
    usual = room.size.sample.font().pointSizeF()
    slider.setSliderDown(True)
    slider.setValue(15)
    assert room.size.per_cent.text() == "150 %"
    assert room.size.sample.font().pointSizeF() == pytest.approx(usual * 1.5)
    assert room.model.now.text_size == 100
    slider.setSliderDown(False)
    assert room.on_disk().text_size == 150


def test_a_key_on_the_slider_is_taken_at_once(room: Room) -> None:
    QTest.keyClick(room.size.slider, Qt.Key.Key_Right)
    assert room.on_disk().text_size == 110


def test_what_is_changed_elsewhere_shows(room: Room) -> None:
    room.model.change(scheme="dark", notifications=False, text_size=140)
    assert room.options("scheme").currentText() == "Dark"
    assert not room.switch("notifications").isChecked()
    assert room.size.slider.value() == 14


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dark", "scheme"),
        ("SLIDER", None),
        ("larger smaller", "text_size"),
        ("tray", "close_to_tray"),
        ("softphone", "call_with"),
        ("sign-in", "accounts"),
    ],
)
def test_words_of_a_title_or_a_sentence_find_their_choice(room: Room, words: str, found: str | None) -> None:
    QTest.keyClicks(room.page.search, words)
    assert (found in room.showing()) if found else (room.showing() == [])
    nothing = [one.text() for one in room.page.findChildren(QLabel) if one.isVisible()]
    assert ("No preference has these words. Try another one." in nothing) is (found is None)
    room.page.search.clear()
    assert len(room.showing()) == len(choices())


def test_without_a_tray_what_is_about_it_is_greyed_with_the_reason(room: Room) -> None:
    """Conventions 4.2, tray: no tray on the desktop, the window is never lost."""
    room.tray = False
    room.model.change(motion="off")
    for name in ("tray", "close_to_tray"):
        assert not room.switch(name).isEnabled()
        assert room.page.rows[name].reason == "This desktop has no tray."
        assert room.switch(name).accessibleDescription() == "This desktop has no tray."


def test_closing_to_a_tray_icon_that_is_off_is_greyed_with_the_reason(room: Room) -> None:
    assert room.switch("close_to_tray").isEnabled()
    QTest.keyClick(room.switch("tray"), Qt.Key.Key_Space)
    assert not room.switch("close_to_tray").isEnabled()
    assert room.page.rows["close_to_tray"].reason == "The tray icon is off. Switch it on first."
    QTest.keyClick(room.switch("tray"), Qt.Key.Key_Space)
    assert room.switch("close_to_tray").isEnabled()
    assert room.page.rows["close_to_tray"].reason == ""


@pytest.mark.parametrize("name", ["keys", "accounts"])
def test_a_button_leads_to_the_other_pages(room: Room, qtbot: QtBot, name: str) -> None:
    button = room.control(name)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(room.page.page_wanted) as asked:
        button.click()
    assert asked.args == [name]


def test_a_wheel_over_a_control_scrolls_the_page_and_changes_nothing(room: Room) -> None:
    for control in (room.options("scheme"), room.size.slider):
        at = QPointF(control.rect().center())
        down = QPoint(0, -120)
        wheel = QWheelEvent(
            at, control.mapToGlobal(at), down, down, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, wheel)
    assert room.model.now == Preferences()


def test_the_page_begins_in_its_search_and_every_control_is_named_and_described(room: Room) -> None:
    room.page.setFocus()
    assert room.page.search.hasFocus()
    assert unnamed(room.page) == []
    assert room.options("scheme").accessibleName() == "Colours"
    assert room.options("scheme").accessibleDescription().startswith("System follows your desktop")
    assert room.size.slider.accessibleName() == "Text size"


def test_tab_goes_through_all_choices_in_reading_order_and_scrolls_to_them(room: Room, qtbot: QtBot) -> None:
    room.page.resize(720, 300)
    room.page.search.setFocus()
    focus: QWidget | None = room.page.search
    reached = []
    for _ in choices():
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = room.page.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleName())
        area = room.page.findChild(QScrollArea)
        assert area is not None
        middle = focus.mapTo(area.viewport(), focus.rect().center())
        assert area.viewport().rect().contains(middle), reached
    assert reached == [one.title for one in choices()]


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [360, 1080])
def test_nothing_is_clipped(room: Room, theme: Theme, qtbot: QtBot, width: int, size: int) -> None:
    theme.set_text_size(size)
    room.page.resize(width, 5000)
    qtbot.waitUntil(lambda: clipped(room.page) == [])
    area = room.page.findChild(QScrollArea)
    assert area is not None
    inside = area.widget()
    assert inside is not None and inside.width() <= area.viewport().width()
