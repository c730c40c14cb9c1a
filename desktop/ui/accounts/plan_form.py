"""The form on an account's card for its plan and countries (A14, A15, B9, B14)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.plan_model import PlanForm
from desktop.ui.preferences.controls import Options
from desktop.ui.roles import SIZES
from desktop.ui.words import Words
from desktop.wording import tr

_LONGEST = 1000


class PlanFields(QWidget):
    """Hidden until it is begun; says what is to be kept."""

    kept = Signal(object)
    """A ``PlanForm``."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = Options([("", tr("Not said")), ("trial", tr("Trial")), ("paid", tr("Paid"))])
        self.parts = QLineEdit()
        self.allowed = QLineEdit()
        self.unjoined = QLineEdit()
        self.low = QLineEdit()
        self.trouble = Words("", "bad")
        self.save = self._button(tr("Save"))
        self.leave = self._button(tr("Cancel"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SIZES.half_grid, 0, 0)
        self._layout.setSpacing(SIZES.half_grid)
        self._add(tr("Plan"), self.plan)
        self._parts_label = self._add(tr("Parts that the trial has in all, if you know"), self.parts)
        self._add(tr("Only these countries may be texted (codes such as GB, US; empty: any)"), self.allowed)
        self._add(tr("Countries where long texts arrive in pieces (codes; empty: none)"), self.unjoined)
        self._add(tr("Say so when less than this is left in the wallet (such as 5; empty: never)"), self.low)
        self._layout.addWidget(self.trouble)
        self._layout.addWidget(ButtonRow(self.save, self.leave))
        self.plan.picked.connect(lambda _: self._follow_plan())
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.left)
        for field in (self.parts, self.allowed, self.unjoined, self.low):
            field.setMaxLength(_LONGEST)
            field.returnPressed.connect(self._save)
        self.hide()

    def begin(self, form: PlanForm) -> None:
        """Show what is kept, to be changed."""
        self.plan.show_value(form.plan)
        self.parts.setText(form.trial_parts)
        self.allowed.setText(form.allowed)
        self.unjoined.setText(form.unjoined)
        self.low.setText(form.low_balance)
        self.say("")
        self._follow_plan()
        self.show()
        self.plan.setFocus()

    def say(self, trouble: str) -> None:
        """Why it cannot be kept; "" takes it away."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        self.kept.emit(
            PlanForm(
                self.plan.currentData(),
                self.parts.text(),
                self.allowed.text(),
                self.unjoined.text(),
                self.low.text(),
            )
        )

    def _follow_plan(self) -> None:
        trial = self.plan.currentData() == "trial"
        self.parts.setVisible(trial)
        self._parts_label.setVisible(trial)

    def _add(self, name: str, field: QWidget) -> QLabel:
        label = Words(name, "muted")
        field.setAccessibleName(name)
        self._layout.addWidget(label)
        self._layout.addWidget(field)
        return label

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button
