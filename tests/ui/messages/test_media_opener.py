"""Opening a file of the thread: by click, by Enter, from the menu; shown, explained, saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.store.media import Attachment, Media
from desktop.ui.messages.media_opener import MediaOpener
from desktop.ui.messages.media_view import MediaView
from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.filed import Shelved, png, put_files
from tests.ui.messages.texts import Tab

PNG = Media("", "image/png", 1200)


class Opening:
    """A tab with a thread of files, and what opens them."""

    def __init__(self, account: Account, tab: Tab, theme: Theme, folder: Path) -> None:
        self.account = account
        self.tab = tab
        self.shelved = Shelved(account, folder)
        self.view = tab.view.thread_view
        self.opener = MediaOpener(self.shelved.model, self.view, theme, self.shelved.work)

    def put(self, body: str, *files: Media) -> list[Attachment]:
        """A text with files, in the open thread."""
        there, found = put_files(self.account, body, *files)
        self.tab.view.open(there)
        self.view.viewport().grab()
        return found

    def click(self, number: int = 0) -> None:
        """Press the chip of this number on the last text."""
        index = self.tab.thread.index(self.tab.thread.rowCount() - 1)
        bubble = self.view.bubbles.bubble(index)
        chip = bubble.chips.chips[number].area.translated(bubble.chips_at)
        point = self.view.visualRect(index).topLeft() + chip.center().toPoint()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=point)

    @property
    def shown(self) -> MediaView:
        """What is open."""
        assert self.opener.shown is not None
        return self.opener.shown


@pytest.fixture
def opening(account: Account, tab: Tab, theme: Theme, tmp_path: Path) -> Opening:
    return Opening(account, tab, theme, tmp_path)


def test_a_click_on_its_chip_shows_a_picture_and_escape_leads_back(opening: Opening, qtbot: QtBot) -> None:
    (one,) = opening.put("", PNG)
    opening.shelved.keep(one, png(), "image/png")
    opening.click()
    assert opening.shown.words.text() == "Fetching it …"
    opening.shelved.work.run()
    assert (opening.shown.picture.image.width(), opening.shown.picture.image.height()) == (40, 30)
    QTest.keyClick(opening.shown, Qt.Key.Key_Escape)
    assert opening.opener.shown is None
    qtbot.waitUntil(opening.view.hasFocus)


def test_enter_on_the_text_does_the_same(opening: Opening) -> None:
    """Everything works from the keyboard."""
    (one,) = opening.put("Look", PNG)
    opening.shelved.keep(one, png(), "image/png")
    opening.view.setFocus()
    opening.view.setCurrentIndex(opening.tab.thread.index(0))
    QTest.keyClick(opening.view, Qt.Key.Key_Return)
    opening.shelved.work.run()
    assert not opening.shown.picture.image.isNull()
    opening.shown.reject()


def test_of_several_files_enter_offers_each(opening: Opening) -> None:
    _, second = opening.put("", PNG, Media("", "application/pdf"))
    opening.view.setFocus()
    opening.view.setCurrentIndex(opening.tab.thread.index(0))
    QTest.keyClick(opening.view, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    assert names[:2] == ["1. Open Picture · 1 KB …", "2. Open PDF document …"]
    assert "Copy message" not in names  # there are no words
    menu.actions()[1].trigger()
    menu.close()
    opening.shelved.work.run()
    assert opening.opener.wanted == second.id
    opening.shown.reject()


def test_why_it_does_not_open_is_said_and_may_be_tried_again(opening: Opening) -> None:
    """E10: offline, what was never opened says so."""
    (one,) = opening.put("", PNG)
    opening.click()
    opening.shelved.work.run()
    assert "signed out" in opening.shown.words.text() and not opening.shown.save.isVisible()
    opening.shelved.keep(one, png(), "image/png")
    opening.shown.again.click()
    opening.shelved.work.run()
    assert not opening.shown.picture.image.isNull()
    opening.shown.reject()


@pytest.mark.parametrize(
    ("content", "mime", "words"),
    [
        (b"%PDF-1.7", "application/pdf", "PDF document, 1 KB. Linedesk does not show"),
        (b"<svg/>", "image/svg+xml", "cannot be read"),
        (b"GIF89a", "image/png", "cannot be read"),
        (b"MZ\x90", "image/jpeg", "cannot be read"),
    ],
)
def test_what_is_no_picture_can_be_saved_and_nothing_more(
    opening: Opening, content: bytes, mime: str, words: str
) -> None:
    (one,) = opening.put("", PNG)
    opening.shelved.keep(one, content, mime)
    opening.click()
    opening.shelved.work.run()
    assert words in opening.shown.words.text()
    assert opening.shown.save.isVisible() and not opening.shown.again.isVisible()
    opening.shown.reject()


def test_a_file_is_saved_where_somebody_wants_it(opening: Opening, tmp_path: Path) -> None:
    (one,) = opening.put("", PNG)
    opening.shelved.keep(one, png(), "image/png")
    opening.click()
    opening.shelved.work.run()
    opening.shown.save.click()
    (dialog,) = opening.shown.findChildren(QFileDialog)
    assert dialog.defaultSuffix() == "png"
    dialog.fileSelected.emit(str(tmp_path / "kept.png"))
    dialog.close()
    opening.shelved.work.run()
    assert (tmp_path / "kept.png").read_bytes() == png()
    assert opening.shown.words.text() == "Saved as kept.png."
    opening.shown.reject()


def test_the_thread_the_list_and_a_screen_reader_say_what_came_without_words(
    opening: Opening, account: Account
) -> None:
    there, _ = put_files(account, "", PNG)
    opening.tab.conversations.reload()
    opening.tab.view.open(there)
    row = opening.tab.thread.index(0)
    assert "Picture 1 KB" in str(row.data(Qt.ItemDataRole.AccessibleTextRole))
    listed = opening.tab.conversations.index(0)
    assert "Picture" in str(listed.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_second_file_takes_the_place_of_the_first(opening: Opening) -> None:
    first, second = opening.put("", PNG, PNG)
    for one in (first, second):
        opening.shelved.keep(one, png(), "image/png")
    opening.opener.open(first.id)
    before = opening.shown
    opening.opener.open(second.id)
    opening.shelved.work.run()
    assert opening.shown is not before and not opening.shown.picture.image.isNull()
    opening.shown.reject()
