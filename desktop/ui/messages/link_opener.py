"""What a click on a link leads to: a question for addresses, the dialpad for numbers, nothing unasked."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.sms.links import Link, LinkKind
from desktop.sms.web_address import mail_address, web_address
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.theme import Theme


class LinkOpener(QObject):
    """Asks before anything leaves the window."""

    number_wanted = Signal(str)
    """A number (E.164 or a short code) is to be put into the dialpad."""

    def __init__(self, view: QWidget, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def ask(self, link: Link, text: str) -> LinkQuestion | None:
        """Follow ``link`` of a ``text``: show the question, which opens it; numbers go to the dialpad."""
        if link.kind is LinkKind.NUMBER:
            self.number_wanted.emit(link.target)
            return None
        read = web_address if link.kind is LinkKind.WEB else mail_address
        address = read(link.target, text=text)
        if address is None:
            return None
        question = LinkQuestion(address, link.kind, self._theme, self._view.window())
        question.open()
        return question
