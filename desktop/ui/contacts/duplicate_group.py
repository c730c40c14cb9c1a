"""One offer to merge: who may be the same, why, what would become of them, and the two answers."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.sms.phone import readable
from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.contacts_model import Contact, name_of, number_words
from desktop.ui.contacts.duplicates_model import Details, DuplicatesModel, Group, Reason
from desktop.ui.contacts.words import Words
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import isolated, tr

_BESIDE_RADIO = 3 * SIZES.grid + SIZES.half_grid
"""Pixels from a radio button's edge to its words."""
_LONGEST_NAME = 28
"""Characters of a name beside its radio button, which cannot break a line."""


class DuplicateGroup(QWidget):
    """Where the names differ, somebody says whose stays."""

    merge_wanted = Signal(object)
    """Make them one, under the name of this ``Contact``."""
    decline_wanted = Signal()
    """They are not the same."""

    def __init__(
        self,
        group: Group,
        model: DuplicatesModel,
        theme: Theme,
        sources: dict[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = group
        self._model = model
        self._theme = theme
        self._keep = next((one for one in group.members if one.own), group.members[0])
        self.result = Words(theme)
        self.merge = QPushButton(tr("Merge"))
        self.decline = QPushButton(tr("Not the same"))
        self.names: list[QRadioButton] = []
        self._which = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, round(1.5 * SIZES.grid), 2 * SIZES.grid, 2 * SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(Words(theme, role="muted", text=reason_words(group, sources)))
        several = len({name_of(one) for one in group.members}) > 1
        for member in group.members:
            layout.addLayout(self._member(member, several, sources.get(member.account_id, "")))
        layout.addSpacing(SIZES.half_grid)
        layout.addWidget(self.result)
        layout.addSpacing(SIZES.half_grid)
        layout.addWidget(self._buttons())
        theme.changed.connect(self.update)
        self._show_result()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("outline"))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), SIZES.card_radius, SIZES.card_radius)
        painter.end()

    def _member(self, member: Contact, several: bool, source: str) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(0)
        name = name_of(member)
        if several:
            button = QRadioButton(one_line(name, longest=_LONGEST_NAME).replace("&", "&&"))
            button.setAccessibleName(tr("Keep the name {name}").format(name=name))
            button.setChecked(member is self._keep)
            button.toggled.connect(lambda on, member=member: self._choose(member) if on else None)
            self._which.addButton(button)
            self.names.append(button)
            part.addWidget(button)
        else:
            title = ElidedLabel(self._theme)
            title.show_text(isolated(name))
            part.addWidget(title)
        words = [one_line(member.company)] if member.company and member.company != name else []
        words += [number_words(number) for number in member.numbers]
        under = ElidedLabel(self._theme, "caption", "muted")
        under.show_text(" · ".join([*words, source]) if source else " · ".join(words))
        beside = QHBoxLayout()
        beside.addSpacing(_BESIDE_RADIO if several else 0)
        beside.addWidget(under)
        part.addLayout(beside)
        return part

    def _buttons(self) -> ButtonRow:
        names = ", ".join(dict.fromkeys(name_of(one) for one in self._group.members))
        for button, words in (
            (self.merge, tr("Merge {names}")),
            (self.decline, tr("{names}: not the same")),
        ):
            button.setProperty("kind", "card")
            button.setAutoDefault(True)  # Enter presses it, not Space alone
            button.setAccessibleName(words.format(names=names))
        self.merge.clicked.connect(lambda: self.merge_wanted.emit(self._keep))
        self.decline.clicked.connect(lambda: self.decline_wanted.emit())
        return ButtonRow((self.merge, self.decline))

    def _choose(self, member: Contact) -> None:
        self._keep = member
        self._show_result()

    def _show_result(self) -> None:
        self.result.setText(
            tr("Together: {result}").format(result=result_words(self._model.result(self._group, self._keep)))
        )


def reason_words(group: Group, sources: Mapping[str, str]) -> str:
    """Why they may be the same, as a sentence; ``sources`` names each account's phone book.

    Two that come from two sources are named with them: their names may well differ.
    """
    numbers = ", ".join(isolated(readable(number)) for number in group.numbers)
    told = [sources.get(one.account_id, "") for one in group.members]
    if group.reason is Reason.SAME_NUMBER and len(told) == 2 and all(told) and told[0] != told[1]:
        one, other = (
            tr("{name} ({source})").format(name=isolated(name_of(member)), source=source)
            for member, source in zip(group.members, told, strict=True)
        )
        return tr("{one} and {other} share {numbers}.").format(one=one, other=other, numbers=numbers)
    return {
        Reason.SAME_NUMBER: tr("They have the same number, {numbers}.").format(numbers=numbers),
        Reason.SAME_NAME_AND_COMPANY: tr("They have the same name and company."),
        Reason.SAME_NAME: tr("They have the same name."),
    }[group.reason]


def result_words(details: Details) -> str:
    """A merged contact in one line: name, company, e-mail, numbers."""
    parts = [
        one_line(details.name),
        one_line(details.company),
        *(number_words(one) for one in details.numbers),
    ]
    return " · ".join(part for part in [*parts, one_line(details.email)] if part)
