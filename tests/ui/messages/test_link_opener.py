"""A click on a link: a number goes to the dialpad, an address to the question; nothing opens by itself."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.sms.links import Link, LinkKind, links_in
from desktop.ui.messages.link_opener import LinkOpener
from desktop.ui.theme import Theme


@pytest.fixture
def opener(theme: Theme, qtbot: QtBot) -> Iterator[LinkOpener]:
    pane = QWidget()
    pane.resize(700, 500)
    pane.show()
    qtbot.waitExposed(pane)
    yield LinkOpener(pane, theme)
    shiboken6.delete(pane)


@pytest.mark.parametrize("text", ["call +44 7700 900123", "tel:+447700900123", "tel:+44-7700-900123"])
def test_a_number_goes_to_the_dialpad(opener: LinkOpener, qtbot: QtBot, text: str) -> None:
    with qtbot.waitSignal(opener.number_wanted) as heard:
        assert opener.ask(links_in(text)[0], text) is None
    assert heard.args == ["+447700900123"]


@pytest.mark.parametrize("text", ["https://example.com", "www.example.com", "me@example.com"])
def test_an_address_is_asked_about(opener: LinkOpener, qtbot: QtBot, text: str) -> None:
    with qtbot.assertNotEmitted(opener.number_wanted):
        question = opener.ask(links_in(text)[0], text)
    assert question is not None and question.isVisible() and question.isModal()
    question.reject()


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "https://", "ftp://example.com"]
)
def test_what_is_no_address_is_not_even_asked_about(opener: LinkOpener, target: str) -> None:
    assert opener.ask(Link(LinkKind.WEB, 0, 1, target), "") is None
