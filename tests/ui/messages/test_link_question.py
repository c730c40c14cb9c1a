"""The question before a link opens: it shows the true host, and nothing opens without it."""

import re
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.sms.links import LinkKind, links_in
from desktop.sms.web_address import Host, WebAddress
from desktop.ui.messages.link_opener import LinkOpener
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.theme import Theme

SPOOFS = {
    "https://bank.example@evil.example/login": "evil.example",
    "https://bank.example\u202e@evil.example": "bank.example",
    "https://аррӏе.com/": "xn--80ak6aa92e.com",
    "https://xn--80ak6aa92e.com/": "xn--80ak6aa92e.com",
    "http://3221225985/": "192.0.2.1",
    "http://192.0.2.1:8080/": "192.0.2.1",
    "https://bank.example.evil.example/bank.example": "bank.example.evil.example",
    "https://ｂａｎｋ。ｅｖｉｌ.example/": "bank.evil.example",
    "www.evil.example/https://bank.example": "www.evil.example",
    "mailto:me@evil.example?subject=https://bank.example": "evil.example",
}


class Browser(QObject):
    """Stands where the system's browser and mail program would: keeps what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("http", "https", "mailto"):
        # PySide's stubs want bytes here, PySide itself a str.
        QDesktopServices.setUrlHandler(scheme, browser, "take")  # type: ignore[arg-type]
    yield browser
    for scheme in ("http", "https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def opener(theme: Theme, qtbot: QtBot) -> Iterator[LinkOpener]:
    pane = QWidget()
    pane.resize(700, 500)
    pane.show()
    qtbot.waitExposed(pane)
    yield LinkOpener(pane, theme)
    shiboken6.delete(pane)


def ask(opener: LinkOpener, text: str) -> LinkQuestion:
    question = opener.ask(links_in(text)[0], text)
    assert question is not None
    return question


def shown_in(question: LinkQuestion) -> str:
    """Its words, without the signs that isolate them and let lines end."""
    return plain("\n".join(label.text() for label in question.findChildren(QLabel)))


def plain(words: str) -> str:
    return re.sub("[\u2068\u2069\u200b]", "", words)


@pytest.mark.parametrize("text", SPOOFS)
def test_nothing_opens_before_a_person_said_so_and_then_what_was_shown(
    opener: LinkOpener, browser: Browser, text: str
) -> None:
    question = ask(opener, text)
    assert browser.opened == []
    assert plain(question.host.text()) == SPOOFS[text]
    assert question.cancel_button.isDefault()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert browser.opened == []
    question = ask(opener, text)
    question.open_button.click()
    (address,) = browser.opened
    assert SPOOFS[text] in address
    assert question.address.toPlainText().split("://")[0] == address.split("://")[0]


def test_escape_and_cancel_open_nothing(opener: LinkOpener, browser: Browser) -> None:
    QTest.keyClick(ask(opener, "https://example.com"), Qt.Key.Key_Escape)
    ask(opener, "https://example.com").cancel_button.click()
    assert browser.opened == []


def test_cancel_has_the_focus_and_tells_a_screen_reader_where_it_leads(
    opener: LinkOpener, qtbot: QtBot
) -> None:
    question = ask(opener, "https://bank.example@evil.example")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is question.cancel_button)
    said = question.cancel_button.accessibleDescription()
    assert "evil.example" in plain(said) and "before the @" in said


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("https://example.com/", []),
        ("https://münchen.example/", ["beyond a to z"]),
        ("https://аррӏе.com/", ["several alphabets"]),
        ("https://bank.example@evil.example:8443/", ["before the @", "port"]),
        ("http://192.0.2.1/", ["number of a computer"]),
        ("\u202ehttps://example.com/", ["invisible signs"]),
        ("me@münchen.example", ["beyond a to z"]),
    ],
)
def test_what_is_doubtful_is_said(opener: LinkOpener, text: str, doubts: list[str]) -> None:
    question = ask(opener, text)
    assert len(question.doubts) == len(doubts)
    for words, sentence in zip(doubts, question.doubts, strict=True):
        assert words in sentence
        assert plain(sentence) in shown_in(question)


def test_a_name_in_other_letters_stands_beside_the_one_for_computers(opener: LinkOpener) -> None:
    assert "xn--mnchen-3ya.example" in shown_in(ask(opener, "https://münchen.example/"))
    question = ask(opener, "https://аррӏе.com/")
    assert "аррӏе.com" in shown_in(question)
    assert "аррӏе.com" not in plain(question.host.text())


@pytest.mark.parametrize("width", [340, 700])
def test_of_a_long_host_the_end_is_on_screen_too(opener: LinkOpener, width: int, qtbot: QtBot) -> None:
    host = "www.bank.example." + "a" * 60 + "." + "b" * 60 + ".evil.example"
    question = ask(opener, f"https://{host}/")
    qtbot.waitExposed(question)
    label = question.host
    lines = label.heightForWidth(label.width()) / label.fontMetrics().lineSpacing()
    assert lines >= label.fontMetrics().horizontalAdvance(host) / label.width()
    assert label.height() >= label.heightForWidth(label.width())
    assert label.sizeHint().width() <= question.width()


def test_everything_in_it_is_plain_text(opener: LinkOpener) -> None:
    question = ask(opener, "https://example.com/&lt;b&gt;x")
    assert question.address.toPlainText() == "https://example.com/&lt;b&gt;x"
    assert {label.textFormat() for label in question.findChildren(QLabel) if label.text()} == {
        Qt.TextFormat.PlainText
    }


def test_the_address_can_be_copied_whole(opener: LinkOpener, browser: Browser) -> None:
    ask(opener, "https://münchen.example/" + "x" * 300).copy_button.click()
    assert QGuiApplication.clipboard().text() == "https://xn--mnchen-3ya.example/" + "x" * 300
    assert browser.opened == []


def test_what_qt_would_open_elsewhere_than_was_shown_is_not_opened(
    browser: Browser, theme: Theme, qtbot: QtBot
) -> None:
    address = WebAddress("https://other.example/", Host("example.com", "example.com"), ())
    question = LinkQuestion(address, LinkKind.WEB, theme, None)
    question.open()
    question.open_button.click()
    assert browser.opened == []
    assert question.isVisible()
    assert "Copy the address" in question.trouble.text() and question.trouble.isVisible()
    question.reject()


def test_large_words_make_it_no_higher_than_the_window_and_the_rest_scrolls(
    opener: LinkOpener, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_text_size(200)
    question = ask(opener, next(iter(SPOOFS)))
    qtbot.waitExposed(question)
    assert question.height() <= 500
    bar = question.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() > 0
    theme.set_text_size(70)
    assert bar.maximum() == 0
