"""The error guide: every code is found by its number or by words, and read by keys and aloud (H7)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.sms import errors
from desktop.ui.guide.guide_model import GuideModel
from desktop.ui.guide.guide_view import GuideView
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.theme import Theme
from tests.ui.account import unnamed
from tests.ui.handled import VIKTORS, Desk


@pytest.fixture
def guide(theme: Theme, qtbot: QtBot) -> GuideView:
    """The page alone."""
    view = GuideView(GuideModel(), theme)
    qtbot.addWidget(view)
    view.resize(1080, 640)
    view.show()
    qtbot.waitExposed(view)
    return view


def rows(guide: GuideView) -> list[str]:
    model = guide.list.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_the_guide_lists_every_entry_of_the_catalogue(guide: GuideView) -> None:
    assert len(rows(guide)) == len(errors.entries())
    assert guide.card.title.text()


def test_a_code_or_a_word_finds_its_entries(guide: GuideView) -> None:
    guide.search.setText("30007")
    assert rows(guide) == ["30007 Filtered as spam"]
    assert guide.card.title.text() == "Filtered as spam"
    assert "Only with other words" in guide.card.words["again"].text()
    assert "Twilio, code 30007" in guide.card.words["source"].text()
    guide.search.setText("landline")
    assert rows(guide)[0] == "landline Landline"


def test_nothing_found_is_said_and_the_search_is_cleared_by_a_button(guide: GuideView) -> None:
    guide.search.setText("xyzzy")
    assert rows(guide) == []
    guide._nothing.acted.emit()
    assert len(rows(guide)) == len(errors.entries()) and guide.search.text() == ""


def test_the_keyboard_goes_from_the_field_into_the_list_and_back(guide: GuideView, qtbot: QtBot) -> None:
    guide.activateWindow()
    qtbot.waitUntil(guide.isActiveWindow)
    guide.search.setFocus()
    guide.search.setText("21")
    QTest.keyClick(guide.search, Qt.Key.Key_Down)
    assert guide.list.hasFocus()
    QTest.keyClick(guide.list, Qt.Key.Key_Down)
    assert guide.list.currentIndex().row() == 1
    assert guide.card.title.text() in str(guide.list.currentIndex().data())
    QTest.keyClick(guide.list, Qt.Key.Key_Up)
    QTest.keyClick(guide.list, Qt.Key.Key_Up)
    assert guide.search.hasFocus()


def test_an_explanation_that_is_inferred_says_so(guide: GuideView) -> None:
    guide.search.setText("21214")
    assert "suggests" in guide.card.words["note"].text()
    guide.search.setText("21211")
    assert guide.card.words["note"].text() == ""


def test_an_explanation_can_be_copied_with_the_address_of_the_services_page(guide: GuideView) -> None:
    guide.search.setText("30007")
    guide.card.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Filtered as spam\n")
    assert copied.endswith("https://www.twilio.com/docs/errors/30007")


def test_everything_in_the_guide_has_a_name_and_rows_are_read_as_one_sentence(guide: GuideView) -> None:
    guide.search.setText("30007")
    assert unnamed(guide) == []
    spoken = guide.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "30007, Filtered as spam, Twilio · Wording"
    assert "took the text for spam" in guide.card.accessibleDescription()


@pytest.mark.parametrize("width", [360, 1080])
def test_the_card_is_whole_at_every_width(guide: GuideView, width: int) -> None:
    guide.resize(width, 640)
    guide.search.setText("30007")
    QTest.qWait(0)
    for label in guide.card.words.values():
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
    assert guide.minimumSizeHint().width() <= width


@pytest.mark.parametrize("typed", ["30007", "landline"])
def test_ctrl_k_finds_a_code_and_enter_opens_the_guide_there(desk: Desk, typed: str) -> None:
    desk.press("Ctrl+K")
    desk.handling.jump.field.setText(typed)
    assert typed in str(desk.handling.jump.list.currentIndex().data())
    QTest.keyClick(desk.handling.jump.field, Qt.Key.Key_Return)
    page = desk.window.pages["guide"]
    assert desk.window.page == "guide" and isinstance(page, GuideView)
    assert page.search.text() == typed and page.search.hasFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert desk.window.page == "messages"


def test_a_failed_texts_card_opens_the_guide_at_its_code(desk: Desk) -> None:
    desk.messages.open(VIKTORS)
    desk.messages.pane.failures.guide_wanted.emit("30008")
    page = desk.window.pages["guide"]
    assert isinstance(page, GuideView) and rows(page) == ["30008 No reason given"]


def test_the_preferences_lead_to_the_guide(desk: Desk) -> None:
    desk.window.show_page("preferences")
    page = desk.window.pages["preferences"]
    page.page_wanted.emit("guide")  # type: ignore[attr-defined]
    assert desk.window.page == "guide"


def test_the_services_page_is_asked_about_before_it_opens(guide: GuideView) -> None:
    guide.search.setText("30007")
    guide.card.link.click()
    (question,) = guide.findChildren(LinkQuestion)
    assert question.isVisible() and "twilio.com" in question.host.accessibleName()
    question.reject()
