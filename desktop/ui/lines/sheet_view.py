"""The page of one of our numbers: what it can do, what to do about it, its settings at the service (A5, A16).

Opened from the chip in the line bar, from an account's card, from the menu of a greyed section, and by keys;
Escape goes back.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.sms.abilities import Do
from desktop.sms.links import LinkKind
from desktop.sms.web_address import web_address
from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.column import Card, Column
from desktop.ui.lines.ability_table import AbilityTable
from desktop.ui.lines.line_settings_card import LineSettingsCard
from desktop.ui.lines.line_settings_model import LineSettingsModel
from desktop.ui.lines.sheet_model import SheetModel, SheetShown, StepShown
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.messages.strip import Remark, Row
from desktop.ui.page_head import PageHead
from desktop.ui.preferences.controls import Switch
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class SheetView(QWidget):
    """One page, made when it is shown."""

    went_back = Signal()
    check_wanted = Signal(str)
    """An account's id: its lines are to be looked at now (A10)."""

    def __init__(
        self, model: SheetModel, settings: LineSettingsModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._settings, self._theme = model, settings, theme
        self._of = ("", "")
        self.shown: SheetShown | None = None
        self.head = PageHead(theme, tr("About this number"))
        self.title, self.first_line = Words(), Words()
        self.users = Words("", "muted")
        self.steps: list[Row] = []
        self._step_box = QVBoxLayout()
        self._step_box.setSpacing(SIZES.grid)
        self.table = AbilityTable(theme)
        self.money = Words("", "muted")
        self.top_up = self._button(tr("Top up …"), self._open_site)
        self.port = QLineEdit()
        self.port.setPlaceholderText(tr("2026-11-22 10:00"))
        self.note = self._button(tr("Note"), self._note_port)
        self.forget = self._button(tr("Take back"), self._forget_port)
        self.voice_only = Switch()
        self.outcome = TroubleLine(theme)
        self.settings = LineSettingsCard(settings, theme)
        self._cards = {
            "what": Card(theme, tr("Number")),
            "can": Card(theme, tr("What it can do")),
            "money": Card(theme, tr("Money")),
            "known": Card(theme, tr("What you know of it")),
            "settings": Card(theme, tr("Settings at the service")),
        }
        self.column = Column()
        for card in self._cards.values():
            self.column.add(card)
        self._fill_cards()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.column, 1)
        self.setFocusProxy(self.head.back)
        self.head.went_back.connect(self.went_back)
        self.voice_only.picked.connect(lambda on: model.note_voice_only(bool(on)))
        self.port.returnPressed.connect(self._note_port)
        theme.changed.connect(self._dress)
        model.changed.connect(self.follow)
        self._dress()
        self.follow()

    def follow(self) -> None:
        """Show what is known now."""
        shown = self.shown = self._model.shown()
        for card in self._cards.values():
            card.setVisible(shown is not None)
        if shown is None:
            self._cards["what"].show()
            self.users.hide()
            self.title.setText(tr("No line yet"))
            self.first_line.setText(tr("Sign in to an account first: its numbers are looked up then."))
            self._show_steps(())
            return
        if (shown.account_id, shown.number) != self._of:
            self._begin(shown)
        self.title.setText(shown.title)
        self.first_line.setText(shown.first_line)
        self.users.setText(shown.users)
        self.users.setVisible(bool(shown.users))
        self._show_steps(shown.steps)
        self.table.show_abilities(shown.abilities)
        self.money.setText("\n".join(shown.money))
        self._cards["money"].setVisible(bool(shown.money))
        self.top_up.setVisible(bool(shown.site))
        self.forget.setVisible(bool(shown.ported))
        self._voice_only_box.setVisible(shown.asks_voice_only)
        self.voice_only.show_value(shown.voice_only)
        self._cards["settings"].setVisible(shown.switches)

    def _begin(self, shown: SheetShown) -> None:
        """Another number than before: nothing of that one stays."""
        self._of = (shown.account_id, shown.number)
        self.port.setText(shown.ported)
        self.outcome.say("")
        self._settings.open(self._model.account, self._model.line)
        if shown.switches:
            self._settings.read()

    def _show_steps(self, steps: tuple[StepShown, ...]) -> None:
        while len(self.steps) < len(steps):
            row = Row(self._theme, "info", "muted")
            self._step_box.addWidget(row)
            self.steps.append(row)
        for place, row in enumerate(self.steps):
            if place >= len(steps):
                row.remark(Remark(""))
                continue
            step = steps[place]
            drawing, role = ("warning", "warn") if step.urgent else ("info", "muted")
            row.remark(Remark(step.words, step.offer, partial(self._act, step.do), drawing, role))

    def _act(self, do: Do) -> None:
        shown = self.shown
        if shown is None:
            return
        if do is Do.ASK:
            QGuiApplication.clipboard().setText(shown.request)
            announce(self, tr("Copied"))
            self.outcome.say("")
        elif do is Do.WAIT_ACTIVE:
            self.check_wanted.emit(shown.account_id)
        elif do is Do.TRY_AGAIN:
            self._model.try_again()
            announce(self, tr("It can be tried again now"))
        elif do is Do.ENABLE and shown.switches:
            self.settings.switch_on()
        else:
            self._open_site()

    def _open_site(self) -> None:
        """Ask first, as for any address that leads out of the window."""
        address = None if self.shown is None else web_address(self.shown.site)
        if address is not None:
            LinkQuestion(address, LinkKind.WEB, self._theme, self.window()).open()

    def _note_port(self) -> None:
        trouble = self._model.note_port(self.port.text())
        self.outcome.say(trouble or tr("Noted."), good=not trouble)

    def _forget_port(self) -> None:
        self.port.clear()
        self._note_port()

    def _fill_cards(self) -> None:
        what, whole = self._padded()
        whole.setSpacing(SIZES.grid)
        for widget in (self.title, self.first_line, self.users):
            whole.addWidget(widget)
        whole.addLayout(self._step_box)
        self._cards["what"].add(what)
        self._cards["can"].add(self.table)
        money, lines = self._padded()
        lines.addWidget(self.money)
        lines.addWidget(ButtonRow(self.top_up))
        self._cards["money"].add(money)
        known, fields = self._padded()
        label = tr("Day and time at which its move to this service was completed")
        fields.addWidget(Words(label))
        self.port.setAccessibleName(label)
        fields.addWidget(self.port)
        fields.addWidget(ButtonRow(self.note, self.forget))
        self._voice_only_box = QWidget()
        box = QVBoxLayout(self._voice_only_box)
        box.setContentsMargins(0, SIZES.grid, 0, 0)
        box.setSpacing(SIZES.half_grid)
        words = tr("It cannot text: I tried it, or the service told me")
        box.addWidget(Words(words))
        self.voice_only.setAccessibleName(words)
        box.addWidget(self.voice_only)
        fields.addWidget(self._voice_only_box)
        fields.addWidget(self.outcome)
        self._cards["known"].add(known)
        self._cards["settings"].add(self.settings)

    def _padded(self) -> tuple[QWidget, QVBoxLayout]:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        return inside, layout

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)
        button.clicked.connect(act)
        return button

    def _dress(self) -> None:
        self.title.setFont(self._theme.font("title"))
