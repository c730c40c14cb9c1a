"""Links from elsewhere fill the composer or the dialpad: nothing is sent, dialled or overwritten."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.store import drafts, lines, messages
from desktop.store.drafts import Draft
from desktop.ui.handed_links import HandedLinks
from desktop.ui.question_dialog import QuestionDialog
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, FREEPHONE, LINES, SALES, SUPPORT, Account, emptied, opened
from tests.ui.messages.texts import VIKTOR, ZOE, Tab, put

ASKED = "You had begun a text here, and it was left as it is. Add the words of the link to it?"


class Desk:
    """The Messages tab, a dialpad that remembers, and links for them."""

    def __init__(self, account: Account, theme: Theme) -> None:
        self.account = account
        self.tab = Tab(account, theme)
        self.page = ""
        self.greyed: set[str] = set()
        self.dialled = ""
        self.links = HandedLinks(
            self.tab.window,
            self.tab.lines,
            self.tab.view,
            self.tab.composer,
            show_page=self._show_page,
            dial=lambda number: setattr(self, "dialled", number),
        )

    def _show_page(self, name: str) -> bool:
        if name not in self.greyed:
            self.page = name
        return name not in self.greyed

    @property
    def box(self) -> QuestionDialog:
        assert self.links.question is not None
        return self.links.question

    @property
    def line(self) -> str:
        current = self.tab.lines.current
        return "" if current is None else current.number

    def press(self, words: str) -> None:
        (button,) = [one for one in self.box.findChildren(QPushButton) if one.text() == words]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with opened(tmp_path_factory.mktemp("store")) as account:
        yield account


@pytest.fixture
def account(store: Account) -> Iterator[Account]:
    with emptied(store) as account:
        yield account


@pytest.fixture
def desk(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(account, theme)
    desk.tab.lines.choose(ACCOUNT, SUPPORT)
    yield desk
    shiboken6.delete(desk.tab.window)


def test_a_text_link_fills_a_new_message_and_sends_nothing(desk: Desk) -> None:
    desk.links.open(f"sms:{ZOE}?body=a%26b%20c")
    target = desk.tab.composer.target
    assert target is not None
    assert (target.line, target.peer, desk.tab.composer.text) == (SUPPORT, ZOE, "a&b c")
    assert desk.page == "messages"
    assert desk.links.question is None
    assert messages.newest(desk.account.db) == []


def test_a_national_number_is_read_in_the_lines_country(desk: Desk) -> None:
    desk.links.open("sms:07700900123")
    assert desk.tab.composer.target is not None
    assert desk.tab.composer.target.peer == ZOE


def test_a_text_link_to_somebody_known_goes_on_with_their_thread(desk: Desk) -> None:
    talk = put(desk.account, ["Hi"])
    desk.links.open(f"sms:{ZOE}?body=Hello")
    assert desk.tab.thread.conversation_id == talk
    assert desk.tab.composer.text == "Hello"


def test_a_link_without_a_number_begins_a_new_message(desk: Desk) -> None:
    desk.links.open("sms:?body=Share%20this")
    target = desk.tab.composer.target
    assert target is not None and target.new
    assert desk.tab.composer.text == "Share this"


def test_a_draft_is_never_overwritten_and_the_words_are_offered(desk: Desk) -> None:
    drafts.keep(desk.account.db, ACCOUNT, SUPPORT, ZOE, Draft(body="half a sen"))
    desk.links.open(f"sms:{ZOE}?body=Hello")
    assert desk.tab.composer.text == "half a sen"
    assert desk.box.text() == ASKED
    QTest.keyClick(desk.box, Qt.Key.Key_Return)
    assert desk.links.question is None
    assert desk.tab.composer.text == "half a sen"
    desk.links.open(f"sms:{ZOE}?body=Hello")
    desk.press("Add it to the draft")
    assert desk.tab.composer.text == "half a sen\nHello"
    assert desk.links.question is None


def test_an_answer_that_comes_after_another_thread_was_opened_changes_nothing(
    desk: Desk,
) -> None:
    drafts.keep(desk.account.db, ACCOUNT, SUPPORT, ZOE, Draft(body="half a sen"))
    desk.links.open(f"sms:{ZOE}?body=Hello")
    desk.tab.view.start_with(VIKTOR)
    desk.press("Add it to the draft")
    assert desk.tab.composer.text == ""


def test_the_same_link_twice_asks_nothing(desk: Desk) -> None:
    for _ in range(2):
        desk.links.open(f"sms:{ZOE}?body=Hello")
    assert desk.tab.composer.text == "Hello"
    assert desk.links.question is None


def test_a_call_link_fills_the_dialpad_and_dials_nothing(desk: Desk) -> None:
    desk.links.open("tel:+44-7700-900-123")
    assert (desk.page, desk.dialled) == ("dialpad", ZOE)
    assert desk.links.question is None


def test_a_greyed_page_is_not_filled_behind_ones_back(desk: Desk) -> None:
    desk.greyed = {"dialpad", "messages"}
    desk.links.open("tel:+44-7700-900-123")
    desk.links.open(f"sms:{ZOE}?body=Hello")
    assert (desk.page, desk.dialled) == ("", "")
    assert desk.tab.composer.target is None


def test_an_extension_is_said_and_not_dialled(desk: Desk) -> None:
    desk.links.open("tel:+447700900123;ext=12")
    assert desk.dialled == ZOE
    assert "extension 12" in desk.box.text()


def test_a_link_may_name_the_line(desk: Desk) -> None:
    desk.links.open(f"sms:{ZOE}?line={quote(SALES)}&body=Hi")
    target = desk.tab.composer.target
    assert target is not None
    assert (target.line, desk.tab.composer.text) == (SALES, "Hi")


def test_a_line_that_is_not_ours_is_said_and_changes_nothing(desk: Desk) -> None:
    desk.links.open(f"sms:{ZOE}?line=%2B33639980099")
    assert "none of yours" in desk.box.text()
    target = desk.tab.composer.target
    assert target is not None and target.line == SUPPORT


def test_a_line_that_cannot_text_says_why(desk: Desk) -> None:
    desk.tab.lines.choose(ACCOUNT, FREEPHONE)
    desk.links.open(f"sms:{ZOE}?body=Hi")
    assert "cannot text" in desk.box.text()
    assert desk.page == ""
    assert desk.tab.composer.target is None


def test_a_link_that_cannot_be_opened_is_one_sentence(desk: Desk) -> None:
    for link, sentence in (
        ("https://example.com", "opens links to texts and calls only"),
        ("sms:" + "1" * 25_000, "too long"),
        (f"sms:{ZOE}?body=%FF", "damaged or holds hidden characters"),
        ("sms:+12025550123,+12025550124", "several people at once"),
        ("tel:", "names no telephone number"),
        ("sms:+4412", "too short"),
    ):
        desk.links.open(link)
        assert sentence in desk.box.text()
    assert desk.tab.composer.target is None


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (f"sms:+4412?line={quote(SALES)}", "too short"),
        (f"sms:999?line={quote(SALES)}", "is an emergency number"),
        (f"sms:{ZOE}?line={quote(FREEPHONE)}", "cannot text"),
    ],
)
def test_a_link_that_is_refused_leaves_the_line_as_it_is(desk: Desk, link: str, sentence: str) -> None:
    desk.links.open(link)
    assert sentence in desk.box.text()
    assert desk.line == SUPPORT
    assert (desk.page, desk.tab.composer.target) == ("", None)


def test_an_emergency_call_shows_on_the_dialpad_and_takes_no_line(desk: Desk) -> None:
    desk.links.open(f"tel:112;line={quote(SALES)}")
    assert (desk.page, desk.dialled, desk.line) == ("dialpad", "112", SUPPORT)


def test_a_call_link_may_name_the_line(desk: Desk) -> None:
    desk.links.open(f"tel:{ZOE};line={quote(SALES)}")
    assert (desk.dialled, desk.line) == (ZOE, SALES)


def test_a_page_that_stays_closed_gives_the_line_back(desk: Desk) -> None:
    desk.greyed = {"messages"}
    desk.links.open(f"sms:{ZOE}?line={quote(SALES)}")
    assert desk.line == SUPPORT


def test_what_was_said_of_a_link_is_over_when_the_next_one_opens(desk: Desk) -> None:
    desk.links.open("tel:")
    desk.links.open(f"sms:{ZOE}?body=Hi")
    assert desk.links.question is None


def test_a_damaged_link_is_refused_at_once_also_before_the_first_line(
    account: Account, theme: Theme, qtbot: QtBot
) -> None:
    lines.replace(account.db, ACCOUNT, [])
    desk = Desk(account, theme)
    desk.links.open(f"sms:{ZOE}?body=Hi")
    desk.links.open(f"sms:{ZOE}?body=%FF")
    assert "damaged" in desk.box.text()
    lines.replace(account.db, ACCOUNT, LINES)
    assert desk.tab.composer.text == "Hi"
    assert desk.links.question is None
    shiboken6.delete(desk.tab.window)


def test_however_many_links_a_page_opens_there_is_one_box(desk: Desk) -> None:
    for _ in range(20):
        desk.links.open("tel:")
    shown = [one for one in desk.tab.window.findChildren(QuestionDialog) if one.isVisible()]
    assert shown == [desk.box]


def test_a_link_that_comes_before_the_first_line_waits_for_it(
    account: Account, theme: Theme, qtbot: QtBot
) -> None:
    lines.replace(account.db, ACCOUNT, [])
    desk = Desk(account, theme)
    desk.links.open(f"sms:{ZOE}?body=Hi")
    assert "as soon as you have signed in" in desk.box.text()
    assert desk.tab.composer.target is None
    lines.replace(account.db, ACCOUNT, LINES)
    assert desk.tab.composer.text == "Hi"
    assert desk.links.question is None
    shiboken6.delete(desk.tab.window)
