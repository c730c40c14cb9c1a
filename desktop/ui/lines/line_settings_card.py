"""The card of a line's settings at its service: fields, Save, and the Confirm that says what it does."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.lines.line_settings_model import Form, LineSettingsModel, Proposal, Stage
from desktop.ui.preferences.controls import Switch
from desktop.ui.question_box import QuestionBox
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_LONGEST = 2000


class LineSettingsCard(QWidget):
    """Follows its model. What somebody typed stays until it is saved or read anew."""

    def __init__(self, model: LineSettingsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._filled: Form | None = None
        self.question: QuestionBox | None = None
        self.state = Words("", "muted")
        self.sms, self.email_on, self.forward_on = Switch(), Switch(), Switch()
        self.callback_on, self.retry = Switch(), Switch()
        self.email, self.forward, self.callback = QLineEdit(), QLineEdit(), QLineEdit()
        self.outcome = TroubleLine(theme)
        self.save = self._button(tr("Save …"), self._save)
        self.again = self._button(tr("Read again"), model.read)
        self._fields = QWidget()
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(SIZES.half_grid)
        self._rules = [Words("", "muted") for _ in range(3)]
        self._add(fields, tr("SMS"), self.sms)
        for name, switch, field, rule, hint in (
            (tr("Texts by e-mail"), self.email_on, self.email, self._rules[0], "desk@example.com"),
            (tr("Copy to a phone"), self.forward_on, self.forward, self._rules[1], "+1 226 483 6086"),
            (
                tr("Web address for each text"),
                self.callback_on,
                self.callback,
                self._rules[2],
                "https://example.com/?from={FROM}&text={MESSAGE}",
            ),
        ):
            self._add(fields, name, switch)
            field.setMaxLength(_LONGEST)
            field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            field.returnPressed.connect(self._save)
            # Addresses read left to right whatever the window does.
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            fields.addWidget(field)
            fields.addWidget(rule)
            fields.addSpacing(SIZES.grid)
        self._add(fields, tr("Ask the web address again until it says ok"), self.retry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self.state)
        layout.addWidget(self._fields)
        layout.addWidget(self.outcome)
        layout.addWidget(ButtonRow(self.save, self.again))
        model.changed.connect(self._follow)
        model.ended.connect(self._ended)
        self._follow()

    def switch_on(self) -> None:
        """Propose to switch SMS on; where the settings were not read yet, that comes first."""
        if self._model.form is None:
            self._model.read()
            self.outcome.say(tr("The settings are read first. Then switch SMS on, and save."), good=True)
            return
        self._propose(replace(self._form(), texting=True))

    def _form(self) -> Form:
        return Form(
            self.sms.isChecked(),
            self.email_on.isChecked(),
            self.email.text(),
            self.forward_on.isChecked(),
            self.forward.text(),
            self.callback_on.isChecked(),
            self.callback.text(),
            self.retry.isChecked(),
        )

    def _save(self) -> None:
        self._propose(self._form())

    def _propose(self, form: Form) -> None:
        found = self._model.propose(form)
        if isinstance(found, str):
            self.outcome.say(found or tr("Nothing is changed."), good=not found)
            return
        self.outcome.say("")
        if self.question is None:
            self.question = QuestionBox(self.window())
        if not found.possible:
            self.question.say(found.text)
            return
        stay = tr("Leave it as it is")
        self.question.say(found.text, offer=tr("Confirm"), taken=lambda: self._confirm(found), stay=stay)

    def _confirm(self, proposal: Proposal) -> None:
        self._model.confirm(proposal)

    def _ended(self, good: bool, sentence: str) -> None:
        self.outcome.say(sentence, good=good)

    def _follow(self) -> None:
        stage, form = self._model.stage, self._model.form
        self.state.setText(
            {
                Stage.NOTHING: tr("The settings were not read yet."),
                Stage.READING: tr("Reading the settings …"),
                Stage.WRITING: tr("Changing the settings …"),
            }.get(stage, "")
        )
        self.state.setVisible(stage is not Stage.SHOWN)
        self._fields.setVisible(form is not None)
        self._fields.setEnabled(stage is Stage.SHOWN)
        self.save.setVisible(form is not None)
        self.save.setEnabled(stage is Stage.SHOWN)
        self.again.setEnabled(stage in (Stage.SHOWN, Stage.NOTHING))
        for label, words in zip(self._rules, self._model.rules(), strict=True):
            label.setText(words)
        if form is not None and (form != self._filled or stage is Stage.SHOWN):
            self._fill(form)
        self._filled = form

    def _fill(self, form: Form) -> None:
        self.sms.show_value(form.texting)
        self.email_on.show_value(form.email_on)
        self.email.setText(form.email)
        self.forward_on.show_value(form.forward_on)
        self.forward.setText(form.forward)
        self.callback_on.show_value(form.callback_on)
        self.callback.setText(form.callback)
        self.retry.show_value(form.callback_retry)

    def _add(self, layout: QVBoxLayout, name: str, switch: Switch) -> None:
        layout.addWidget(Words(name))
        switch.setAccessibleName(name)
        layout.addWidget(switch)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: act())
        return button
