"""Paints a row of the phone book: avatar, name, company, and the number that texts go to, with its label.

In the preview of a file it paints what cannot be read, too.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui.avatar import paint_avatar
from desktop.ui.contacts.contacts_model import LISTED_ROLE, Listed, name_of, number_words
from desktop.ui.contacts.import_rows_model import BAD_ROLE, bad_reason, bad_title
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate
from desktop.wording import isolated, ntr, tr

_Index = QModelIndex | QPersistentModelIndex
_LEFT = SIZES.avatar + 1.5 * SIZES.grid


class ContactDelegate(RowDelegate):
    """One row for a contact, however many numbers it has."""

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        listed: Listed | None = index.data(LISTED_ROLE)
        if listed is None:
            self._paint_bad(painter, area, option, index)
            return
        contact = listed.contact
        name, company = name_of(contact), one_line(contact.company)
        place = QRectF(area.left(), area.center().y() - SIZES.avatar / 2, SIZES.avatar, SIZES.avatar)
        number = contact.numbers[0].number if contact.numbers else ""
        strong = self.theme.font(strong=True)
        paint_avatar(painter, self.placed(place, area, option), contact.name, number, strong)
        upper, lower = self._places(area)
        taken = self.words(painter, upper, area, option, isolated(name), strong, "text")
        rest = upper.adjusted(taken + SIZES.grid, 0, 0, 0)
        if company and company != name and rest.width() > 5 * SIZES.grid:
            self.words(painter, rest, area, option, isolated(company), self.theme.font(), "muted")
        body, small = self.theme.font(tabular=True), self.theme.font("caption")
        texted = listed.for_texts
        words = number_words(texted) if texted is not None else tr("No number")
        if (more := len(contact.numbers) - 1) > 0:
            others = ntr("and {n} more", "and {n} more", more)
            room = QFontMetricsF(body).horizontalAdvance(words) + QFontMetricsF(small).horizontalAdvance(
                others
            )
            # The number itself matters more than that there are others.
            if room + 2 * SIZES.grid <= lower.width():
                lower = self.words_at_end(painter, lower, area, option, others, small, "muted")
        self.words(painter, lower, area, option, words, body, "muted")

    def _paint_bad(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        bad = index.data(BAD_ROLE)
        spot = QRectF(
            area.left() + (SIZES.avatar - SIZES.icon) / 2,
            area.center().y() - SIZES.icon / 2,
            SIZES.icon,
            SIZES.icon,
        )
        icon = self.theme.icon("warning", "warn")
        icon.paint(painter, self.placed(spot, area, option).toAlignedRect())
        words = area.adjusted(_LEFT, SIZES.half_grid, 0, -SIZES.half_grid)
        title = QRectF(words.left(), words.top(), words.width(), self.theme.line_height())
        self.words(painter, title, area, option, bad_title(bad), self.theme.font(), "text")
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.color("muted"))
        reason = self.placed(words.adjusted(0, title.height(), 0, 0), area, option)
        side = QStyle.visualAlignment(
            option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        )
        painter.drawText(reason, int(side.value) | Qt.TextFlag.TextWordWrap.value, bad_reason(bad))

    def _places(self, area: QRectF) -> tuple[QRectF, QRectF]:
        words = area.adjusted(_LEFT, 0, 0, 0)
        return self.line(words, 0), self.line(words, 1)
