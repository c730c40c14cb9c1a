"""What CRMs offer, on the Messages tab: its buttons, strips and questions, wired to the open conversation."""

from datetime import datetime

from PySide6.QtCore import QObject

from desktop.sms.preflight import Finding, Fix
from desktop.ui.crm.later_model import LaterModel
from desktop.ui.crm.later_popup import LaterPopup
from desktop.ui.crm.later_view import LaterView
from desktop.ui.crm.person_model import PersonModel
from desktop.ui.crm.person_question import PersonQuestion
from desktop.ui.crm.shared_model import SharedModel
from desktop.ui.crm.snippet_opener import SnippetOpener
from desktop.ui.crm.snippets_model import SnippetsModel
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.messages.thread_model import Message
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme


class CrmViews(QObject):
    """One of a window."""

    def __init__(
        self,
        messages: MessagesView,
        theme: Theme,
        *,
        snippets: SnippetsModel,
        later: LaterModel,
        shared: SharedModel,
        people: PersonModel,
    ) -> None:
        super().__init__(messages)
        self._messages = messages
        self._composer = messages.composer
        self._later = later
        self._shared = shared
        self._failed: Message | None = None
        """The text that was refused because nobody there has its number, once its card asked to add them."""
        later.setParent(self)
        shared.setParent(self)
        self.snippets = SnippetOpener(snippets, messages.composer, theme)
        pane = messages.pane
        self.later = LaterView(later, theme, pane)
        pane.column.insertWidget(pane.column.indexOf(messages.composer), self.later)
        self.times = LaterPopup(theme, messages.composer)
        self.person = PersonQuestion(people, messages.window())
        tools = messages.composer.tools
        tools.later.used.connect(self.choose_time)
        self.times.chosen.connect(self._send_at)
        self._followed: tuple[object, bool] | None = None
        messages.composer.model.changed.connect(self._follow)
        later.offers_changed.connect(self.follow)
        messages.composer.fix_wanted.connect(self._fix)
        messages.failure_acts.person_wanted.connect(self._add_for)
        messages.header.done_wanted.connect(self._mark_done)
        messages.header.menu.aboutToShow.connect(self._offer_done)
        for telling in (later.told, shared.told, people.told):
            telling.connect(self._tell)
        people.added.connect(self._added)
        self.follow()

    def _follow(self) -> None:
        """Asked at every key: nothing is read while one types."""
        model = self._composer.model
        if (model.target, bool(model.closed_reason())) != self._followed:
            self.follow()

    def follow(self) -> None:
        """Offer what the open conversation's service has."""
        model = self._composer.model
        self._followed = (model.target, bool(model.closed_reason()))
        self.snippets.follow()
        shown, reason = self._later.offer()
        tools = self._composer.tools
        tools.offer(tools.later, shown=shown, reason=reason)

    def choose_time(self) -> None:
        """Ask when what is written is to leave; why it cannot, where something stops it."""
        target = self._composer.model.target
        if why := self._later.cannot():
            self._tell(why)
        elif target is not None:
            self.times.open_above(self._composer.tools.later, target.peer)

    def _send_at(self, due: datetime) -> None:
        target = self._composer.model.target
        conversation = self._later.send_at(due)
        if conversation is not None and target is not None and target.new:
            self._messages.open(conversation)
        self._composer.edit.setFocus()

    def _fix(self, finding: Finding) -> None:
        target = self._composer.model.target
        if finding.fix is Fix.ADD_PERSON and target is not None:
            self._failed = None
            self.person.begin(target.account_id, finding.value("number"))

    def _add_for(self, message: Message) -> None:
        self._failed = message
        self.person.begin(message.account_id, message.peer)

    def _added(self, account_id: str, peer: str) -> None:
        self._composer.model.preflight.forget()
        failed, self._failed = self._failed, None
        if failed is not None and (failed.account_id, failed.peer) == (account_id, peer):
            self._messages.sending.edit_again(failed)

    def _mark_done(self) -> None:
        target = self._composer.model.target
        if target is not None and target.peer:
            self._shared.mark_done(target.account_id, target.line, target.peer)

    def _offer_done(self) -> None:
        target = self._composer.model.target
        key = None if target is None or not target.peer else (target.account_id, target.line, target.peer)
        self._messages.header.allow_done("" if key is None else self._shared.offer(*key))

    def _tell(self, words: str) -> None:
        self._composer.tell(words)
        announce(self._composer.edit, words)
