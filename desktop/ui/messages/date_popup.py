"""A small calendar to jump to a day of a thread (demand 7). It closes on Escape and on a click beside it."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class DatePopup(QFrame):
    """Emits the ``chosen`` day and closes. Days before the first text and after today are greyed."""

    chosen = Signal(object)
    """A ``datetime.date``."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setAccessibleName(tr("Jump to a date"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(tr("Jump to a date"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        self.calendar.currentPageChanged.connect(lambda *_: self._grey())
        for table in self.calendar.findChildren(QTableView):
            table.setAccessibleName(tr("Days"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.grid, SIZES.grid, SIZES.grid, SIZES.grid)
        layout.addWidget(self.calendar)
        theme.changed.connect(self._colour)
        self._colour()

    def show_days(self, first: date, last: date, corner: QPoint) -> None:
        """Show the calendar with its upper right corner at a point of the screen."""
        self.calendar.setDateRange(_to_qt(first), _to_qt(last))
        self.calendar.setSelectedDate(_to_qt(last))
        self._grey()
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(max(corner.x() - self.width(), room.left()), room.right() - self.width())
        self.move(left, min(corner.y(), room.bottom() - self.height()))
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _choose(self, day: QDate) -> None:
        # Enter in the calendar activates a day once more after it was clicked.
        if self.isVisible():
            self.close()
            self.chosen.emit(date(day.year(), day.month(), day.day()))

    def _colour(self) -> None:
        roles, calendar = self._theme.roles, self.calendar
        calendar.setStyleSheet(
            f"#qt_calendar_navigationbar {{ background: {roles.surface}; }}"
            f"QToolButton {{ color: {roles.text}; }}"
            "QToolButton::menu-indicator { image: none; width: 0px; }"
            f"QAbstractItemView {{ background: {roles.surface}; color: {roles.text};"
            f" selection-background-color: {roles.accent}; selection-color: {roles.on_accent}; }}"
            f"QAbstractItemView:disabled {{ color: {roles.faint}; }}"
        )
        for name, drawing in (("prev", "back"), ("next", "forward")):
            for button in calendar.findChildren(QToolButton, f"qt_calendar_{name}month"):
                button.setIcon(self._theme.icon(drawing))
                button.setIconSize(QSize(SIZES.icon, SIZES.icon))
                button.setAccessibleName(tr("Previous month") if name == "prev" else tr("Next month"))
        # Qt paints weekends red, which would mean something here.
        plain = QTextCharFormat()
        plain.setForeground(QColor(roles.text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        calendar.setHeaderTextFormat(plain)
        self._grey()

    def _grey(self) -> None:
        """Days that cannot be chosen look it; Qt paints them like all others."""
        calendar, greyed = self.calendar, QTextCharFormat()
        greyed.setForeground(QColor(self._theme.color("faint")))
        calendar.setDateTextFormat(QDate(), QTextCharFormat())
        page = QDate(calendar.yearShown(), calendar.monthShown(), 1)
        for away in range(-7, 6 * 7):
            day = page.addDays(away)
            if not calendar.minimumDate() <= day <= calendar.maximumDate():
                calendar.setDateTextFormat(day, greyed)


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
