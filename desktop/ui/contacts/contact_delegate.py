"""Paints a row of the phone book: avatar, name, company, numbers with their labels."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.ui.avatar import paint_avatar
from desktop.ui.contacts.contacts_model import CONTACT_ROLE, Contact, name_of, number_words
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate
from desktop.wording import isolated, tr

_Index = QModelIndex | QPersistentModelIndex


class ContactDelegate(RowDelegate):
    """One row for a contact, however many numbers it has."""

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        contact: Contact = index.data(CONTACT_ROLE)
        name, company = name_of(contact), one_line(contact.company)
        place = QRectF(area.left(), area.center().y() - SIZES.avatar / 2, SIZES.avatar, SIZES.avatar)
        number = contact.numbers[0].number if contact.numbers else ""
        strong = self.theme.font(strong=True)
        paint_avatar(painter, self.placed(place, area, option), contact.name, number, strong)
        left = SIZES.avatar + 1.5 * SIZES.grid
        upper = QRectF(area.left() + left, area.top() + 10, area.width() - left, 22)
        lower = upper.translated(0, 22)
        taken = self.words(painter, upper, area, option, isolated(name), strong, "text")
        rest = upper.adjusted(taken + SIZES.grid, 0, 0, 0)
        if company and company != name and rest.width() > 5 * SIZES.grid:
            self.words(painter, rest, area, option, isolated(company), self.theme.font(), "muted")
        numbers = " · ".join(number_words(one) for one in contact.numbers) or tr("No number")
        self.words(painter, lower, area, option, numbers, self.theme.font(tabular=True), "muted")
