import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.lines.line_model import LineModel
from desktop.ui.theme import Choice, Theme
from desktop.ui.tooltip import shows
from tests.ui.account import ACCOUNT, FREEPHONE, VOICE_ONLY_REASON, Account, names, unnamed
from tests.ui.contacts.conftest import PEOPLE

RESERVED = {"Calls", "Contacts", "Dialpad", "Messages", "Line", "To", "Send", "Conversations"}


@pytest.fixture
def wanted(page: ContactsView) -> list[str]:
    wanted: list[str] = []
    page.message_to.connect(wanted.append)
    return wanted


@pytest.fixture
def called(page: ContactsView) -> list[str]:
    called: list[str] = []
    page.call_wanted.connect(called.append)
    return called


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def listed(page: ContactsView) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_page_begins_in_its_search_and_typing_finds_from_the_first_character(page: ContactsView) -> None:
    """B3."""
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "z")
    assert listed(page) == ["Zoë Patel"]
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(listed(page)) == len(PEOPLE)


def test_enter_in_the_search_texts_the_first_match(page: ContactsView, wanted: list[str]) -> None:
    """B3: Enter picks."""
    QTest.keyClicks(page.search, "20 7946")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert wanted == ["+46701740605"]


def test_the_arrow_keys_move_in_the_list_while_one_types(page: ContactsView, wanted: list[str]) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(page.search, key)
    assert page.search.hasFocus()
    assert wanted == ["+46701740605"]


def test_enter_on_the_list_texts_the_contacts_first_number(page: ContactsView, wanted: list[str]) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted == ["+447700900123"]


def test_a_contact_without_a_number_texts_nobody(page: ContactsView, wanted: list[str]) -> None:
    assert page.list.currentIndex().data() == "Nell"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert wanted == []
    assert "The phone book has no number for this contact." in names(page)


def test_on_a_voice_only_line_enter_refuses_with_the_lines_reason(
    page: ContactsView, lines: LineModel, wanted: list[str]
) -> None:
    """A2, A3."""
    lines.choose(ACCOUNT, FREEPHONE)
    QTest.keyClicks(page.search, "zo")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert shows(VOICE_ONLY_REASON)
    assert wanted == []


def test_where_nobody_is_found_the_page_says_so_and_offers_the_way_back(page: ContactsView) -> None:
    QTest.keyClicks(page.search, "nobody <b>")
    assert page.people.pane.nobody.headline.text() == "Nobody found for “nobody <b>”"
    assert page.search.isVisible()
    assert not page.card.isVisible()
    QTest.mouseClick(page.people.pane.nobody.button, Qt.MouseButton.LeftButton)
    assert page.search.text() == ""
    assert page.search.hasFocus()
    assert page.card.isVisible()
    assert len(listed(page)) == len(PEOPLE)


def test_a_phone_book_that_changes_changes_the_page_and_keeps_the_current_contact(
    page: ContactsView, account: Account
) -> None:
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    newcomer = Contact(ACCOUNT, "4", "Aaron", "", (Number("+447700900199"),))
    contacts.replace(account.db, ACCOUNT, [newcomer, *PEOPLE])
    assert listed(page)[0] == "Aaron"
    assert page.list.currentIndex().data() == "Viktor"


def test_an_empty_phone_book_says_what_to_do_next_and_holds_the_buttons(
    page: ContactsView, account: Account
) -> None:
    contacts.replace(account.db, ACCOUNT, [])
    assert page.pages.currentWidget() is page.empty
    assert page.empty.headline.text() == "No contacts yet"
    assert not page.search.isVisible()
    account.offer(contacts=False)
    assert "no phone book" in page.empty.sentence.text()
    asked: list[str] = []
    page.dialpad_wanted.connect(lambda: asked.append("dialpad"))
    QTest.mouseClick(page.empty.dialpad_button, Qt.MouseButton.LeftButton)
    assert asked == ["dialpad"]
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.form.name.hasFocus()
    QTest.keyClick(page.form.name, Qt.Key.Key_Escape)
    assert page.empty.button.hasFocus()
    contacts.replace(account.db, ACCOUNT, PEOPLE)
    assert page.list.isVisible()


def test_the_context_menu_texts_calls_and_copies_each_number(
    page: ContactsView, wanted: list[str], called: list[str]
) -> None:
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    page.list.customContextMenuRequested.emit(page.list.visualRect(page.list.currentIndex()).center())
    (menu,) = page.findChildren(QMenu)
    actions = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert [text.split()[0] for text in actions] == [
        *("Message", "Call", "Copy") * 2,
        "Edit",
        "Delete",
        "Save",
    ]
    by_word = list(actions.values())
    for place in (3, 4, 5):
        by_word[place].trigger()
    assert wanted == called == ["+442079460958"]
    assert QGuiApplication.clipboard().text() == "+442079460958"
    assert not actions["Delete"].isEnabled()
    menu.close()


def test_where_there_is_no_row_there_is_no_context_menu(page: ContactsView) -> None:
    QTest.keyClicks(page.search, "zo")
    page.list.customContextMenuRequested.emit(QPoint(20, 120))
    assert page.findChildren(QMenu) == []


def test_tab_goes_from_the_search_to_the_list_to_the_cards_buttons(page: ContactsView) -> None:
    """Visual design: Tab order is reading order."""
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    reached = []
    for _ in range(9):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        reached.append(focused().accessibleName())
    viktor = "Viktor, mobile, \u2068+46 70 174 06 05\u2069"
    assert reached == [
        "Add a contact",
        "More for contacts",
        "Contact list",
        "Edit Viktor",
        "Delete Viktor",
        "Save Viktor as a file",
        f"Message {viktor}",
        f"Call {viktor}",
        f"Copy {viktor}",
    ]


def test_everything_that_takes_focus_is_named_and_no_name_is_another_parts(page: ContactsView) -> None:
    assert unnamed(page) == []
    assert RESERVED.isdisjoint(names(page))
    assert [names(page).count(name) for name in ("Search", "Contact list")] == [1, 1]


@pytest.mark.parametrize("width", [360, 760, 1080])
def test_the_page_fits_every_width_and_every_scheme(width: int, page: ContactsView, theme: Theme) -> None:
    page.resize(width, 440)
    pictures = []
    for choice in (Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST):
        theme.choose(choice)
        pictures.append(page.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert page.width() == width
