"""One account on the page: what it is, how it stands, and what can be done with it."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.sms.links import LinkKind
from desktop.sms.web_address import WebAddress, web_address
from desktop.ui.accounts.accounts_model import AccountShown, Mood
from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.counting_model import CountingSaid
from desktop.ui.accounts.plan_form import PlanFields
from desktop.ui.accounts.plan_model import PlanForm
from desktop.ui.accounts.tally_table import TallyTable
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.accounts.webhook_form import WebhookForm
from desktop.ui.accounts.webhook_model import WebhookSaid
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.messages.strip import Remark, Row
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import isolated, tr

_LOOKS = {
    Mood.GOOD: ("check", "ok"),
    Mood.WAITING: ("info", "muted"),
    Mood.OFFLINE: ("offline", "warn"),
    Mood.BAD: ("warning", "bad"),
}
"""Drawing and role of each mood; the word beside it says the same."""
_LONGEST_NAME = 80


class AccountCard(QWidget):
    """Says what is wanted of its account; who made it does it."""

    check_wanted = Signal(str)
    sign_in_wanted = Signal(str)
    sign_out_wanted = Signal(str)
    count_wanted = Signal(str)
    """Count parts as its service does, or as it says again."""
    webhook_wanted = Signal(str)
    """Say how its webhook stands."""
    webhook_switched = Signal(str, bool)
    plan_kept = Signal(str, object)
    """The account's id, and what somebody says of its plan and countries: a ``PlanForm``."""
    numbers_wanted = Signal(str, QWidget)
    """What its numbers can do is wanted: the account's id, and the button that was pressed."""
    renamed = Signal(str, str)
    """The account's id and the name somebody gave it."""

    def __init__(self, theme: Theme, account_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mood = Mood.WAITING
        self._plan_form = PlanForm()
        self.account_id = account_id
        self.title = ElidedLabel(theme, "title", parent=self)
        self.where = ElidedLabel(theme, role="muted", parent=self)
        self._icon = QLabel(self)
        self._icon.setFixedSize(QSize(SIZES.glyph, SIZES.glyph))
        self.state = Words(parent=self)
        self.note = Words(parent=self)
        self.facts = Words(parent=self)
        self.facts.setProperty("role", "muted")
        self.tally = TallyTable(theme, self)
        self.counting = Row(theme, "info", "muted")
        self.advice = Words(parent=self)
        self._address: WebAddress | None = None
        self.plan_said = Words("", "muted", self)
        self.fields = PlanFields(self)
        self.outcome = TroubleLine(theme, self)
        self.site = self._button("")
        self.check = self._button(tr("Check now"))
        self.sign_in = self._button("")
        self.rename = self._button(tr("Rename"))
        self.plan = self._button(tr("Plan and countries"))
        self.hook = self._button(tr("Webhook"))
        self.webhook = WebhookForm(theme, self)
        self.numbers = self._button(tr("Numbers"))
        self.sign_out = self._button(tr("Sign out"))
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(_LONGEST_NAME)
        self.save = self._button(tr("Save"))
        self.buttons = ButtonRow(
            self.site,
            self.check,
            self.numbers,
            self.sign_in,
            self.rename,
            self.plan,
            self.hook,
            self.sign_out,
            parent=self,
        )
        self._lay_out()
        self.site.clicked.connect(self._ask)
        self.check.clicked.connect(lambda: self.check_wanted.emit(account_id))
        self.sign_in.clicked.connect(lambda: self.sign_in_wanted.emit(account_id))
        self.sign_out.clicked.connect(lambda: self.sign_out_wanted.emit(account_id))
        self.rename.clicked.connect(lambda: self._begin_name())
        self.save.clicked.connect(lambda: self._end_name())
        self.numbers.clicked.connect(lambda: self.numbers_wanted.emit(account_id, self.numbers))
        self.plan.clicked.connect(lambda: self.fields.begin(self._plan_form))
        self.fields.kept.connect(lambda form: self.plan_kept.emit(account_id, form))
        self.fields.left.connect(self.close_plan)
        self.hook.clicked.connect(lambda: self.webhook_wanted.emit(account_id))
        self.webhook.switched.connect(lambda on: self.webhook_switched.emit(account_id, on))
        self.webhook.left.connect(self.close_webhook)
        self.edit.returnPressed.connect(self._end_name)
        theme.changed.connect(self._colour)

    def show_account(self, account: AccountShown) -> None:
        """Show it as it stands now; an unfinished new name stays."""
        self._mood = account.mood
        self.title.show_text(account.name)
        self.where.show_text(f"{account.service} · \u2068{account.address}\u2069")
        self.state.setText(account.state)
        self.note.setText(account.note)
        self.note.setVisible(bool(account.note))
        self.facts.setText(account.facts)
        self.check.setEnabled(account.known)
        self.numbers.setVisible(account.has_numbers)
        self.sign_in.setVisible(account.signs_in)
        self.hook.setVisible(account.webhook_offered)
        self.sign_in.setText(tr("Sign in again") if account.needs_sign_in else tr("Change key"))
        self.sign_in.setProperty("kind", "primary" if account.needs_sign_in else "card")
        self.sign_in.style().polish(self.sign_in)
        for button in (
            self.check,
            self.numbers,
            self.sign_in,
            self.rename,
            self.plan,
            self.hook,
            self.sign_out,
            self.save,
        ):
            # Several cards have the same buttons: by ear they are told apart by the account's name.
            button.setAccessibleName(f"{button.text()}: {account.name}")
        self.edit.setAccessibleName(tr("New name of {name}").format(name=account.name))
        self.setAccessibleName(account.name)
        self._colour()
        self.buttons.arrange()

    def show_counting(self, said: CountingSaid) -> None:
        """Say how its parts are counted, where that has to be said."""
        wanted = partial(self.count_wanted.emit, self.account_id)
        self.counting.remark(Remark(said.words, said.offer, wanted, "info", "muted"))

    def advise(self, words: str, site: str) -> None:
        """Say what to do at the service, and offer its web site where ``site`` names one; takes the focus."""
        address = web_address(site)
        offer = "" if address is None else tr("Open {site}").format(site=isolated(address.host.shown))
        self._say_advice(words, offer)
        self._address = address
        (self.plan if address is None else self.site).setFocus()
        if words:
            announce(self, words)

    def end_advice(self) -> None:
        """Say it no more: it was about a text that may be long gone."""
        self._say_advice("", "")

    def _say_advice(self, words: str, offer: str) -> None:
        self.advice.setText(words)
        self.advice.setVisible(bool(words))
        self.site.setText(offer)
        self.site.setAccessibleName(offer)
        self.site.setVisible(bool(offer))
        self.buttons.arrange()

    def _ask(self) -> None:
        if self._address is not None:
            LinkQuestion(self._address, LinkKind.WEB, self._theme, self.window()).open()

    def show_webhook(self, said: WebhookSaid) -> None:
        """How its webhook stands, and its address to copy."""
        began = self.webhook.isHidden()
        self.webhook.show_said(said)
        self.webhook.show()
        if began:
            self.webhook.switch.setFocus()

    def close_webhook(self) -> None:
        """Leave the webhook as it is."""
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.webhook.isAncestorOf(focus)
        self.webhook.hide()
        if had_focus:
            self.hook.setFocus()

    def show_plan(self, said: str, form: PlanForm) -> None:
        """What is kept of plan and countries; a form that is being filled in stays."""
        self._plan_form = form
        self.plan_said.setText(said)
        self.plan_said.setVisible(bool(said))

    def close_plan(self) -> None:
        """Leave plan and countries as they are, or as they have become."""
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.fields.isAncestorOf(focus)
        self.fields.hide()
        if had_focus:
            self.plan.setFocus()

    def say(self, sentence: str, *, good: bool) -> None:
        """What came of something that was wanted here; "" takes it away."""
        self.outcome.say(sentence, good=good)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edit.isVisible():
            self.close_name()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("outline"))
        painter.setBrush(self._theme.color("surface"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, SIZES.card_radius, SIZES.card_radius)
        painter.end()

    def close_name(self) -> None:
        """Leave the name as it is, or as it has become."""
        had_focus = self.window().focusWidget() in (self.edit, self.save)
        self._naming(on=False)
        if had_focus:
            self.rename.setFocus()

    def _begin_name(self) -> None:
        if self.edit.isVisible():
            self.close_name()
            return
        self.edit.setText(self.title.text())
        self._naming(on=True)
        self.edit.setFocus()
        self.edit.selectAll()

    def _end_name(self) -> None:
        self.renamed.emit(self.account_id, self.edit.text())

    def _naming(self, *, on: bool) -> None:
        self.edit.setVisible(on)
        self.save.setVisible(on)

    def _colour(self) -> None:
        drawing, role = _LOOKS[self._mood]
        size = QSize(SIZES.glyph, SIZES.glyph)
        self._icon.setPixmap(self._theme.icon(drawing, role).pixmap(size, self.devicePixelRatioF()))
        self.update()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(SIZES.grid)
        state.addWidget(self._icon)
        state.addWidget(self.state, 1)
        name = QHBoxLayout()
        name.setSpacing(SIZES.grid)
        name.addWidget(self.edit, 1)
        name.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self.title)
        layout.addWidget(self.where)
        layout.addSpacing(SIZES.half_grid)
        layout.addLayout(state)
        layout.addWidget(self.note)
        layout.addWidget(self.facts)
        layout.addWidget(self.tally)
        layout.addWidget(self.counting)
        layout.addWidget(self.advice)
        layout.addWidget(self.plan_said)
        layout.addWidget(self.fields)
        layout.addWidget(self.webhook)
        layout.addWidget(self.outcome)
        layout.addLayout(name)
        layout.addWidget(self.buttons)
        self._naming(on=False)
        self.end_advice()
