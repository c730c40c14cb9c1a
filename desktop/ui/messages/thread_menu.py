"""What may be done with a text of a thread: the menu for the right button, the Menu key and Shift+F10."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from desktop.sms.delivery import State
from desktop.sms.links import Link, LinkKind
from desktop.sms.phone import readable
from desktop.sms.web_address import host_of
from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.countdown_model import seconds
from desktop.ui.messages.link_opener import LinkOpener
from desktop.ui.messages.media_words_model import label
from desktop.ui.messages.thread_model import Message
from desktop.ui.messages.thread_selection import ThreadSelection
from desktop.ui.messages.whole_text import WholeText, is_cut
from desktop.ui.plain import one_line
from desktop.wording import isolated, ntr, tr

if TYPE_CHECKING:
    from desktop.ui.messages.thread_view import ThreadView

_MOST_LINKS = 5
MOST_DELETED = 500
"""Texts that are deleted at once."""
_LONGEST_HOST = 40


class ThreadMenu(QObject):
    """Builds the menu for a place of the view and shows it."""

    def __init__(
        self, view: "ThreadView", selection: ThreadSelection, delegate: BubbleDelegate, links: LinkOpener
    ) -> None:
        super().__init__(view)
        self._view = view
        self._selection = selection
        self._delegate = delegate
        self._links = links
        self.may_delete: Callable[[Message], bool] = lambda _: False
        self.may_redact: Callable[[Message], bool] = lambda _: False
        """Whether the words of a text can be taken out at its service."""

    def open_for(self, event: QContextMenuEvent) -> QMenu | None:
        """Show it where the mouse is, or for the keyboard below the current text."""
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return self.open_at(event.pos())
        return self.open_at_current()

    def open_at_current(self) -> QMenu | None:
        """Show it below the current text, whose links and files it offers; ``None``: there is no text."""
        index = self._view.currentIndex()
        if not index.isValid() or self._selection.texts.message(index) is None:
            return None
        body = self._delegate.bubble(index).body.translated(self._view.visualRect(index).topLeft())
        links = [placed.link for placed in self._delegate.bubble(index).text.links]
        return self._open(index, links[:_MOST_LINKS], body.bottomLeft().toPoint())

    def open_at(self, point: QPoint) -> QMenu | None:
        """Show the menu of the text at ``point`` (of the viewport) with the link there, else all its links.

        ``None``: there is no text.
        """
        index = self._view.indexAt(point)
        if not index.isValid() or self._selection.texts.message(index) is None:
            return None
        self._view.setCurrentIndex(index)
        link = self._delegate.link_at(index, self._view.visualRect(index), QPointF(point))
        links = [placed.link for placed in self._delegate.bubble(index).text.links]
        return self._open(index, [link] if link is not None else links[:_MOST_LINKS], point)

    def _open(self, index: QModelIndex, links: list[Link], point: QPoint) -> QMenu | None:
        message = self._selection.texts.message(index)
        if message is None:
            return None
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self._selection.empty:
            menu.addAction(tr("Copy selection"), self._selection.copy)
        for place, one in enumerate(message.media, start=1):
            name = tr("Open {file} …").format(file=label(one))
            numbered = name if len(message.media) == 1 else f"{place}. {name}"
            menu.addAction(numbered, partial(self._view.file_wanted.emit, one.id))
        if message.body:
            words = self._selection.texts.whole(message)
            menu.addAction(tr("Copy message"), lambda: self._selection.put(words))
        if is_cut(message.body):
            menu.addAction(tr("Show all"), lambda: WholeText(message.body, self._view.window()).open())
        for link in links:
            menu.addSeparator()
            self._add_link(menu, link, message)
        self._add_decisions(menu, message)
        self._add_removal(menu, message)
        menu.addSeparator()
        menu.addAction(tr("Details"), lambda: self._view.details_wanted.emit(message.id))
        menu.addAction(tr("Select all"), self._selection.select_all)
        menu.popup(self._view.viewport().mapToGlobal(point))
        return menu

    def _add_decisions(self, menu: QMenu, message: Message) -> None:
        """What a person can decide about a text that is not settled, also after leaving it as it is."""
        texts = self._view.texts
        if seconds(message, datetime.now(UTC)):
            menu.addSeparator()
            menu.addAction(tr("Undo sending"), lambda: self._view.undo_wanted.emit(message.id))
            menu.addAction(tr("Send now"), lambda: self._view.send_now_wanted.emit(message.id))
        elif message.state is State.QUEUED:
            menu.addSeparator()
            menu.addAction(tr("Don't send"), lambda: texts.stop(message.id))
        elif message.state in (State.FAILED, State.HELD):
            menu.addSeparator()
            if message.state is State.FAILED:
                menu.addAction(tr("Why it failed"), lambda: self._view.failure_wanted.emit(message.id))
                if message.error_code:
                    code = message.error_code
                    menu.addAction(tr("Copy error code"), lambda: self._selection.put(code))
            menu.addAction(tr("Edit and send again"), lambda: self._view.edit_wanted.emit(message))
        if message.state is not State.UNCONFIRMED:
            return
        menu.addSeparator()
        if not texts.sent_again(message):
            menu.addAction(tr("Send again"), lambda: texts.send_again(message.id))
        if texts.listed(message):
            menu.addAction(tr("Check again"), lambda: self._view.check_wanted.emit(message))
        elif not texts.sent_again(message) and not message.left_alone:
            menu.addAction(tr("Mark as sent"), lambda: texts.mark_sent(message.id))
        if not message.left_alone:
            menu.addAction(tr("Leave it"), lambda: texts.leave(message.id))

    def _add_removal(self, menu: QMenu, message: Message) -> None:
        """What takes a text away for good, or its words; each asks first."""
        if not self.may_delete(message):
            return
        menu.addSeparator()
        if self.may_redact(message):
            menu.addAction(
                tr("Take out the words at the service …"),
                lambda: self._view.redact_wanted.emit(message.id),
            )
        chosen = self._selection.ids(MOST_DELETED)
        ids = chosen if len(chosen) > 1 and message.id in chosen else [message.id]
        name = ntr("Delete …", "Delete {n} texts …", len(ids))
        menu.addAction(name, lambda: self._view.delete_wanted.emit(ids))

    def _add_link(self, menu: QMenu, link: Link, message: Message) -> None:
        name = _name(link)
        if link.kind is LinkKind.NUMBER:
            menu.addAction(tr("Call {number} …").format(number=name), lambda: self._follow(link, message))
            menu.addAction(tr("Copy number"), lambda: self._selection.put(link.target))
        elif link.kind is LinkKind.MAIL:
            menu.addAction(
                tr("Write to {address} …").format(address=name), lambda: self._follow(link, message)
            )
            address = link.target.removeprefix("mailto:").partition("?")[0]
            menu.addAction(tr("Copy e-mail address"), lambda: self._selection.put(address))
        else:
            menu.addAction(tr("Open {host} …").format(host=name), lambda: self._follow(link, message))
            menu.addAction(tr("Copy address"), lambda: self._selection.put(link.target))

    def _follow(self, link: Link, message: Message) -> None:
        self._links.ask(link, message.body)


def _name(link: Link) -> str:
    """Where a link leads, fit for a menu: an ampersand would mark a letter there."""
    if link.kind is LinkKind.NUMBER:
        return isolated(readable(link.target))
    if link.kind is LinkKind.MAIL:
        words = link.target.removeprefix("mailto:").partition("?")[0]
    else:
        host = host_of(link.target)
        words = "" if host is None else host.ascii
    return isolated(one_line(words, longest=_LONGEST_HOST).replace("&", "&&"))
