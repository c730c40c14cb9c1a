"""The composer by keys and for ears: the counter while typing, Enter, what stops a send, drafts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QAccessible, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.store import drafts, messages
from desktop.ui.roles import SIZES
from desktop.ui.theme import Choice, Theme
from tests.ui.account import ACCOUNT, ALERTS, INTAKE, SUPPORT, Account
from tests.ui.messages.texts import VIKTOR, ZOE, Tab, full_disk, offer, put

NOTHING = Qt.KeyboardModifier.NoModifier


def named(tab: Tab, name: str) -> QWidget:
    """The one showing widget of this accessible name."""
    (found,) = [
        one for one in tab.window.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()
    ]
    return found


def counter(tab: Tab) -> QLabel:
    label = named(tab, "Segment counter")
    assert isinstance(label, QLabel)
    return label


def spoken(widget: QWidget) -> str:
    """The accessible description, as a screen reader gets it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def send_button(tab: Tab) -> QPushButton:
    button = named(tab, "Send")
    assert isinstance(button, QPushButton)
    return button


def press(tab: Tab, key: Qt.Key, *, held: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(tab.view.composer.edit, QKeyEvent(kind, key, NOTHING, "\r", held))


def bodies(account: Account) -> list[str]:
    return [one.body for one in messages.newest(account.db)]


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    """Zoë's conversation is open, its composer has the focus."""
    offer(account)
    tab.view.open(put(account, ["Is it there?"]))
    return tab


def test_the_counter_follows_every_key(zoe: Tab) -> None:
    """B5: and what a screen reader reads of it is its live text."""
    edit = zoe.view.composer.edit
    assert counter(zoe).text() == spoken(counter(zoe)) == "0/160 · 0 parts · 160 left · GSM-7"
    QTest.keyClicks(edit, "Hello")
    assert counter(zoe).text() == spoken(counter(zoe)) == "5/160 · 1 part · 155 left · GSM-7"
    QTest.keyClicks(edit, "x" * 155)
    assert counter(zoe).text().startswith("160/160 · 1 part")
    QTest.keyClicks(edit, "y")
    assert counter(zoe).text().startswith("161/306 · 2 parts")
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert counter(zoe).text().startswith("160/160 · 1 part")
    edit.selectAll()
    edit.insertPlainText("x" * 69 + "😀")
    assert spoken(counter(zoe)) == "71/134 · 2 parts · 63 left · UCS-2"


def test_a_narrow_counter_is_cut_to_what_matters_and_still_spoken_as_a_whole(zoe: Tab, qtbot: QtBot) -> None:
    QTest.keyClicks(zoe.view.composer.edit, "Hello")
    zoe.view.composer.setFixedWidth(170)
    qtbot.waitUntil(lambda: counter(zoe).text() == "5/160 · 1 part")
    assert spoken(counter(zoe)) == "5/160 · 1 part · 155 left · GSM-7"


def test_the_counter_turns_to_a_warning_and_to_bad(zoe: Tab, theme: Theme) -> None:
    def colour() -> str:
        return counter(zoe).palette().color(counter(zoe).foregroundRole()).name()

    edit = zoe.view.composer.edit
    assert colour() == theme.color("muted").name()
    edit.insertPlainText("It’s")
    assert colour() == theme.color("warn").name()
    assert "’ (U+2019)" in counter(zoe).toolTip()
    edit.insertPlainText("x" * 1600)
    assert colour() == theme.color("bad").name()
    theme.choose(Choice.DARK)
    assert colour() == theme.color("bad").name()


def test_enter_sends_once_and_the_bubble_stands_at_once(account: Account, zoe: Tab) -> None:
    """C1: before anything else happens."""
    QTest.keyClicks(zoe.view.composer.edit, "On its way")
    press(zoe, Qt.Key.Key_Return)
    assert zoe.thread.messages()[-1].body == "On its way"
    assert zoe.view.composer.edit.toPlainText() == ""
    assert zoe.view.composer.edit.hasFocus()
    assert bodies(account) == ["On its way", "Is it there?"]


def test_a_held_enter_sends_once(account: Account, zoe: Tab) -> None:
    QTest.keyClicks(zoe.view.composer.edit, "Hello")
    press(zoe, Qt.Key.Key_Return)
    for _ in range(5):
        zoe.view.composer.edit.insertPlainText("x")
        press(zoe, Qt.Key.Key_Return, held=True)
    assert bodies(account).count("Hello") == 1
    assert zoe.view.composer.edit.toPlainText() == "xxxxx"
    assert len(bodies(account)) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_shift_enter_begins_a_line(account: Account, zoe: Tab, key: Qt.Key) -> None:
    edit = zoe.view.composer.edit
    QTest.keyClicks(edit, "one")
    QTest.keyClick(edit, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(edit, "two")
    press(zoe, key)
    assert bodies(account)[0] == "one\ntwo"


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u00a0"])
def test_a_text_of_nothing_is_never_sent(account: Account, zoe: Tab, text: str) -> None:
    zoe.view.composer.edit.insertPlainText(text)
    press(zoe, Qt.Key.Key_Return)
    assert not send_button(zoe).isEnabled()
    assert bodies(account) == ["Is it there?"]
    assert zoe.view.composer.edit.toPlainText() == text.replace("\u00a0", " ")


@pytest.mark.parametrize("how", ["mouse", "space", "enter"])
def test_the_button_sends_by_mouse_and_by_keys(account: Account, zoe: Tab, how: str) -> None:
    QTest.keyClicks(zoe.view.composer.edit, "Hello")
    button = send_button(zoe)
    if how == "mouse":
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space if how == "space" else Qt.Key.Key_Return)
    assert bodies(account)[0] == "Hello"
    assert zoe.view.composer.edit.hasFocus()


def test_an_overlong_paste_is_kept_whole_and_stopped_with_its_reason(account: Account, zoe: Tab) -> None:
    """B4: never cut, and the excess is named."""
    paste = QMimeData()
    paste.setText("x" * 2000)
    zoe.view.composer.edit.insertFromMimeData(paste)
    press(zoe, Qt.Key.Key_Return)
    assert zoe.view.composer.edit.toPlainText() == "x" * 2000
    assert zoe.view.composer.strip.texts() == [
        "The text is 400 characters too long; 1600 are allowed. Shorten it to send it."
    ]
    assert zoe.view.composer.strip.isVisible()
    assert not send_button(zoe).isEnabled()
    assert bodies(account) == ["Is it there?"]


def test_only_the_words_of_a_rich_paste_are_taken(zoe: Tab) -> None:
    paste = QMimeData()
    paste.setHtml("<b>bold</b>")
    paste.setText("bold")
    zoe.view.composer.edit.insertFromMimeData(paste)
    assert zoe.view.composer.edit.toPlainText() == "bold"
    picture = QMimeData()
    picture.setImageData(b"")
    zoe.view.composer.edit.insertFromMimeData(picture)
    assert zoe.view.composer.edit.toPlainText() == "bold"


def test_a_draft_comes_back_with_its_conversation(account: Account, zoe: Tab) -> None:
    viktor = put(account, ["Hi"], peer=VIKTOR)
    edit = zoe.view.composer.edit
    QTest.keyClicks(edit, "Half a sen")
    zoe.view.open(viktor)
    assert edit.toPlainText() == ""
    QTest.keyClicks(edit, "Other")
    zoe.view.open(1)
    assert edit.toPlainText() == "Half a sen"
    QTest.keyClicks(edit, "tence")
    assert edit.toPlainText() == "Half a sentence"


def test_a_click_on_the_open_conversation_keeps_text_place_and_undo(
    account: Account, zoe: Tab, qtbot: QtBot
) -> None:
    """Demand 15, as it was lost elsewhere by exactly this click."""
    edit = zoe.view.composer.edit
    QTest.keyClicks(edit, "one two")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    qtbot.waitUntil(lambda: drafts.get(account.db, ACCOUNT, SUPPORT, ZOE).body == "one two")
    qtbot.waitUntil(lambda: zoe.conversations.rowCount() == 1)
    spot = zoe.view.list.visualRect(zoe.conversations.index(0)).center()
    QTest.mouseClick(zoe.view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (edit.toPlainText(), edit.textCursor().position()) == ("one two", 0)
    edit.undo()
    assert edit.toPlainText() != "one two"
    edit.redo()
    assert edit.toPlainText() == "one two"


def test_escape_never_costs_a_draft(zoe: Tab) -> None:
    edit = zoe.view.composer.edit
    QTest.keyClicks(edit, "Hello")
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.toPlainText() == "Hello"
    zoe.view.open(1)
    assert edit.toPlainText() == "Hello"


def test_a_receive_only_line_shows_its_threads_read_only_with_the_reason(account: Account, tab: Tab) -> None:
    """A5"""
    tab.lines.choose(ACCOUNT, INTAKE)
    tab.view.open(put(account, ["Hi"], line=INTAKE))
    edit = tab.view.composer.edit
    reason = "\u2068+33 6 39 98 00 10\u2069 can receive, but nothing can be sent from it."
    QTest.keyClicks(edit, "Hello")
    assert edit.isReadOnly()
    assert edit.toPlainText() == ""
    assert tab.view.composer.strip.texts() == [reason]
    assert spoken(edit) == reason
    assert not send_button(tab).isEnabled()
    assert tab.thread.rowCount() == 1


def test_a_send_only_line_says_that_no_reply_can_arrive_and_sends(account: Account, tab: Tab) -> None:
    """A5"""
    offer(account)
    tab.lines.choose(ACCOUNT, ALERTS)
    tab.view.open(put(account, ["Hi"], line=ALERTS, outbound=True))
    assert tab.view.composer.strip.texts() == [
        "\u2068+61 491 570 156\u2069 can send, but replies to it cannot arrive."
    ]
    QTest.keyClicks(tab.view.composer.edit, "Hello")
    press(tab, Qt.Key.Key_Return)
    assert bodies(account)[0] == "Hello"


def test_nobody_can_answer_a_sender_s_name(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, ["Your parcel"], peer="PARCELBOX"))
    assert tab.view.composer.edit.isReadOnly()
    assert "nobody can answer it" in tab.view.composer.strip.texts()[0]


def test_a_full_disk_keeps_the_text_and_is_said_once_it_is_over_no_more(account: Account, zoe: Tab) -> None:
    QTest.keyClicks(zoe.view.composer.edit, "Hello")
    with full_disk(account):
        press(zoe, Qt.Key.Key_Return)
        (said,) = zoe.view.composer.strip.texts()
        assert said.endswith("The text was not sent and is still here.")
        assert zoe.view.composer.edit.toPlainText() == "Hello"
    press(zoe, Qt.Key.Key_Return)
    assert zoe.view.composer.strip.texts() == []
    assert bodies(account) == ["Hello", "Is it there?"]


def test_the_field_grows_to_eight_lines_and_then_scrolls(zoe: Tab, qtbot: QtBot) -> None:
    edit = zoe.view.composer.edit
    heights = []
    for _ in range(12):
        qtbot.waitUntil(lambda: edit.height() == edit.sizeHint().height())
        heights.append(edit.height())
        edit.insertPlainText("line\n")
    assert heights == sorted(heights)
    assert heights[8] == heights[-1] > 5 * heights[0] / 2
    edit.clear()
    qtbot.waitUntil(lambda: edit.height() == heights[0])
    assert zoe.view.height() == 640


class Resizes(QObject):
    """Counts how often a widget changes its size."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Resize
        return False


def test_typing_over_the_edge_of_a_line_comes_to_rest(zoe: Tab, qtbot: QtBot) -> None:
    """A scroll bar that comes and goes with the lines that it makes longer once hung the whole window."""
    edit = zoe.view.composer.edit
    resizes = Resizes(edit.viewport())
    for _ in range(26):
        QTest.keyClicks(edit, "abcde")
        qtbot.wait(1)
        assert resizes.count < 12
    assert edit.document().size().height() == 2
    assert edit.verticalScrollBar().maximum() == 0


def test_tab_leaves_the_field_and_goes_on_to_send(zoe: Tab) -> None:
    QTest.keyClicks(zoe.view.composer.edit, "Hello")
    QTest.keyClick(zoe.view.composer.edit, Qt.Key.Key_Tab)
    assert send_button(zoe).hasFocus()
    assert zoe.view.composer.edit.toPlainText() == "Hello"


@pytest.mark.parametrize("width", [360, 1080])
def test_field_counter_and_button_stand_in_their_places(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot, width: int
) -> None:
    offer(account)
    there = put(account, ["Hi"], tell=False)
    tab = open_tab(width=width)
    tab.view.open(there)
    pane = tab.view.composer
    qtbot.waitUntil(lambda: pane.width() > 300)
    edit, button = tab.view.composer.edit, send_button(tab)
    assert edit.mapTo(pane, edit.rect().topLeft()).x() == 2 * SIZES.grid
    right = edit.mapTo(pane, edit.rect().topRight()).x()
    assert button.mapTo(pane, button.rect().topRight()).x() == right == pane.width() - 2 * SIZES.grid - 1
    assert not counter(tab).geometry().intersects(button.geometry())


@pytest.mark.parametrize("what", ["image", "file"])
def test_a_pasted_picture_is_refused_with_the_reason(zoe: Tab, tmp_path: Path, what: str) -> None:
    """B26"""
    edit = zoe.view.composer.edit
    QTest.keyClicks(edit, "Look: ")
    pasted = QMimeData()
    if what == "image":
        pasted.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    else:
        pasted.setUrls([QUrl.fromLocalFile(str(tmp_path / "1.png"))])
    assert edit.canInsertFromMimeData(pasted)
    edit.insertFromMimeData(pasted)
    assert edit.toPlainText() == "Look: "
    said = "Pictures and files cannot be sent from here. Put it on the web and send the link."
    assert said in zoe.view.composer.strip.texts()


def test_cells_of_a_table_are_pasted_as_their_words(zoe: Tab) -> None:
    """Office programs put a picture of the cells beside them."""
    pasted = QMimeData()
    pasted.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    pasted.setText("Monday\t10:00")
    zoe.view.composer.edit.insertFromMimeData(pasted)
    assert zoe.view.composer.edit.toPlainText() == "Monday\t10:00"
