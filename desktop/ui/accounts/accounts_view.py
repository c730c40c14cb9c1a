"""The Accounts page: every account with how it stands; adding one, changing its key, signing out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.sms.preflight import Finding
from desktop.ui.accounts.account_card import AccountCard
from desktop.ui.accounts.accounts_model import AccountsModel
from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.former_card import FormerCard
from desktop.ui.accounts.plan_model import PlanForm
from desktop.ui.accounts.sign_in_view import SignInView
from desktop.ui.accounts.sign_out_view import SignOutView
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.contacts.column import Column
from desktop.ui.page_head import PageHead
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.turns import Later
from desktop.wording import tr

_WIDEST = 640


class AccountsView(QWidget):
    """A page without a place in the navigation. Inside it a form may lie over the list."""

    went_back = Signal()
    numbers_wanted = Signal(str, QWidget)
    """What the numbers of an account can do is wanted: its id, and the button that was pressed."""
    """Somebody wants to leave the page."""

    def __init__(self, model: AccountsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._cards: dict[str, AccountCard] = {}
        self._former: dict[str, FormerCard] = {}
        self.head = PageHead(theme, tr("Accounts"), self)
        self.add = _button(tr("Sign in to a service"), "primary")
        self.practise = _button(tr("Open practice server"), "card")
        self.trouble = TroubleLine(theme)
        self.sign_in = SignInView(model.sign_in, theme)
        self.sign_out = SignOutView(model.sign_out, theme)
        self._list = self._lay_out()
        self._stack = QStackedWidget()
        for page in (self._list, self.sign_in, self.sign_out):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.add)
        self.head.went_back.connect(self.went_back)
        self.add.clicked.connect(lambda: self.show_sign_in())
        self.practise.clicked.connect(lambda: self.trouble.say(model.practise()))
        self.sign_in.left.connect(self.show_list)
        self.sign_out.left.connect(self.show_list)
        model.sign_in.done.connect(self._signed_in)
        model.checked.connect(self._checked)
        self._follow_soon = Later(self, self._follow)
        model.changed.connect(self._follow_seen)
        model.former.changed.connect(self._follow_former)
        model.tally.changed.connect(self._follow_tally)
        model.webhook.told.connect(self._follow_webhook)
        self._follow()
        self._follow_former()

    def card(self, account_id: str) -> AccountCard:
        """The card of an account that is on the list; raises ``KeyError`` for any other."""
        return self._cards[account_id]

    def cards(self) -> list[AccountCard]:
        """The cards in the order in which they stand."""
        return list(self._cards.values())

    def former_cards(self) -> list[FormerCard]:
        """The cards of accounts that were signed out while their texts stayed."""
        return list(self._former.values())

    def show_list(self) -> None:
        """The list of accounts, whatever lay over it."""
        if self._stack.currentWidget() is not self._list:
            self._stack.setCurrentWidget(self._list)
            self.add.setFocus()

    def show_sign_in(self, account_id: str = "") -> None:
        """The form for a new account, or for a new key of the one with this id."""
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.begin(account_id)

    def show_sign_out(self, account_id: str) -> None:
        """Ask whether to sign out of the account with this id."""
        self._stack.setCurrentWidget(self.sign_out)
        self.sign_out.begin(account_id)

    def advise(self, account_id: str, finding: Finding) -> None:
        """The account's card, in focus, with what has to be done about a finding of preflight."""
        self.show_list()
        if account_id in self._cards:
            self._cards[account_id].advise(*self._model.advice(account_id, finding))

    def _signed_in(self, account_id: str) -> None:
        if self._stack.currentWidget() is self.sign_in:
            self.show_list()
            if account_id in self._cards:
                self._cards[account_id].check.setFocus()

    def _checked(self, account_id: str, works: bool, sentence: str) -> None:
        if account_id in self._cards:
            self._cards[account_id].say(sentence, good=works)

    def _follow_seen(self) -> None:
        # Which accounts there are is told at once; what stands on a card that nobody sees comes in its turn.
        if self.isVisible() or self._cards.keys() != {account.id for account in self._model.listing}:
            self._follow()
        else:
            self._follow_soon.start()

    def _follow(self) -> None:
        shown = {account.id: account for account in self._model.shown()}
        for account_id in self._cards.keys() - shown.keys():
            self._take_away(self._cards.pop(account_id))
        for account_id, account in shown.items():
            if account_id not in self._cards:
                self._cards[account_id] = self._new_card(account_id)
            self._cards[account_id].show_account(account)
            self._cards[account_id].show_plan(*self._model.plan_of(account_id))
        if self.isVisible():
            self._model.tally.watch([*self._cards])
        self.practise.setVisible(not self._model.practices)
        self._actions.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.tally.watch([*self._cards])

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.tally.watch([])
        for card in self._cards.values():
            card.end_advice()

    def _follow_tally(self, account_id: str) -> None:
        if account_id in self._cards:
            card = self._cards[account_id]
            card.tally.show_counts(self._model.tally.of(account_id))
            card.show_counting(self._model.counting_of(account_id))

    def _follow_webhook(self, account_id: str) -> None:
        if account_id in self._cards:
            self._cards[account_id].show_webhook(self._model.webhook.said(account_id))

    def _follow_former(self) -> None:
        shown = {account.id: account for account in self._model.former.shown}
        for account_id in self._former.keys() - shown.keys():
            self._take_away(self._former.pop(account_id))
        for account_id, account in shown.items():
            if account_id not in self._former:
                card = self._former[account_id] = FormerCard(self._theme, account_id)
                card.delete_wanted.connect(self._model.former.delete)
                self._former_column.addWidget(card)
            self._former[account_id].show_account(account)

    def _take_away(self, card: QWidget) -> None:
        focus: QWidget | None = self.focusWidget()
        if focus is not None and card.isAncestorOf(focus):
            self.add.setFocus()
        card.hide()
        card.deleteLater()

    def _new_card(self, account_id: str) -> AccountCard:
        card = AccountCard(self._theme, account_id)
        card.check_wanted.connect(self._check)
        card.sign_in_wanted.connect(self.show_sign_in)
        card.sign_out_wanted.connect(self.show_sign_out)
        card.renamed.connect(self._rename)
        card.plan_kept.connect(self._keep_plan)
        card.webhook_wanted.connect(self._model.look_at_webhook)
        card.webhook_switched.connect(self._model.switch_webhook)
        card.numbers_wanted.connect(self.numbers_wanted)
        card.count_wanted.connect(self._model.tally.count_as_service)
        self._column.insertWidget(self._column.count(), card)
        return card

    def _check(self, account_id: str) -> None:
        self._cards[account_id].say("", good=True)
        self._model.check(account_id)

    def _rename(self, account_id: str, name: str) -> None:
        trouble = self._model.rename(account_id, name)
        card = self._cards[account_id]
        card.say(trouble, good=False)
        if not trouble:
            card.close_name()

    def _keep_plan(self, account_id: str, form: PlanForm) -> None:
        trouble = self._model.keep_plan(account_id, form)
        card = self._cards[account_id]
        if trouble:
            card.fields.say(trouble)
        else:
            card.close_plan()

    def _lay_out(self) -> QWidget:
        column = Column(tr("List of accounts"), widest=_WIDEST)
        self._column = QVBoxLayout()
        self._column.setSpacing(SIZES.grid)
        self._actions = ButtonRow(self.add, self.practise)
        self._former_column = QVBoxLayout()
        self._former_column.setSpacing(SIZES.grid)
        column.rows.addLayout(self._column)
        column.rows.addLayout(self._former_column)
        column.rows.addWidget(self.trouble)
        column.rows.addWidget(self._actions)
        column.rows.addStretch(1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(column, 1)
        return page


def _button(words: str, kind: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", kind)
    button.setAccessibleName(words)
    button.setAutoDefault(True)  # Enter presses it, not Space alone
    return button
