"""The page "Privacy": whether the texts on this computer are encrypted, and the next step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.cache.passphrase_field import PassphraseField
from desktop.ui.cache.privacy_model import PrivacyModel
from desktop.ui.cache.unlock_view import button
from desktop.ui.contacts.column import Column
from desktop.ui.page_head import PageHead
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class PrivacyView(QWidget):
    """Says what is; the form for a passphrase opens below."""

    went_back = Signal()

    def __init__(self, model: PrivacyModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._open = False
        self.head = PageHead(theme, tr("Privacy"), self)
        self.state = Words()
        self.around = Words(
            tr(
                "Your service keeps its own copy of the history. What the desktop shows in notifications, "
                "what you copy and what you export is not encrypted by Linedesk."
            ),
            "muted",
        )
        self.step = button("", "card")
        self.before = PassphraseField(tr("Present passphrase"))
        self.wanted = PassphraseField(tr("New passphrase"))
        self.again = PassphraseField(tr("The new one again"))
        self.warning = Words(
            tr(
                "Nobody can open the texts without it, and Linedesk keeps no copy of it. Should it be "
                "forgotten, the history comes back from the service; drafts, waiting texts and your own "
                "contacts do not."
            ),
            "muted",
        )
        self.trouble = TroubleLine(theme)
        self.save = button("", "primary")
        self.cancel = button(tr("Cancel"), "card")
        self._buttons = ButtonRow(self.save, self.cancel)
        self._steps = ButtonRow(self.step)
        column = Column(tr("Privacy"))
        for widget in (
            self.state,
            self.around,
            self._steps,
            self.before,
            self.wanted,
            self.again,
            self.warning,
            self.trouble,
            self._buttons,
        ):
            column.rows.addWidget(widget)
        column.rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(column, 1)
        self.head.went_back.connect(self.went_back)
        self.step.clicked.connect(lambda: self.open_form())
        self.cancel.clicked.connect(lambda: self._close_form())
        self.save.clicked.connect(lambda: self._save())
        for one in (self.before, self.wanted, self.again):
            one.entered.connect(self._save)
        model.changed.connect(self._follow)
        model.done.connect(self._done)
        theme.changed.connect(self._dress)
        self._dress()
        self._follow()
        model.learn_manager()

    def open_form(self) -> None:
        """Ask for a passphrase, where one can be set."""
        if not self._model.can_protect:
            return
        self._model.begin()
        self._open = True
        self._follow()
        (self.before if self._model.changes else self.wanted).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self._close_form()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        self._model.protect(self.wanted.words, self.again.words, self.before.words)

    def _close_form(self) -> None:
        if self._model.busy:
            return
        self._open = False
        self._forget()
        self._model.begin()
        self._follow()
        self.setFocus()

    def _done(self) -> None:
        self._close_form()
        self.trouble.say(tr("Done. Linedesk asks for the passphrase at its next start."), good=True)

    def _forget(self) -> None:
        for one in (self.before, self.wanted, self.again):
            one.clear()

    def _follow(self) -> None:
        model = self._model
        form = self._open and model.can_protect
        self.state.setText(model.state)
        self.step.setText(tr("Change the passphrase …") if model.changes else tr("Use a passphrase …"))
        self.step.setAccessibleName(self.step.text())
        self._steps.setVisible(model.can_protect and not form)
        self.before.setVisible(form and model.changes)
        for one in (self.wanted, self.again, self.warning, self._buttons):
            one.setVisible(form)
        # Nothing is greyed meanwhile: whoever has the focus keeps it, and the model takes no other wish.
        self.save.setText(self._save_words())
        self.save.setAccessibleName(self.save.text())
        self.trouble.say(model.trouble)
        self._steps.arrange()
        self._buttons.arrange()
        self.setFocusProxy(self.step if model.can_protect and not form else self.head.back)
        if form and model.wrong_before and not model.busy:
            self.before.edit.setFocus()
            self.before.edit.selectAll()

    def _save_words(self) -> str:
        if self._model.changes:
            return tr("Changing …") if self._model.busy else tr("Change the passphrase")
        return tr("Encrypting …") if self._model.busy else tr("Encrypt with it")

    def _dress(self) -> None:
        self.state.setFont(self._theme.font(strong=True))
